"""Every error is problem+json of a known type, and names the place of the fault."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from quizzes.api.errors import ERROR_TYPES, TYPE
from quizzes.models import Course, Scope
from tests.quizzes.api.conftest import WithToken

pytestmark = [pytest.mark.urls("tests.quizzes.api.endpoints"), pytest.mark.django_db]
COURSES = "/api/v1/courses/"


def told(answer: Any) -> tuple[int, str, list[dict[str, Any]]]:
    body = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    slug = body["type"].removeprefix(TYPE)
    assert (body["status"], body["title"]) == (answer.status_code, ERROR_TYPES[slug].title)
    assert ERROR_TYPES[slug].status == answer.status_code
    return answer.status_code, slug, body.get("errors", [])


def post(client: Client, body: Any, **headers: str) -> Any:
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return client.post(COURSES, text, content_type="application/json", headers=headers)


REQUESTS: dict[str, Callable[[Client], Any]] = {
    "malformed-body": lambda client: post(client, "{"),
    "not-found": lambda client: client.get("/api/v1/no-such/"),
    "method-not-allowed": lambda client: client.delete(COURSES),
    "not-acceptable": lambda client: client.get(COURSES, headers={"Accept": "text/csv"}),
    "conflict": lambda client: post(client, {"title": "conflict"}),
    "unsupported-media-type": lambda client: client.post(COURSES, {"title": "A"}),
    "idempotency-key-reused": lambda client: (
        post(client, {"title": "A"}, **{"Idempotency-Key": "k"}),
        post(client, {"title": "B"}, **{"Idempotency-Key": "k"}),
    )[1],
    "internal-error": lambda client: client.get("/api/v1/faulty/"),
}


@pytest.mark.parametrize("slug", REQUESTS)
def test_error_is_of_its_type(slug: str, machine: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    status, found, _errors = told(REQUESTS[slug](machine))
    assert (found, status) == (slug, ERROR_TYPES[slug].status)


def test_request_without_a_token_is_told_how_to_sign_in(client: Client) -> None:
    answer = client.get(COURSES)
    assert told(answer) == (401, "unauthenticated", [])
    assert answer["WWW-Authenticate"] == 'Bearer realm="api"'


def test_missing_scope_is_named(course: Course, with_token: WithToken) -> None:
    answer = with_token(course, [Scope.COURSES_WRITE]).get(COURSES)
    assert told(answer) == (403, "insufficient-scope", [])
    assert answer.json()["detail"] == "This needs a token with the scope courses:read."
    challenge = 'Bearer realm="api", error="insufficient_scope", scope="courses:read"'
    assert answer["WWW-Authenticate"] == challenge


@pytest.mark.parametrize(
    ("headers", "status", "slug"),
    [
        ({}, 428, "precondition-required"),
        ({"If-Match": '"other"'}, 412, "precondition-failed"),
        ({"If-Match": "*"}, 200, None),
    ],
)
def test_change_needs_what_was_read(
    headers: dict[str, str], status: int, slug: str | None, machine: Client, course: Course
) -> None:
    answer = machine.put(f"{COURSES}{course.pk}/", headers=headers)
    assert answer.status_code == status
    if slug:
        assert told(answer)[1:] == (slug, [{"detail": answer.json()["detail"], "header": "If-Match"}])


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, [("/title", "This field is required.")]),
        ([], [("", "Invalid data. Expected a dictionary, but got list.")]),
        ({"title": ""}, [("/title", "This field may not be blank.")]),
        (
            {"title": "A", "tytle": "B"},
            [("/tytle", "There is no such member; there are title, at, many.")],
        ),
        ({"title": "A", "id": 3}, [("/id", "There is no such member; there are title, at, many.")]),
        ({"title": "A", "x/y~": 3}, [("/x~1y~0", "There is no such member; there are title, at, many.")]),
        (
            {"title": "A", "many": [{"a": 1}, {"a": "b"}]},
            [("/many/1/a", "A valid integer is required.")],
        ),
        ({"title": "A", "many": [{"b": 1}]}, [("/many/0/b", "There is no such member; there are a.")]),
        (
            {"title": "A", "at": "2026-10-01T08:00:00"},
            [("/at", "Write the time with its offset from UTC, such as 2026-10-01T08:00:00Z.")],
        ),
        (
            {"title": "A", "at": "tomorrow"},
            [("/at", "Write a time as RFC 3339 has it, such as 2026-10-01T08:00:00Z.")],
        ),
        (
            {"title": "A", "at": "0001-01-01T00:00:00+12:00"},
            [("/at", "Write a time as RFC 3339 has it, such as 2026-10-01T08:00:00Z.")],
        ),
        ({"title": "A\x00"}, [("/title", "Null characters are not allowed.")]),
    ],
)
def test_fault_in_the_body_is_told_at_its_place(
    body: Any, errors: list[tuple[str, str]], machine: Client
) -> None:
    status, slug, found = told(post(machine, body))
    assert (status, slug) == (400, "invalid-request")
    assert found == [{"pointer": pointer, "detail": detail} for pointer, detail in errors]
    assert Course.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        {f"x{number:05}": 1 for number in range(1000)},
        {"title": "A", "many": [{"a": "b"}] * 1000},
        {"title": "A", "many": [{"b": 1}] * 1000},
    ],
)
def test_first_twenty_of_many_faults_are_told(body: Any, machine: Client) -> None:
    whole, few = post(machine, body), post(machine, first_twenty(body))
    assert len(told(whole)[2]) == 20
    assert whole.json() == few.json()


def first_twenty(body: dict[str, Any]) -> dict[str, Any]:
    if "many" in body:
        return body | {"many": body["many"][:20]}
    return dict(list(body.items())[:20])


@pytest.mark.parametrize(
    ("query", "parameter", "detail"),
    [
        ("tytle=A", "tytle", "There is no such parameter; there are cursor, id__gt, page_size, title."),
        ("id__gt=x", "id__gt", "Enter a number."),
        ("page_size=0", "page_size", "Write a number from 1 to 500."),
        ("page_size=501", "page_size", "Write a number from 1 to 500."),
        ("page_size=²", "page_size", "Write a number from 1 to 500."),
        (
            "cursor=nonsense",
            "cursor",
            "Use the address that the answer before gave under `next` or `previous`.",
        ),
        ("title=%00", "title", "Null characters are not allowed."),
    ],
)
def test_fault_in_a_parameter_is_told_at_its_place(
    query: str, parameter: str, detail: str, machine: Client
) -> None:
    assert told(machine.get(f"{COURSES}?{query}")) == (
        400,
        "invalid-request",
        [{"detail": detail, "parameter": parameter}],
    )


def test_parameter_where_there_are_none_is_refused(machine: Client) -> None:
    answer = machine.post(f"{COURSES}?dry=1", {"title": "A"}, content_type="application/json")
    assert told(answer)[2] == [{"detail": "This address takes no parameters.", "parameter": "dry"}]


def test_fault_in_a_problem_is_told_with_its_line(machine: Client) -> None:
    answer = machine.post("/api/v1/faulty/")
    assert told(answer) == (
        400,
        "invalid-request",
        [{"detail": "Write a number.", "pointer": "/document", "line": 3, "column": 7}],
    )


def test_our_own_fault_tells_nothing_of_the_inside(machine: Client, caplog: pytest.LogCaptureFixture) -> None:
    answer = machine.get("/api/v1/faulty/")
    assert told(answer) == (500, "internal-error", [])
    assert "swordfish" not in answer.text
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [RuntimeError]


def test_body_that_is_too_large_is_refused(machine: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    assert told(post(machine, {"title": "A long title"})) == (413, "body-too-large", [])


def test_method_that_is_not_taken_is_told_which_are(machine: Client) -> None:
    for refused in (machine.delete(COURSES), machine.options(COURSES)):
        assert (told(refused)[:2], refused["Allow"]) == ((405, "method-not-allowed"), "GET, POST, HEAD")


def test_change_by_session_needs_its_csrf_token(ines: Any) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ines)
    assert told(post(browser, {"title": "A"})) == (403, "forbidden", [])
    assert Course.objects.filter(title="A").count() == 0
