"""Times over the API are in UTC, whatever the zone; numbers are those that every database keeps."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from quizzes.api.fields import StrictModel, TimeField
from quizzes.models import Extension


class Allowance(StrictModel):
    class Meta:
        model = Extension
        fields = ["extra_minutes"]


@pytest.mark.parametrize(("number", "taken"), [(2**31 - 1, True), (2**31, False), (-1, False)])
def test_number_is_one_that_every_database_keeps(number: int, taken: bool) -> None:
    assert Allowance(data={"extra_minutes": number}).is_valid() == taken


@pytest.mark.parametrize("zone", ["UTC", "Europe/Vienna", "Asia/Kolkata"])
def test_time_goes_out_with_z(zone: str) -> None:
    with timezone.override(ZoneInfo(zone)):
        told = TimeField().to_representation(datetime(2026, 10, 1, 8, 0, 0, 120000, tzinfo=UTC))
    assert told == "2026-10-01T08:00:00.120000Z"


@pytest.mark.parametrize(
    "text", ["2026-10-01T08:00:00Z", "2026-10-01T10:00:00+02:00", "2026-10-01T03:00:00-05:00"]
)
@pytest.mark.parametrize("zone", ["UTC", "Europe/Vienna"])
def test_time_comes_in_with_its_offset(text: str, zone: str) -> None:
    with timezone.override(ZoneInfo(zone)):
        found = TimeField().to_internal_value(text)
    assert (found, found.tzinfo) == (datetime(2026, 10, 1, 8, tzinfo=UTC), UTC)
