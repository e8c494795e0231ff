"""What a request brings counts from when it reached the server, as our own proxy noted it."""

from datetime import timedelta

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
