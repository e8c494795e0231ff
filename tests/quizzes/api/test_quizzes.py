"""Quizzes over the API: the rules of their kinds, and what the admin refuses too."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from quizzes import actions
from quizzes.models import Course, Problem, Quiz, User
from tests.quizzes.api.clients import changing, course_with, person_with, problem

DAY = timedelta(days=1)


def of(course: Course) -> str:
    return f"/api/v1/courses/{course.pk}/quizzes/"


def one(quiz: Quiz) -> str:
    return f"/api/v1/quizzes/{quiz.pk}/"


def test_quiz_is_told_with_its_rules_and_size(quiz: Quiz, alice: User) -> None:
    told = person_with(alice).get(one(quiz)).json()
    assert (told["title"], told["course"], told["questions"], told["points"]) == (
        "Neurons",
        quiz.course_id,
        1,
        3,
    )
    assert (told["tries"], told["feedback_when"], told["closes_at"]) == (None, "at_once", None)


def test_students_see_what_is_published(quiz: Quiz, course: Course, alice: User, ines: User) -> None:
    draft = actions.create_quiz(course, "Draft", [], published=False)
    for user, titles in ((alice, ["Neurons"]), (ines, ["Neurons", "Draft"])):
        found = person_with(user).get(of(course)).json()["results"]
        assert [told["title"] for told in found] == titles
    assert problem(person_with(alice).get(one(draft))) == (404, "not-found", [])
    assert [
        told["title"] for told in person_with(ines).get(f"{of(course)}?published=false").json()["results"]
    ] == ["Draft"]


@pytest.mark.parametrize("preset", list(actions.PRESETS))
def test_quiz_has_the_rules_of_its_kind(preset: str, course: Course, quiz_problem: Problem) -> None:
    closes = "2030-01-01T12:00:00+01:00"
    body = {"title": "New", "preset": preset, "closes_at": closes, "problems": ["sigmoid-neuron"]}
    answer = course_with(course).post(of(course), body, format="json")
    made = Quiz.objects.get()
    told = answer.json()
    assert (answer.status_code, answer["Location"]) == (201, f"http://testserver{one(made)}")
    assert {name: told[name] for name in actions.PRESETS[preset]} == actions.PRESETS[preset]
    assert (told["closes_at"], told["published"], told["points"]) == ("2030-01-01T11:00:00Z", False, 3)
    assert made.questions.get().problem_version.problem == quiz_problem


def test_rule_that_is_told_goes_before_that_of_the_kind(course: Course) -> None:
    body = {"title": "New", "preset": "homework", "tries": 2, "solutions_when": "at_once", "published": True}
    told = course_with(course).post(of(course), body, format="json").json()
    assert (told["tries"], told["solutions_when"], told["late_penalty"], told["published"]) == (
        2,
        "at_once",
        10,
        True,
    )


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ({}, ["/title"]),
        ({"title": "x", "preset": "party"}, ["/preset"]),
        ({"title": "x", "opens_at": "2030-01-01T12:00:00"}, ["/opens_at"]),
        ({"title": "x", "opens_at": "2030-01-02T00:00:00Z", "closes_at": "2030-01-01T00:00:00Z"}, [""]),
        ({"title": "x", "preset": "exam"}, ["/closes_at"]),
        ({"title": "x", "tries": 0}, ["/tries"]),
        ({"title": "x", "late_penalty": 101}, ["/late_penalty"]),
        ({"title": "x", "time_limit": 527_041}, ["/time_limit"]),
        ({"title": "x", "closes_at": "9999-12-31T23:59:59Z"}, ["/closes_at"]),
        ({"title": "x", "problems": ["sigmoid-neuron", "none"]}, ["/problems/1"]),
        ({"title": "x", "problems": "sigmoid-neuron"}, ["/problems"]),
        ({"title": "x", "course": 5, "id": 3}, ["/course", "/id"]),
    ],
)
def test_quiz_with_a_fault_is_not_made(
    body: dict, places: list[str], course: Course, quiz_problem: Problem
) -> None:
    answer = course_with(course).post(of(course), body, format="json")
    assert problem(answer) == (400, "invalid-request", places)
    assert not Quiz.objects.exists()


def test_draft_problem_is_not_asked(course: Course, quiz_problem: Problem) -> None:
    Problem.objects.update(published_at=None)
    body = {"title": "x", "problems": ["sigmoid-neuron"]}
    answer = course_with(course).post(of(course), body, format="json")
    assert problem(answer) == (400, "invalid-request", ["/problems/0"])


def test_quiz_is_changed_as_it_was_read(quiz: Quiz) -> None:
    client = course_with(quiz.course)
    read = client.get(one(quiz))
    changed = client.patch(one(quiz), {"tries": 3}, format="json", headers={"If-Match": read["ETag"]})
    assert (changed.status_code, changed.json()["tries"], changed.json()["title"]) == (200, 3, "Neurons")
    late = client.patch(one(quiz), {"tries": 4}, format="json", headers={"If-Match": read["ETag"]})
    assert problem(late) == (412, "precondition-failed", ["If-Match"])
    again = client.patch(one(quiz), {"tries": None}, format="json", headers={"If-Match": changed["ETag"]})
    assert again.json()["tries"] is None


def test_rules_hold_together_after_a_change(quiz: Quiz) -> None:
    client = course_with(quiz.course)
    answer = changing(client, "patch", one(quiz), {"feedback_when": "after_close"})
    assert problem(answer) == (400, "invalid-request", ["/closes_at"])
    both = {"feedback_when": "after_close", "closes_at": "2030-01-01T00:00:00Z"}
    assert changing(client, "patch", one(quiz), both).status_code == 200


def test_admin_refuses_the_same(quiz: Quiz, as_ines: Client) -> None:
    Quiz.objects.update(closes_at=timezone.now() + DAY, marks_when="after_close")
    path = f"/admin/quizzes/quiz/{quiz.pk}/change/"
    form: Any = as_ines.get(path).context["adminform"].form
    told = {name: value for name, value in form.initial.items() if value is not None}
    told |= {"closes_at_0": "", "closes_at_1": ""}
    for prefix in ("pools", "questions", "extensions"):
        told |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    answer = as_ines.post(path, told)
    assert answer.context["adminform"].form.errors == {
        "closes_at": ["Say when the quiz closes: something shows only after that."]
    }


def test_list_of_quizzes_asks_as_often_for_one_as_for_many(
    quiz: Quiz, as_ines: Client, django_assert_num_queries: Any
) -> None:
    for count in (1, 4):
        with django_assert_num_queries(5):  # the session, the person, the course, the quizzes, the sizes
            assert len(as_ines.get(of(quiz.course)).json()["results"]) == count
        for number in range(3):
            actions.create_quiz(quiz.course, f"Quiz {number}", [])


@pytest.fixture
def quiz_problem(problem: Problem) -> Problem:
    """The problem itself: `problem` is what reads errors here."""
    return problem
