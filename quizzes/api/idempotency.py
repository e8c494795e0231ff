"""`Idempotency-Key`: a request that comes again within 24 hours has one effect and one answer."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes import actions
from quizzes.api.errors import MEDIA_TYPE, ApiError, Fault, as_api_error

HEADER = "Idempotency-Key"
LONGEST = 255
# Refusals that an action decided. The others are for the caller to mend: the same key may then come again.
KEPT = {409, 422}
KEPT_HEADERS = ("Location", "ETag")


def once(request: Request, caller: str, act: Callable[[], Response], stores: bool) -> HttpResponse:
    """Answer with `act`, or as it answered when this request came before."""
    key = request.headers[HEADER]
    if not (0 < len(key) <= LONGEST and key.isascii() and key.isprintable()):
        detail = _("Write from 1 to %(most)s ASCII characters.") % {"most": LONGEST}
        raise ApiError("invalid-request", errors=[Fault(detail, header=HEADER)])
    repeatable = actions.Repeatable.of(
        caller, str(request.method), request.get_full_path(), key, request.body
    )
    with suppress(UnsupportedMediaType):  # some take no body: the others refuse it themselves
        request.data  # noqa: B018  read here: a long body shall not hold the transaction
    try:
        answer = actions.once(repeatable, lambda: _told(act()), _refusal, stores)
    except actions.BodyChangedError as error:
        detail = _("This key came before with another body. Take a new key for another request.")
        raise ApiError("idempotency-key-reused", errors=[Fault(detail, header=HEADER)]) from error
    return HttpResponse(answer.body, status=answer.status, headers=answer.headers)


def _told(response: Response) -> actions.Answer:
    headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    return _answer(response.status_code, {"Content-Type": JSONRenderer.media_type} | headers, response.data)


def _refusal(error: Exception) -> actions.Answer:
    told = as_api_error(error)
    if told is None or told.status not in KEPT:
        raise error
    return _answer(told.status, {"Content-Type": MEDIA_TYPE}, told.body())


def _answer(status: int, headers: dict[str, str], data: Any) -> actions.Answer:
    return actions.Answer(status, headers, JSONRenderer().render(data) if data is not None else b"")
