"""What a request brings counts from when it reached the server, as our own proxy noted it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from config.arrival import arrived_at


@pytest.mark.parametrize(
    ("header", "behind_proxy", "earlier"),
    [
        ("t={0:.3f}", True, 30),
        ("{0:.3f}", True, 30),
        ("t={0:.3f}", False, 0),
        ("t=soon", True, 0),
        ("t=nan", True, 0),
        ("t=1e400", True, 0),
        ("", True, 0),
    ],
)
def test_arrival_is_what_our_proxy_noted(
    header: str, behind_proxy: bool, earlier: int, rf: RequestFactory, settings: Settings
) -> None:
    settings.BEHIND_PROXY = behind_proxy
    noted = timezone.now() - timedelta(seconds=30)
    request = rf.get("/", headers={"X-Request-Start": header.format(noted.timestamp())})
    waited = timezone.now() - arrived_at(request)
    assert round(waited.total_seconds()) == earlier


@pytest.mark.parametrize("off", [-3600, 60])
def test_arrival_by_a_wrong_clock_is_now(off: int, rf: RequestFactory, settings: Settings) -> None:
    settings.BEHIND_PROXY = True
    noted = timezone.now() + timedelta(seconds=off)
    request = rf.get("/", headers={"X-Request-Start": f"t={noted.timestamp()}"})
    assert round((timezone.now() - arrived_at(request)).total_seconds()) == 0


class HeldBack(BytesIO):
    """A body of which each part comes only when `then` was done."""

    def __init__(self, body: bytes, then: Callable[[], object]) -> None:
        super().__init__(body)
        self.then = then

    def read(self, size: int | None = -1) -> bytes:
        self.then()
        return super().read(size)


FORM = b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.md"\r\n\r\nlong\r\n--b--\r\n'


@pytest.mark.parametrize(
    ("kind", "body", "most"),
    [
        ("application/json", b"{}", 1000),
        ("application/x-www-form-urlencoded", b"a=1", 1000),
        ("multipart/form-data; boundary=b", FORM, 1000),
        ("multipart/form-data; boundary=b", FORM, 10),
    ],
)
def test_body_that_is_held_back_counts_from_its_end(
    kind: str, body: bytes, most: int, rf: RequestFactory, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = most
    begun, ended = (datetime(2026, 3, 2, 12, 0, second, tzinfo=UTC) for second in (0, 50))
    clock = [begun]
    monkeypatch.setattr(timezone, "now", lambda: clock[-1])
    request = rf.generic("POST", "/", body, kind)
    request._stream = HeldBack(body, lambda: clock.append(ended))
    assert arrived_at(request) == ended


def test_large_upload_can_still_be_read(rf: RequestFactory, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    request = rf.generic("POST", "/", FORM, "multipart/form-data; boundary=b")
    arrived_at(request)
    [file] = request.FILES.getlist("f")
    assert file.read() == b"long"


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=c"])
def test_body_that_cannot_be_read_has_arrived_too(kind: str, rf: RequestFactory, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    request = rf.generic("POST", "/", FORM, kind)
    assert (timezone.now() - arrived_at(request)) < timedelta(minutes=1)
