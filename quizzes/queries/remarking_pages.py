"""What the pages of a re-marking show: how far it is, which marks it changes, and what was sent since."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from quizzes.models import AttemptQuestion, MarkChange, Policy, Remarking, Submission

TRIED = (Remarking.Stage.CHECKING, Remarking.Stage.CHECKED)
SHOWN = ("up", "down", "faults")


@dataclass(frozen=True)
class Advance:
    """How many marks of how many a stage has done."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        """The share of them, rounded down: all is all."""
        return 100 * self.done // self.total if self.total else 100


def advance_of(remarking: Remarking) -> Advance:
    """Return how far the stage is that goes on."""
    if remarking.stage == Remarking.Stage.UNDOING:
        changes = MarkChange.objects.filter(remarking=remarking)
        kinds = (MarkChange.Kind.UNDONE, MarkChange.Kind.REMARKED)
        return Advance(*(changes.filter(kind=kind).count() for kind in kinds))
    return Advance(remarking.done, AttemptQuestion.objects.filter(question=remarking.question_id).count())


def marks_shown(remarking: Remarking, show: str) -> QuerySet[Any]:
    """Return the marks that change or cannot be re-marked, or of these only one of `SHOWN`.

    While it is tried out these are its findings, and afterwards the changes that it made.
    """
    if show == "faults":
        rows: QuerySet[Any] = remarking.findings.exclude(fault="")
    elif remarking.stage in TRIED:
        rows = remarking.findings.all()
    else:
        rows = remarking.changes.filter(kind=MarkChange.Kind.REMARKED)
    before = Coalesce(F("before"), 0.0)
    if show == "up":
        rows = rows.filter(after__gt=before)
    elif show == "down":
        rows = rows.filter(after__lt=before)
    return rows.select_related("place__attempt__student")


@dataclass(frozen=True)
class Since:
    """Students at numbers of an older version: who sent something since, and who may yet do so."""

    sent: int
    open: int


def since(remarking: Remarking) -> Since:
    """Return who was marked by an older version since the re-marking, or may yet be."""
    if remarking.stage != Remarking.Stage.APPLIED or remarking.policy not in (Policy.RAISE, Policy.REPLACE):
        return Since(0, 0)
    sent = Submission.objects.filter(
        variant__question=remarking.question_id, created_at__gt=remarking.applied_at
    ).exclude(variant__problem_version=remarking.version_id)
    places = AttemptQuestion.objects.filter(question=remarking.question_id, variant__isnull=False)
    going_on = places.filter(attempt__settled_at=None, attempt__submitted_at=None, solved=False)
    return Since(
        sent.values("variant__attempt").distinct().count(),
        going_on.exclude(variant__problem_version=remarking.version_id).count(),
    )
