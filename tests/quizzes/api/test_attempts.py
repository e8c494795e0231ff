"""Attempts over the API: one's own, those of a course, and on behalf of its students."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from quizzes import actions
from quizzes.models import Attempt, Course, Enrolment, Quiz, User, Variant
from tests.quizzes.api.clients import course_with, person_with, problem

DAY = timedelta(days=1)


def attempts(quiz: Quiz) -> str:
    return f"/api/v1/quizzes/{quiz.pk}/attempts/"


def rules(quiz: Quiz, **told: Any) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(**told)


@pytest.fixture
def exam(quiz: Quiz) -> Quiz:
    rules(quiz, **actions.PRESETS["exam"], closes_at=timezone.now() + DAY)
    return Quiz.objects.get()


def test_student_takes_a_quiz(quiz: Quiz, alice: User) -> None:
    client = person_with(alice)
    started = client.post(attempts(quiz), {}, format="json")
    key = started.json()["id"]
    assert (started.status_code, started["Location"]) == (201, f"http://testserver/api/v1/attempts/{key}/")
    assert started.json() == client.get(started["Location"]).json()
    assert started.json() | {"started_at": None} == {
        "id": key,
        "quiz": quiz.pk,
        "student": alice.enrolments.get().pk,
        "external_id": "",
        "number": 1,
        "state": "going_on",
        "started_at": None,
        "submitted_at": None,
        "ends_at": None,
        "shown": {"feedback": True, "marks": True, "solutions": True},
        "earned": 0.0,
        "out_of": 3.0,
    }
    again = client.post(attempts(quiz), {}, format="json")
    assert (again.status_code, again.json()["id"]) == (200, key)


def test_course_takes_it_for_its_student(quiz: Quiz, course: Course, alice: User) -> None:
    client = course_with(course, "attempts:write", "attempts:read")
    key = actions.enrol(course, alice, external_id="7").pk
    started = client.post(attempts(quiz), {"student": key}, format="json")
    assert (started.status_code, started.json()["external_id"]) == (201, "7")
    assert Attempt.objects.get().student == alice


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, (400, "invalid-request", ["/student"])),
        ({"student": 10**9}, (400, "invalid-request", ["/student"])),
        ({"student": "x"}, (400, "invalid-request", ["/student"])),
        ({"pupil": 1}, (400, "invalid-request", ["/pupil"])),
    ],
)
def test_course_says_for_whom(body: dict, expected: Any, quiz: Quiz, course: Course, charlie: User) -> None:
    assert problem(course_with(course).post(attempts(quiz), body, format="json")) == expected
    stranger = {"student": charlie.enrolments.get().pk}
    answer = course_with(course).post(attempts(quiz), stranger, format="json")
    assert problem(answer) == (400, "invalid-request", ["/student"])


def test_nobody_else_acts_for_a_student(quiz: Quiz, alice: User, bob: User, ines: User) -> None:
    body = {"student": alice.enrolments.get().pk}
    for user in (bob, ines):
        answer = person_with(user).post(attempts(quiz), body, format="json")
        assert problem(answer) == (403, "forbidden", [])


def test_course_elsewhere_reaches_nothing(attempt: Attempt, variant: Variant, charlie: User) -> None:
    other = course_with(charlie.enrolments.get().course)
    for path in (
        f"/api/v1/quizzes/{attempt.quiz_id}/",
        attempts(attempt.quiz),
        f"/api/v1/attempts/{attempt.pk}/",
        f"/api/v1/attempts/{attempt.pk}/questions/",
        f"/api/v1/variants/{variant.pk}/",
        f"/api/v1/variants/{variant.pk}/draft/",
        f"/api/v1/variants/{variant.pk}/submissions/",
    ):
        assert problem(other.get(path)) == (404, "not-found", [])
    for path in (
        f"/api/v1/attempts/{attempt.pk}/submit/",
        f"/api/v1/attempts/{attempt.pk}/questions/1/open/",
        f"/api/v1/attempts/{attempt.pk}/questions/1/new-numbers/",
        f"/api/v1/variants/{variant.pk}/solution/",
        f"/api/v1/variants/{variant.pk}/submissions/",
    ):
        assert problem(other.post(path, {}, format="json"))[:2] == (404, "not-found")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"opens_at": timezone.now() + DAY}, "The quiz is not open yet."),
        ({"closes_at": timezone.now() - DAY}, "The quiz is closed."),
    ],
)
def test_quiz_that_is_not_open_is_not_started(change: dict, said: str, quiz: Quiz, alice: User) -> None:
    rules(quiz, **change)
    answer = person_with(alice).post(attempts(quiz), {}, format="json")
    assert (problem(answer)[1], answer.json()["detail"]) == ("not-open", said)


def test_attempts_are_used_up(quiz: Quiz, attempt: Attempt, alice: User) -> None:
    Attempt.objects.update(submitted_at=timezone.now())
    answer = person_with(alice).post(attempts(quiz), {}, format="json")
    assert answer.json()["detail"] == "All attempts are used up."


def test_unpublished_quiz_is_started_by_nobody_but_teachers(quiz: Quiz, alice: User, ines: User) -> None:
    rules(quiz, published=False)
    assert problem(person_with(alice).post(attempts(quiz), {}, format="json"))[0] == 404
    for_alice = {"student": alice.enrolments.get().pk}
    assert problem(course_with(quiz.course).post(attempts(quiz), for_alice, format="json"))[1] == "not-open"
    assert person_with(ines).post(attempts(quiz), {}, format="json").status_code == 201


def test_extra_time_moves_the_end(quiz: Quiz, alice: User) -> None:
    rules(quiz, time_limit=60)
    Enrolment.objects.filter(user=alice).update(extra_time=50)
    told = person_with(alice).post(attempts(quiz), {}, format="json").json()
    times = [timezone.datetime.fromisoformat(told[name]) for name in ("started_at", "ends_at")]
    assert times[1] - times[0] == timedelta(minutes=90)
    assert told["ends_at"].endswith("Z")


def test_list_has_the_own_attempts_or_all(quiz: Quiz, alice: User, bob: User, ines: User) -> None:
    keys = [actions.start_attempt(quiz, user).pk for user in (alice, bob)]
    for user, found in ((alice, keys[:1]), (bob, keys[1:]), (ines, keys)):
        listed = person_with(user).get(attempts(quiz)).json()["results"]
        assert [attempt["id"] for attempt in listed] == found


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?state=submitted", ["alice"]),
        ("?state=over", ["bob"]),
        ("?state=going_on", ["ines"]),
        ("?external_id=7", ["alice"]),
        ("?number=2", []),
        ("", ["alice", "bob", "ines"]),
    ],
)
def test_attempts_are_filtered(
    query: str, names: list[str], quiz: Quiz, alice: User, bob: User, ines: User
) -> None:
    rules(quiz, time_limit=60)
    actions.enrol(quiz.course, alice, external_id="7")
    started = [actions.start_attempt(quiz, user) for user in (alice, bob, ines)]
    Attempt.objects.filter(pk=started[0].pk).update(submitted_at=timezone.now())
    Attempt.objects.filter(pk=started[1].pk).update(started_at=timezone.now() - DAY)
    found = course_with(quiz.course).get(attempts(quiz) + query).json()["results"]
    by_key = {attempt.pk: attempt.student.username for attempt in started}
    assert [by_key[attempt["id"]] for attempt in found] == names


def test_attempts_are_filtered_by_student(quiz: Quiz, alice: User, bob: User) -> None:
    keys = [actions.start_attempt(quiz, user).pk for user in (alice, bob)]
    path = f"{attempts(quiz)}?student={bob.enrolments.get().pk}"
    assert [one["id"] for one in course_with(quiz.course).get(path).json()["results"]] == keys[1:]
    answer = course_with(quiz.course).get(f"{attempts(quiz)}?state=asleep")
    assert problem(answer) == (400, "invalid-request", ["state"])


def test_exam_is_submitted_once(exam: Quiz, alice: User) -> None:
    client = person_with(alice)
    path = client.post(attempts(exam), {}, format="json")["Location"]
    first = client.post(f"{path}submit/").json()
    assert (first["state"], first["earned"]) == ("submitted", None)
    assert client.post(f"{path}submit/").json() == first


def test_attempt_whose_time_is_up_is_not_submitted(exam: Quiz, alice: User) -> None:
    attempt = actions.start_attempt(exam, alice, timezone.now() - DAY)
    path = f"/api/v1/attempts/{attempt.pk}/"
    assert problem(person_with(alice).post(f"{path}submit/"))[:2] == (409, "conflict")
    assert person_with(alice).get(path).json()["state"] == "over"


def test_practice_is_not_submitted_as_a_whole(quiz: Quiz, alice: User) -> None:
    rules(quiz, attempts_allowed=1)
    attempt = actions.start_attempt(quiz, alice)
    path = f"/api/v1/attempts/{attempt.pk}/submit/"
    assert problem(person_with(alice).post(path))[:2] == (409, "conflict")


def test_teacher_reads_and_does_not_act(exam: Quiz, alice: User, ines: User) -> None:
    attempt = actions.start_attempt(exam, alice)
    path = f"/api/v1/attempts/{attempt.pk}/"
    assert person_with(ines).get(path).status_code == 200
    assert problem(person_with(ines).post(f"{path}submit/")) == (403, "forbidden", [])


def test_marks_of_an_exam_are_told_with_the_scope_for_marks(exam: Quiz, variant: Variant) -> None:
    path = f"/api/v1/attempts/{variant.attempt_id}/"
    actions.save_draft(variant, {"z": "0.87", "y": "0.705"}, variant.place.revision)
    for scopes, shown, earned in (
        (("attempts:read",), False, None),
        (("attempts:read", "marks:read"), True, 0.0),
    ):
        told = course_with(exam.course, *scopes).get(path).json()
        assert (told["shown"]["marks"], told["earned"]) == (shown, earned)
    actions.submit_attempt(Attempt.objects.get())
    told = course_with(exam.course, "attempts:read", "marks:read").get(path).json()
    assert (told["state"], told["earned"], told["out_of"]) == ("submitted", 3.0, 3.0)


def test_list_of_attempts_asks_as_often_for_one_as_for_many(
    quiz: Quiz, as_ines: Client, django_assert_num_queries: Any
) -> None:
    for count in (1, 4):
        for number in range(count - Attempt.objects.count()):
            user = User.objects.create_user(f"s{count}{number}")
            actions.enrol(quiz.course, user)
            actions.start_attempt(quiz, user)
        # The session, the person, the quiz, whether taught, what is to be settled, the attempts, the points.
        with django_assert_num_queries(7):
            assert len(as_ines.get(attempts(quiz)).json()["results"]) == count
