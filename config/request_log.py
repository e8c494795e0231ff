"""One line in the log for each request: who, what, the answer, how long."""

import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger("requests")


class RequestLogMiddleware:
    """Gives each request a number that every line logged on its behalf carries."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=uuid.uuid4().hex[:12])
        begun = time.perf_counter()
        response = self.get_response(request)
        log.info(
            "request",
            method=request.method,
            path=_path(request),
            status=response.status_code,
            user=_user_id(request),
            ms=round((time.perf_counter() - begun) * 1000, 1),
        )
        return response


def _path(request: HttpRequest) -> str:
    match = request.resolver_match
    # The token of a link that sets a password is a password itself.
    return match.route if match and "token" in match.kwargs else request.path


def _user_id(request: HttpRequest) -> int | None:
    # Only if somebody looked already: asking would read the session for a page that needs none.
    user = request.__dict__.get("_cached_user")
    return user.pk if user else None
