"""What OpenAPI says of each endpoint, beyond what serializers tell: scopes, errors, cursors, conditions."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.contrib.django_filters import DjangoFilterExtension
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter

from quizzes.api.errors import ERROR_TYPES, MEDIA_TYPE, MOST_FAULTS, TYPE
from quizzes.api.idempotency import HEADER
from quizzes.api.pagination import Pages

Handler = TypeVar("Handler", bound=Callable[..., Any])
CHANGES = ("POST", "PUT", "PATCH", "DELETE")


def raises(*slugs: str) -> Callable[[Handler], Handler]:
    """Say which types of errors a method answers with, besides those that all like it do."""
    assert set(slugs) <= set(ERROR_TYPES), slugs

    def mark(handler: Handler) -> Handler:
        handler.raises = slugs  # type: ignore[attr-defined]
        return handler

    return mark


class ApiSchema(AutoSchema):
    """The description of an ApiView; of each method `extend_schema` tells the rest."""

    view: Any  # an ApiView

    def get_operation_id(self) -> str:
        """Return the method and the words of the address: no two are alike."""
        words = self._words() or ["index"]
        return "_".join([self.method.lower(), *(word.strip("{}").replace("-", "_") for word in words)])

    def get_summary(self) -> str:
        """Return what the address is, and what the method does there."""
        what, does = _first_sentence(type(self.view)), _first_sentence(self._handler())
        return f"{what}: {does[:1].lower()}{does[1:]}"

    def get_description(self) -> str:  # type: ignore[override]
        """Return all that the method says of itself."""
        return inspect.getdoc(self._handler()) or ""

    def _handler(self) -> Any:
        return getattr(self.view, self.method.lower())

    def get_tags(self) -> list[str]:
        """Return what the address is about."""
        return [next((word for word in self._words() if not word.startswith("{")), "api")]

    def _words(self) -> list[str]:
        return [word for word in self.path.removeprefix("/api/v1/").split("/") if word]

    def get_override_parameters(self) -> list[Any]:
        """Return the headers that requests and answers have."""
        return [*self._sent_headers(), *self._answered_headers()]

    def _sent_headers(self) -> Iterator[OpenApiParameter]:
        if self.method == "POST":
            told = _("Sent again within 24 hours with the same key, the request has no second effect.")
            yield OpenApiParameter(HEADER, str, OpenApiParameter.HEADER, description=told)
        if self._is_conditional():
            told = _("The ETag with which it was read.")
            yield OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, required=True, description=told)

    def _answered_headers(self) -> Iterator[OpenApiParameter]:
        def header(name: str, statuses: list[int], told: str) -> OpenApiParameter:
            return OpenApiParameter(name, str, OpenApiParameter.HEADER, description=told, response=statuses)

        if self.method == "GET" and self.view.paged:
            yield header("Link", [200], _("The pages beside: rel=next and rel=prev."))
        if self.view.conditional and self.method in ("GET", "PUT", "PATCH"):
            yield header("ETag", [200], _("To be sent back as If-Match with a change."))

    def _is_conditional(self) -> bool:
        return self.view.conditional and self.method in ("PUT", "PATCH", "DELETE")

    def _get_paginator(self) -> Pages | None:
        return Pages() if self.view.paged and self.method == "GET" else None

    def _get_filter_parameters(self) -> list[dict[str, Any]]:
        filters = self.view.filters
        if filters is None or self.method != "GET":
            return []
        told = DjangoFilterExtension(DjangoFilterBackend)
        return [
            parameter
            for name, field in filters.base_filters.items()
            for parameter in told.resolve_filter_field(self, filters._meta.model, filters, name, field)
        ]

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        by_status: dict[int, list[str]] = {}
        for slug in self._errors():
            by_status.setdefault(ERROR_TYPES[slug].status, []).append(slug)
        for status, slugs in sorted(by_status.items()):
            bodies[str(status)] = self._error_body(status, slugs)
        return bodies

    def _errors(self) -> Iterator[str]:
        """The types of errors that this method may answer with."""
        yield from ("invalid-request", "unauthenticated", "not-acceptable", "too-many-requests")
        if self.view.scopes[self.method]:
            yield "insufficient-scope"
        if self.method in CHANGES:
            yield "forbidden"  # a session without its CSRF token
        if "{" in self.path:
            yield "not-found"
        if self.method in ("POST", "PUT", "PATCH") and self.get_request_serializer() is not None:
            yield from ("malformed-body", "body-too-large", "unsupported-media-type")
        if self.method == "POST":
            yield "idempotency-key-reused"
        if self._is_conditional():
            yield from ("precondition-failed", "precondition-required")
        yield from getattr(self._handler(), "raises", ())

    def _error_body(self, status: int, slugs: list[str]) -> dict[str, Any]:
        error = ResolvedComponent(name="Error", type=ResolvedComponent.SCHEMA, schema=ERROR, object="Error")
        self.registry.register_on_missing(error)
        told = "; ".join(f"`{slug}`: {ERROR_TYPES[slug].title}" for slug in dict.fromkeys(slugs))
        body: dict[str, Any] = {"description": told, "content": {MEDIA_TYPE: {"schema": error.ref}}}
        if status in ANSWERED:
            name, header = ANSWERED[status]
            body["headers"] = {name: {"description": header, "schema": {"type": "string"}}}
        return body


def _first_sentence(thing: Any) -> str:
    text = " ".join((inspect.getdoc(thing) or "").split())
    return text.split(". ", 1)[0].rstrip(".")


ANSWERED = {
    401: ("WWW-Authenticate", "Bearer"),
    429: ("Retry-After", "Seconds to wait."),
}
PLACE = {
    "type": "object",
    "required": ["detail"],
    "properties": {
        "detail": {"type": "string"},
        "pointer": {"type": "string", "description": "The place in the body, as a JSON Pointer (RFC 6901)."},
        "parameter": {"type": "string", "description": "The parameter of the address."},
        "header": {"type": "string", "description": "The header of the request."},
        "line": {"type": "integer", "description": "Within the text at that place."},
        "column": {"type": "integer", "description": "Within the text at that place."},
    },
}
TOLD = f"Each fault and its place; of more than {MOST_FAULTS} the first."
ERROR = {
    "type": "object",
    "description": "What went wrong, as RFC 9457 has it. Programs go by `type`, which never changes.",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "enum": [TYPE + slug for slug in ERROR_TYPES]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What to do about it."},
        "errors": {"type": "array", "items": PLACE, "description": TOLD},
    },
}


class BearerScheme(OpenApiAuthenticationExtension):
    """A token; the scope that it needs stands beside it."""

    target_class = "quizzes.api.authentication.BearerAuthentication"
    name = "token"

    def get_security_requirement(self, auto_schema: Any) -> dict[str, list[Any]]:
        """Return the scope that this method takes."""
        scope = auto_schema.view.scopes[auto_schema.method]
        return {self.name: [scope.value] if scope else []}

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """Return how it is sent."""
        return {"type": "http", "scheme": "bearer", "bearerFormat": "fp_…"}


class PageScheme(OpenApiAuthenticationExtension):
    """The session of the pages."""

    target_class = "quizzes.api.authentication.PageAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """Return how it is sent."""
        told = "The pages' own session. What changes anything needs X-CSRFToken too."
        return {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": told}
