"""The questions of a quiz over the API."""

from typing import Any

import pytest

from quizzes import actions
from quizzes.models import Attempt, Pool, ProblemVersion, Question, Quiz, User
from tests.quizzes.api.clients import changing, course_with, person_with, problem


def of(quiz: Quiz, question: Question | None = None) -> str:
    return f"/api/v1/quizzes/{quiz.pk}/questions/" + (f"{question.pk}/" if question else "")


def test_question_is_told_to_those_who_teach(question: Question, quiz: Quiz, alice: User, ines: User) -> None:
    (told,) = person_with(ines).get(of(quiz)).json()["results"]
    assert told == {
        "id": question.pk,
        "quiz": quiz.pk,
        "position": 1,
        "problem": "sigmoid-neuron",
        "title": "Sigmoid neuron",
        "version": 1,
        "points": 3.0,
        "pool": None,
        "dropped": False,
    }
    assert problem(person_with(alice).get(of(quiz))) == (404, "not-found", [])


def test_question_is_added_with_what_is_left_out(quiz: Quiz) -> None:
    answer = course_with(quiz.course).post(of(quiz), {"problem": "sigmoid-neuron"}, format="json")
    assert (answer.status_code, answer.json()["position"], answer.json()["points"]) == (201, 2, 3.0)
    assert course_with(quiz.course).get(answer["Location"]).json() == answer.json()


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ({}, ["/problem"]),
        ({"problem": "none"}, ["/problem"]),
        ({"problem": "sigmoid-neuron", "version": 9}, ["/version"]),
        ({"problem": "sigmoid-neuron", "points": 0}, ["/points"]),
        ({"problem": "sigmoid-neuron", "points": "NaN"}, ["/points"]),
        ({"problem": "sigmoid-neuron", "position": 0}, ["/position"]),
        ({"problem": "sigmoid-neuron", "pool": 99}, ["/pool"]),
    ],
)
def test_question_with_a_fault_is_not_added(body: dict, places: list[str], quiz: Quiz) -> None:
    answer = course_with(quiz.course).post(of(quiz), body, format="json")
    assert problem(answer) == (400, "invalid-request", places)
    assert quiz.questions.count() == 1


def test_questions_of_a_pool_are_worth_the_same(question: Question, quiz: Quiz) -> None:
    pool = Pool.objects.create(quiz=quiz, title="Hard")
    client = course_with(quiz.course)
    assert changing(client, "patch", of(quiz, question), {"pool": pool.pk}).json()["pool"] == pool.pk
    body: dict[str, Any] = {"problem": "sigmoid-neuron", "pool": pool.pk, "points": 5}
    assert problem(client.post(of(quiz), body, format="json")) == (400, "invalid-request", ["/points"])
    assert client.post(of(quiz), body | {"points": 3}, format="json").status_code == 201


def test_question_moves_to_another_version(question: Question, quiz: Quiz, version: ProblemVersion) -> None:
    actions.save_problem("sigmoid-neuron", version.document + "\nMore.\n")
    client = course_with(quiz.course)
    assert changing(client, "patch", of(quiz, question), {"version": 2}).json()["version"] == 2
    answer = changing(client, "patch", of(quiz, question), {"version": 3})
    assert problem(answer) == (400, "invalid-request", ["/version"])


def test_question_is_changed_as_it_was_read(question: Question, quiz: Quiz) -> None:
    client = course_with(quiz.course)
    seen = client.get(of(quiz, question))["ETag"]
    first = client.patch(of(quiz, question), {"points": 5}, format="json", headers={"If-Match": seen})
    assert first.json()["points"] == 5
    late = client.patch(of(quiz, question), {"points": 4}, format="json", headers={"If-Match": seen})
    assert problem(late) == (412, "precondition-failed", ["If-Match"])


def test_question_that_was_given_to_somebody_stays(question: Question, quiz: Quiz, alice: User) -> None:
    attempt = actions.start_attempt(quiz, alice)
    assert problem(changing(course_with(quiz.course), "delete", of(quiz, question)))[:2] == (409, "conflict")
    attempt.places.all().delete()
    Attempt.objects.all().delete()
    assert changing(course_with(quiz.course), "delete", of(quiz, question)).status_code == 204
    assert not quiz.questions.exists()


def test_question_of_another_quiz_is_not_found(question: Question, quiz: Quiz) -> None:
    other = actions.create_quiz(quiz.course, "Other", [])
    assert problem(course_with(quiz.course).get(of(other, question))) == (404, "not-found", [])
