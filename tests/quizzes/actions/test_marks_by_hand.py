"""Marks set by hand: beside submissions, re-markings and what is undone."""

import pytest

from quizzes import actions
from quizzes.models import Course, Question, User
from tests.quizzes.builders import again
from tests.quizzes.remarking import BEFORE, applied, faulty_question, marks, place_of, undone


@pytest.fixture
def question(alice: User, bob: User, course: Course) -> Question:
    """A question with answers by its faulty version, that asks its mended one now."""
    question = faulty_question(course, alice, bob)
    actions.use_newest_version(question)
    return question


def test_mark_by_hand_is_safe_from_submissions_and_re_marking(
    question: Question, ines: User, alice: User
) -> None:
    actions.set_mark(place_of(alice), 0.5, "Half of it was shown to me.", ines)
    applied(question, ines)
    variant = again(place_of(alice).variant)  # type: ignore[arg-type]
    actions.submit(variant, {"z": "0.87", "y": "0.851"}, "right by the faulty version")
    assert marks()["alice"] == (0.5, False)


def test_mark_by_hand_is_changed_when_that_is_asked_for(question: Question, ines: User, alice: User) -> None:
    actions.set_mark(place_of(alice), 0.5, "Half of it was shown to me.", ines)
    remarking = applied(question, ines, by_hand_too=True)
    assert marks()["alice"] == (1.0, True)
    undone(remarking)
    assert marks()["alice"] == (0.5, False)


def test_mark_by_hand_outlives_the_undoing_of_what_was_before(
    question: Question, ines: User, alice: User
) -> None:
    remarking = applied(question, ines)
    actions.set_mark(place_of(alice), 0.0, "Copied.", ines)
    undone(remarking)
    assert marks()["alice"] == (0.0, False)


def test_mark_by_hand_withdrawn_gives_way_to_submissions(question: Question, ines: User, alice: User) -> None:
    actions.set_mark(place_of(alice), 1.0, "Shown to me.", ines)
    assert marks()["alice"] == (1.0, True)
    actions.release_mark(place_of(alice), "A mistake.", ines)
    assert (marks(), place_of(alice).by_hand) == (BEFORE, False)
    assert list(place_of(alice).mark_changes.values_list("kind", flat=True)) == ["by_hand", "released"]


def test_mark_by_hand_withdrawn_twice_is_withdrawn_once(question: Question, ines: User, alice: User) -> None:
    actions.set_mark(place_of(alice), 1.0, "Shown to me.", ines)
    for _click in range(2):
        actions.release_mark(place_of(alice), "A mistake.", ines)
    assert (marks(), place_of(alice).mark_changes.count()) == (BEFORE, 2)
