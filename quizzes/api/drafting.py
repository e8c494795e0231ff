"""Documents that are being written: checked and shown, and nothing stored."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from grader import mark
from quizzes import actions
from quizzes.api.base import ApiView
from quizzes.api.errors import ApiError, Fault, pointer_to
from quizzes.api.fields import Strict
from quizzes.api.marking_json import parts_as_json, parts_with_answers, solution_as_json
from quizzes.api.problems import DOCUMENT, refuse_readers
from quizzes.api.schema import raises
from quizzes.api.variant_json import fields_as_json, variant_as_json
from quizzes.api.variant_schema import (
    FieldSerializer,
    PartWithAnswerSerializer,
    SolutionSerializer,
    VariantSerializer,
)
from quizzes.models import Scope
from quizzes.queries.given_numbers import GivenError, variant_of, written
from quizzes.queries.preview import draft
from solvers import Problem, ProblemError, Variant

MOST_SEED = 2**31


class DocumentSerializer(Strict):
    """A document to be checked."""

    document = serializers.CharField(**DOCUMENT)


class FaultSerializer(serializers.Serializer):
    """A fault and its place."""

    line = serializers.IntegerField()
    column = serializers.IntegerField()
    detail = serializers.CharField(help_text="What to write instead.")


class CheckedSerializer(serializers.Serializer):
    """What a document says, or its fault."""

    valid = serializers.BooleanField()
    faults = FaultSerializer(many=True)
    title = serializers.CharField(allow_null=True)
    topic = serializers.CharField(allow_null=True)
    points = serializers.FloatField(allow_null=True)

    def get_fields(self) -> dict[str, serializers.Field]:
        """Add `fields`, a name that the class itself has taken."""
        return super().get_fields() | {"fields": FieldSerializer(many=True, allow_null=True)}


class Validate(ApiView):
    """Documents to be checked."""

    scopes = {"POST": Scope.PROBLEMS_WRITE}
    stores = False

    @extend_schema(summary="Check a document", request=DocumentSerializer, responses=CheckedSerializer)
    @raises("forbidden")
    def post(self, request: Request) -> Response:
        """Say what a document asks, or where its fault is; a document with a fault is an answer too."""
        refuse_readers(self.caller)
        try:
            program, points = _program(self.body(DocumentSerializer)["document"])
        except ProblemError as error:
            fault = {"line": error.line, "column": error.column, "detail": error.message}
            nothing = dict.fromkeys(("title", "topic", "points", "fields"))
            return Response({"valid": False, "faults": [fault], **nothing})
        return Response(
            {
                "valid": True,
                "faults": [],
                "title": program.title,
                "topic": program.topic,
                "points": points,
                "fields": fields_as_json(program.draw(seed=1).fields),
            }
        )


class PreviewedSerializer(Strict):
    """Which variant of a document to show."""

    document = serializers.CharField(**DOCUMENT)
    seed = serializers.IntegerField(
        min_value=0, max_value=MOST_SEED - 1, default=1, help_text="The same seed, the same numbers."
    )
    givens = serializers.DictField(
        child=serializers.JSONField(),
        required=False,
        help_text='Numbers instead of drawn ones, for some givens or all: `{"w": [0.2, 0.3], "b": 0.5}`.',
    )
    answers = serializers.DictField(
        child=serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=2000),
        required=False,
        help_text="Answers to try, field name: text.",
    )


class PreviewSerializer(VariantSerializer):
    """A document with numbers put in; the last two where right answers may be told."""

    givens = serializers.DictField(child=serializers.JSONField())
    parts = serializers.DictField(child=PartWithAnswerSerializer(), allow_null=True)
    solution = SolutionSerializer(allow_null=True)


class Preview(ApiView):
    """Documents to be looked at."""

    scopes = {"POST": Scope.PROBLEMS_WRITE}
    stores = False

    @extend_schema(summary="Preview a document", request=PreviewedSerializer, responses=PreviewSerializer)
    @raises("forbidden")
    def post(self, request: Request) -> Response:
        """Show a variant of a document as a student sees it, and with `solutions:read` its solution."""
        refuse_readers(self.caller)
        wanted = self.body(PreviewedSerializer)
        program, _points = _program(wanted["document"])
        numbers = _numbers(program, wanted)
        return Response(variant_as_json(numbers) | self._told(numbers, wanted.get("answers")))

    def _told(self, numbers: Variant, answers: dict[str, str] | None) -> dict[str, Any]:
        """The givens, how the answers are marked, and the solution."""
        told = Scope.SOLUTIONS_READ in self.caller.scopes
        marking = mark(numbers, answers or {})
        parts = None
        if told:
            parts = parts_with_answers(marking, numbers)
        elif answers is not None:
            parts = parts_as_json(marking)
        solution = solution_as_json(numbers) if told else None
        return {"givens": numbers.record()["givens"], "parts": parts, "solution": solution}


def _program(document: str) -> tuple[Problem, float]:
    """What a document says, and its points; raises ProblemError at its fault, a lack of points too."""
    program = draft(actions.with_unix_lines(document))
    return program, actions.points_of(program)


def _numbers(program: Problem, wanted: dict[str, Any]) -> Variant:
    """The variant of the seed, with the numbers that were sent instead of drawn ones."""
    drawn = program.certified(count=1, seed=wanted["seed"])[0]
    given = wanted.get("givens")
    if not given:
        return drawn
    unknown = sorted(set(given) - set(drawn.givens))
    if unknown:
        detail = _("There is no such given; there are %(names)s.") % {"names": ", ".join(drawn.givens)}
        raise ApiError(
            "invalid-request", errors=[Fault(detail, pointer_to("givens", name)) for name in unknown]
        )
    try:
        return variant_of(program, {name: written(value) for name, value in (drawn.givens | given).items()})
    except GivenError as error:
        names = [error.name] if error.name else []
        fault = Fault(error.message, pointer=pointer_to("givens", *names))
        raise ApiError("invalid-request", errors=[fault]) from error
