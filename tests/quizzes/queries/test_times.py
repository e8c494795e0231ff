"""When a student may work, what counts as late, and what shows when: by the clock alone."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from quizzes import actions
from quizzes.models import Attempt, Enrolment, Extension, Quiz, User, When
from quizzes.queries.times import GRACE, Release, Window, release, window_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def with_rules(quiz: Quiz, **rules: Any) -> Quiz:
    Quiz.objects.filter(pk=quiz.pk).update(**rules)
    quiz.refresh_from_db()
    return quiz


@pytest.mark.parametrize(
    ("limit", "percent", "minutes", "expected"),
    [
        (None, 50, 10, None),
        (60, 0, 0, 60),
        (60, 25, 0, 75),
        (60, 0, 10, 70),
        (60, 25, 10, 85),
    ],
)
def test_time_limit_is_stretched_for_one_student(
    limit: int | None, percent: int, minutes: int, expected: int | None, quiz: Quiz, alice: User, bob: User
) -> None:
    with_rules(quiz, time_limit=limit)
    Enrolment.objects.filter(user=alice).update(extra_time=percent)
    Extension.objects.create(quiz=quiz, student=alice, extra_minutes=minutes)
    assert window_of(quiz, alice).limit == (expected and timedelta(minutes=expected))
    assert window_of(quiz, bob).limit == (limit and timedelta(minutes=limit))


def test_extension_moves_the_times_that_it_names(quiz: Quiz, alice: User, bob: User) -> None:
    with_rules(quiz, opens_at=NOON, due_at=NOON + DAY, closes_at=NOON + 2 * DAY, attempts_allowed=1)
    Extension.objects.create(quiz=quiz, student=alice, closes_at=NOON + 5 * DAY, extra_attempts=1)
    for_all = Window(NOON, NOON + DAY, NOON + 2 * DAY, NOON + 2 * DAY, None, 1)
    assert window_of(quiz, bob) == for_all
    assert window_of(quiz, alice) == Window(NOON, NOON + DAY, NOON + 5 * DAY, NOON + 5 * DAY, None, 2)


def test_nothing_is_released_before_the_quiz_closes_for_all(quiz: Quiz, alice: User) -> None:
    with_rules(quiz, closes_at=NOON)
    Extension.objects.create(quiz=quiz, student=alice, closes_at=NOON - HOUR)
    times = window_of(quiz, alice)
    assert (times.closes, times.released) == (NOON - HOUR, NOON)


@pytest.mark.parametrize(
    ("limit", "closes", "ends"),
    [
        (None, None, None),
        (30 * MINUTE, None, NOON + 30 * MINUTE),
        (None, NOON + HOUR, NOON + HOUR),
        (30 * MINUTE, NOON + HOUR, NOON + 30 * MINUTE),
        (90 * MINUTE, NOON + HOUR, NOON + HOUR),
    ],
)
def test_attempt_ends_with_its_limit_or_with_the_quiz(
    limit: timedelta | None, closes: datetime | None, ends: datetime | None
) -> None:
    assert Window(limit=limit, closes=closes).ends(Attempt(started_at=NOON)) == ends


def test_what_arrives_in_the_grace_still_counts() -> None:
    times, attempt = Window(closes=NOON), Attempt(started_at=NOON - HOUR)
    moments = [-timedelta(seconds=1), timedelta(0), GRACE - timedelta(seconds=1), GRACE]
    assert [times.is_over(attempt, NOON + moment) for moment in moments] == [False, True, True, True]
    assert [times.accepts(attempt, NOON + moment) for moment in moments] == [True, True, True, False]


def test_submitted_attempt_accepts_nothing() -> None:
    attempt = Attempt(started_at=NOON, submitted_at=NOON + MINUTE)
    assert not Window().accepts(attempt, NOON + MINUTE)


@pytest.mark.parametrize(
    ("percent", "per", "late", "share"),
    [
        (10, "day", -HOUR, 1),
        (10, "day", GRACE, 1),
        (10, "day", MINUTE, 0.9),
        (10, "day", DAY, 0.9),
        (10, "day", DAY + MINUTE, 0.8),
        (40, "day", 2 * DAY + MINUTE, 0),
        (25, "once", 5 * DAY, 0.75),
        (0, "day", 5 * DAY, 1),
    ],
)
def test_lateness_takes_its_share(percent: int, per: str, late: timedelta, share: float) -> None:
    quiz = Quiz(late_penalty=percent, late_per=per)
    assert Window(due=NOON).late_share(quiz, NOON + late) == pytest.approx(share)


def test_time_limit_runs_through_the_night_of_a_clock_change() -> None:
    """In Berlin 2026-03-29 has no 02:30: two hours from 01:30 end at 04:30 on the wall."""
    berlin = ZoneInfo("Europe/Berlin")
    started = datetime(2026, 3, 29, 1, 30, tzinfo=berlin).astimezone(UTC)
    ends = Window(limit=2 * HOUR).ends(Attempt(started_at=started))
    assert ends is not None
    assert ends.astimezone(berlin).strftime("%H:%M") == "04:30"


OPEN, OVER, CLOSED = "open", "over", "closed"


@pytest.mark.parametrize(
    ("when", "shows"),
    [
        (When.AT_ONCE, {OPEN, OVER, CLOSED}),
        (When.AFTER_SUBMISSION, {OVER, CLOSED}),
        (When.AFTER_CLOSE, {CLOSED}),
        (When.NEVER, set()),
    ],
)
def test_things_show_when_the_quiz_says(when: When, shows: set[str]) -> None:
    quiz = Quiz(feedback_when=when, marks_when=when, solutions_when=when)
    times = Window(closes=NOON, released=NOON)
    cases = {
        OPEN: (Attempt(started_at=NOON - HOUR), NOON - MINUTE),
        OVER: (Attempt(started_at=NOON - HOUR, submitted_at=NOON - MINUTE), NOON - MINUTE),
        CLOSED: (Attempt(started_at=NOON - HOUR), NOON + GRACE),
    }
    shown = {name for name, (attempt, at) in cases.items() if release(quiz, times, attempt, at).feedback}
    assert shown == shows


def test_nothing_shows_within_the_grace() -> None:
    """Who has seen the right answer could still save it."""
    quiz = Quiz(**dict.fromkeys(("feedback_when", "marks_when", "solutions_when"), When.AFTER_CLOSE))
    times, attempt = Window(closes=NOON, released=NOON), Attempt(started_at=NOON - HOUR)
    assert release(quiz, times, attempt, NOON + MINUTE / 12) == Release(False, False, False)


def test_presets_are_the_three_kinds() -> None:
    assert sorted(actions.PRESETS) == ["exam", "homework", "practice"]
