"""Problems, variants of them, and the marking of typed answers."""

from uuid import uuid4

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes import actions
from quizzes.api.base import ApiView
from quizzes.api.errors import ApiError
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


def _versions(view: ApiView) -> QuerySet[ProblemVersion]:
    return versions_of(view.caller.user) if view.caller.user else ProblemVersion.objects.none()


class ProblemList(ApiView):
    """The problems you may ask variants of."""

    scopes = {"GET": None}
    paged = True

    def get(self, request: Request) -> Response:
        """Return only what the caller may see."""
        return self.paginated(_versions(self).defer("document"), ProblemSerializer, "problem__slug")


class VariantCreate(ApiView):
    """Ask for a variant of a problem: new numbers, never the answers."""

    scopes = {"POST": None}

    def post(self, request: Request, slug: str) -> Response:
        """Give a variant to the token's user."""
        version = get_object_or_404(_versions(self), problem__slug=slug)
        variant = actions.give_variant(version, person(request))
        return Response(VariantSerializer(variant).data, status=status.HTTP_201_CREATED)


class SubmissionCreate(ApiView):
    """Send typed answers and get their marking."""

    scopes = {"POST": None}

    def post(self, request: Request, variant_id: int) -> Response:
        """Mark the answers; the same Idempotency-Key again gets the same marking."""
        variants = Variant.objects.select_related("problem_version")
        variant = get_object_or_404(variants, pk=variant_id, created_for=self.caller.user, attempt=None)
        body = AnswersSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        answers = body.validated_data["answers"]
        _refuse_unknown(variant, answers)
        try:
            submission = actions.submit(variant, answers, uuid4().hex)
        except actions.VariantClosedError as closed:
            raise ApiError("conflict", _("Nothing more is marked on this variant.")) from closed
        return Response(SubmissionSerializer(submission).data, status=status.HTTP_201_CREATED)


def _refuse_unknown(variant: Variant, answers: dict[str, str]) -> None:
    """A misspelt name would otherwise be marked as blank."""
    names = [field.name for field in drawn(variant).fields]
    unknown = sorted(answers.keys() - set(names))
    if unknown:
        raise ValidationError(
            {"answers": [f"There is no field {', '.join(unknown)}; the fields are {', '.join(names)}."]}
        )
