"""Variants and markings of which nothing is stored: for systems that hold their own people."""

import json
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes.api.base import ApiView
from quizzes.api.errors import ApiError, Fault, pointer_to
from quizzes.api.fields import Strict, rfc3339
from quizzes.api.marking_json import parts_as_json, parts_with_answers, solution_as_json
from quizzes.api.problems import refuse_students, version_or_404
from quizzes.api.schema import raises
from quizzes.api.throttling import Rate
from quizzes.api.variant_json import variant_as_json
from quizzes.api.variant_schema import HandedOutSerializer, MarkingSerializer
from quizzes.models import Scope
from quizzes.queries.stateless import (
    LONGEST,
    SHORTEST,
    USUAL,
    HandedOut,
    Level,
    Marked,
    TokenExpiredError,
    TokenOfAnotherError,
    UnknownFieldError,
    hand_out,
    mark_answers,
)
from quizzes.variant_tokens import TokenBrokenError

LONGEST_ANSWER = 2000  # characters: more than the longest formula that is read
AT_TOKEN = "/token"  # noqa: S105


class WantedSerializer(Strict):
    """Which variant is wanted, and how much its markings shall tell."""

    feedback = serializers.ChoiceField(
        choices=Level.choices,
        default=Level.FEEDBACK.value,
        help_text="How much every marking of it tells. `marks`: the score. `feedback`: also, of each answer,"
        " what a student sees who may try again. `solutions`: also right answers and the worked solution;"
        " it takes the scope `solutions:read`.",
    )
    version = serializers.IntegerField(
        min_value=1, max_value=2**31 - 1, required=False, help_text="The newest, if not given."
    )
    expires_in = serializers.IntegerField(
        min_value=int(SHORTEST.total_seconds()),
        max_value=int(LONGEST.total_seconds()),
        default=int(USUAL.total_seconds()),
        help_text="For how many seconds answers are marked.",
    )


class StatelessVariants(ApiView):
    """Variants of a problem."""

    scopes = {"POST": Scope.MARKING_WRITE}
    rate = Rate.MARKINGS
    stores = False

    @extend_schema(
        summary="Get a variant of which nothing is stored",
        request=WantedSerializer,
        responses={201: HandedOutSerializer},
    )
    @raises("forbidden")
    def post(self, request: Request, slug: str) -> Response:
        """Draw a variant; nothing of it is stored."""
        refuse_students(self.caller)
        wanted = _wanted(json.dumps(request.data))
        level = Level(wanted["feedback"])
        if level == Level.SOLUTIONS:
            self.need(Scope.SOLUTIONS_READ)
        version = version_or_404(self.caller, slug, wanted.get("version"))
        lasting = timedelta(seconds=wanted["expires_in"])
        given = hand_out(version, self.caller, level, timezone.now(), lasting)
        return Response(_handed_out(given), status.HTTP_201_CREATED)


@lru_cache(maxsize=256)
def _wanted(body: str) -> dict[str, Any]:
    """What is wanted, checked: the same few bodies come again and again, and each is checked once."""
    serializer = WantedSerializer(data=json.loads(body))
    serializer.is_valid(raise_exception=True)
    found: dict[str, Any] = serializer.validated_data
    return found


def _handed_out(given: HandedOut) -> dict[str, Any]:
    return {
        "token": given.token,
        "expires_at": rfc3339(given.expires_at),
        "problem": given.version.problem.slug,
        "version": given.version.number,
        "feedback": given.level.value,
        **variant_as_json(given.numbers),
    }


class AnswersSerializer(Strict):
    """What was typed, for the documentation: `_sent` checks it."""

    token = serializers.CharField(help_text="That came with the variant.")
    answers = serializers.DictField(
        child=serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=LONGEST_ANSWER),
        help_text="Field name: text, exactly as typed. What is not there is blank.",
    )


class Markings(ApiView):
    """Markings of such variants."""

    scopes = {"POST": Scope.MARKING_WRITE}
    rate = Rate.MARKINGS
    stores = False

    @extend_schema(
        summary="Have answers to such a variant marked",
        request=AnswersSerializer,
        responses=MarkingSerializer,
    )
    @raises("forbidden", "variant-token-invalid", "variant-token-expired", "variant-token-of-another")
    def post(self, request: Request) -> Response:
        """Mark typed answers; neither they nor their marking are stored."""
        refuse_students(self.caller)
        token, answers = _sent(request.data)
        try:
            marked = mark_answers(token, self.caller, answers, timezone.now())
        except TokenBrokenError as error:
            detail = _("This is no token of a variant, or it was changed or cut off.")
            raise ApiError("variant-token-invalid", errors=[Fault(detail, pointer=AT_TOKEN)]) from error
        except TokenOfAnotherError as error:
            detail = _("The variant was given to another course or person: only they have it marked.")
            raise ApiError("variant-token-of-another", errors=[Fault(detail, pointer=AT_TOKEN)]) from error
        except TokenExpiredError as error:
            detail = _("The variant was good until %(time)s.") % {"time": rfc3339(error.at)}
            raise ApiError("variant-token-expired", errors=[Fault(detail, pointer=AT_TOKEN)]) from error
        except UnknownFieldError as error:
            detail = _("There is no such field; there are %(names)s.") % {"names": ", ".join(error.known)}
            faults = [Fault(detail, pointer=pointer_to("answers", name)) for name in error.names]
            raise ApiError("invalid-request", errors=faults) from error
        return Response(_marked(marked))


def _sent(data: Any) -> tuple[str, dict[str, str]]:
    """The token and the answers. By hand: a serializer takes longer over it than the marking."""
    if not isinstance(data, Mapping):
        raise ApiError("invalid-request", errors=[Fault(_("Send an object."), pointer="")])
    faults = [
        Fault(_("There is no such member; there are token and answers."), pointer=pointer_to(name))
        for name in sorted(set(data) - {"token", "answers"})
    ]
    token, answers = data.get("token"), data.get("answers")
    if not isinstance(token, str):
        faults.append(Fault(_("Send the token with which the variant came."), pointer=AT_TOKEN))
    if isinstance(answers, Mapping):
        faults += [fault for name, text in answers.items() if (fault := _fault(name, text))]
    else:
        faults.append(Fault(_("Send an object: the name of each field, and what was typed."), "/answers"))
    if faults:
        raise ApiError("invalid-request", errors=faults)
    return token, answers  # type: ignore[return-value]  # what else they may be is a fault


def _fault(name: str, text: Any) -> Fault | None:
    """What is wrong with an answer itself, whatever it says."""
    if not isinstance(text, str):
        return Fault(_("Send the answer as text, as it was typed."), pointer_to("answers", name))
    if len(text) > LONGEST_ANSWER:
        detail = _("An answer may have %(most)d characters.") % {"most": LONGEST_ANSWER}
        return Fault(detail, pointer_to("answers", name))
    return None


def _marked(marked: Marked) -> dict[str, Any]:
    marking, level = marked.marking, marked.level
    told: dict[str, Any] = {"parts": {}, "solution": None}
    if level == Level.FEEDBACK:
        told = {"parts": parts_as_json(marking), "solution": None}
    elif level == Level.SOLUTIONS:
        told = {
            "parts": parts_with_answers(marking, marked.numbers),
            "solution": solution_as_json(marked.numbers),
        }
    return {
        "problem": marked.version.problem.slug,
        "version": marked.version.number,
        "feedback": level.value,
        "score": marking.score,
        "out_of": marking.out_of,
        "complete": marking.complete,
        **told,
    }
