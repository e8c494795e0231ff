"""Extensions of a quiz over the API."""

from typing import Any

import pytest

from quizzes import actions
from quizzes.models import Extension, Quiz, User
from tests.quizzes.api.clients import changing, course_with, person_with, problem


def of(quiz: Quiz, user: User | None = None) -> str:
    path = f"/api/v1/quizzes/{quiz.pk}/extensions/"
    return f"{path}{user.enrolments.get(course=quiz.course).pk}/" if user else path


def put(client: Any, path: str, body: dict, **headers: str) -> Any:
    return client.put(path, body, format="json", headers=headers)


def test_extension_is_granted_and_changed_as_it_was_read(quiz: Quiz, alice: User, ines: User) -> None:
    actions.enrol(quiz.course, alice, external_id="7")
    client, path = person_with(ines), of(quiz, alice)
    assert problem(client.get(path)) == (404, "not-found", [])
    granted = put(client, path, {"closes_at": "2030-01-01T00:00:00Z", "extra_minutes": 10, "reason": "Ill"})
    assert (granted.status_code, granted["Location"]) == (201, f"http://testserver{path}")
    told = granted.json()
    assert (told["student"], told["external_id"]) == (alice.enrolments.get().pk, "7")
    assert (told["closes_at"], told["extra_minutes"], told["opens_at"]) == ("2030-01-01T00:00:00Z", 10, None)
    assert Extension.objects.get().created_by == ines
    assert problem(put(client, path, {})) == (428, "precondition-required", ["If-Match"])
    changed = changing(client, "put", path, {"extra_attempts": 1})
    assert (changed.status_code, changed.json()["extra_minutes"], changed.json()["extra_attempts"]) == (
        200,
        0,
        1,
    )
    assert problem(put(client, path, {}, **{"If-Match": granted["ETag"]}))[:2] == (412, "precondition-failed")
    assert len(client.get(of(quiz)).json()["results"]) == 1


def test_extension_is_taken_back(quiz: Quiz, alice: User) -> None:
    client, path = course_with(quiz.course), of(quiz, alice)
    put(client, path, {"extra_attempts": 1})
    assert problem(client.delete(path)) == (428, "precondition-required", ["If-Match"])
    assert changing(client, "delete", path).status_code == 204
    assert problem(client.delete(path, headers={"If-Match": "*"}))[0] == 404


@pytest.mark.parametrize("tag", ["*", '"x"'])
def test_extension_that_is_gone_is_not_changed(tag: str, quiz: Quiz, alice: User) -> None:
    answer = put(course_with(quiz.course), of(quiz, alice), {}, **{"If-Match": tag})
    assert problem(answer)[:2] == (412, "precondition-failed")


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ({"closes_at": "2030-01-01T00:00:00"}, ["/closes_at"]),
        ({"extra_minutes": -1}, ["/extra_minutes"]),
        ({"extra_minutes": 527_041}, ["/extra_minutes"]),
        ({"opens_at": "2030-01-02T00:00:00Z", "closes_at": "2030-01-01T00:00:00Z"}, [""]),
        ({"student": 1}, ["/student"]),
    ],
)
def test_extension_with_a_fault_is_not_granted(
    body: dict, places: list[str], quiz: Quiz, alice: User
) -> None:
    answer = put(course_with(quiz.course), of(quiz, alice), body)
    assert problem(answer) == (400, "invalid-request", places)


def test_people_of_other_courses_get_none(quiz: Quiz, charlie: User) -> None:
    path = f"{of(quiz)}{charlie.enrolments.get().pk}/"
    assert problem(put(course_with(quiz.course), path, {})) == (404, "not-found", [])
