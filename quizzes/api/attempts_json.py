"""Attempts and their questions as JSON, as far as they show to who asks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rest_framework import serializers

from quizzes.api.fields import TimeField
from quizzes.models import Attempt
from quizzes.queries.callers import Caller
from quizzes.queries.progress import Step
from quizzes.queries.reach import Sight, points_of, sight, state_of
from quizzes.queries.times import Release, window

STATES = ("going_on", "submitted", "over")
STEPS = ("unseen", "seen", "saved", "checked", "correct", "shown", "closed")
TILL_MARKS = "Null until marks show."


class ShownSerializer(serializers.Serializer):
    """What shows by now."""

    feedback = serializers.BooleanField()
    marks = serializers.BooleanField()
    solutions = serializers.BooleanField(help_text="At once means: of questions at which nothing is marked.")


class AttemptSerializer(serializers.Serializer):
    """One student's go at a quiz."""

    id = serializers.IntegerField()
    quiz = serializers.IntegerField()
    student = serializers.IntegerField(
        allow_null=True, help_text="The person in the course; null for somebody who left it."
    )
    external_id = serializers.CharField(allow_null=True, help_text="What another system calls the student.")
    number = serializers.IntegerField(help_text="The student's first, second, … at this quiz.")
    state = serializers.ChoiceField(choices=STATES)
    started_at = TimeField()
    submitted_at = TimeField(allow_null=True)
    ends_at = TimeField(allow_null=True, help_text="With this student's extra time and extension.")
    shown = ShownSerializer()
    earned = serializers.FloatField(allow_null=True, help_text=TILL_MARKS)
    out_of = serializers.FloatField()


class AttemptQuestionSerializer(serializers.Serializer):
    """A question of an attempt."""

    position = serializers.IntegerField()
    question = serializers.IntegerField()
    problem = serializers.SlugField()
    title = serializers.CharField()
    points = serializers.FloatField(help_text="0 for a question that was dropped.")
    state = serializers.ChoiceField(choices=STEPS)
    variant = serializers.IntegerField(allow_null=True, help_text="The newest numbers; null until opened.")
    saved_at = TimeField(allow_null=True)
    earned = serializers.FloatField(allow_null=True, help_text=TILL_MARKS)


def attempts_as_json(
    caller: Caller, attempts: Sequence[Attempt], at: datetime, teaches: bool
) -> list[dict[str, Any]]:
    """Tell of attempts at quizzes that the caller teaches, or all does not: one query."""
    points = points_of([attempt.pk for attempt in attempts])
    return [
        attempt_as_json(
            attempt, sight(caller, attempt, attempt, at, teaches), at, points.get(attempt.pk, (0.0, 0.0))
        )
        for attempt in attempts
    ]


def attempt_as_json(attempt: Any, seen: Sight, at: datetime, points: tuple[float, float]) -> dict[str, Any]:
    """Tell of an attempt that was fetched with `attempts_read`."""
    earned, out_of = points
    found = {
        "id": attempt.pk,
        "quiz": attempt.quiz_id,
        "student": attempt.enrolment,
        "external_id": attempt.external_id,
        "number": attempt.number,
        "state": state_of(attempt, at),
        "started_at": attempt.started_at,
        "submitted_at": attempt.submitted_at,
        "ends_at": window(attempt.quiz, attempt).ends(attempt),
        "shown": _shown(seen),
        "earned": earned if seen.shown.marks else None,
        "out_of": out_of,
    }
    return AttemptSerializer(found).data


def _shown(seen: Sight) -> Release:
    return Release(seen.shown.feedback, seen.shown.marks, seen.shown.solutions or seen.solutions)


def questions_as_json(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Tell of the questions of an attempt; what does not show is None in the steps already."""
    return [
        AttemptQuestionSerializer(
            {
                "position": step.number,
                "question": step.question.pk,
                "problem": step.question.problem_version.problem.slug,
                "title": step.title,
                "points": step.question.worth,
                "state": step.state,
                "variant": step.place.variant_id,
                "saved_at": step.place.saved_at,
                "earned": step.earned,
            }
        ).data
        for step in steps
    ]
