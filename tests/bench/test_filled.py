"""The course that is measured: what is stored at a question follows from its submissions."""

import pytest

from bench import filled
from bench.filled import Filled
from quizzes.models import AttemptQuestion, Submission
from quizzes.queries.replayed import replayed


@pytest.mark.slow
@pytest.mark.django_db
def test_places_agree_with_their_submissions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filled, "NUMBERS", 4)
    Filled().fill(2 * filled.OF_A_STUDENT)
    places = AttemptQuestion.objects.filter(question__quiz__title="Week 1")
    kept = [(place.share, place.solved, place.submissions) for place in places]
    assert kept == [(*replayed(place), filled.SUBMISSIONS) for place in places]
    assert Submission.objects.count() == 2 * filled.OF_A_STUDENT
