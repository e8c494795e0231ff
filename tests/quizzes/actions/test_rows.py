"""Rows are written as they are read again, and changed only where they are still as they were read."""

from datetime import UTC, datetime

import pytest

from quizzes import actions
from quizzes.actions.rows import change_row, insert_row, insert_rows
from quizzes.models import AttemptQuestion, LateDraft, User, Variant
from tests.quizzes.builders import again

NOON = datetime(2026, 3, 29, 12, 30, tzinfo=UTC)


def test_change_row_writes_every_kind_of_column(variant: Variant) -> None:
    submission = actions.submit(again(variant), {"z": "0.5"}, "key")
    place = AttemptQuestion.objects.get()
    changes = {
        "last_submission_id": None,
        "draft": {"z": 'a "quoted" − é'},
        "solved": True,
        "share": None,
        "tries_used": 7,
        "saved_at": NOON,
    }
    assert change_row(AttemptQuestion, {"id": place.pk, "share": 0.0, "by_hand": False}, changes)
    place.refresh_from_db()
    assert {name: getattr(place, name) for name in changes} == changes
    assert change_row(
        AttemptQuestion,
        {"id": place.pk, "share": None, "saved_at": NOON},
        {"last_submission_id": submission.pk},
    )
    assert AttemptQuestion.objects.get().last_submission == submission


@pytest.mark.parametrize(
    "unchanged", [{"revision": 99}, {"share": 0.25}, {"by_hand": True}, {"saved_at": None}, {"id": 0}]
)
def test_change_row_leaves_alone_what_was_changed(variant: Variant, unchanged: dict[str, object]) -> None:
    actions.submit(again(variant), {"z": "0.5"}, "key")
    place = AttemptQuestion.objects.get()
    assert not change_row(AttemptQuestion, {"id": place.pk} | unchanged, {"tries_used": 7})
    assert AttemptQuestion.objects.get().tries_used == place.tries_used


def test_change_row_changes_no_other_row(variant: Variant, bob: User) -> None:
    attempt = actions.start_attempt(variant.attempt.quiz, bob)
    assert change_row(AttemptQuestion, {"id": variant.place.pk}, {"tries_used": 7})
    assert attempt.places.get().tries_used == 0


def test_insert_writes_rows_as_they_are_read(variant: Variant) -> None:
    row = {"place_id": variant.place.pk, "variant_id": variant.pk, "received_at": NOON}
    typed = [{"z": "1"}, {"z": "2"}, {"z": 'a "quoted" − é'}]
    insert_row(LateDraft, row | {"typed": typed[0]})
    insert_rows(LateDraft, [row | {"typed": text} for text in typed[1:]])
    insert_rows(LateDraft, [])
    written = list(LateDraft.objects.values_list("typed", "received_at", "place", "variant"))
    assert written == [(text, NOON, variant.place.pk, variant.pk) for text in typed]
