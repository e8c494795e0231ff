"""A teacher gives time, ends attempts, opens them again, and counts what came late."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from quizzes import actions
from quizzes.actions import running
from quizzes.models import Attempt, AttemptQuestion, Extension, LateDraft, Quiz, User, Variant
from quizzes.queries.times import window_of
from tests.quizzes.builders import again

RIGHT = {"z": "0.87", "y": "0.705"}
START = datetime(2026, 11, 22, 9, 0, tzinfo=timezone.get_fixed_timezone(0))


def minutes(number: float) -> datetime:
    return START + timedelta(minutes=number)


def begun(quiz: Quiz, student: User, **rules: object) -> Attempt:
    Quiz.objects.filter(pk=quiz.pk).update(**rules)
    attempt = actions.start_attempt(Quiz.objects.get(pk=quiz.pk), student, START)
    return Attempt.objects.select_related("quiz", "student").get(pk=attempt.pk)


def end_of(attempt: Attempt) -> datetime | None:
    found = Attempt.objects.select_related("quiz", "student").get(pk=attempt.pk)
    return window_of(found.quiz, found.student).ends(found)


@pytest.mark.parametrize(
    ("limit", "closes", "now", "ends", "extra", "closes_then"),
    [
        (60, None, 10, 70, 10, None),  # an hour becomes 70 minutes
        (60, 300, 10, 70, 10, None),  # the close is far
        (60, 65, 10, 70, 10, 70),  # and here in the way
        (None, 60, 10, 70, 0, 70),  # no limit, only the close
        (60, 30, 10, 40, 0, 40),  # cut short by the close: the limit leaves room
        (60, None, 90, 100, 40, None),  # time was up for half an hour: ten minutes from now
    ],
)
def test_time_added_moves_the_end_by_as_much(
    limit: int | None,
    closes: int | None,
    now: int,
    ends: int,
    extra: int,
    closes_then: int | None,
    quiz: Quiz,
    alice: User,
    bob: User,
    ines: User,
) -> None:
    attempt = begun(quiz, alice, time_limit=limit, closes_at=minutes(closes) if closes else None)
    assert running.add_time(attempt, 10, ines, minutes(now)) == minutes(ends)
    assert end_of(attempt) == minutes(ends)
    extension = Extension.objects.get()
    assert (extension.student, extension.created_by, extension.extra_minutes) == (alice, ines, extra)
    assert extension.closes_at == (minutes(closes_then) if closes_then else None)


def test_time_added_twice_adds_up(quiz: Quiz, alice: User, ines: User) -> None:
    attempt = begun(quiz, alice, time_limit=60)
    running.add_time(attempt, 5, ines, minutes(10))
    assert running.add_time(attempt, 10, ines, minutes(20)) == minutes(75)


def test_time_is_not_added_where_there_is_none(quiz: Quiz, alice: User, ines: User) -> None:
    attempt = begun(quiz, alice)
    with pytest.raises(running.NotRunningError, match="has no end"):
        running.add_time(attempt, 5, ines, minutes(10))
    actions.submit_attempt(attempt, minutes(11))
    with pytest.raises(running.NotRunningError, match="is submitted"):
        running.add_time(attempt, 5, ines, minutes(12))
    assert not Extension.objects.exists()


def test_attempt_ended_is_submitted_and_marked(attempt: Attempt, variant: Variant) -> None:
    actions.save_draft(variant, RIGHT, 0)
    running.end_attempt(attempt)
    assert AttemptQuestion.objects.get().share == 1
    assert Attempt.objects.get().submitted_at is not None
    with pytest.raises(running.NotRunningError, match="over already"):
        running.end_attempt(Attempt.objects.get())


def test_attempt_opened_again_takes_and_marks_answers(attempt: Attempt, variant: Variant, ines: User) -> None:
    actions.save_draft(variant, {"z": "0.87"}, 0)
    actions.submit_attempt(attempt)
    assert running.reopen_attempt(attempt, 10, ines) is None
    variant = again(variant)
    actions.save_draft(variant, RIGHT, variant.place.revision)
    actions.submit_attempt(Attempt.objects.get())
    assert AttemptQuestion.objects.get().share == 1


def test_attempt_opened_again_gets_its_minutes(quiz: Quiz, alice: User, ines: User) -> None:
    attempt = begun(quiz, alice, time_limit=60)
    actions.submit_attempt(attempt, minutes(30))
    assert running.reopen_attempt(attempt, 10, ines, minutes(40)) == minutes(60)  # what is left is more
    actions.submit_attempt(attempt, minutes(55))
    assert running.reopen_attempt(attempt, 10, ines, minutes(90)) == minutes(100)
    assert end_of(attempt) == minutes(100)


def test_attempt_is_not_opened_while_it_goes_on_nor_behind_another(
    quiz: Quiz, alice: User, ines: User
) -> None:
    attempt = begun(quiz, alice, attempts_allowed=2)
    with pytest.raises(running.NotRunningError, match="goes on already"):
        running.reopen_attempt(attempt, 10, ines)
    actions.submit_attempt(attempt)
    actions.start_attempt(Quiz.objects.get(), alice)
    with pytest.raises(running.NotRunningError, match="begun another"):
        running.reopen_attempt(attempt, 10, ines)


def test_late_draft_counts_once(attempt: Attempt, variant: Variant) -> None:
    actions.submit_attempt(attempt)
    with pytest.raises(actions.VariantClosedError):
        actions.save_draft(again(variant), RIGHT, 0)
    draft = LateDraft.objects.get()
    submission = running.count_late_draft(draft)
    assert (submission.score, submission.received_at) == (3, draft.received_at)
    assert AttemptQuestion.objects.get().share == 1
    assert running.count_late_draft(draft) == submission
