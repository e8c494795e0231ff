"""The numbers given at a question, what is saved for them, and what was marked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes import actions
from quizzes.api.attempt_variants_json import (
    CheckSerializer,
    DraftAnswersSerializer,
    DraftSerializer,
    GivenSerializer,
    SubmissionSerializer,
    SubmissionsSerializer,
    given_as_json,
    submission_as_json,
)
from quizzes.api.attempts import arrival, must_act
from quizzes.api.base import ApiView
from quizzes.api.conditional import check_match, etag
from quizzes.api.errors import ApiError, Fault
from quizzes.api.fields import rfc3339
from quizzes.api.idempotency import HEADER
from quizzes.api.schema import raises
from quizzes.models import AttemptQuestion, Scope, Submission, Variant
from quizzes.queries.callers import Caller
from quizzes.queries.places import place_of, times_of
from quizzes.queries.problems import drawn
from quizzes.queries.reach import Sight, sight, variants_read
from quizzes.queries.sheets import sheet

WHY_CLOSED = {
    "earlier": gettext_lazy("There are newer numbers at this question."),
    "solved": gettext_lazy("Everything is right already."),
    "shown": gettext_lazy("The worked solution was shown: nothing more is marked on these numbers."),
    "tries": gettext_lazy("No try is left at this question."),
    "over": gettext_lazy("The attempt is over: nothing more is accepted."),
    "later": gettext_lazy("Answers are marked when the attempt ends: save them as the draft."),
}


def found_variant(caller: Caller, variant_id: int, at: datetime) -> tuple[Variant, Sight]:
    """Return numbers and what shows of them; what was saved in time is marked once the attempt is over."""
    variants = variants_read(caller)
    variant = get_object_or_404(variants, pk=variant_id)
    attempt: Any = variant.attempt
    if not attempt.settled_at and not times_of(variant).accepts(attempt, at):
        actions.settle(attempt)
        variant = variants.get(pk=variant_id)
        attempt = variant.attempt
    return variant, sight(caller, attempt, variant, at)


def told_variant(variant: Variant, seen: Sight, at: datetime) -> Response:
    """Answer with numbers."""
    return Response(given_as_json(sheet(variant, at), seen.shown, seen.solutions))


def refuse_unknown(variant: Variant, answers: Mapping[str, str]) -> None:
    """A misspelt name would otherwise be marked as blank."""
    names = [field.name for field in drawn(variant).fields]
    told = _("There is no such field; the fields are %(names)s.") % {"names": ", ".join(names)}
    faults = [Fault(told, pointer=f"/answers/{name}") for name in sorted(answers.keys() - set(names))]
    if faults:
        raise ApiError("invalid-request", errors=faults)


class OneVariant(ApiView):
    """The numbers given at a question."""

    scopes = {"GET": Scope.ATTEMPTS_READ}

    @extend_schema(summary="Read a variant", responses=GivenSerializer)
    def get(self, request: Request, variant_id: int) -> Response:
        """Show them as their student sees them by now."""
        at = arrival(request)
        return told_variant(*found_variant(self.caller, variant_id, at), at)


class Solution(ApiView):
    """The worked solution on request."""

    scopes = {"POST": Scope.ATTEMPTS_WRITE}

    @raises("conflict")
    @extend_schema(summary="Show the worked solution", request=None, responses=GivenSerializer)
    def post(self, request: Request, variant_id: int) -> Response:
        """Show the worked solution to the student; nothing more is marked on these numbers."""
        at = arrival(request)
        variant, seen = found_variant(self.caller, variant_id, at)
        must_act(seen)
        try:
            actions.reveal_solution(variant)
        except actions.SolutionWithheldError as error:
            raise ApiError("conflict", _("The quiz shows no worked solution on request.")) from error
        return told_variant(*found_variant(self.caller, variant_id, at), at)


def draft_tag(variant: Variant, revision: int) -> str:
    """Return the ETag of a draft."""
    return etag("draft", variant.pk, revision)


class Draft(ApiView):
    """What is saved for these numbers, and not marked yet."""

    scopes = {"GET": Scope.ATTEMPTS_READ, "PUT": Scope.ATTEMPTS_WRITE}
    conditional = True

    @extend_schema(summary="Read a draft", responses=DraftSerializer)
    def get(self, request: Request, variant_id: int) -> Response:
        """Show it; numbers that others took the place of have none."""
        variant, _seen = found_variant(self.caller, variant_id, arrival(request))
        place = place_of(variant)
        if place is None:
            raise Http404
        return _told_draft(variant, place)

    @raises("draft-closed")
    @extend_schema(summary="Save a draft", request=DraftAnswersSerializer, responses=DraftSerializer)
    def put(self, request: Request, variant_id: int) -> Response:
        """Save answers over those that were read; it is the same rule as on the pages.

        What reaches the server after the end is refused (410), and kept for the teacher.
        """
        at = arrival(request)
        variant, seen = found_variant(self.caller, variant_id, at)
        must_act(seen)
        answers = self.body(DraftAnswersSerializer)["answers"]
        refuse_unknown(variant, answers)
        place = place_of(variant)
        base = self._base(variant, place)
        try:
            actions.save_draft(variant, answers, base, at)
        except actions.StaleError as error:
            told = _("The draft was saved elsewhere since you read it. Read it again, then save.")
            raise ApiError("precondition-failed", errors=[Fault(told, header="If-Match")]) from error
        except actions.VariantClosedError as error:
            raise ApiError("draft-closed", WHY_CLOSED[error.reason]) from error
        return self.get(request, variant_id)

    def _base(self, variant: Variant, place: AttemptQuestion | None) -> int:
        """The revision that was read; none that there is, where it was another: saving then decides.

        It takes what is saved already, and keeps what came too late for the teacher.
        """
        revision = place.revision if place else 0
        try:
            check_match(self.request, draft_tag(variant, revision))
        except ApiError as error:
            if error.slug != "precondition-failed":
                raise
            return -1
        return revision


def _told_draft(variant: Variant, place: AttemptQuestion) -> Response:
    found = {
        "answers": place.draft,
        "revision": place.revision,
        "saved_at": rfc3339(place.saved_at) if place.saved_at else None,
    }
    return Response(found, headers={"ETag": draft_tag(variant, place.revision)})


class Submissions(ApiView):
    """What was marked on these numbers."""

    scopes = {"GET": Scope.ATTEMPTS_READ, "POST": Scope.ATTEMPTS_WRITE}

    @extend_schema(summary="List the submissions of a variant", responses=SubmissionsSerializer)
    def get(self, request: Request, variant_id: int) -> Response:
        """List it, first to last, each as far as it shows."""
        at = arrival(request)
        variant, seen = found_variant(self.caller, variant_id, at)
        rows = variant.submissions.order_by("number")
        return Response({"results": told_submissions(list(rows), variant, seen, at)})

    @raises("answers-closed", "stale")
    @extend_schema(summary="Submit answers", request=CheckSerializer, responses={201: SubmissionSerializer})
    def post(self, request: Request, variant_id: int) -> Response:
        """Mark answers; the same as the last time are no new try."""
        at = arrival(request)
        variant, seen = found_variant(self.caller, variant_id, at)
        must_act(seen)
        told = self.body(CheckSerializer)
        refuse_unknown(variant, told["answers"])
        key = actions.key_for(request.headers.get(HEADER) or uuid4().hex, told["answers"])
        try:
            submission = actions.submit(variant, told["answers"], key, at, told.get("revision"))
        except actions.VariantClosedError as error:
            raise ApiError("answers-closed", WHY_CLOSED[error.reason]) from error
        except actions.StaleError as error:
            detail = _("The draft was saved elsewhere since you read it. Read it again, then submit.")
            raise ApiError("stale", errors=[Fault(detail, pointer="/revision")]) from error
        variant, seen = found_variant(self.caller, variant_id, at)
        (marked,) = told_submissions([submission], variant, seen, at)
        headers = {"Location": reverse("api_submission", args=[submission.pk])}
        return Response(marked, status=201, headers=headers)


class OneSubmission(ApiView):
    """Answers that were marked."""

    scopes = {"GET": Scope.ATTEMPTS_READ}

    @extend_schema(summary="Read a submission", responses=SubmissionSerializer)
    def get(self, request: Request, submission_id: int) -> Response:
        """Show them, as far as they show to who asks."""
        at = arrival(request)
        submission = get_object_or_404(Submission.objects.only("variant"), pk=submission_id)
        variant, seen = found_variant(self.caller, submission.variant_id, at)
        submission.refresh_from_db()
        return Response(told_submissions([submission], variant, seen, at)[0])


def told_submissions(
    submissions: list[Submission], variant: Variant, seen: Sight, at: datetime
) -> list[dict[str, Any]]:
    """Tell of submissions on the same numbers."""
    released = sheet(variant, at).released
    feedback = seen.shown.feedback or released
    numbers = drawn(variant)
    return [
        submission_as_json(one, variant, numbers, seen.shown, released or seen.solutions, feedback)
        for one in submissions
    ]
