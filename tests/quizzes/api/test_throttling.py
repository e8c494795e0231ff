"""So many requests in a minute, for each token, across the processes of the server."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import Settings

from quizzes.api.errors import ApiError
from quizzes.api.throttling import Limits, Rate
from quizzes.models import ApiToken, Course, User
from quizzes.queries.callers import Caller, caller_by_session, caller_by_token
from tests.quizzes.api.conftest import WithToken
from tests.quizzes.builders import token_of

pytestmark = pytest.mark.django_db


@dataclass
class Clock:
    """Seconds since a minute began."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return 1_700_000_040 + self.seconds


@pytest.fixture
def clock(settings: Settings) -> Clock:
    settings.API_REQUESTS_A_MINUTE, settings.API_MARKINGS_A_MINUTE = 5, 8
    return Clock()


def asked(limits: Limits, caller: Caller, times: int, rate: Rate = Rate.REQUESTS) -> int:
    """How many of so many requests pass."""
    return sum(_passes(limits, caller, rate) for _ in range(times))


def _passes(limits: Limits, caller: Caller, rate: Rate) -> bool:
    try:
        limits.count(caller, rate)
    except ApiError:
        return False
    return True


@pytest.fixture
def caller(course: Course) -> Caller:
    token_of(course)
    return again()


def again() -> Caller:
    """The caller as the next request finds its row."""
    return caller_by_token(ApiToken.objects.get())


def test_limit_holds_for_a_minute(clock: Clock, caller: Caller) -> None:
    limits = Limits(clock)
    passed = []
    for clock.seconds in (0, 30, 59.9, 60, 119):
        passed.append(asked(limits, caller, 7))
    assert passed == [5, 0, 0, 5, 0]


@pytest.mark.parametrize(("seconds", "wait"), [(0, "60"), (59.5, "1"), (12.3, "48")])
def test_refusal_says_how_long_to_wait(seconds: float, wait: str, clock: Clock, caller: Caller) -> None:
    limits, clock.seconds = Limits(clock), seconds
    asked(limits, caller, 5)
    with pytest.raises(ApiError) as refused:
        limits.count(caller, Rate.REQUESTS)
    assert refused.value.headers == {"Retry-After": wait}


def test_marking_has_a_limit_of_its_own(clock: Clock, caller: Caller) -> None:
    limits = Limits(clock)
    assert (asked(limits, caller, 9), asked(limits, caller, 9, Rate.MARKINGS)) == (5, 8)


def test_people_and_tokens_are_counted_each(clock: Clock, caller: Caller, alice: User, bob: User) -> None:
    limits = Limits(clock)
    callers = [caller, caller_by_session(alice), caller_by_session(bob)]
    assert [asked(limits, each, 6) for each in callers] == [5, 5, 5]


def test_processes_share_what_they_counted(clock: Clock, caller: Caller) -> None:
    one, two = Limits(clock), Limits(clock)
    assert asked(one, caller, 1) == 1  # noted at once
    assert asked(two, again(), 1) == 1
    assert asked(one, again(), 1) == 1  # within a second: not noted yet
    clock.seconds = 2
    assert asked(one, again(), 1) == 1
    assert (again().token.requests, asked(two, again(), 5)) == (4, 1)


def test_use_is_noted_once_a_second(clock: Clock, caller: Caller, django_assert_num_queries: object) -> None:
    limits = Limits(clock)
    noted = []
    for clock.seconds in (0, 0.4, 0.9, 1.1):
        limits.count(caller, Rate.MARKINGS)
        noted.append(again().token.markings)
    assert noted == [1, 1, 1, 4]


def test_count_of_another_minute_does_not_matter(clock: Clock, caller: Caller) -> None:
    minute = int(clock() // 60)
    ApiToken.objects.update(minute=minute - 1, requests=500)
    assert asked(Limits(clock), again(), 1) == 1
    token = ApiToken.objects.get()
    assert (token.minute, token.requests, token.last_used_at) == (
        minute,
        1,
        datetime.fromtimestamp(clock(), UTC),
    )


def test_too_many_requests_are_told_over_the_network(
    settings: Settings, course: Course, with_token: WithToken
) -> None:
    settings.API_REQUESTS_A_MINUTE = 0
    machine: Client = with_token(course)
    answer = machine.get("/api/v1/")
    assert (answer.status_code, answer.json()["type"]) == (429, "urn:forward-pass:error:too-many-requests")
    assert 1 <= int(answer["Retry-After"]) <= 60
