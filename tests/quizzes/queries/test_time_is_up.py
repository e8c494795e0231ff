"""The database and the clock agree on whose time is up."""

from datetime import datetime, timedelta
from itertools import product

import pytest
from django.utils import timezone

from quizzes import actions
from quizzes.models import Attempt, Enrolment, Extension, Quiz, User
from quizzes.queries.times import time_is_up, window, with_window

pytestmark = pytest.mark.slow

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("time_limit", [None, 7, 60_000])
@pytest.mark.parametrize("closes", [None, -1, 0, 5])
def test_database_says_as_the_window_does(
    time_limit: int | None, closes: int | None, quiz: Quiz, alice: User
) -> None:
    started = timezone.now()
    attempt = actions.start_attempt(quiz, alice, started)
    closes_at = None if closes is None else started + closes * MINUTE
    Quiz.objects.update(time_limit=time_limit, closes_at=closes_at)
    extension = Extension.objects.create(quiz=quiz, student=alice)
    for extra_time, minutes, later in product((0, 33), (0, 2), (None, 8)):
        Enrolment.objects.filter(user=alice).update(extra_time=extra_time)
        extension.extra_minutes = minutes
        extension.closes_at = None if later is None else started + later * MINUTE
        extension.save()
        assert said_by_the_database(attempt, started) == said_by_the_window(attempt, started)


def moments(started: datetime) -> list[datetime]:
    minutes = [half / 2 for half in range(-3, 30)] + [9.31, 60_000, 60_002, 79_799, 79_802]
    return [started + many * MINUTE for many in minutes]


def said_by_the_database(attempt: Attempt, started: datetime) -> list[bool]:
    attempts = with_window(Attempt.objects.filter(pk=attempt.pk), "quiz", "student")
    return [attempts.filter(time_is_up(at)).exists() for at in moments(started)]


def said_by_the_window(attempt: Attempt, started: datetime) -> list[bool]:
    row = with_window(Attempt.objects.filter(pk=attempt.pk).select_related("quiz"), "quiz", "student").get()
    return [window(row.quiz, row).is_over(row, at) for at in moments(started)]
