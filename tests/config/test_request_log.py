"""The line that each request leaves in the log."""

from contextlib import suppress

import pytest
import structlog
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import Resolver404, resolve
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


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/password/MQ/set-this/", "password/<uidb64>/<token>/"),
        ("/account/asked-for/", "account/<str:token>/"),
        ("/account/asked-for", "account/<str:token>/"),
        ("/join/Xy12/", "join/<str:code>/"),
        ("/join/Xy12/account/", "join/<str:code>/account/"),
        ("/account/", "/account/"),
        ("/quizzes/7/", "/quizzes/7/"),
        ("/nothing/at/all", "/nothing/at/all"),
    ],
)
@pytest.mark.parametrize("resolved", [True, False])
def test_links_that_let_somebody_in_are_not_logged(path: str, logged: str, resolved: bool) -> None:
    request = RequestFactory().get(path)
    with suppress(Resolver404):
        request.resolver_match = resolve(path) if resolved else None
    with capture_logs() as events:
        RequestLogMiddleware(lambda request: HttpResponse())(request)
    assert [event["path"] for event in events] == [logged]


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/account/asked-for/", "account/<str:token>/"),
        ("/password/MQ/set-this/", "password/<uidb64>/<token>/"),
        ("/join/Xy12/confirmed/", "join/<str:code>/confirmed/"),
        ("/login/", "/login/"),
    ],
)
def test_form_refused_for_its_csrf_token_logs_no_secret(
    path: str, logged: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403
    assert [record.getMessage() for record in caplog.records if record.name == "django.security.csrf"] == [
        f"Forbidden (CSRF cookie not set.): {logged}"
    ]


@pytest.mark.django_db
def test_link_that_leads_nowhere_is_logged_by_its_route(caplog: pytest.LogCaptureFixture) -> None:
    Client().get("/join/Xy12/")
    Client().get("/nothing/at/äll/")
    assert [record.getMessage() for record in caplog.records if record.name == "django.request"] == [
        "Not Found: join/<str:code>/",
        "Not Found: /nothing/at/\\xe4ll/",
    ]
