"""Ends attempts: submitted by the student, or by the clock. What was saved in time is marked then."""

import logging
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from quizzes.actions.submissions import VariantClosedError, settle_draft
from quizzes.models import Attempt, AttemptQuestion, Variant
from quizzes.queries.access import with_place
from quizzes.queries.places import is_unsent
from quizzes.queries.times import time_is_up, window, with_window

logger = logging.getLogger(__name__)


def submit_attempt(attempt: Attempt, at: datetime | None = None) -> None:
    """Submit the attempt as it stands: nothing more is accepted, and what is saved is marked."""
    at = at or timezone.now()
    Attempt.objects.filter(pk=attempt.pk, submitted_at=None).update(submitted_at=at)
    attempt.refresh_from_db()
    settle(attempt)


def settle(attempt: Attempt) -> bool:
    """Mark the drafts of an attempt that is over, those that are not marked yet; return whether all are.

    A fault of ours leaves its question for the next time, never with a wrong mark.
    """
    places = AttemptQuestion.objects.select_related("last_submission").filter(attempt=attempt, answered=True)
    outcomes = [_settle_place(place) for place in places.order_by("position") if is_unsent(place)]
    if not all(outcomes):
        return False
    Attempt.objects.filter(pk=attempt.pk, settled_at=None).update(settled_at=timezone.now())
    return True


def _settle_place(place: AttemptQuestion) -> bool:
    variant = with_place(Variant.objects.all()).get(place=place)
    try:
        settle_draft(variant, place.draft, place.saved_at or timezone.now())
    except VariantClosedError:
        return True  # solved, shown, or without a try left: the draft is only what stood in the boxes then
    except Exception:
        logger.exception("A draft could not be marked", extra={"variant": variant.pk})
        return False
    return True


def settle_overdue(attempts: Q | None = None, at: datetime | None = None) -> int:
    """Mark the drafts of attempts whose time is up, of those that `attempts` selects; return how many.

    Whoever reads marks calls this first; the background worker only makes it quicker for them.
    """
    at = at or timezone.now()
    ending = Q(submitted_at__isnull=False) | time_is_up(at)
    waiting = with_window(Attempt.objects.filter(settled_at=None), quiz="quiz", student="student")
    waiting = waiting.filter(ending, attempts or Q()).select_related("quiz")
    over = [one for one in waiting if not window(one.quiz, one).accepts(one, at)]
    return sum(settle(attempt) for attempt in over)
