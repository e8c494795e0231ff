"""The questions of an attempt: how far each is, opening one, and other numbers for it."""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes import actions
from quizzes.api.attempt_variants_json import GivenSerializer
from quizzes.api.attempts import arrival, found_attempt, must_act
from quizzes.api.attempts_json import AttemptQuestionSerializer, questions_as_json
from quizzes.api.base import ApiView
from quizzes.api.errors import ApiError
from quizzes.api.fields import Strict
from quizzes.api.schema import raises
from quizzes.api.variants import found_variant, told_variant
from quizzes.models import AttemptQuestion, Scope, Variant
from quizzes.queries.progress import progress_around
from quizzes.queries.reach import Sight
from quizzes.queries.times import window


class QuestionsSerializer(serializers.Serializer):
    """The questions of an attempt."""

    results = AttemptQuestionSerializer(many=True)


class AfterSerializer(Strict):
    """Which numbers others shall take the place of."""

    after = serializers.IntegerField(
        required=False, help_text="The variant that was shown; sent twice, other numbers are given once."
    )


def with_all_questions(attempt: Any, seen: Sight, at: datetime) -> None:
    """Give an attempt that goes on what its quiz was given meanwhile, as its student comes by."""
    if seen.acts and not window(attempt.quiz, attempt).is_over(attempt, at):
        actions.add_missing_questions(attempt)


class AttemptQuestions(ApiView):
    """The questions of an attempt."""

    scopes = {"GET": Scope.ATTEMPTS_READ}

    @extend_schema(summary="List the questions of an attempt", responses=QuestionsSerializer)
    def get(self, request: Request, attempt_id: int) -> Response:
        """List all, in the order of the attempt."""
        at = arrival(request)
        attempt, seen = found_attempt(self.caller, attempt_id, at)
        with_all_questions(attempt, seen, at)
        progress = progress_around(attempt, window(attempt.quiz, attempt), at, seen.shown)
        return Response({"results": questions_as_json(progress.steps)})


class OneAttemptQuestion(ApiView):
    """A question of an attempt that goes on."""

    def place(self, request: Request, attempt_id: int, position: int) -> AttemptQuestion:
        """Return the place of the question, for who answers it."""
        at = arrival(request)
        attempt, seen = found_attempt(self.caller, attempt_id, at)
        must_act(seen)
        with_all_questions(attempt, seen, at)
        places = AttemptQuestion.objects.select_related("question", "variant")
        place = places.filter(attempt=attempt, position=position).first()
        if place is None:
            raise Http404
        if place.variant_id is None and window(attempt.quiz, attempt).is_over(attempt, at):
            raise ApiError("answers-closed", _("The attempt is over, and the question was never opened."))
        return place

    def told(self, variant: Variant, request: Request, status: int) -> Response:
        """Answer with the numbers."""
        answer = told_variant(*found_variant(self.caller, variant.pk, arrival(request)), arrival(request))
        answer.status_code = status
        answer["Location"] = reverse("api_variant", args=[variant.pk])
        return answer


class Open(OneAttemptQuestion):
    """Opening a question."""

    scopes = {"POST": Scope.ATTEMPTS_WRITE}

    @raises("answers-closed")
    @extend_schema(
        summary="Open a question", request=None, responses={200: GivenSerializer, 201: GivenSerializer}
    )
    def post(self, request: Request, attempt_id: int, position: int) -> Response:
        """Give the question's first numbers (201), or those given last (200)."""
        place = self.place(request, attempt_id, position)
        variant = actions.open_question(place.question, place.attempt)
        return self.told(variant, request, 200 if place.variant_id else 201)


class NewNumbers(OneAttemptQuestion):
    """Other numbers for a question."""

    scopes = {"POST": Scope.ATTEMPTS_WRITE}

    @raises("answers-closed", "conflict")
    @extend_schema(
        summary="Get other numbers for a question", request=AfterSerializer, responses={201: GivenSerializer}
    )
    def post(self, request: Request, attempt_id: int, position: int) -> Response:
        """Put other numbers in place of these; what was typed for them stays with them."""
        place = self.place(request, attempt_id, position)
        told = self.body(AfterSerializer)
        given = Variant.objects.filter(attempt=place.attempt_id, question=place.question_id)
        shown = given.filter(pk=told.get("after", place.variant_id)).first()
        if shown is None:
            raise ApiError("conflict", _("Open the question first: these are no numbers of it."))
        try:
            variant = actions.new_numbers(shown, arrival(request))
        except actions.NewNumbersWithheldError as error:
            refused = _("The quiz gives no other numbers, or the attempt is over.")
            raise ApiError("conflict", refused) from error
        return self.told(variant, request, 201)
