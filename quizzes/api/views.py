"""Problems, variants of them, and the marking of typed answers."""

from uuid import uuid4

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from quizzes import actions
from quizzes.api.serializers import (
    AnswersSerializer,
    ProblemSerializer,
    SubmissionSerializer,
    VariantSerializer,
)
from quizzes.models import ProblemVersion, Variant
from quizzes.queries.access import versions_of
from quizzes.queries.problems import drawn
from quizzes.requests import person


class Closed(APIException):
    """Nothing more is marked on this variant."""

    status_code = status.HTTP_409_CONFLICT
    default_detail = (
        "Nothing more is marked on this variant: everything on it is right, or its solution was shown."
    )
    default_code = "closed"


class KeyConflict(APIException):
    """The idempotency key was used for other answers."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = "This Idempotency-Key came before with other answers."
    default_code = "key_reused"


class ProblemList(ListAPIView):
    """The problems you may ask variants of."""

    serializer_class = ProblemSerializer

    def get_queryset(self) -> QuerySet[ProblemVersion]:
        """Only what the token's user may see."""
        return versions_of(person(self.request)).defer("document")


class VariantCreate(APIView):
    """Ask for a variant of a problem: new numbers, never the answers."""

    def post(self, request: Request, slug: str) -> Response:
        """Give a variant to the token's user."""
        version = get_object_or_404(versions_of(person(request)), problem__slug=slug)
        variant = actions.give_variant(version, person(request))
        return Response(VariantSerializer(variant).data, status=status.HTTP_201_CREATED)


class SubmissionCreate(APIView):
    """Send typed answers and get their marking."""

    def post(self, request: Request, variant_id: int) -> Response:
        """Mark the answers; the same Idempotency-Key again gets the same marking."""
        variants = Variant.objects.select_related("problem_version")
        variant = get_object_or_404(variants, pk=variant_id, created_for=request.user, attempt=None)
        body = AnswersSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        answers = body.validated_data["answers"]
        _refuse_unknown(variant, answers)
        key = request.headers.get("Idempotency-Key", "")[:200] or uuid4().hex
        try:
            submission = actions.submit(variant, answers, key)
        except actions.VariantClosedError as closed:
            raise Closed from closed
        except actions.KeyReusedError as reused:
            raise KeyConflict from reused
        return Response(SubmissionSerializer(submission).data, status=status.HTTP_201_CREATED)


def _refuse_unknown(variant: Variant, answers: dict[str, str]) -> None:
    """A misspelt name would otherwise be marked as blank."""
    names = [field.name for field in drawn(variant).fields]
    unknown = sorted(answers.keys() - set(names))
    if unknown:
        raise ValidationError(
            {"answers": [f"There is no field {', '.join(unknown)}; the fields are {', '.join(names)}."]}
        )
