"""What every endpoint of the API is: signed in, within scopes and limits, and strict about what it takes."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.db.backends.base.operations import BaseDatabaseOperations
from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from quizzes.api import idempotency
from quizzes.api.errors import ApiError, Fault
from quizzes.api.pagination import Pages
from quizzes.api.throttling import LIMITS, Rate
from quizzes.models import Scope
from quizzes.queries.callers import Caller

LARGEST_KEY = BaseDatabaseOperations.integer_field_ranges["BigIntegerField"][1]  # of a row


class ApiView(APIView):
    """An endpoint: a method for each of `scopes`, with the scope that it takes; None takes no scope.

    A GET takes the parameters of the FilterSet in `filters`, and where `paged` those of pages; `parameters`
    are further ones. `conditional` says that PUT, PATCH and DELETE need the ETag that it gives, `stores` that
    a POST changes what is stored.
    """

    scopes: ClassVar[Mapping[str, Scope | None]] = {}
    rate: ClassVar[Rate] = Rate.REQUESTS
    filters: ClassVar[Any] = None
    paged: ClassVar[bool] = False
    conditional: ClassVar[bool] = False
    stores: ClassVar[bool] = True
    parameters: ClassVar[frozenset[str]] = frozenset()

    @property
    def caller(self) -> Caller:
        """Who asks."""
        assert isinstance(self.request.auth, Caller)
        return self.request.auth

    @property
    def allowed_methods(self) -> list[str]:
        """Return what the header Allow names."""
        return [*self.scopes, *(["HEAD"] if "GET" in self.scopes else [])]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Let in whoever may ask this, as often as that is allowed."""
        self.format_kwarg = None
        request.accepted_renderer, request.accepted_media_type = self.perform_content_negotiation(request)
        if not request.successful_authenticator:
            raise exceptions.NotAuthenticated(_("Send Authorization: Bearer with a token."))
        LIMITS.count(self.caller, self.rate)
        method = "GET" if request.method == "HEAD" else str(request.method)
        if method not in self.scopes:
            raise exceptions.MethodNotAllowed(method)
        self.need(self.scopes[method])
        if any(isinstance(part, int) and part > LARGEST_KEY for part in kwargs.values()):
            raise Http404
        self._refuse_unknown_parameters(request)

    def need(self, scope: Scope | None) -> None:
        """Refuse a caller without the scope."""
        if scope and scope not in self.caller.scopes:
            challenge = f'Bearer realm="api", error="insufficient_scope", scope="{scope.value}"'
            detail = _("This needs a token with the scope %(scope)s.") % {"scope": scope.value}
            raise ApiError("insufficient-scope", detail, headers={"WWW-Authenticate": challenge})

    def _refuse_unknown_parameters(self, request: Request) -> None:
        """A misspelt filter would otherwise pass for none, and answer with too much."""
        known = set(self.parameters)
        if request.method in ("GET", "HEAD"):
            known |= {"cursor", "page_size"} if self.paged else set()
            known |= set(self.filters.base_filters) if self.filters else set()
        faults = []
        for name, value in request.query_params.items():
            if name not in known:
                faults.append(Fault(_no_such_parameter(known), parameter=name))
            elif "\x00" in value:
                faults.append(Fault(_("Null characters are not allowed."), parameter=name))
        if faults:
            raise ApiError("invalid-request", errors=faults)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer a POST that comes again with its Idempotency-Key as it was answered before."""
        post = getattr(self, "post", None)
        if post and idempotency.HEADER in request.headers:
            self.post = lambda again, *names, **values: idempotency.once(
                again, self.caller.identity, lambda: post(again, *names, **values), self.stores
            )
        return super().dispatch(request, *args, **kwargs)

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Let nobody on the way keep the answer, and name what was made by its whole address."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer.headers.setdefault("Cache-Control", "no-store")
        if "Location" in answer:
            answer["Location"] = request.build_absolute_uri(answer["Location"])
        return answer

    def body(self, serializer_class: type[serializers.BaseSerializer], **options: Any) -> Any:
        """Return what was sent, checked; raises what names each fault and its place."""
        serializer = serializer_class(data=self.request.data, **options)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def filtered(self, queryset: Any) -> Any:
        """Return the rows that the parameters of the address ask for."""
        found = self.filters(self.request.query_params, queryset, request=self.request)
        if not found.is_valid():
            faults = [
                Fault(str(detail), parameter=name) for name, told in found.errors.items() for detail in told
            ]
            raise ApiError("invalid-request", errors=faults)
        return found.qs

    def paginated(self, queryset: Any, serializer_class: Any, ordering: str | tuple[str, ...]) -> Response:
        """Return a page of the rows. The order has to be total, and stay."""
        context = {"request": self.request, "caller": self.caller}
        return self.page(
            queryset, ordering, lambda rows: serializer_class(rows, many=True, context=context).data
        )

    def page(
        self, queryset: Any, ordering: str | tuple[str, ...], told: Callable[[list[Any]], Any]
    ) -> Response:
        """The same, with what is told of the rows of the page together."""
        pages = Pages()
        pages.ordering = (ordering,) if isinstance(ordering, str) else ordering
        rows: Any = pages.paginate_queryset(queryset, self.request, self)
        return pages.get_paginated_response(told(rows))


def _no_such_parameter(known: set[str]) -> str:
    if not known:
        return _("This address takes no parameters.")
    return _("There is no such parameter; there are %(names)s.") % {"names": ", ".join(sorted(known))}
