"""What the API answers when it cannot do what was asked: problem+json (RFC 9457), of a known type."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.signals import got_request_exception
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings

from solvers import ProblemError

log = logging.getLogger("django.request")

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:forward-pass:error:"
MOST_FAULTS = 20  # of one answer: a body may have a fault in each of its characters


class ErrorType(NamedTuple):
    """One kind of error: its status, and what it is called."""

    status: int
    title: Any


# By these words programs tell errors apart: they are added to, and never changed.
ERROR_TYPES = {
    "invalid-request": ErrorType(400, gettext_lazy("The request is not valid")),
    "malformed-body": ErrorType(400, gettext_lazy("The body cannot be read")),
    "variant-token-invalid": ErrorType(400, gettext_lazy("The token of the variant is not valid")),
    "variant-token-expired": ErrorType(400, gettext_lazy("The variant is marked no longer")),
    "unauthenticated": ErrorType(401, gettext_lazy("No token was sent, or none that is valid")),
    "forbidden": ErrorType(403, gettext_lazy("This is not allowed")),
    "insufficient-scope": ErrorType(403, gettext_lazy("The token lacks a scope")),
    "variant-token-of-another": ErrorType(403, gettext_lazy("The variant was given to somebody else")),
    "not-found": ErrorType(404, gettext_lazy("There is nothing at this address")),
    "method-not-allowed": ErrorType(405, gettext_lazy("This address does not take this method")),
    "not-acceptable": ErrorType(406, gettext_lazy("There is no answer of the media type asked for")),
    "conflict": ErrorType(409, gettext_lazy("This cannot be done as things stand")),
    "not-open": ErrorType(409, gettext_lazy("No attempt can be started")),
    "answers-closed": ErrorType(409, gettext_lazy("No answers are marked here")),
    "stale": ErrorType(409, gettext_lazy("The draft was changed elsewhere")),
    "draft-closed": ErrorType(410, gettext_lazy("Nothing is saved here any more")),
    "precondition-failed": ErrorType(412, gettext_lazy("It was changed since it was read")),
    "body-too-large": ErrorType(413, gettext_lazy("The body is too large")),
    "unsupported-media-type": ErrorType(415, gettext_lazy("The body is of a media type that is not read")),
    "idempotency-key-reused": ErrorType(422, gettext_lazy("The Idempotency-Key came with another body")),
    "precondition-required": ErrorType(428, gettext_lazy("The request has to say what it changes")),
    "too-many-requests": ErrorType(429, gettext_lazy("There were too many requests")),
    "internal-error": ErrorType(500, gettext_lazy("The fault is ours")),
}


@dataclass(frozen=True)
class Fault:
    """One fault and its place: in the body, a parameter of the address, or a header."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None
    header: str | None = None
    line: int | None = None
    column: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Without the places where it is not."""
        return {name: value for name, value in asdict(self).items() if value is not None}


class ApiError(Exception):
    """An error of a known type, to be raised anywhere in the API."""

    def __init__(
        self,
        slug: str,
        detail: object = "",
        errors: Iterable[Fault] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(slug, str(detail))
        self.slug = slug
        self.status = ERROR_TYPES[slug].status
        self.errors = list(islice(errors, MOST_FAULTS))
        self.detail = str(detail) or (self.errors[0].detail if self.errors else "")
        self.headers = headers or {}

    def body(self) -> dict[str, Any]:
        """Return what is sent."""
        body = {"type": TYPE + self.slug, "title": str(ERROR_TYPES[self.slug].title), "status": self.status}
        if self.detail:
            body["detail"] = self.detail
        if self.errors:
            body["errors"] = [fault.as_json() for fault in self.errors]
        return body


def as_api_error(error: Exception) -> ApiError | None:
    """Return what to answer for an exception that is no fault of ours, else None."""
    match error:
        case ApiError():
            return error
        case ProblemError():
            fault = Fault(error.message, pointer="/document", line=error.line, column=error.column)
            return ApiError("invalid-request", errors=[fault])
        case exceptions.ValidationError():
            return ApiError("invalid-request", errors=_faults(error.detail))
        case exceptions.UnsupportedMediaType():
            return ApiError("unsupported-media-type", _("Send JSON, with Content-Type: application/json."))
        case Http404() | exceptions.NotFound():
            return ApiError("not-found", _("There is nothing here, or nothing that you may see."))
        case PermissionDenied():
            return ApiError("forbidden")
        case RequestDataTooBig():
            return ApiError("body-too-large")
        case exceptions.APIException():
            return _of_framework(error)
    return None


BY_STATUS = {
    400: "malformed-body",
    401: "unauthenticated",
    403: "forbidden",
    405: "method-not-allowed",
    406: "not-acceptable",
}


def _of_framework(error: exceptions.APIException) -> ApiError | None:
    slug = BY_STATUS.get(error.status_code)
    header = getattr(error, "auth_header", None)
    headers = {"WWW-Authenticate": header} if header else {}
    return ApiError(slug, error.detail, headers=headers) if slug else None


def _faults(detail: Any, pointer: str = "") -> Iterator[Fault]:
    """The messages of a serializer, each with the place in the body that it is about."""
    if isinstance(detail, dict):
        for name, inside in detail.items():
            whole = name == api_settings.NON_FIELD_ERRORS_KEY
            yield from _faults(inside, pointer if whole else pointer + pointer_to(str(name)))
    elif isinstance(detail, list):
        for number, inside in enumerate(detail):
            if isinstance(inside, (dict, list)):
                yield from _faults(inside, f"{pointer}/{number}")
            else:
                yield Fault(str(inside), pointer=pointer)
    else:
        yield Fault(str(detail), pointer=pointer)


def pointer_to(*names: str) -> str:
    """Return the JSON Pointer (RFC 6901) to a member of members."""
    return "".join("/" + name.replace("~", "~0").replace("/", "~1") for name in names)


def answer_error(error: Exception, context: dict[str, Any]) -> Response:
    """Return the answer to an exception, as REST framework asks for it."""
    told = as_api_error(error)
    if told is None:
        request = context["request"]._request
        log.error("Internal Server Error: %s", request.path, exc_info=error, extra={"status_code": 500})
        got_request_exception.send(sender=type(context["view"]), request=request)
        told = ApiError("internal-error", _("It was noted. Nothing was changed; try again later."))
    return Response(told.body(), told.status, headers=told.headers, content_type=MEDIA_TYPE)
