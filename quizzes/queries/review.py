"""What a student should know before submitting an attempt: what is empty, unreadable or imprecise."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from grader import read
from quizzes.models import Attempt, AttemptQuestion
from quizzes.queries.problems import drawn
from quizzes.queries.progress import Step, progress_around
from quizzes.queries.times import Window
from solvers.fields import Field


@dataclass(frozen=True)
class Doubt:
    """Something about one answer that its student may want to mend; `why` is empty where it is empty."""

    field: Field
    typed: str
    why: str


@dataclass(frozen=True)
class Reviewed:
    """A question with what may be amiss in its answers."""

    step: Step
    doubts: list[Doubt]
    answers: int

    @property
    def empty(self) -> int:
        """How many answers are empty."""
        return sum(not doubt.typed for doubt in self.doubts)


def review(attempt: Attempt, times: Window, at: datetime) -> dict[str, Any]:
    """Return the progress in the attempt and, for each question, what may be amiss in the saved answers."""
    progress = progress_around(attempt, times, at)
    places = AttemptQuestion.objects.filter(Q(attempt=attempt)).select_related("variant__problem_version")
    saved = {place.pk: place for place in places}
    questions = [_reviewed(step, saved[step.place.pk]) for step in progress.steps]
    return {
        "attempt": attempt,
        "quiz": attempt.quiz,
        "progress": progress,
        "questions": questions,
        "whole": not any(question.doubts for question in questions),
    }


def _reviewed(step: Step, place: AttemptQuestion) -> Reviewed:
    if place.variant is None:
        return Reviewed(step, [], 0)
    fields = drawn(place.variant).fields
    doubts = [_doubt(field, place.draft.get(field.name, "")) for field in fields]
    return Reviewed(step, [doubt for doubt in doubts if doubt], len(fields))


def _doubt(field: Field, typed: str) -> Doubt | None:
    if not typed.strip():
        return Doubt(field, "", "")
    reading = read(field, typed)
    why = reading.problem or reading.hint
    return Doubt(field, typed, why) if why else None
