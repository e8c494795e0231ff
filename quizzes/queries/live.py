"""Who is working at a quiz right now, who has ended, and what came too late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from quizzes.models import Attempt, AttemptQuestion, Extension, LateDraft, Quiz
from quizzes.models.people import MOST_EXTRA_TIME
from quizzes.queries.times import Window, window, with_window

MOST = 300  # attempts on one page: a hall; beyond that one searches
BY_NAME = ("student__last_name", "student__first_name", "student__username", "number")


@dataclass(frozen=True)
class Working:
    """An attempt, how far it is, and when its time is up."""

    attempt: Attempt
    times: Window
    at: datetime
    answered: int
    questions: int
    saved_at: datetime | None
    late: int

    @property
    def ends(self) -> datetime | None:
        """When its time is up."""
        return self.times.ends(self.attempt)

    @property
    def seconds_left(self) -> int | None:
        """How much of its time is left; None where it is not limited."""
        return max(0, int((self.ends - self.at).total_seconds())) if self.ends else None

    @property
    def clock(self) -> str:
        """The time left, as clocks write it: 1:05:09 or 5:09."""
        minutes, seconds = divmod(self.seconds_left or 0, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    @property
    def is_short(self) -> bool:
        """Whether less than five minutes are left."""
        return self.seconds_left is not None and self.seconds_left < 300


@dataclass(frozen=True)
class Hall:
    """The attempts at a quiz; `more` tells of each kind whether there are others beyond those."""

    working: list[Working]
    ended: list[Working]
    more_working: bool
    more_ended: bool


def hall(quiz: Quiz, at: datetime, name: str = "") -> Hall:
    """Return who works by name, and who ended, the newest first; five queries, however many they are."""
    attempts = with_window(_named(Attempt.objects.filter(quiz=quiz), name), "quiz", "student")
    attempts = attempts.select_related("student")
    open_still = attempts.filter(_may_go_on(quiz, at))
    candidates = list(open_still.order_by(*BY_NAME)[: MOST + 1])
    over = [one for one in candidates if window(quiz, one).is_over(one, at)]
    working = [one for one in candidates if not window(quiz, one).is_over(one, at)]
    ended = over + list(attempts.exclude(pk__in=open_still.values("pk")).order_by("-pk")[: MOST + 1])
    details = _details([*working[:MOST], *ended[:MOST]])

    def rows(found: list[Attempt]) -> list[Working]:
        return [Working(one, window(quiz, one), at, **details[one.pk]) for one in found[:MOST]]

    return Hall(rows(working), rows(ended), len(candidates) > MOST, len(ended) > MOST)


def _may_go_on(quiz: Quiz, at: datetime) -> Q:
    """What an attempt that goes on must fulfil; the few others that do are told apart by their windows."""
    found = Q(submitted_at=None)
    closes = Q(extension_closes_at__gt=at)
    if quiz.closes_at is None or quiz.closes_at > at:
        closes |= Q(extension_closes_at=None)
    found &= closes
    if quiz.time_limit:
        extra = Extension.objects.filter(quiz=quiz).aggregate(most=Max("extra_minutes"))["most"] or 0
        longest = quiz.time_limit * (100 + MOST_EXTRA_TIME) / 100 + extra
        found &= Q(started_at__gt=at - timedelta(minutes=longest))
    return found


def _named(attempts: QuerySet[Attempt], name: str) -> QuerySet[Attempt]:
    for word in name.split():
        attempts = attempts.filter(
            Q(student__first_name__icontains=word)
            | Q(student__last_name__icontains=word)
            | Q(student__username__icontains=word)
        )
    return attempts


def _details(attempts: Iterable[Attempt]) -> dict[int, dict[str, Any]]:
    """How far each attempt is: two queries."""
    keys = [attempt.pk for attempt in attempts]
    found: dict[int, dict[str, Any]] = {
        key: {"answered": 0, "questions": 0, "saved_at": None, "late": 0} for key in keys
    }
    places = AttemptQuestion.objects.filter(attempt__in=keys).order_by().values("attempt")
    sums = {
        "answered": Count("pk", filter=Q(answered=True)),
        "questions": Count("pk"),
        "saved_at": Max("saved_at"),
    }
    for done in places.annotate(**sums).values_list("attempt", *sums):
        found[done[0]] |= dict(zip(sums, done[1:], strict=True))
    late = LateDraft.objects.filter(place__attempt__in=keys).order_by().values("place__attempt")
    for attempt, count in late.annotate(late=Count("pk")).values_list("place__attempt", "late"):
        found[attempt]["late"] = count
    return found


def late_drafts(quiz: Quiz) -> QuerySet[LateDraft]:
    """Return what came too late at the quiz, the newest first."""
    drafts = LateDraft.objects.filter(place__attempt__quiz=quiz).order_by("-pk")
    return drafts.select_related("place__attempt__student", "place__question__problem_version__problem")
