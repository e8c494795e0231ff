"""Variants, drafts and submissions of attempts as JSON: what shows, and null for what does not."""

from dataclasses import replace
from typing import Any

from rest_framework import serializers

from grader import Marking
from quizzes.api.fields import Strict, TimeField, rfc3339
from quizzes.api.marking_json import parts_as_json, parts_with_answers, solution_as_json
from quizzes.api.variant_json import fields_as_json, variant_as_json
from quizzes.api.variant_schema import PartWithAnswerSerializer, SolutionSerializer, VariantSerializer
from quizzes.models import Submission, Variant
from quizzes.queries.right_answers import right_answer
from quizzes.queries.sheets import Sheet, point_scale
from quizzes.queries.times import Release
from solvers import Variant as Numbers

CLOSED = ("earlier", "solved", "shown", "tries", "over", "later")
LONGEST_ANSWER = 2000
TILL_FEEDBACK = "Null until feedback shows."
TILL_MARKS = "Null until feedback and marks show."


class DraftAnswersSerializer(Strict):
    """Typed answers: field name -> text, exactly as typed; what is left out is blank."""

    answers = serializers.DictField(
        child=serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=LONGEST_ANSWER)
    )


class CheckSerializer(DraftAnswersSerializer):
    """Answers to be marked."""

    revision = serializers.IntegerField(
        required=False,
        min_value=0,
        help_text="Of the draft that the student saw: then a draft that came later is not overwritten.",
    )


class DraftSerializer(serializers.Serializer):
    """What is saved and not marked yet."""

    answers = serializers.DictField(child=serializers.CharField())
    revision = serializers.IntegerField()
    saved_at = TimeField(allow_null=True)


class SubmissionSerializer(serializers.Serializer):
    """Answers that were marked."""

    id = serializers.IntegerField()
    variant = serializers.IntegerField()
    number = serializers.IntegerField()
    answers = serializers.DictField(child=serializers.CharField(), help_text="As typed.")
    received_at = TimeField()
    complete = serializers.BooleanField(
        allow_null=True, help_text=f"Everything is right, or follows. {TILL_FEEDBACK}"
    )
    counted = serializers.BooleanField(allow_null=True, help_text=f"It used a try. {TILL_FEEDBACK}")
    parts = serializers.DictField(
        child=PartWithAnswerSerializer(), allow_null=True, help_text=f"By field. {TILL_FEEDBACK}"
    )
    factor = serializers.FloatField(
        allow_null=True, help_text=f"What penalties for tries and lateness left. {TILL_MARKS}"
    )
    earned = serializers.FloatField(allow_null=True, help_text=f"Points, after penalties. {TILL_MARKS}")
    out_of = serializers.FloatField()


class SubmissionsSerializer(serializers.Serializer):
    """The submissions of a variant, first to last."""

    results = SubmissionSerializer(many=True)


class ShownSolutionSerializer(SolutionSerializer):
    """A worked solution with the right answers."""

    answers = serializers.DictField(child=serializers.JSONField(), help_text="By field.")


class GivenSerializer(VariantSerializer):
    """The numbers given to a student at a question, as the student sees them by now."""

    id = serializers.IntegerField()
    attempt = serializers.IntegerField()
    question = serializers.IntegerField()
    number = serializers.IntegerField()
    problem = serializers.SlugField()
    version = serializers.IntegerField()
    created_at = TimeField()
    points = serializers.FloatField()
    closed = serializers.ChoiceField(
        choices=CLOSED,
        allow_null=True,
        help_text="Why no answers are marked; null where they are. `later`: they are when the attempt ends.",
    )
    tries_left = serializers.IntegerField(allow_null=True, help_text="Null without end, or where closed.")
    submission = SubmissionSerializer(allow_null=True, help_text="The last; null until feedback shows.")
    solution = ShownSolutionSerializer(allow_null=True, help_text="Null until solutions show.")


def given_as_json(sheet: Sheet, shown: Release, solutions: bool) -> dict[str, Any]:
    """Tell of a variant; `solutions`: whatever shows to the student by now."""
    variant, numbers = sheet.variant, sheet.numbers
    released = sheet.released or solutions
    place = sheet.place
    last = place.last_submission if place else variant.submissions.order_by("-number").first()
    feedback = shown.feedback or sheet.released
    fields = [replace(row.field, points=row.points) for row in sheet.rows]  # in the student's order
    return {
        "id": variant.pk,
        "attempt": variant.attempt_id,
        "question": variant.question_id,
        "number": variant.number,
        "problem": variant.problem_version.problem.slug,
        "version": variant.problem_version.number,
        "created_at": rfc3339(variant.created_at),
        **variant_as_json(numbers),
        "fields": fields_as_json(fields),
        "points": sheet.points,
        "closed": sheet.closed,
        "tries_left": sheet.tries_left if sheet.closed is None else None,
        "submission": submission_as_json(last, variant, numbers, shown, released, feedback)
        if last and feedback
        else None,
        "solution": _solution(numbers) if released else None,
    }


def _solution(numbers: Numbers) -> dict[str, Any]:
    answers = {field.name: right_answer(field, numbers) for field in numbers.fields}
    return solution_as_json(numbers) | {"answers": answers}


def submission_as_json(
    submission: Submission, variant: Variant, numbers: Numbers, shown: Release, released: bool, feedback: bool
) -> dict[str, Any]:
    """Tell of a submission, of its marking once feedback shows, and of its points once marks do too."""
    scale = point_scale(variant)
    marks = feedback and shown.marks
    return {
        "id": submission.pk,
        "variant": submission.variant_id,
        "number": submission.number,
        "answers": submission.typed,
        "received_at": rfc3339(submission.received_at),
        "complete": submission.complete if feedback else None,
        "counted": submission.counted if feedback else None,
        "parts": _parts(submission, numbers, scale, marks, released) if feedback else None,
        "factor": submission.factor if marks else None,
        "earned": submission.score * submission.factor * scale if marks else None,
        "out_of": submission.out_of * scale,
    }


def _parts(
    submission: Submission, numbers: Numbers, scale: float, marks: bool, released: bool
) -> dict[str, Any]:
    marking = Marking.restore(submission.marking)
    parts = parts_with_answers(marking, numbers) if released else parts_as_json(marking)
    return {
        name: part
        | {
            "credit": part["credit"] if marks else None,
            "points": part["points"] * scale if marks else None,
            "out_of": part["out_of"] * scale,
        }
        for name, part in parts.items()
    }
