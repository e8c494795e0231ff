"""A student's own results: the marks of an attempt, how each came about, and when more shows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, Q, Sum

from grader import Marking, Part
from quizzes.models import (
    Attempt,
    AttemptQuestion,
    ContestedMark,
    Counts,
    MarkChange,
    Policy,
    Quiz,
    Remarking,
    Submission,
    When,
)
from quizzes.queries.problems import drawn
from quizzes.queries.progress import Progress, Step, progress_around
from quizzes.queries.sheet_rows import chosen
from quizzes.queries.times import Window
from solvers.fields import Field


class Mark(NamedTuple):
    """How one answer was marked; `points` are the question's, before penalties."""

    field: Field
    typed: str
    part: Part
    points: float

    @property
    def chosen(self) -> tuple[str, ...]:
        """The texts of the options taken, Markdown."""
        return chosen(self.field, self.typed)


@dataclass(frozen=True)
class Marked:
    """A submission as it was marked; `counts` where it gives the question's mark."""

    submission: Submission
    marks: list[Mark]
    earned: float
    counts: bool

    @property
    def percent(self) -> int:
        """What the penalties left of the points."""
        return round(self.submission.factor * 100)


@dataclass(frozen=True)
class QuestionResult:
    """A question of an attempt with its submissions, first to last, and what was said about its mark."""

    step: Step
    submissions: list[Marked]
    contests: list[ContestedMark]
    changes: list["Change"]
    dropped: str  # why it counts for nobody; empty where it counts

    @property
    def may_contest(self) -> bool:
        """Whether there is a mark to contest, and no word about it is waiting for its answer."""
        return bool(self.submissions) and all(contest.answered_at for contest in self.contests)


class Change(NamedTuple):
    """A change of a mark after it was given, in points; `verdicts`: of each answer, before and after."""

    change: MarkChange
    before: float | None
    after: float | None
    verdicts: dict[str, list[str]]


@dataclass(frozen=True)
class AttemptResult:
    """What a student may see of an attempt by now."""

    progress: Progress
    questions: list[QuestionResult]


def result_of(attempt: Attempt, times: Window, at: datetime) -> AttemptResult:
    """Return the results of an attempt: five queries, however long it is."""
    progress = progress_around(attempt, times, at)
    submissions = _submissions(attempt) if progress.release.feedback else {}
    contests: dict[int, list[ContestedMark]] = defaultdict(list)
    for contest in ContestedMark.objects.filter(place__attempt=attempt).order_by("pk"):
        contests[contest.place_id].append(contest)
    changes = _changes(attempt) if progress.release.marks else {}
    dropped = _dropped(progress)
    return AttemptResult(
        progress,
        [
            QuestionResult(
                step,
                _marked(submissions.get(step.question.pk, []), step, changes.get(step.place.pk, [])),
                contests[step.place.pk],
                [_in_points(change, step) for change in changes.get(step.place.pk, [])],
                dropped.get(step.question.pk, ""),
            )
            for step in progress.steps
        ],
    )


def _changes(attempt: Attempt) -> dict[int, list[MarkChange]]:
    found: dict[int, list[MarkChange]] = defaultdict(list)
    for change in MarkChange.objects.filter(place__attempt=attempt).order_by("pk"):
        found[change.place_id].append(change)
    return found


def _dropped(progress: Progress) -> dict[int, str]:
    """Of each question that is dropped, why."""
    keys = [step.question.pk for step in progress.steps if step.question.dropped]
    if not keys:
        return {}
    drops = Remarking.objects.filter(question__in=keys, policy=Policy.DROP, stage=Remarking.Stage.APPLIED)
    return dict(drops.order_by("pk").values_list("question", "reason"))


def _in_points(change: MarkChange, step: Step) -> Change:
    points = step.question.points
    before, after = (None if share is None else share * points for share in (change.before, change.after))
    return Change(change, before, after, change.verdicts)


def _submissions(attempt: Attempt) -> dict[int, list[Submission]]:
    found: dict[int, list[Submission]] = defaultdict(list)
    rows = Submission.objects.filter(variant__attempt=attempt).select_related("variant__problem_version")
    for submission in rows.order_by("pk"):
        found[submission.variant.question_id or 0].append(submission)
    return found


def _marked(submissions: list[Submission], step: Step, changes: list[MarkChange]) -> list[Marked]:
    shares = [one.score / one.out_of * one.factor for one in submissions]
    best = shares.index(max(shares)) if shares else None
    changed = changes[-1] if changes and changes[-1].after == step.place.share else None
    if changed and changed.kind in (MarkChange.Kind.REMARKED, MarkChange.Kind.BY_HAND):
        keys = [one.pk for one in submissions]
        best = keys.index(changed.submission_id) if changed.submission_id in keys else None
    return [
        Marked(
            submission=one,
            marks=marks_of(one, step.question.points / one.out_of),
            earned=share * step.question.points,
            counts=number == best,
        )
        for number, (one, share) in enumerate(zip(submissions, shares, strict=True))
    ]


def marks_of(submission: Submission, scale: float = 1.0) -> list[Mark]:
    """Return what was typed and how it was marked, field by field; `scale`: what a point is worth."""
    parts = Marking.restore(submission.marking).parts  # in no order: the database may turn JSON's keys round
    return [
        Mark(field, submission.typed.get(field.name, ""), parts[field.name], parts[field.name].points * scale)
        for field in drawn(submission.variant).fields
    ]


class Pending(NamedTuple):
    """Something that does not show yet, and when it will; `at` is None where no time is known."""

    what: str
    when: str
    at: datetime | None


def pending(progress: Progress) -> list[Pending]:
    """Return what of the newest attempt shows only later: feedback, marks, solutions."""
    quiz, shown = progress.quiz, progress.release
    rules = [
        ("feedback", quiz.feedback_when, shown.feedback),
        ("marks", quiz.marks_when, shown.marks),
        ("solutions", quiz.solutions_when, shown.solutions),
    ]
    return [
        Pending(what, when, progress.times.released if when == When.AFTER_CLOSE else None)
        for what, when, seen in rules
        if not seen
    ]


class AttemptTotal(NamedTuple):
    """The points of one attempt; None while they do not show."""

    attempt: Attempt
    earned: float | None
    is_over: bool


def totals(progress: Progress) -> list[AttemptTotal]:
    """Return the points of each attempt that may be seen: one query."""
    earned = (
        AttemptQuestion.objects.filter(Q(attempt__in=progress.attempts, question__dropped=False))
        .values("attempt")
        .annotate(earned=Sum(F("share") * F("question__points")))
        .order_by()
    )
    found = {row["attempt"]: row["earned"] or 0.0 for row in earned}
    return [
        AttemptTotal(
            attempt,
            found.get(attempt.pk, 0.0) if progress.release_of(attempt).marks else None,
            progress.times.is_over(attempt, progress.at),
        )
        for attempt in progress.attempts
    ]


def counted_points(quiz: Quiz, found: list[AttemptTotal]) -> float | None:
    """Return the points that count of all attempts by now; None where none may be seen."""
    points = [total.earned for total in found if total.earned is not None]
    return counted(quiz.counts, points) if points else None


def counted(rule: str, points: Sequence[float]) -> float:
    """Return what counts of the points of several attempts, first to last."""
    if rule == Counts.LAST:
        return points[-1]
    return sum(points) / len(points) if rule == Counts.AVERAGE else max(points)
