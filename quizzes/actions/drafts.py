"""Saves what is typed, before it is marked: a draft is never a submission."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from quizzes.actions.rows import change_row
from quizzes.actions.submissions import StaleError, VariantClosedError, is_answered, storable
from quizzes.models import Attempt, AttemptQuestion, LateDraft, Variant
from quizzes.queries.places import closed, place_of
from quizzes.queries.problems import drawn

MOST_LATE = 20  # late drafts kept of one question: a page left open may send them without end


def save_draft(variant: Variant, typed: Mapping[str, str], base: int, at: datetime | None = None) -> int:
    """Save `typed` (field name -> text) over the draft's revision `base`; return the new revision.

    `at` is when it reached the server. Raises StaleError where the draft was changed since, and
    VariantClosedError where nothing is taken any more; what comes after the end is kept for the teacher.
    """
    at = at or timezone.now()
    kept = storable(drawn(variant), typed)
    place = place_of(variant)
    reason = closed(variant, place, at)
    if place is None or reason not in (None, "later"):
        if place and reason == "over":
            _keep_late(place, variant, kept, at)
        raise VariantClosedError(reason or "earlier")
    if place.draft == kept:
        return place.revision
    unchanged = {"id": place.pk, "variant_id": variant.pk, "revision": base}
    changes = {"draft": kept, "answered": is_answered(kept), "revision": base + 1, "saved_at": at}
    if not change_row(AttemptQuestion, unchanged, changes):
        return _revision_of_the_same(place, kept)
    # Drafts of an attempt that was over and got an extension are to be marked again at its new end.
    if variant.attempt.settled_at:
        Attempt.objects.filter(variants=variant).update(settled_at=None)
    return base + 1


def _revision_of_the_same(place: AttemptQuestion, typed: dict[str, str]) -> int:
    """The revision in which another request saved the same just now, as a page that is left does."""
    now = AttemptQuestion.objects.only("draft", "revision").get(pk=place.pk)
    if now.draft != typed:
        raise StaleError
    return now.revision


def _keep_late(place: AttemptQuestion, variant: Variant, typed: dict[str, str], at: datetime) -> None:
    if typed == place.draft or LateDraft.objects.filter(place=place).count() >= MOST_LATE:
        return
    last = LateDraft.objects.filter(place=place).order_by("-pk").first()
    if last is None or last.typed != typed:
        LateDraft.objects.create(place=place, variant=variant, typed=typed, received_at=at)
