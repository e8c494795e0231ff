"""Whether a question of an attempt still takes answers, and what is saved there but not marked."""

from datetime import datetime
from typing import Literal

from quizzes.models import AttemptQuestion, Variant
from quizzes.queries.times import Window, release, window, window_of

# Why nothing (more) is marked: there are newer numbers, it is solved, its solution was shown, no try is
# left, the attempt is over, or everything is marked when the attempt ends.
Closed = Literal["earlier", "solved", "shown", "tries", "over", "later"]


def place_of(variant: Variant) -> AttemptQuestion | None:
    """The question in its attempt where these are the newest numbers; None for earlier ones."""
    try:
        return variant.place
    except AttemptQuestion.DoesNotExist:
        return None


def times_of(variant: Variant) -> Window:
    """The times of the variant's student at its quiz: no query where it was fetched with its window."""
    quiz = variant.attempt.quiz
    return window(quiz, variant) if hasattr(variant, "extra_time") else window_of(quiz, variant.created_for)


def closed(variant: Variant, place: AttemptQuestion | None, at: datetime) -> Closed | None:
    """Return why nothing is marked on these numbers at a student's request; None where something is.

    Before the feedback shows it does not tell what was right: an exam is over, or goes on, and no more.
    """
    reason, attempt = finished(variant, place), variant.attempt
    times = times_of(variant)
    if reason in ("earlier", "shown") or (reason and release(attempt.quiz, times, attempt, at).feedback):
        return reason
    if not times.accepts(attempt, at):
        return "over"
    return None if attempt.quiz.checks_at_once else "later"


def finished(variant: Variant, place: AttemptQuestion | None) -> Closed | None:
    """Return why the numbers themselves take no more answers, whatever the time; None where they do."""
    if place is None:
        return "earlier"
    if place.solved and place.last_submission and place.last_submission.complete:
        return "solved"
    if place.revealed:
        return "shown"
    tries = variant.attempt.quiz.tries
    return "tries" if tries is not None and place.tries_used >= tries else None


def is_unsent(place: AttemptQuestion) -> bool:
    """Whether something was saved that is not marked."""
    return place.answered and not (place.last_submission and place.last_submission.typed == place.draft)
