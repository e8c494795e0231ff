"""When a request reached the server: that is when what it brings counts, however long it waited since."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
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
    """The time that our own proxy noted in X-Request-Start ("t=" and seconds), or else now."""
    now = timezone.now()
    if not settings.BEHIND_PROXY:
        return now
    try:
        seconds = float(request.headers.get("X-Request-Start", "").removeprefix("t="))
        noted = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return now
    return noted if now - LONGEST_WAIT <= noted <= now else now
