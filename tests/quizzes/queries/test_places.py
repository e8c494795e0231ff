"""Why nothing more is taken, without telling what was right before the feedback shows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes import actions
from quizzes.models import Attempt, Quiz, Variant
from quizzes.queries.places import closed, place_of
from tests.quizzes.builders import again

DAY = timedelta(days=1)


def reason(variant: Variant) -> str | None:
    found = again(variant)
    return closed(found, place_of(found), timezone.now())


@pytest.mark.parametrize("y", ["0.705", "0.9"])
def test_exam_that_was_submitted_is_over_whatever_was_right(y: str, variant: Variant) -> None:
    Quiz.objects.update(**actions.PRESETS["exam"], closes_at=timezone.now() + DAY, tries=1)
    actions.save_draft(again(variant), {"z": "0.87", "y": y}, variant.place.revision)
    assert reason(variant) == "later"
    actions.submit_attempt(variant.attempt)
    assert reason(variant) == "over"
    Attempt.objects.update(submitted_at=None)  # given more time
    assert reason(variant) == "later"


@pytest.mark.parametrize(("y", "why"), [("0.705", "solved"), ("0.9", "tries")])
def test_once_the_feedback_shows_it_is_told(y: str, why: str, variant: Variant) -> None:
    Quiz.objects.update(tries=1)
    actions.submit(again(variant), {"z": "0.87", "y": y}, "key")
    assert reason(variant) == why
