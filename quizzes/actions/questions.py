"""Puts questions into quizzes, changes them and takes them out."""

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from quizzes.actions.quizzes import note_asking
from quizzes.models import ProblemVersion, Question, User
from quizzes.queries.pools import uneven_pool


class UnevenPoolError(ValueError):
    """The questions of a pool would be worth different points; says so."""


class QuestionInUseError(Exception):
    """Somebody was given the question: its answers and marks are kept."""


def save_question(question: Question, by: User | None = None) -> None:
    """Put a question into its quiz, or change it; what is None is filled in. Raises UnevenPoolError.

    Problems' histories tell what `by` did. ValidationError tells of fields.
    """
    with transaction.atomic():
        before = _asked(question)
        question.full_clean()
        question.save()
        fault = uneven_pool(Question.objects.filter(pool=question.pool_id or 0).select_related("pool"))
        if fault:
            raise UnevenPoolError(fault)
        note_asking(question.quiz, before, question.problem_version, by)


def remove_question(question: Question, by: User | None = None) -> None:
    """Take a question out of its quiz. Raises QuestionInUseError where attempts have it."""
    version: Any = question.problem_version
    try:
        with transaction.atomic():
            question.delete()
            note_asking(question.quiz, version, None, by)
    except ProtectedError as error:
        raise QuestionInUseError from error


def _asked(question: Question) -> ProblemVersion | None:
    """What the question asks so far."""
    versions = ProblemVersion.objects.select_related("problem")
    return versions.filter(questions=question.pk).first() if question.pk else None
