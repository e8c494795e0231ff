"""Attempts and the numbers that are handed out in them."""

from quizzes import actions
from quizzes.models import Attempt, Question, Quiz, Reveal, User, Variant
from quizzes.queries.problems import drawn


def test_attempt_is_started_once(quiz: Quiz, alice: User) -> None:
    assert actions.start_attempt(quiz, alice) == actions.start_attempt(quiz, alice)
    assert Attempt.objects.count() == 1


def test_question_opened_again_has_the_same_numbers(attempt: Attempt, question: Question) -> None:
    first = actions.open_question(question, attempt)
    assert actions.open_question(question, attempt) == first
    assert (first.number, first.created_for, first.problem_version) == (
        1,
        attempt.student,
        question.problem_version,
    )


def test_variant_is_stored_with_its_facts(variant: Variant) -> None:
    numbers = drawn(variant)
    assert {name: numbers.givens[name] for name in ("w", "x", "b")} == {
        "w": [0.2, 0.3, 0.9],
        "x": [0.5, 0.6, 0.1],
        "b": 0.5,
    }


def test_students_have_different_numbers(quiz: Quiz, question: Question, alice: User, bob: User) -> None:
    records = [
        actions.open_question(question, actions.start_attempt(quiz, student)).record["givens"]
        for student in (alice, bob)
    ]
    assert records[0] != records[1]


def test_new_numbers_are_other_numbers(variant: Variant) -> None:
    new = actions.new_numbers(variant)
    assert new.number == 2
    assert new.record["givens"] != variant.record["givens"]
    assert actions.open_question(variant.question, variant.attempt) == new


def test_new_numbers_twice_after_the_same_are_given_once(variant: Variant) -> None:
    new = actions.new_numbers(variant)
    assert actions.new_numbers(variant) == new
    assert Variant.objects.count() == 2


def test_new_numbers_are_of_the_version_that_the_question_now_asks(variant: Variant) -> None:
    text = variant.problem_version.document.replace("title: Sigmoid neuron", "title: Renamed")
    variant.question.problem_version = actions.save_problem("sigmoid-neuron", text)
    variant.question.save()
    new = actions.new_numbers(variant)
    assert (variant.problem_version.number, new.problem_version.number) == (1, 2)


def test_solution_is_revealed_once(variant: Variant) -> None:
    assert actions.reveal_solution(variant) == actions.reveal_solution(variant)
    assert Reveal.objects.count() == 1
