"""Documents and rows for tests."""

from typing import Any

from quizzes.actions.problems import LIBRARY
from quizzes.models import Attempt, ProblemVersion, Question, Variant
from quizzes.queries.access import with_place
from quizzes.queries.sheets import with_sheet


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


def again(variant: Variant) -> Variant:
    """The variant as a view fetches it."""
    return with_sheet(with_place(Variant.objects.all())).get(pk=variant.pk)
