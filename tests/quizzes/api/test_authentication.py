"""Who is let in: by a token that is good, or by the session of the pages."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from quizzes import actions
from quizzes.models import ApiToken, Course, Scope, User
from quizzes.sealed import secret_hash
from tests.quizzes.api.conftest import WithToken

INDEX = "/api/v1/"


def ago(**time: float) -> datetime:
    return timezone.now() - timedelta(**time)


def test_session_tells_who_asks(as_ines: Client) -> None:
    assert as_ines.get(INDEX).json()["caller"] == {
        "kind": "session",
        "name": "ines",
        "course": None,
        "scopes": sorted(Scope.values),
        "expires_at": None,
    }


def test_personal_token_tells_who_asks(ines: User, with_token: WithToken) -> None:
    until = datetime(2090, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert with_token(ines, ["marks:read"], expires_at=until).get(INDEX).json()["caller"] == {
        "kind": "personal token",
        "name": "ines",
        "course": None,
        "scopes": ["marks:read"],
        "expires_at": "2090-01-02T03:04:05Z",
    }


def test_course_token_tells_who_asks(course: Course, with_token: WithToken) -> None:
    told = with_token(course, []).get(INDEX).json()["caller"]
    assert (told["kind"], told["name"], told["course"]) == ("course token", "Neural networks", course.pk)


@pytest.mark.parametrize(
    "fields", [{"expires_at": ago(seconds=1)}, {"revoked_at": ago(days=1)}], ids=["expired", "revoked"]
)
def test_token_that_is_over_lets_nobody_in(
    fields: dict[str, datetime], ines: User, with_token: WithToken
) -> None:
    answer = with_token(ines, **fields).get(INDEX)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (
        401,
        'Bearer realm="api", error="invalid_token"',
    )


def test_token_of_somebody_locked_out_lets_nobody_in(ines: User, with_token: WithToken) -> None:
    User.objects.filter(pk=ines.pk).update(is_active=False)
    assert with_token(ines).get(INDEX).status_code == 401


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Bearer fp_wrong",
        "Bearer \x00",
        "Token fp_good",
        "Basic Zg==",
        "fp_good",
        "bearerfp_good",
    ],
)
def test_wrong_header_lets_nobody_in(header: str, ines: User) -> None:
    kept = {"digest": secret_hash("fp_good"), "expires_at": timezone.now() + timedelta(days=1)}
    ApiToken.objects.create(user=ines, **kept)
    assert Client(headers={"Authorization": "Bearer fp_good"}).get(INDEX).status_code == 200
    assert Client(headers={"Authorization": header}).get(INDEX).status_code == 401


def test_wrong_token_is_not_made_good_by_a_session(as_ines: Client) -> None:
    assert as_ines.get(INDEX, headers={"Authorization": "Bearer fp_wrong"}).status_code == 401


@pytest.mark.parametrize("of_course", [True, False])
def test_token_costs_one_query(
    of_course: bool,
    course: Course,
    ines: User,
    with_token: WithToken,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    machine = with_token(course if of_course else ines)
    machine.get(INDEX)  # notes its use, as is done once a second
    with django_assert_num_queries(1):
        machine.get(INDEX)


def test_use_is_noted(ines: User, with_token: WithToken) -> None:
    with_token(ines).get(INDEX)
    token = ApiToken.objects.get()
    assert token.last_used_at is not None
    assert (token.requests, token.markings) == (1, 0)


def test_no_cache_keeps_an_answer(as_ines: Client) -> None:
    assert [as_ines.get(INDEX)["Cache-Control"], Client().get(INDEX)["Cache-Control"]] == ["no-store"] * 2


@pytest.mark.urls("tests.quizzes.api.endpoints")
def test_token_of_one_course_reaches_no_other(course: Course, with_token: WithToken) -> None:
    actions.create_course("History")
    found = with_token(course).get("/api/v1/courses/").json()["results"]
    assert [each["title"] for each in found] == ["Neural networks"]
