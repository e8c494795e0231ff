"""Tries that a re-marking gives back, and what was used since."""

import pytest

from quizzes import actions
from quizzes.models import Course, Question, Quiz, User
from tests.quizzes.builders import again
from tests.quizzes.remarking import (
    applied,
    dora_answers,
    faulty_question,
    marks,
    place_of,
    undone,
)


@pytest.fixture
def question(alice: User, bob: User, course: Course) -> Question:
    """A question with answers by its faulty version, that asks its mended one now."""
    question = faulty_question(course, alice, bob)
    actions.use_newest_version(question)
    return question


def limited(question: Question, tries: int) -> None:
    Quiz.objects.filter(pk=question.quiz_id).update(tries=tries)


RIGHT_Y = {"z": "", "y": "0.705"}  # marked wrong by the faulty version, and z is left for later
WRONG_Y = {"z": "", "y": "0.3"}


def tries_used(student: User) -> int:
    return place_of(student).tries_used


@pytest.mark.parametrize("policy", ["raise", "replace"])
def test_tries_that_were_right_are_given_back_and_taken_again(
    question: Question, ines: User, policy: str
) -> None:
    limited(question, 2)
    dora = dora_answers(question, WRONG_Y, RIGHT_Y)
    assert (marks()["dora"], tries_used(dora)) == ((0.0, False), 2)
    remarking = applied(question, ines, policy)
    assert (marks()["dora"], tries_used(dora)) == ((0.667, False), 1)
    assert place_of(dora).mark_changes.get().tries == 1
    again_found = applied(question, ines, policy)
    assert (tries_used(dora), again_found.changes.filter(place=place_of(dora)).count()) == (1, 0)
    undone(again_found)
    undone(remarking)
    assert (marks()["dora"], tries_used(dora)) == ((0.0, False), 2)


def test_try_used_since_stays_used_when_undone(question: Question, ines: User) -> None:
    limited(question, 3)
    dora = dora_answers(question, WRONG_Y, RIGHT_Y)
    remarking = applied(question, ines)
    variant = again(place_of(dora).variant)  # type: ignore[arg-type]
    actions.submit(variant, {"z": "0.1", "y": "0.2"}, "since")
    assert tries_used(dora) == 2
    undone(remarking)
    assert tries_used(dora) == 3


def test_try_is_given_back_where_the_mark_stays(question: Question, ines: User) -> None:
    """Half of it was right elsewhere: no better mark, but a try more."""
    limited(question, 5)
    dora = dora_answers(question, {"z": "0.1", "y": "0.851"}, RIGHT_Y)
    assert (marks()["dora"], tries_used(dora)) == ((0.667, False), 2)
    remarking = applied(question, ines)
    assert (marks()["dora"], tries_used(dora), remarking.same) == ((0.667, False), 1, 2)


def test_tries_without_end_are_not_counted_again(question: Question, ines: User) -> None:
    dora = dora_answers(question, WRONG_Y, RIGHT_Y)
    applied(question, ines)
    assert (marks()["dora"], tries_used(dora)) == ((0.667, False), 2)
