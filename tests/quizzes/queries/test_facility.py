"""How questions went: right, average, tries, slips, contested, at a fixed cost."""

import pytest
from pytest_django import DjangoAssertNumQueries

from quizzes import actions
from quizzes.models import AttemptQuestion, Course, Quiz, User, Variant
from quizzes.queries import facility
from quizzes.queries.facility import Slip, facilities
from tests.quizzes.builders import again

NO_BIAS = {"z": "0.37", "y": "0.591"}


def test_question_without_attempts_tells_nothing(quiz: Quiz) -> None:
    ((found,), cut) = facilities(quiz)
    assert (found.given, found.marked, found.percent_right, found.slips, cut) == (0, 0, None, [], False)


def test_figures_of_a_question(quiz: Quiz, alice: User, bob: User, variant: Variant) -> None:
    actions.submit(variant, NO_BIAS, "a")
    actions.submit(again(variant), {"z": "0.87", "y": "0.705"}, "b")
    AttemptQuestion.objects.filter(attempt=actions.start_attempt(quiz, bob)).update(share=0.25, submissions=1)
    actions.start_attempt(quiz, User.objects.create_user("c"))
    ((found,), _cut) = facilities(quiz)
    assert (found.given, found.marked, found.solved, found.percent_right) == (3, 2, 1, 50)
    assert (found.percent_average, found.tries, found.most_tries) == (62.5, 1.5, 2)
    assert found.bins == [0, 0, 1, 0, 0, 0, 0, 0, 0, 1]


@pytest.mark.parametrize(
    ("share", "place"), [(0.0, 0), (0.0999, 0), (0.1, 1), (0.95, 9), (1.0, 9), (1.05, 9)]
)
def test_share_is_in_one_bin(share: float, place: int, quiz: Quiz, variant: Variant) -> None:
    AttemptQuestion.objects.update(share=share)
    ((found,), _cut) = facilities(quiz)
    assert [number for number, count in enumerate(found.bins) if count] == [place]


def test_slip_is_counted_once_for_each_attempt(quiz: Quiz, variant: Variant) -> None:
    actions.submit(variant, NO_BIAS, "a")
    actions.submit(again(variant), NO_BIAS | {"y": "0.5911"}, "b")
    ((found,), _cut) = facilities(quiz)
    assert found.slips == [Slip("z", "The bias was left out.", 1)]


def test_contested_marks_wait_until_they_are_answered(quiz: Quiz, variant: Variant, ines: User) -> None:
    actions.submit(variant, NO_BIAS, "a")
    contest = actions.contest_mark(AttemptQuestion.objects.get(), "Why?")
    assert facilities(quiz)[0][0].contested == 1
    actions.answer_contest(contest, "So.", ines)
    assert facilities(quiz)[0][0].contested == 0


def test_submissions_are_read_page_by_page_up_to_a_bound(
    quiz: Quiz, variant: Variant, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        actions.submit(again(variant), {"z": f"{number}9"}, f"{number}")
    monkeypatch.setattr(facility, "READ", 2)
    assert len(list(facility._markings(quiz))) == 5
    monkeypatch.setattr(facility, "MOST", 3)
    assert len(list(facility._markings(quiz))) == 3
    assert facilities(quiz)[1]


@pytest.mark.parametrize("count", [1, 3])
def test_facilities_take_four_queries(
    count: int, course: Course, quiz: Quiz, alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    problems = [quiz.questions.get().problem_version.problem] * count
    longer = actions.create_quiz(course, "Longer", problems)
    attempt = actions.start_attempt(longer, alice)
    for place in attempt.places.select_related("question"):
        variant = actions.open_question(place.question, attempt)
        actions.submit(again(variant), {"z": "123", "y": "7"}, "key")
    with django_assert_num_queries(4):
        assert [one.marked for one in facilities(longer)[0]] == [1] * count
