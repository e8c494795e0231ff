"""One line in the log for each request: who, what, the answer, how long."""

import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve

# Parts of addresses that are passwords themselves: links to an account or to a new password, and to join.
SECRET_PARTS = {"token", "code"}

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
            path=path_to_log(request),
            status=response.status_code,
            user=_user_id(request),
            ms=round((time.perf_counter() - begun) * 1000, 1),
        )
        return response


def path_to_log(request: HttpRequest) -> str:
    """Return the path, or its route where a part of it is a secret."""
    match = request.resolver_match or _match(request.path_info)
    return match.route if match and SECRET_PARTS & match.kwargs.keys() else request.path


def _match(path: str) -> ResolverMatch | None:
    """What a request that no view got was for: refused early, or a link without its last slash."""
    for tried in (path, f"{path}/"):
        try:
            return resolve(tried)
        except Resolver404:
            pass
    return None


def _user_id(request: HttpRequest) -> int | None:
    # Only if somebody looked already: asking would read the session for a page that needs none.
    user = request.__dict__.get("_cached_user")
    return user.pk if user else None
