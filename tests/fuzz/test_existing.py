"""Whatever comes in for a course, a quiz or an attempt that there is gets an answer, and a proper one."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.authorisation.endpoints import Endpoint
from tests.fuzz.bodies import QUERY, RAW, almost, valid_bodies
from tests.fuzz.calls import BRIEF, THOROUGH, Calls, described

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROLES = ("course", "instructor", "student")
OWNERS = st.sampled_from(ROLES)
TAGS = st.sampled_from(["right", "right", "*", '"wrong"', "W/x, \xe9", ""])
CHANGES = [one for one in described() if one.method != "GET"]
KEYS = st.sampled_from([None, None, "k", "k" * 255, "\xe9", ""])


def named(endpoint: Endpoint) -> str:
    return f"{endpoint.method} /{endpoint.route}"


def tag_of(calls: Calls, endpoint: Endpoint) -> str:
    """With which it was read."""
    got = Endpoint(endpoint.route, "GET", "")
    if not any(one[:2] == got[:2] for one in described()):
        return "*"
    return (calls.ask(got, "course").headers.get("etag") or ["*"])[0]


def body_of(calls: Calls, endpoint: Endpoint) -> Any:
    """What the owner sends there; None where there is nothing to send."""
    return valid_bodies(calls.world).get((endpoint.method, endpoint.route))


def test_bodies_are_told_of_where_there_are_any(calls: Calls) -> None:
    described_to_take = {(one.method, one.route) for one in CHANGES if calls.operation(one).body}
    assert set(valid_bodies(calls.world)) == described_to_take


@pytest.mark.parametrize("endpoint", CHANGES, ids=named)
def test_valid_body_is_taken(endpoint: Endpoint, calls: Calls) -> None:
    body = json.dumps(body_of(calls, endpoint)).encode()
    got = {
        calls.ask(endpoint, role, body, {"If-Match": tag_of(calls, endpoint)}).status_code // 100
        for role in ROLES
    }
    assert 2 in got or endpoint.method == "DELETE"


@pytest.mark.parametrize("endpoint", CHANGES, ids=named)
def test_almost_valid_body_is_taken_or_refused(endpoint: Endpoint, calls: Calls) -> None:
    right = tag_of(calls, endpoint)

    @settings(BRIEF, max_examples=60 if THOROUGH else 20)
    @given(almost(body_of(calls, endpoint)), KEYS, TAGS, OWNERS)
    def answer(body: Any, key: str | None, match: str, role: str) -> None:
        headers = {"If-Match": right if match == "right" else match}
        headers |= {} if key is None else {"Idempotency-Key": key}
        calls.ask(endpoint, role, json.dumps(body).encode(), headers, times=1 if key is None else 2)

    answer()


@pytest.mark.parametrize("endpoint", CHANGES, ids=named)
def test_what_is_no_body_is_refused(endpoint: Endpoint, calls: Calls) -> None:
    headers = {"If-Match": tag_of(calls, endpoint)}
    got = [calls.ask(endpoint, "course", raw, headers).status_code for raw in RAW]
    if body_of(calls, endpoint) is not None:
        assert {status // 100 for status in got[1:]} == {4}


@pytest.mark.parametrize("endpoint", [one for one in described() if one.method == "GET"], ids=named)
def test_odd_parameter_is_taken_or_refused(endpoint: Endpoint, calls: Calls) -> None:
    names = [one.name for one in calls.operation(endpoint).query]
    for name in [*names, "no-such-parameter"]:
        for value in QUERY:
            calls.ask(endpoint, "course", query={name: value})
    if names:
        assert 200 in calls.got
