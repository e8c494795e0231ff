"""Starts attempts, hands out variants and reveals their solutions."""

from django.db import IntegrityError, transaction

from quizzes.actions.variants import fresh_record
from quizzes.models import Attempt, ProblemVersion, Question, Quiz, Reveal, User, Variant


class SolutionWithheldError(Exception):
    """The quiz does not show worked solutions on request."""


def start_attempt(quiz: Quiz, student: User) -> Attempt:
    """Return the student's attempt at the quiz, started now unless it was before."""
    attempt, _created = Attempt.objects.get_or_create(quiz=quiz, student=student, number=1)
    return attempt


def give_variant(version: ProblemVersion, student: User) -> Variant:
    """Give `student` numbers of a problem outside of any quiz."""
    return Variant.objects.create(problem_version=version, created_for=student, record=fresh_record(version))


def open_question(question: Question, attempt: Attempt) -> Variant:
    """Return the numbers that the attempt works on at this question: the last given, or else its first."""
    newest = _newest(question, attempt)
    return newest or _give(question, attempt, None)


def new_numbers(after: Variant) -> Variant:
    """Give other numbers than `after`'s at its question; a double click gives them once."""
    question, attempt = after.question, after.attempt
    if question is None or attempt is None:
        raise ValueError("Outside of a quiz there are no numbers to be followed by others.")
    newest = _newest(question, attempt) or after
    return newest if newest.number > after.number else _give(question, attempt, after)


def reveal_solution(variant: Variant) -> Reveal:
    """Note that the student asked for the worked solution; from now on nothing is marked on this variant.

    Raises SolutionWithheldError where the quiz does not offer it.
    """
    if variant.question and not variant.question.quiz.solution_on_request:
        raise SolutionWithheldError
    with transaction.atomic():
        # Locked, so that no submission slips in between being asked for and being noted.
        Variant.objects.select_for_update().get(pk=variant.pk)
        reveal, _created = Reveal.objects.get_or_create(variant=variant)
    return reveal


def _newest(question: Question, attempt: Attempt) -> Variant | None:
    return Variant.objects.filter(attempt=attempt, question=question).order_by("-number").first()


def _give(question: Question, attempt: Attempt, previous: Variant | None) -> Variant:
    """Create the variant that follows `previous`; if another request did so meanwhile, return that one."""
    number = previous.number + 1 if previous else 1
    place = {"attempt": attempt, "question": question, "number": number}
    record = fresh_record(question.problem_version, previous.record if previous else None)
    try:
        with transaction.atomic():
            return Variant.objects.create(
                problem_version=question.problem_version, created_for=attempt.student, record=record, **place
            )
    except IntegrityError:
        return Variant.objects.get(**place)
