"""When a student may work at a quiz: its times, with what the student is allowed beyond the others.

Whether an attempt is over is asked of the clock each time, never of what a background worker has done.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Model,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import LessThanOrEqual

from quizzes.models import Attempt, LatePer, Quiz, User, When

# What reaches the server so long after the end was sent in time, on a slow line.
GRACE = timedelta(seconds=10)
_ALLOWED = ("opens_at", "due_at", "closes_at", "extra_minutes", "extra_attempts")


@dataclass(frozen=True)
class Window:
    """One student's times at one quiz; None where there is no such limit.

    `released` is when the quiz is closed for everybody, this student included.
    """

    opens: datetime | None = None
    due: datetime | None = None
    closes: datetime | None = None
    released: datetime | None = None
    limit: timedelta | None = None
    attempts: int | None = None

    def is_open(self, at: datetime) -> bool:
        """Whether an attempt may be started."""
        return not self.is_early(at) and not (self.closes and at >= self.closes)

    def is_early(self, at: datetime) -> bool:
        """Whether the quiz is still to open."""
        return self.opens is not None and at < self.opens

    def ends(self, attempt: Attempt) -> datetime | None:
        """When the attempt's time is up."""
        limits = [self.closes, attempt.started_at + self.limit if self.limit else None]
        return min((limit for limit in limits if limit), default=None)

    def is_over(self, attempt: Attempt, at: datetime) -> bool:
        """Whether nothing more is accepted in the attempt, without the grace."""
        ends = self.ends(attempt)
        return attempt.submitted_at is not None or (ends is not None and at >= ends)

    def accepts(self, attempt: Attempt, at: datetime) -> bool:
        """Whether what reached the server then still counts: the grace included."""
        ends = self.ends(attempt)
        return attempt.submitted_at is None and (ends is None or at < ends + GRACE)

    def late_share(self, quiz: Quiz, at: datetime) -> float:
        """What lateness leaves of the points of an answer that came then, from 0 to 1."""
        if self.due is None or at <= self.due + GRACE or not quiz.late_penalty:
            return 1.0
        days = -((self.due - at) // timedelta(days=1)) if quiz.late_per == LatePer.DAY else 1
        return max(0.0, 1 - days * quiz.late_penalty / 100)


def with_window(rows: QuerySet[Any], quiz: str, student: str) -> QuerySet[Any]:
    """Fetch along with `rows` what `window` needs; the names lead from a row to its quiz and student.

    Rows of people who are not, or no longer, enrolled in the quiz's course stay in, without extra time.
    """
    lead = f"{quiz}__" if quiz else ""
    enrolment, extension = f"{lead}course__enrolments", f"{lead}extensions"
    return rows.annotate(
        _enrolment=FilteredRelation(enrolment, condition=Q(**{f"{enrolment}__user": F(student)})),
        _extension=FilteredRelation(extension, condition=Q(**{f"{extension}__student": F(student)})),
        role=F("_enrolment__role"),
        extra_time=F("_enrolment__extra_time"),
        **{f"extension_{name}": F(f"_extension__{name}") for name in _ALLOWED},
    )


def time_is_up(at: datetime) -> Q:
    """Select the attempts whose time was up then, of rows fetched with `with_window(…, "quiz", "student")`.

    As `Window.ends` says, in the database: a list of those going on need not read all there ever were.
    """
    # In whole numbers of 64 bits: a percent of a minute is 600,000 microseconds.
    minutes, extra, percent = (
        Cast(name, BigIntegerField())
        for name in ("quiz__time_limit", "extension_extra_minutes", "extra_time")
    )
    microseconds = minutes * (100 + Coalesce(percent, 0)) * 600_000 + Coalesce(extra, 0) * 60_000_000
    limit = ExpressionWrapper(microseconds * Value(timedelta(microseconds=1)), DurationField())
    ends = ExpressionWrapper(F("started_at") + limit, DateTimeField())
    closes = Coalesce("extension_closes_at", "quiz__closes_at")
    return Q(LessThanOrEqual(closes, at)) | Q(Q(quiz__time_limit__gt=0) & Q(LessThanOrEqual(ends, at)))


def with_window_of(quizzes: QuerySet[Quiz], student: User) -> QuerySet[Quiz]:
    """Fetch along with `quizzes` what `window` needs for one student."""
    return quizzes.annotate(
        _enrolment=FilteredRelation("course__enrolments", condition=Q(course__enrolments__user=student)),
        _extension=FilteredRelation("extensions", condition=Q(extensions__student=student)),
        role=F("_enrolment__role"),
        extra_time=F("_enrolment__extra_time"),
        **{f"extension_{name}": F(f"_extension__{name}") for name in _ALLOWED},
    )


def window(quiz: Quiz, row: Model) -> Window:
    """Return the times at `quiz`, from a row that was fetched through one of the two above."""

    def own(name: str) -> Any:
        return getattr(row, f"extension_{name}")

    closes = own("closes_at") or quiz.closes_at
    limit = None
    if quiz.time_limit:
        percent = 100 + (row.extra_time or 0)  # type: ignore[attr-defined]
        limit = timedelta(minutes=quiz.time_limit) * percent / 100
        limit += timedelta(minutes=own("extra_minutes") or 0)
    attempts = quiz.attempts_allowed
    return Window(
        opens=own("opens_at") or quiz.opens_at,
        due=own("due_at") or quiz.due_at,
        closes=closes,
        released=max(closes, quiz.closes_at or closes) if closes else None,
        limit=limit,
        attempts=attempts + (own("extra_attempts") or 0) if attempts else None,
    )


def window_of(quiz: Quiz, student: User) -> Window:
    """Return the student's times at the quiz: one query."""
    row = with_window_of(Quiz.objects.filter(pk=quiz.pk), student).get()
    return window(row, row)


@dataclass(frozen=True)
class Release:
    """What a student may see of an attempt by now."""

    feedback: bool
    marks: bool
    solutions: bool


def release(quiz: Quiz, times: Window, attempt: Attempt, at: datetime) -> Release:
    """Return what the quiz's rules let the student see at that time.

    `solutions` at once means of questions at which nothing more is marked.
    """

    def passed(when: str) -> bool:
        # Not before the grace is over: who has seen it could still save something better.
        if when == When.AFTER_SUBMISSION:
            return not times.accepts(attempt, at)
        if when == When.AFTER_CLOSE:
            return times.released is not None and at >= times.released + GRACE
        return when == When.AT_ONCE

    return Release(passed(quiz.feedback_when), passed(quiz.marks_when), passed(quiz.solutions_when))
