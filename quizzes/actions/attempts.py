"""Starts attempts, hands out variants and reveals their solutions."""

import random
from collections import defaultdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from quizzes.actions.variants import fresh_record
from quizzes.models import Attempt, AttemptQuestion, Question, Quiz, Reveal, User, Variant
from quizzes.queries.times import Window, window_of


class NotOpenError(Exception):
    """No attempt can be started: the quiz is not open yet, is closed, or all attempts are used up.

    `reason` is "early", "closed" or "used".
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SolutionWithheldError(Exception):
    """The quiz does not show worked solutions on request."""


class NewNumbersWithheldError(Exception):
    """The quiz gives no other numbers, or the attempt is over."""


def start_attempt(quiz: Quiz, student: User, at: datetime | None = None) -> Attempt:
    """Return the student's attempt that is going on, or start the next; raises NotOpenError."""
    at = at or timezone.now()
    times = window_of(quiz, student)
    newest = Attempt.objects.filter(quiz=quiz, student=student).order_by("-number").first()
    if newest and not times.is_over(newest, at):
        return newest
    _refuse_start(times, newest, at)
    try:
        return _start(quiz, student, newest.number + 1 if newest else 1, at)
    except IntegrityError:  # a double click: the other request has started it
        return Attempt.objects.filter(quiz=quiz, student=student).latest("number")


def _refuse_start(times: Window, newest: Attempt | None, at: datetime) -> None:
    if times.is_early(at):
        raise NotOpenError("early")
    if not times.is_open(at):
        raise NotOpenError("closed")
    if newest and times.attempts is not None and newest.number >= times.attempts:
        raise NotOpenError("used")


@transaction.atomic
def _start(quiz: Quiz, student: User, number: int, at: datetime) -> Attempt:
    attempt = Attempt.objects.create(quiz=quiz, student=student, number=number, started_at=at)
    _give_places(attempt, _drawn_questions(quiz), after=0)
    return attempt


def _drawn_questions(quiz: Quiz) -> list[Question]:
    """The questions of one attempt, in its order: of each pool as many as it draws."""
    questions = list(quiz.questions.select_related("pool").order_by("position", "pk"))
    pools: dict[int, list[Question]] = defaultdict(list)
    for question in questions:
        if question.pool_id is not None:
            pools[question.pool_id].append(question)
    chance = random.SystemRandom()
    chosen = {
        question.pk
        for pooled in pools.values()
        for question in chance.sample(pooled, min(len(pooled), pooled[0].pool.draw))  # type: ignore[union-attr]
    }
    kept = [question for question in questions if question.pool_id is None or question.pk in chosen]
    if quiz.shuffle_questions:
        chance.shuffle(kept)
    return kept


def _give_places(attempt: Attempt, questions: list[Question], after: int) -> None:
    AttemptQuestion.objects.bulk_create(
        [
            AttemptQuestion(attempt=attempt, question=question, position=position)
            for position, question in enumerate(questions, start=after + 1)
        ],
        ignore_conflicts=True,  # another tab may have done it
    )


def add_missing_questions(attempt: Attempt) -> None:
    """Give an attempt that goes on the questions that its quiz was given meanwhile; pools stay as drawn."""
    missing = attempt.quiz.questions.filter(pool=None).exclude(places__attempt=attempt)
    _give_places(attempt, list(missing.order_by("position", "pk")), after=attempt.places.count())


def open_question(question: Question, attempt: Attempt) -> Variant:
    """Return the numbers that the attempt works on at this question: the last given, or else its first."""
    place = AttemptQuestion.objects.select_related("variant").get(attempt=attempt, question=question)
    return place.variant or _give(place, None)


def new_numbers(after: Variant, at: datetime | None = None) -> Variant:
    """Give other numbers than `after`'s at its question; a double click gives them once.

    Raises NewNumbersWithheldError.
    """
    places = AttemptQuestion.objects.select_related("variant", "attempt__quiz", "attempt__student")
    place = places.get(attempt=after.attempt_id, question=after.question_id)
    attempt = place.attempt
    times = window_of(attempt.quiz, attempt.student)
    if not attempt.quiz.new_numbers or times.is_over(attempt, at or timezone.now()):
        raise NewNumbersWithheldError
    newest = place.variant or after
    return newest if newest.number > after.number else _give(place, after)


def reveal_solution(variant: Variant) -> Reveal:
    """Note that the student asked for the worked solution; from now on nothing is marked on this variant.

    Raises SolutionWithheldError where the quiz does not offer it.
    """
    if not variant.question.quiz.solution_on_request:
        raise SolutionWithheldError
    with transaction.atomic():
        # First, so that no submission slips in between being asked for and being noted.
        AttemptQuestion.objects.filter(variant=variant).update(revealed=True, revision=F("revision") + 1)
        reveal, _created = Reveal.objects.get_or_create(variant=variant)
    return reveal


def _give(place: AttemptQuestion, previous: Variant | None) -> Variant:
    """Create the variant that follows `previous`; if another request did so meanwhile, return that one."""
    version = place.question.problem_version
    key = {
        "attempt_id": place.attempt_id,
        "question_id": place.question_id,
        "number": previous.number + 1 if previous else 1,
    }
    record = fresh_record(version, previous.record if previous else None)
    try:
        with transaction.atomic():
            variant = Variant.objects.create(
                problem_version=version, created_for=place.attempt.student, record=record, **key
            )
            AttemptQuestion.objects.filter(pk=place.pk).update(
                variant=variant,
                last_submission=None,
                revealed=False,
                draft={},
                answered=False,
                saved_at=None,
                revision=F("revision") + 1,
            )
    except IntegrityError:
        return Variant.objects.get(**key)
    return variant
