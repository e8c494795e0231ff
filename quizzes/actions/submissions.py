"""Takes in typed answers and marks them."""

import json
from collections.abc import Mapping
from hashlib import sha256

from django.db import transaction

from grader import Marking, mark
from quizzes.models import Reveal, Submission, Variant
from quizzes.queries.problems import drawn
from solvers import Variant as DrawnVariant

LONGEST_ANSWER = 2000  # characters kept of one typed answer: more than the longest formula that is read


class VariantClosedError(Exception):
    """Nothing more is marked on this variant: it was solved, or its solution was shown."""


class KeyReusedError(Exception):
    """An idempotency key came again with other answers."""


def key_for(form: str, typed: Mapping[str, str]) -> str:
    """Return the key of a form's answers: a second click repeats it, an edited answer changes it."""
    return f"{form[:64]}:{sha256(json.dumps(dict(typed), sort_keys=True).encode()).hexdigest()}"


def submit(variant: Variant, typed: Mapping[str, str], key: str) -> Submission:
    """Mark `typed` (field name -> text) and record it; the same key again returns the same submission.

    Raises VariantClosedError and KeyReusedError. Any other exception is our fault; nothing is recorded then.
    """
    numbers = drawn(variant)
    kept = _answers(numbers, typed)
    earlier = _earlier(variant, key, kept)
    if earlier:
        return earlier
    marking = mark(numbers, kept)
    with transaction.atomic():
        # One at a time for each variant: whoever waited here sees what the one before recorded.
        Variant.objects.select_for_update().only("pk").get(pk=variant.pk)
        return _earlier(variant, key, kept) or _record(variant, kept, marking, key)


def _answers(variant: DrawnVariant, typed: Mapping[str, str]) -> dict[str, str]:
    """Keep the answers to this variant's fields only, exactly as typed but for what no database stores."""
    return {field.name: _storable(typed.get(field.name, "")) for field in variant.fields}


def _storable(text: str) -> str:
    return text[:LONGEST_ANSWER].replace("\x00", "").encode("utf-8", "replace").decode()


def _earlier(variant: Variant, key: str, typed: dict[str, str]) -> Submission | None:
    submission = Submission.objects.filter(variant=variant, key=key).first()
    if submission and submission.typed != typed:
        raise KeyReusedError(key)
    return submission


def _record(variant: Variant, typed: dict[str, str], marking: Marking, key: str) -> Submission:
    last = Submission.objects.filter(variant=variant).order_by("-number").first()
    if Reveal.objects.filter(variant=variant).exists() or (last and last.complete):
        raise VariantClosedError
    return Submission.objects.create(
        variant=variant,
        number=last.number + 1 if last else 1,
        typed=typed,
        marking=marking.record(),
        score=marking.score,
        out_of=marking.out_of,
        complete=marking.complete,
        counted=any(part.verdict not in ("blank", "unreadable") for part in marking.parts.values()),
        key=key,
    )
