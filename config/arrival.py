"""When a request had reached the server whole: then what it brings counts, however long it waited since.

Not when it began: who holds the end of a body back could see the solutions first, and write them into it.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone

# A proxy's clock that is further off than this is wrong, not early.
LONGEST_WAIT = timedelta(minutes=2)


class ArrivalMiddleware:
    """Sets `request.arrived_at`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.arrived_at = arrived_at(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def arrived_at(request: HttpRequest) -> datetime:
    """The time that our own proxy noted in X-Request-Start ("t=" and seconds), or else when it was read."""
    now = timezone.now()
    noted = _noted(request) if settings.BEHIND_PROXY else None
    if noted and now - LONGEST_WAIT <= noted <= now:
        return noted
    _read_whole(request)
    return timezone.now()


def _read_whole(request: HttpRequest) -> None:
    """Have the body here; what is wrong with it is told where it is asked for."""
    try:
        request.body  # noqa: B018
    except RequestDataTooBig:
        with suppress(BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError):
            request.POST  # noqa: B018  files go to the disk
    except UnreadablePostError:
        pass  # nobody is there any more


def _noted(request: HttpRequest) -> datetime | None:
    try:
        seconds = float(request.headers.get("X-Request-Start", "").removeprefix("t="))
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
