"""Marks over the API: by pages, as a file, and what a page costs."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quizzes import actions
from quizzes.models import (
    Attempt,
    AttemptQuestion,
    Course,
    Enrolment,
    Problem,
    Quiz,
    Submission,
    User,
    Variant,
)
from tests.quizzes.api.clients import course_with, person_with, problem

RIGHT = {"z": "0.87", "y": "0.705"}


def of(course: Course, rest: str = "gradebook/") -> str:
    return f"/api/v1/courses/{course.pk}/{rest}"


def give(quiz: Quiz, student: User, share: float) -> None:
    attempt = actions.start_attempt(quiz, student)
    AttemptQuestion.objects.filter(attempt=attempt).update(share=share)


def fill(course: Course, count: int) -> None:
    """Students without names, with an attempt each at the first quiz."""
    quiz = course.quizzes.earliest("pk")
    question = quiz.questions.get()
    have = course.enrolments.filter(role="student").count()
    people = User.objects.bulk_create([User(username=f"s{number}") for number in range(have, count)])
    Enrolment.objects.bulk_create([Enrolment(course=course, user=user) for user in people])
    attempts = Attempt.objects.bulk_create([Attempt(quiz=quiz, student=user, number=1) for user in people])
    AttemptQuestion.objects.bulk_create(
        [AttemptQuestion(attempt=each, question=question, position=1, share=0.5) for each in attempts]
    )


def body(answer: Any) -> str:
    chunks: Iterator[bytes] = answer.streaming_content
    return b"".join(chunks).decode()


def test_line_has_a_mark_for_each_quiz(quiz: Quiz, course: Course, problem_: Problem, alice: User) -> None:
    second = actions.create_quiz(course, "Second", [problem_])
    actions.enrol(course, alice, external_id="7")
    give(quiz, alice, 0.5)
    (told,) = course_with(course, "marks:read").get(of(course)).json()["results"]
    assert told == {
        "student": alice.enrolments.get().pk,
        "external_id": "7",
        "username": "alice",
        "first_name": "",
        "last_name": "",
        "role": "student",
        "marks": [
            {"quiz": quiz.pk, "earned": 1.5, "out_of": 3.0, "attempts": 1, "going_on": True},
            {"quiz": second.pk, "earned": None, "out_of": 3.0, "attempts": 0, "going_on": False},
        ],
        "total": {"earned": 1.5, "out_of": 6.0},
    }


def test_marks_of_a_quiz_are_those_of_the_gradebook(quiz: Quiz, alice: User, bob: User) -> None:
    give(quiz, alice, 1.0)
    found = course_with(quiz.course).get(f"/api/v1/quizzes/{quiz.pk}/marks/").json()["results"]
    assert [(one["username"], one["earned"], one["out_of"]) for one in found] == [
        ("alice", 3.0, 3.0),
        ("bob", None, 3.0),
    ]


def test_exam_that_the_clock_ended_is_marked_first(quiz: Quiz, variant: Variant) -> None:
    Quiz.objects.update(**actions.PRESETS["exam"], closes_at=timezone.now() + timedelta(days=1))
    actions.save_draft(variant, RIGHT, variant.place.revision)
    Attempt.objects.update(started_at=timezone.now() - timedelta(hours=3))
    (told,) = course_with(quiz.course).get(of(quiz.course)).json()["results"]
    assert (told["total"], Submission.objects.count()) == ({"earned": 3.0, "out_of": 3.0}, 1)


@pytest.mark.parametrize("role", ["alice", "charlie"])
def test_marks_are_for_those_who_teach(role: str, quiz: Quiz, request: pytest.FixtureRequest) -> None:
    client = person_with(request.getfixturevalue(role))
    for path in (of(quiz.course), of(quiz.course, "gradebook.csv"), f"/api/v1/quizzes/{quiz.pk}/marks/"):
        assert problem(client.get(path)) == (404, "not-found", [])


def test_file_is_read_by_spreadsheets_without_harm(quiz: Quiz, course: Course, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(first_name="=1+1", last_name="-x", email="a@example.edu")
    actions.enrol(course, alice, external_id="@7")
    give(quiz, alice, 0.5)
    Quiz.objects.update(title="+Neurons")
    answer = course_with(course).get(of(course, "gradebook.csv"))
    heads, line = body(answer).splitlines()
    assert heads == (
        "Person,Id elsewhere,Last name,First name,E-mail address,User name,Role,"
        "'+Neurons: points,'+Neurons: percent,Total: points,Total: percent"
    )
    key = alice.enrolments.get().pk
    assert line == f"{key},'@7,'-x,'=1+1,a@example.edu,alice,student,1.5,50.0,1.5,50.0"
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="gradebook-neural-networks.csv"'


@pytest.mark.parametrize("accept", ["text/csv", "*/*", "application/json"])
def test_file_is_sent_whatever_is_accepted(accept: str, quiz: Quiz, course: Course) -> None:
    client = course_with(course)
    assert client.get(of(course, "gradebook.csv"), headers={"Accept": accept}).status_code == 200
    refused = client.get(of(course, "gradebook.csv?sort=name"), headers={"Accept": accept})
    assert problem(refused) == (400, "invalid-request", ["sort"])


def test_pages_lead_on_to_everybody_once(quiz: Quiz, course: Course) -> None:
    fill(course, 7)
    client, path, seen = course_with(course), f"{of(course)}?page_size=3", []
    while path:
        page = client.get(path)
        seen.append([line["username"] for line in page.json()["results"]])
        path = page.json()["next"]
    assert seen == [["s0", "s1", "s2"], ["s3", "s4", "s5"], ["s6"]]
    assert page["Link"] == f'<{page.json()["previous"]}>; rel="prev"'


@pytest.mark.parametrize("path", ["gradebook/?page_size=500", "gradebook.csv"])
def test_page_asks_as_often_for_three_people_as_for_three_hundred(
    path: str, quiz: Quiz, course: Course, as_ines: Client
) -> None:
    asked = []
    for count in (3, 300):
        fill(course, count)
        with CaptureQueriesContext(connection) as queries:
            answer = as_ines.get(of(course, path))
            told = body(answer).count("\n") - 1 if answer.streaming else len(answer.json()["results"])
        assert told - (not answer.streaming) == count  # the instructor stands in the list, not in the file
        asked.append(len(queries))
    assert asked[0] == asked[1] < 12


@pytest.fixture
def problem_(problem: Problem) -> Problem:
    """The problem itself: `problem` is what reads errors here."""
    return problem
