"""The line that each request leaves in the log."""

import pytest
import structlog
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch
from structlog.testing import capture_logs

from config import request_log
from config.request_log import RequestLogMiddleware
from quizzes.models import User


@pytest.fixture(autouse=True)
def _unused_logger(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was used before holds on to how logs were written then, and is not captured."""
    monkeypatch.setattr(request_log, "log", structlog.get_logger("request"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status", "knows_user"), [("/healthz?secret=1", 200, False), ("/admin/", 302, True)]
)
def test_request_leaves_one_line_without_its_query(path: str, status: int, knows_user: bool) -> None:
    user = User.objects.create_user("alice")
    client = Client()
    client.force_login(user)
    with capture_logs() as events:
        client.get(path)
    names = ("event", "log_level", "method", "path", "status", "user")
    assert [tuple(event[name] for name in names) for event in events] == [
        ("request", "info", "GET", path.split("?")[0], status, user.pk if knows_user else None)
    ]


def test_token_of_a_link_is_not_logged() -> None:
    request = RequestFactory().get("/reset/MQ/set-this/")
    request.resolver_match = ResolverMatch(
        print, (), {"uidb64": "MQ", "token": "set-this"}, route="reset/<uidb64>/<token>/"
    )
    with capture_logs() as events:
        RequestLogMiddleware(lambda request: HttpResponse())(request)
    assert [event["path"] for event in events] == ["reset/<uidb64>/<token>/"]
