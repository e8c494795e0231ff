"""Takes in typed answers and marks them."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import NoReturn

from django.db import IntegrityError, transaction
from django.utils import timezone

from grader import Marking, mark
from quizzes.actions.rows import change_row
from quizzes.models import AttemptQuestion, Submission, Variant
from quizzes.queries.places import Closed, closed, finished, is_unsent, place_of, times_of
from quizzes.queries.problems import drawn
from solvers import Variant as DrawnVariant

LONGEST_ANSWER = 2000  # characters kept of one typed answer: more than the longest formula that is read
ROUNDS = 10  # how often a submission is tried again when others come in between

# Says why answers are not taken: of the variant, its place as it is now, and the answers.
Refuse = Callable[[Variant, AttemptQuestion | None, dict[str, str]], Exception | None]


class VariantClosedError(Exception):
    """Nothing more is marked on this variant; `reason` says why."""

    def __init__(self, reason: Closed) -> None:
        super().__init__(reason)
        self.reason = reason


class KeyReusedError(Exception):
    """An idempotency key came again with other answers."""


class StaleError(Exception):
    """The answers were changed elsewhere since this page was loaded: saving would overwrite them."""


class _OvertakenError(Exception):
    """Another request changed the question in between."""


def key_for(form: str, typed: Mapping[str, str]) -> str:
    """Return the key of a form's answers: a second click repeats it, an edited answer changes it."""
    return f"{form[:64]}:{sha256(json.dumps(dict(typed), sort_keys=True).encode()).hexdigest()}"


def storable(variant: DrawnVariant, typed: Mapping[str, str]) -> dict[str, str]:
    """Keep the answers to this variant's fields only, exactly as typed but for what no database stores."""
    return {field.name: _storable(typed.get(field.name, "")) for field in variant.fields}


def _storable(text: str) -> str:
    return text[:LONGEST_ANSWER].replace("\x00", "").encode("utf-8", "replace").decode()


def submit(
    variant: Variant, typed: Mapping[str, str], key: str, at: datetime | None = None, base: int | None = None
) -> Submission:
    """Mark `typed` (field name -> text) and record it; the same key again returns the same submission.

    `at` is when it reached the server, `base` the revision of the draft that the page showed. Answers that
    were marked just now are not marked again. Raises VariantClosedError, KeyReusedError and StaleError. Any
    other exception is our fault; nothing is recorded then.
    """
    at = at or timezone.now()

    def refuse(variant: Variant, place: AttemptQuestion | None, kept: dict[str, str]) -> Exception | None:
        reason = closed(variant, place, at)
        if reason:
            return VariantClosedError(reason)
        stale = place is not None and base is not None and base < place.revision
        if stale and place and is_unsent(place) and place.draft != kept:
            return StaleError()
        return None

    return _submit(variant, typed, key, at, refuse)


def settle_draft(variant: Variant, typed: Mapping[str, str], at: datetime) -> Submission:
    """Mark at the end of an attempt what was saved in time, at `at`, and not checked.

    Raises VariantClosedError where the numbers take no more answers.
    """

    def refuse(variant: Variant, place: AttemptQuestion | None, kept: dict[str, str]) -> Exception | None:
        reason = finished(variant, place)
        return VariantClosedError(reason) if reason else None

    return _submit(variant, typed, key_for("end", typed), at, refuse)


def _submit(variant: Variant, typed: Mapping[str, str], key: str, at: datetime, refuse: Refuse) -> Submission:
    numbers = drawn(variant)
    kept = storable(numbers, typed)
    marking: Marking | None = None
    for _round in range(ROUNDS):
        place = place_of(variant)
        refusal = refuse(variant, place, kept)
        if refusal:
            return _earlier(variant, key, kept) or _raise(refusal)
        if place and place.last_submission and place.last_submission.typed == kept:
            return place.last_submission  # the same answers again are no new try
        marking = marking or mark(numbers, kept)
        try:
            with transaction.atomic():
                return _record(variant, place, kept, marking, key, at)
        except (IntegrityError, _OvertakenError):  # a double click, or another tab: look again
            earlier = _earlier(variant, key, kept)
            if earlier:
                return earlier
            _look_again(variant)
    raise RuntimeError("Too many submissions at once.")


def _look_again(variant: Variant) -> None:
    """Read anew where the variant is worked on: what was read before is out of date."""
    places = AttemptQuestion.objects.select_related("last_submission")
    variant.place = places.filter(variant=variant).first()


def _raise(error: Exception) -> NoReturn:
    raise error


def _earlier(variant: Variant, key: str, typed: dict[str, str]) -> Submission | None:
    submission = Submission.objects.filter(variant=variant, key=key).first()
    if submission and submission.typed != typed:
        raise KeyReusedError(key)
    return submission


def _record(
    variant: Variant,
    place: AttemptQuestion | None,
    typed: dict[str, str],
    marking: Marking,
    key: str,
    at: datetime,
) -> Submission:
    submission = Submission.objects.create(
        variant=variant,
        number=1 + (place.submissions if place else variant.submissions.count()),
        typed=typed,
        marking=marking.record(),
        score=marking.score,
        out_of=marking.out_of,
        complete=marking.complete,
        counted=any(part.verdict == "wrong" for part in marking.parts.values()),
        factor=_factor(variant, place, at),
        key=key,
        received_at=at,
    )
    if place:
        _take_over(place, submission, is_readable(marking))
    return submission


def is_readable(marking: Marking) -> bool:
    """Whether anything was marked: not all of it was left blank or could not be read."""
    return any(part.verdict not in ("blank", "unreadable") for part in marking.parts.values())


def _factor(variant: Variant, place: AttemptQuestion | None, at: datetime) -> float:
    """What the penalties leave of the score: for the tries used before, and for lateness."""
    if place is None:
        return 1.0
    quiz = variant.attempt.quiz
    left = max(0.0, 1 - place.tries_used * quiz.try_penalty / 100)
    return left * times_of(variant).late_share(quiz, at)


def _take_over(place: AttemptQuestion, submission: Submission, readable: bool) -> None:
    """Put what follows from the submission at the question, unless another request was there first.

    `place` then says what is stored, so that it need not be read again.
    """
    share = place.share
    if readable and not place.by_hand:
        share = max(submission.score / submission.out_of * submission.factor, share or 0.0)
    # A re-marking changes the mark, but not the revision: what the page shows in its boxes is not stale.
    unchanged = {name: getattr(place, name) for name in ("id", "revision", "share", "tries_used", "by_hand")}
    changes = {
        "submissions": place.submissions + 1,
        "last_submission_id": submission.pk,
        "tries_used": place.tries_used + submission.counted,
        "share": share,
        "solved": place.solved or (submission.complete and not place.by_hand),
        "draft": submission.typed,
        "answered": is_answered(submission.typed),
        "revision": place.revision + 1,
        "saved_at": submission.received_at,
    }
    if not change_row(AttemptQuestion, unchanged, changes):
        raise _OvertakenError
    for name, value in changes.items():
        setattr(place, name, value)
    place.last_submission = submission


def is_answered(typed: Mapping[str, str]) -> bool:
    """Whether anything at all was typed."""
    return any(text.strip() for text in typed.values())
