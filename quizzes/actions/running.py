"""What a teacher does to attempts while a quiz runs: gives time, ends, opens again, counts what came late."""

import math
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.actions.endings import submit_attempt
from quizzes.actions.submissions import settle_draft
from quizzes.models import Attempt, Extension, LateDraft, Submission, User, Variant
from quizzes.queries.access import with_place
from quizzes.queries.times import Window, window_of

MOST_MINUTES = 24 * 60
MINUTE = timedelta(minutes=1)


class NotRunningError(Exception):
    """It cannot be done with this attempt as it is now; says why."""


def add_time(attempt: Attempt, minutes: int, by: User, at: datetime | None = None) -> datetime:
    """Move the end of the student's attempt by so many minutes, or to so long from now; return the new end.

    The extension's extra minutes are raised, and its close where the quiz would close before.
    Raises NotRunningError.
    """
    at = at or timezone.now()
    with transaction.atomic():
        attempt = _locked(attempt)
        if attempt.submitted_at is not None:
            raise NotRunningError(_("The attempt is submitted: open it again to give it time."))
        times = window_of(attempt.quiz, attempt.student)
        ends = times.ends(attempt)
        if ends is None:
            raise NotRunningError(_("The attempt has no end: there is no time to add to."))
        return _give_time(attempt, times, max(ends, at) + minutes * MINUTE, by)


def _give_time(attempt: Attempt, times: Window, until: datetime, by: User) -> datetime:
    extension, _created = Extension.objects.get_or_create(quiz=attempt.quiz, student=attempt.student)
    if times.limit and attempt.started_at + times.limit < until:
        extension.extra_minutes += math.ceil((until - attempt.started_at - times.limit) / MINUTE)
    if times.closes and times.closes < until:
        extension.closes_at = until
    extension.created_by = by
    extension.save()
    # What was marked at the old end is looked at again at the new one.
    Attempt.objects.filter(pk=attempt.pk).update(settled_at=None)
    return until


def end_attempt(attempt: Attempt) -> None:
    """Submit a student's attempt as it is saved. Raises NotRunningError where it is over."""
    at = timezone.now()
    if window_of(attempt.quiz, attempt.student).is_over(attempt, at):
        raise NotRunningError(_("The attempt is over already."))
    submit_attempt(attempt, at)


def reopen_attempt(attempt: Attempt, minutes: int, by: User, at: datetime | None = None) -> datetime | None:
    """Let the student go on with an attempt that is over, for at least so long; return its new end, if any.

    What was marked at its end stays. Raises NotRunningError.
    """
    at = at or timezone.now()
    with transaction.atomic():
        attempt = _locked(attempt)
        times = window_of(attempt.quiz, attempt.student)
        if not times.is_over(attempt, at):
            raise NotRunningError(_("The attempt goes on already."))
        if Attempt.objects.filter(
            quiz=attempt.quiz, student=attempt.student, number__gt=attempt.number
        ).exists():
            raise NotRunningError(_("The student has begun another attempt since: open that one again."))
        Attempt.objects.filter(pk=attempt.pk).update(submitted_at=None, settled_at=None)
        ends = times.ends(attempt)
        if ends is None or ends >= at + minutes * MINUTE:
            return ends
        return _give_time(attempt, times, at + minutes * MINUTE, by)


def count_late_draft(draft: LateDraft) -> Submission:
    """Mark what came too late, as if it had come in time but for the late penalty.

    Raises VariantClosedError where the numbers take no more answers.
    """
    variant = with_place(Variant.objects.all()).get(pk=draft.variant_id)
    return settle_draft(variant, draft.typed, draft.received_at)


def _locked(attempt: Attempt) -> Attempt:
    attempts = Attempt.objects.select_for_update(of=("self",)).select_related("quiz", "student")
    return attempts.get(pk=attempt.pk)
