"""A request that comes again with its key has one effect, and gets one answer."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from quizzes import actions
from quizzes.api.errors import TYPE
from quizzes.models import Course, IdempotentRequest, User
from tests.quizzes.api.conftest import WithToken
from tests.quizzes.threads import at_once

pytestmark = [pytest.mark.urls("tests.quizzes.api.endpoints"), pytest.mark.django_db]
COURSES = "/api/v1/courses/"


def make(client: Client, title: str = "A", key: str = "k", address: str = COURSES) -> Any:
    body = json.dumps({"title": title})
    return client.post(address, body, content_type="application/json", headers={"Idempotency-Key": key})


def titles() -> list[str]:
    return list(Course.objects.exclude(title="Neural networks").values_list("title", flat=True))


def said(answer: Any) -> tuple[Any, ...]:
    return answer.status_code, answer["Content-Type"], answer.get("Location"), answer.content


def test_same_request_gets_the_same_answer(machine: Client) -> None:
    first, second = make(machine), make(machine)
    assert said(first) == said(second)
    assert (first.status_code, first["Content-Type"]) == (201, "application/json")
    assert first["Location"] == f"http://testserver/{first.json()['id']}/"
    assert titles() == ["A"]


def test_another_key_is_another_request(machine: Client) -> None:
    make(machine), make(machine, key="l")
    assert titles() == ["A", "A"]


def test_request_without_a_key_is_always_another(machine: Client) -> None:
    for _ in range(2):
        machine.post(COURSES, {"title": "A"}, content_type="application/json")
    assert (titles(), IdempotentRequest.objects.count()) == (["A", "A"], 0)


def test_same_key_with_another_body_is_refused(machine: Client) -> None:
    make(machine)
    assert make(machine, "B").status_code == 422
    assert (titles(), make(machine).status_code) == (["A"], 201)


def test_key_of_another_token_is_another_request(course: Course, with_token: WithToken) -> None:
    for _ in range(2):
        make(with_token(course))
    assert titles() == ["A", "A"]


def test_decided_refusal_is_kept(machine: Client) -> None:
    first, second = make(machine, "conflict"), make(machine, "conflict")
    assert said(first) == said(second)
    assert (first.status_code, first["Content-Type"]) == (409, "application/problem+json")
    assert (titles(), IdempotentRequest.objects.count()) == ([], 1)


@pytest.mark.parametrize("title", ["", "much longer than it may be"])
def test_fault_of_the_request_may_be_mended_under_the_same_key(title: str, machine: Client) -> None:
    assert make(machine, title).status_code == 400
    assert make(machine, "A").status_code == 201


@pytest.mark.parametrize(
    ("body", "media_type", "status", "slug"),
    [
        ("{", "application/json", 400, "malformed-body"),
        ('{"title": "A", "title": "B"}', "application/json", 400, "malformed-body"),
        ("title=A", "application/x-www-form-urlencoded", 415, "unsupported-media-type"),
    ],
)
def test_body_that_cannot_be_read_is_refused_and_its_key_stays_free(
    body: str, media_type: str, status: int, slug: str, machine: Client
) -> None:
    answer = machine.post(COURSES, body, content_type=media_type, headers={"Idempotency-Key": "k"})
    assert (answer.status_code, answer.json()["type"]) == (status, TYPE + slug)
    assert make(machine).status_code == 201


def test_body_is_read_before_anything_is_locked(
    machine: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make(machine)
    headers = {"Idempotency-Key": "l"}
    with django_assert_num_queries(1):  # the token: no look, no savepoint
        machine.post(COURSES, "{", content_type="application/json", headers=headers)


@pytest.mark.parametrize(
    ("key", "status"), [("", 400), ("k" * 255, 201), ("k" * 256, 400), ("é", 400), ("a\tb", 400)]
)
def test_key_is_of_a_bounded_size(key: str, status: int, machine: Client) -> None:
    assert make(machine, key=key).status_code == status


def test_key_holds_for_a_day(machine: Client) -> None:
    make(machine)
    for hours, number in ((23, 1), (25, 2)):
        IdempotentRequest.objects.update(created_at=timezone.now() - timedelta(hours=hours))
        assert make(machine).status_code == 201
        assert (len(titles()), IdempotentRequest.objects.count()) == (number, 1)


def test_nothing_that_was_sent_can_be_read_in_the_database(machine: Client) -> None:
    make(machine, "Secret title", "secret key")
    row = IdempotentRequest.objects.get()
    told = f"{row.name} {row.body} {bytes(row.answer)!r}".lower()
    assert [word for word in ("secret", "title", "201") if word in told.replace(row.name, "")] == []
    assert (len(row.name), len(row.body)) == (64, 64)


def test_answer_is_kept_through_a_change_of_the_secret_key(machine: Client, settings: Settings) -> None:
    first = make(machine)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert said(make(machine)) == said(first)
    assert make(machine, "B").status_code == 422


def test_key_costs_a_look_and_a_row(
    machine: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make(machine)
    with django_assert_num_queries(8):  # token, look, course and row, and two savepoints
        make(machine, key="l")
    with django_assert_num_queries(2):
        make(machine, key="l")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_have_one_effect_and_one_answer(machine: Client) -> None:
    answers = at_once(20, lambda number: said(make(machine)))
    assert (len(set(answers)), answers[0][0]) == (1, 201)
    assert titles() == ["A"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_with_two_bodies_have_one_effect(machine: Client) -> None:
    answers = at_once(20, lambda number: make(machine, "AB"[number % 2]).status_code)
    assert sorted(answers) == [201] * 10 + [422] * 10
    assert len(titles()) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_refusals_at_once_are_one(machine: Client) -> None:
    answers = at_once(12, lambda number: said(make(machine, "conflict")))
    assert (len(set(answers)), answers[0][0]) == (1, 409)
    assert (titles(), IdempotentRequest.objects.count()) == ([], 1)


def test_session_has_keys_too(ines: User, as_ines: Client) -> None:
    assert said(make(as_ines)) == said(make(as_ines))
    assert actions.Repeatable.of("a", "b", "c", "d", b"") != actions.Repeatable.of("ab", "", "c", "d", b"")
