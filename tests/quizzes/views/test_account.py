"""The page of one's own account, and the copy of one's own data."""

import json
import re
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone

from quizzes import actions
from quizzes.models import Quiz, User, Variant
from tests.quizzes.builders import again


def downloaded(client: Client) -> Any:
    answer = client.get("/account/my-data.zip")
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    with ZipFile(BytesIO(answer.content)) as archive:
        return json.loads(archive.read("personal-data.json"))


@pytest.fixture
def submitted(variant: Variant) -> Variant:
    """An exam of Alice's that closes tomorrow, submitted with one right answer."""
    Quiz.objects.update(**actions.PRESETS["exam"], closes_at=timezone.now() + timedelta(days=1))
    actions.save_draft(again(variant), {"z": "0,87", "y": "0.9"}, variant.place.revision)
    actions.submit_attempt(variant.attempt)
    return variant


def test_account_is_a_click_away_from_every_page(alice: User, as_alice: Client) -> None:
    User.objects.filter(pk=alice.pk).update(email="alice@example.edu", first_name="Alice", last_name="Arden")
    assert 'href="/account/"' in as_alice.get("/").text
    page = as_alice.get("/account/").text
    for shown in ("Alice Arden", "alice@example.edu", 'href="/password/"', 'href="/account/my-data.zip"'):
        assert shown in page


def test_data_has_what_was_typed_and_how_it_was_marked(variant: Variant, as_alice: Client) -> None:
    actions.submit(variant, {"z": "0,87", "y": "0.9"}, "key")
    data = downloaded(as_alice)
    assert data["profile"]["username"] == "alice"
    assert [(each["course"], each["role"]) for each in data["enrolments"]] == [("Neural networks", "student")]
    question = data["attempts"][0]["questions"][0]
    assert (question["problem"], question["earned"], question["points"]) == ("Sigmoid neuron", 1, 3)
    submission = question["numbers"][0]["submissions"][0]
    assert submission["answers"] == {"z": "0,87", "y": "0.9"}
    assert submission["points"] == {"earned": 1, "out_of": 3, "left_after_penalties_percent": 100}
    assert submission["marking"]["z"] == {"verdict": "correct", "read_as": "0.87", "feedback": ""}


def test_data_shows_no_mark_before_its_release(submitted: Variant, as_alice: Client) -> None:
    def marks() -> list[Any]:
        question = downloaded(as_alice)["attempts"][0]["questions"][0]
        submission = question["numbers"][0]["submissions"][0]
        assert submission["answers"] == {"z": "0,87", "y": "0.9"}
        return [question["earned"], submission["points"], submission["marking"]]

    assert marks() == ["shows later, by the rules of the quiz"] * 3
    Quiz.objects.update(closes_at=timezone.now() - timedelta(days=1))
    assert marks()[0] == 1


def test_data_holds_no_right_answer(variant: Variant, as_alice: Client) -> None:
    actions.submit(variant, {"z": "0.5", "y": "0.2"}, "key")
    moments = re.compile(r"\d\d:\d\d:\d\d\.\d+")  # 21:05:10.705 holds one by chance
    text = moments.sub("", json.dumps(downloaded(as_alice)))
    assert [word for word in ("0.87", "0.86", "0.88", "0.70", "band", "seed") if word in text] == []


def test_data_is_ones_own(submitted: Variant, as_bob: Client) -> None:
    data = downloaded(as_bob)
    assert (data["profile"]["username"], data["attempts"]) == ("bob", [])


def test_data_asks_the_database_as_often_however_much_there_is(
    variant: Variant, as_alice: Client, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as before:
        downloaded(as_alice)
    Quiz.objects.update(attempts_allowed=3)
    for number in range(2):
        actions.submit(again(variant), {"z": f"0.{number}"}, f"key-{number}")
    actions.submit_attempt(variant.attempt)
    actions.open_question(variant.question, actions.start_attempt(variant.question.quiz, variant.created_for))
    with CaptureQueriesContext(connection) as after:
        downloaded(as_alice)
    assert len(after) == len(before)
