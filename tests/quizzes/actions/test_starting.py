"""Attempts are started while the quiz is open, and each gets its own questions in its own order."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from quizzes import actions
from quizzes.models import Course, Extension, Pool, Problem, Question, Quiz, User

DAY = timedelta(days=1)


def with_rules(quiz: Quiz, **rules: Any) -> Quiz:
    Quiz.objects.filter(pk=quiz.pk).update(**rules)
    quiz.refresh_from_db()
    return quiz


@pytest.fixture
def long_quiz(course: Course, problem: Problem) -> Quiz:
    return actions.create_quiz(course, "Eight", [problem] * 8)


def positions(quiz: Quiz, student: User) -> list[int]:
    places = actions.start_attempt(quiz, student).places.order_by("position")
    return [place.question.position for place in places]


@pytest.mark.parametrize(
    ("opens", "closes", "reason"), [(DAY, None, "early"), (None, -DAY, "closed"), (-2 * DAY, -DAY, "closed")]
)
def test_attempt_starts_only_while_the_quiz_is_open(
    opens: timedelta | None, closes: timedelta | None, reason: str, quiz: Quiz, alice: User
) -> None:
    now = timezone.now()
    with_rules(quiz, opens_at=opens and now + opens, closes_at=closes and now + closes)
    with pytest.raises(actions.NotOpenError) as refused:
        actions.start_attempt(quiz, alice)
    assert refused.value.reason == reason


def test_extension_opens_a_closed_quiz(quiz: Quiz, alice: User) -> None:
    now = timezone.now()
    with_rules(quiz, closes_at=now - DAY)
    Extension.objects.create(quiz=quiz, student=alice, closes_at=now + DAY)
    assert actions.start_attempt(quiz, alice).number == 1


def test_attempts_follow_each_other_until_they_are_used_up(quiz: Quiz, alice: User) -> None:
    with_rules(quiz, attempts_allowed=2)
    for number in (1, 2):
        attempt = actions.start_attempt(quiz, alice)
        assert attempt.number == number
        assert actions.start_attempt(quiz, alice) == attempt  # the one that goes on
        actions.submit_attempt(attempt)
    with pytest.raises(actions.NotOpenError) as refused:
        actions.start_attempt(quiz, alice)
    assert refused.value.reason == "used"


def test_questions_come_in_the_teachers_order(long_quiz: Quiz, alice: User) -> None:
    assert positions(long_quiz, alice) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_shuffled_questions_are_all_there_in_an_order_that_stays(
    long_quiz: Quiz, alice: User, bob: User
) -> None:
    with_rules(long_quiz, shuffle_questions=True, attempts_allowed=None)
    orders = set()
    for _attempt in range(5):
        order = positions(long_quiz, alice)
        assert positions(long_quiz, alice) == order
        assert sorted(order) == [1, 2, 3, 4, 5, 6, 7, 8]
        orders.add(tuple(order))
        actions.submit_attempt(actions.start_attempt(long_quiz, alice))
    assert len(orders) > 1  # five times the same happens once in 40,320 to the power of 4


def test_pool_gives_each_attempt_some_of_its_questions(long_quiz: Quiz, alice: User) -> None:
    pool = Pool.objects.create(quiz=long_quiz, title="Neurons", draw=2)
    long_quiz.questions.filter(position__gte=3).update(pool=pool)
    with_rules(long_quiz, attempts_allowed=None)
    drawn = set()
    for _attempt in range(8):
        given = positions(long_quiz, alice)
        assert given[:2] == [1, 2]
        assert len(given) == 4
        drawn |= set(given[2:])
        actions.submit_attempt(actions.start_attempt(long_quiz, alice))
    assert len(drawn) > 2


def test_pool_with_too_few_questions_gives_all(long_quiz: Quiz, alice: User) -> None:
    pool = Pool.objects.create(quiz=long_quiz, title="Neurons", draw=9)
    long_quiz.questions.update(pool=pool)
    assert sorted(positions(long_quiz, alice)) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_question_added_later_comes_to_the_attempt_that_goes_on(
    quiz: Quiz, question: Question, alice: User
) -> None:
    attempt = actions.start_attempt(quiz, alice)
    pool = Pool.objects.create(quiz=quiz, title="Neurons")
    version = question.problem_version
    added = Question.objects.create(quiz=quiz, position=2, problem_version=version, points=1)
    Question.objects.create(quiz=quiz, position=3, problem_version=version, points=1, pool=pool)
    actions.add_missing_questions(attempt)
    actions.add_missing_questions(attempt)
    assert [place.question for place in attempt.places.order_by("position")] == [question, added]
