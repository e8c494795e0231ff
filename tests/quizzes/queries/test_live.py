"""Who works at a quiz by the server's clock, and that it costs the same for one and for many."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from quizzes import actions
from quizzes.models import Attempt, Course, Enrolment, Extension, LateDraft, Quiz, User, Variant
from quizzes.queries import live

NOW = timezone.now().replace(microsecond=0)


def names(found: list[live.Working]) -> list[str]:
    return [row.attempt.student.username for row in found]


def started(quiz: Quiz, student: User, minutes_ago: int) -> Attempt:
    attempt = actions.start_attempt(quiz, student, NOW - timedelta(minutes=minutes_ago))
    return Attempt.objects.get(pk=attempt.pk)


def with_rules(quiz: Quiz, **rules: object) -> Quiz:
    Quiz.objects.filter(pk=quiz.pk).update(**rules)
    return Quiz.objects.get(pk=quiz.pk)


def test_row_tells_how_far_the_attempt_is(quiz: Quiz, alice: User, variant: Variant) -> None:
    quiz = with_rules(quiz, time_limit=10)
    Attempt.objects.update(started_at=NOW - timedelta(minutes=2))
    actions.save_draft(variant, {"z": "1"}, 0, NOW - timedelta(minutes=1))
    (row,) = live.hall(quiz, NOW).working
    assert (row.answered, row.questions, row.saved_at) == (1, 1, NOW - timedelta(minutes=1))
    assert (row.seconds_left, row.clock, row.is_short) == (480, "8:00", False)


@pytest.mark.parametrize(("minutes", "clock"), [(71, "1:11:00"), (5, "5:00")])
def test_clock_is_written_as_clocks_do(minutes: int, clock: str, quiz: Quiz, alice: User) -> None:
    quiz = with_rules(quiz, time_limit=minutes)
    started(quiz, alice, 0)
    assert live.hall(quiz, NOW).working[0].clock == clock


def test_who_is_over_has_ended(quiz: Quiz, alice: User, bob: User, ines: User) -> None:
    quiz = with_rules(quiz, time_limit=10)
    started(quiz, alice, 11)
    started(quiz, bob, 11)
    actions.submit_attempt(started(quiz, ines, 1), NOW)
    Enrolment.objects.filter(user=bob).update(extra_time=25)
    found = live.hall(quiz, NOW)
    assert (names(found.working), sorted(names(found.ended))) == (["bob"], ["alice", "ines"])


def test_extension_beyond_the_close_goes_on(quiz: Quiz, alice: User, bob: User) -> None:
    for student in (alice, bob):
        started(quiz, student, 30)
    quiz = with_rules(quiz, closes_at=NOW - timedelta(minutes=1))
    Extension.objects.create(quiz=quiz, student=bob, closes_at=NOW + timedelta(minutes=1))
    found = live.hall(quiz, NOW)
    assert (names(found.working), names(found.ended)) == (["bob"], ["alice"])


def test_name_is_searched(quiz: Quiz, alice: User, bob: User) -> None:
    for student in (alice, bob):
        started(quiz, student, 1)
    assert names(live.hall(quiz, NOW, "bo").working) == ["bob"]


def test_what_came_late_is_counted(quiz: Quiz, alice: User, attempt: Attempt, variant: Variant) -> None:
    actions.submit_attempt(attempt)
    LateDraft.objects.create(place=attempt.places.get(), variant=variant, typed={"z": "1"})
    assert [row.late for row in live.hall(quiz, NOW).ended] == [1]
    assert [draft.typed for draft in live.late_drafts(quiz)] == [{"z": "1"}]


@pytest.mark.parametrize("count", [1, 3])
def test_hall_takes_five_queries(
    count: int, quiz: Quiz, course: Course, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    quiz = with_rules(quiz, time_limit=10)
    for number in range(count):
        student = User.objects.create_user(f"s{number}")
        actions.enrol(course, student)
        started(quiz, student, 1)
    with django_assert_num_queries(5):
        assert len(live.hall(quiz, NOW).working) == count
