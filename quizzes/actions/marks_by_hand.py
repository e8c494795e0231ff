"""Marks that a teacher sets by hand, and gives back to submissions and re-markings."""

from django.db import transaction

from quizzes.models import AttemptQuestion, MarkChange, User
from quizzes.queries.remarking import NEARLY
from quizzes.queries.replayed import replayed


def set_mark(place: AttemptQuestion, share: float, reason: str, by: User) -> None:
    """Set a student's mark at a question by hand.

    No submission changes it, and no re-marking that does not ask to.
    """
    with transaction.atomic():
        place = AttemptQuestion.objects.select_for_update().get(pk=place.pk)
        _change(place, MarkChange.Kind.BY_HAND, share, share > 1 - NEARLY, reason, by)


def release_mark(place: AttemptQuestion, reason: str, by: User) -> None:
    """Let submissions and re-markings give the mark again, if it is set by hand."""
    with transaction.atomic():
        place = AttemptQuestion.objects.select_for_update().get(pk=place.pk)
        if place.by_hand:  # not, when somebody clicked twice
            _change(place, MarkChange.Kind.RELEASED, *replayed(place, by_hand=False), reason, by)


def _change(
    place: AttemptQuestion, kind: MarkChange.Kind, share: float | None, solved: bool, reason: str, by: User
) -> None:
    MarkChange.objects.create(
        place=place,
        kind=kind,
        before=place.share,
        after=share,
        solved_before=place.solved,
        solved_after=solved,
        reason=reason,
        created_by=by,
    )
    by_hand = kind == MarkChange.Kind.BY_HAND
    AttemptQuestion.objects.filter(pk=place.pk).update(share=share, solved=solved, by_hand=by_hand)
