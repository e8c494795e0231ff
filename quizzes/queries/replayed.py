"""A mark as its history gives it: submissions, re-markings and what was set by hand, one after the other."""

from datetime import datetime

from django.db.models import QuerySet

from quizzes.models import AttemptQuestion, MarkChange, Remarking, Submission
from quizzes.queries.remarking import UNREAD

Event = tuple[datetime, MarkChange | Submission]


def replayed(
    place: AttemptQuestion, without: Remarking | None = None, by_hand: bool = True
) -> tuple[float | None, bool]:
    """Return the share and whether it is solved, by submissions and by the changes that are in force.

    A mark set by hand, which only counts with `by_hand`, is not changed by submissions.
    """
    share: float | None = None
    solved = fixed = False
    for _at, event in sorted(_events(place, without, by_hand), key=lambda event: event[0]):
        if isinstance(event, MarkChange):
            share, solved = event.after, event.solved_after
            fixed = fixed or event.kind == MarkChange.Kind.BY_HAND
        elif not fixed and any(part["verdict"] not in UNREAD for part in event.marking.values()):
            share = max(event.score / event.out_of * event.factor, share or 0.0)
            solved = solved or event.complete
    return share, solved


def _events(place: AttemptQuestion, without: Remarking | None, by_hand: bool) -> list[Event]:
    """All that the mark comes from; of what came at one time, what was set by hand first."""
    submissions = Submission.objects.filter(
        variant__attempt=place.attempt_id, variant__question=place.question_id
    )
    set_by_hand = _by_hand_in_force(place) if by_hand else []
    found: list[MarkChange | Submission] = [*set_by_hand, *_remarked(place, without), *submissions]
    return [(event.created_at, event) for event in found]


def _remarked(place: AttemptQuestion, without: Remarking | None) -> QuerySet[MarkChange]:
    """The changes by re-markings that are not undone."""
    changes = MarkChange.objects.filter(place=place, kind=MarkChange.Kind.REMARKED)
    undone = (Remarking.Stage.UNDOING, Remarking.Stage.UNDONE)
    return changes.exclude(remarking__stage__in=undone).exclude(remarking=without)


def _by_hand_in_force(place: AttemptQuestion) -> list[MarkChange]:
    """The mark set by hand that holds, if one does."""
    kinds = (MarkChange.Kind.BY_HAND, MarkChange.Kind.RELEASED)
    last = MarkChange.objects.filter(place=place, kind__in=kinds).order_by("-pk").first()
    return [last] if last and last.kind == MarkChange.Kind.BY_HAND else []
