"""Documents and rows for tests."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from quizzes.actions.problems import LIBRARY
from quizzes.models import ApiToken, Attempt, Course, ProblemVersion, Question, Scope, User, Variant
from quizzes.queries.access import with_place
from quizzes.queries.sheets import with_sheet
from quizzes.sealed import secret_hash


def sigmoid_document() -> str:
    """The shipped sigmoid neuron: asks z to two decimals for 1 point and y to three for 2."""
    return (LIBRARY / "sigmoid-neuron.md").read_text(encoding="utf-8")


def hand_out(
    attempt: Attempt, question: Question, version: ProblemVersion, record: dict[str, Any], number: int = 1
) -> Variant:
    """Make these numbers the newest of the attempt at the question."""
    variant = Variant.objects.create(
        problem_version=version,
        created_for=attempt.student,
        attempt=attempt,
        question=question,
        number=number,
        record=record,
    )
    attempt.places.filter(question=question).update(variant=variant)
    return variant


def token_of(holder: User | Course, scopes: Iterable[str] = tuple(Scope.values), **fields: Any) -> str:
    """The secret of a token of this person, whether or not teaching, or of this course."""
    secret = f"fp_{uuid4().hex}"
    whose = {"user": holder} if isinstance(holder, User) else {"course": holder}
    expires = {"expires_at": timezone.now() + timedelta(days=1)}
    named = {"name": "Test", "scopes": list(scopes), "digest": secret_hash(secret), "hint": secret[:8]}
    ApiToken.objects.create(**{**whose, **expires, **named, **fields})
    return secret


def again(variant: Variant) -> Variant:
    """The variant as a view fetches it."""
    return with_sheet(with_place(Variant.objects.all())).get(pk=variant.pk)
