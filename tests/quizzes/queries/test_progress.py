"""How far a student has come, and that it costs the same whatever the length of the quiz."""

import pytest
from django.contrib.sites.models import Site
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from quizzes import actions
from quizzes.models import Course, Problem, Quiz, User, Variant
from quizzes.queries.access import quizzes_of
from quizzes.queries.progress import Progress, courses_with_progress, progress

RIGHT = {"z": "0.87", "y": "0.705"}


def place_in(quiz: Quiz, student: User) -> Progress:
    return progress(student, quizzes_of(student).filter(pk=quiz.pk))[0]


def states(quiz: Quiz, student: User) -> list[tuple[str, float | None]]:
    return [(step.state, step.earned) for step in place_in(quiz, student).steps]


def test_question_goes_from_unseen_to_correct(quiz: Quiz, alice: User, variant: Variant) -> None:
    assert states(quiz, alice) == [("seen", None)]
    actions.submit(variant, {"z": "abc"}, "a")
    assert states(quiz, alice) == [("saved", None)]
    actions.submit(variant, {"z": "0.87"}, "b")
    assert states(quiz, alice) == [("checked", 1)]
    actions.submit(variant, RIGHT, "c")
    assert states(quiz, alice) == [("correct", 3)]


def test_quiz_has_no_steps_before_it_is_started(quiz: Quiz, alice: User) -> None:
    assert states(quiz, alice) == []
    assert place_in(quiz, alice).size == (1, 3)


def test_question_is_unseen_before_it_is_opened(quiz: Quiz, alice: User) -> None:
    actions.start_attempt(quiz, alice)
    assert states(quiz, alice) == [("unseen", None)]


def test_question_counts_its_best_submission(quiz: Quiz, alice: User, variant: Variant) -> None:
    actions.submit(variant, {"z": "0.87"}, "a")
    actions.submit(variant, {"z": "0.2"}, "b")
    assert states(quiz, alice) == [("checked", 1)]


def test_points_are_the_questions(quiz: Quiz, alice: User, variant: Variant) -> None:
    quiz.questions.update(points=6)
    actions.submit(variant, {"z": "0.87"}, "a")
    assert states(quiz, alice) == [("checked", 2)]


def test_solved_stays_solved_with_new_numbers(quiz: Quiz, alice: User, variant: Variant) -> None:
    actions.submit(variant, RIGHT, "a")
    actions.new_numbers(variant)
    assert states(quiz, alice) == [("correct", 3)]


def test_shown_solution_is_said_until_there_are_new_numbers(
    quiz: Quiz, alice: User, variant: Variant
) -> None:
    actions.submit(variant, {"z": "0.87"}, "a")
    actions.reveal_solution(variant)
    assert states(quiz, alice) == [("shown", 1)]
    actions.new_numbers(variant)
    assert states(quiz, alice) == [("checked", 1)]


def test_others_do_not_count(quiz: Quiz, bob: User, variant: Variant) -> None:
    actions.submit(variant, RIGHT, "a")
    assert states(quiz, bob) == []


def test_next_step_is_the_first_that_is_not_done(course: Course, problem: Problem, alice: User) -> None:
    quiz = actions.create_quiz(course, "Three", [problem] * 3)
    attempt = actions.start_attempt(quiz, alice)
    first = quiz.questions.first()
    actions.reveal_solution(actions.open_question(first, attempt))
    found = place_in(quiz, alice)
    assert (found.next_step.number, found.correct, found.points) == (2, 0, 9)
    assert [step and step.number for step in found.beside(found.steps[0])] == [None, 2]
    assert [step and step.number for step in found.beside(found.steps[2])] == [2, None]


def test_courses_show_also_without_quizzes(course: Course, alice: User) -> None:
    assert courses_with_progress(alice, timezone.now()) == [(course, [])]


@pytest.mark.slow
@pytest.mark.parametrize("length", [1, 3])
def test_pages_cost_the_same_for_a_long_quiz(
    length: int,
    course: Course,
    problem: Problem,
    alice: User,
    as_alice: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    quizzes = [actions.create_quiz(course, f"Quiz {number}", [problem] * length) for number in range(length)]
    attempt = actions.start_attempt(quizzes[0], alice)
    for question in quizzes[0].questions.all():
        for _again in range(length):
            variant = actions.open_question(question, attempt)
            actions.submit(variant, {"z": "0.5"}, "a")
            actions.new_numbers(variant)
    Site.objects.get_current()  # asked for once in a process
    for address, queries in [
        ("/", 7),
        (f"/quizzes/{quizzes[0].pk}/", 7),
        (f"/questions/{quizzes[0].questions.first().pk}/", 6),
        (f"/attempts/{attempt.pk}/", 7),
    ]:
        with django_assert_num_queries(queries):
            assert as_alice.get(address).status_code == 200
