"""Problems that machines write, also when several do at once."""

import pytest

from quizzes import actions
from quizzes.models import Problem, ProblemVersion, User
from solvers import ProblemError
from tests.quizzes.builders import sigmoid_document
from tests.quizzes.threads import at_once

MORE = sigmoid_document() + "\nMore.\n"


def test_created_problem_is_a_draft_or_published(ines: User) -> None:
    for slug, published in (("one", False), ("two", True)):
        version = actions.create_problem(slug, MORE, ines, published)
        assert (version.number, version.created_by, version.problem.is_draft) == (1, ines, not published)


def test_slug_that_is_taken_is_refused(version: ProblemVersion, ines: User) -> None:
    with pytest.raises(actions.SlugTakenError):
        actions.create_problem("sigmoid-neuron", MORE, ines)
    assert ProblemVersion.objects.count() == 1


def test_document_with_a_fault_changes_nothing(version: ProblemVersion, ines: User) -> None:
    faulty = MORE.replace("dot(", "dott(")
    with pytest.raises(ProblemError):
        actions.create_problem("new", faulty, ines)
    with pytest.raises(ProblemError):
        actions.change_problem(version, faulty, ines, published=False)
    assert [problem.is_draft for problem in Problem.objects.all()] == [False]


def test_change_of_an_older_version_is_refused(version: ProblemVersion, ines: User) -> None:
    newer = actions.change_problem(version, MORE, ines)
    with pytest.raises(actions.OvertakenError):
        actions.change_problem(version, MORE + "Again.\n", ines)
    assert actions.change_problem(newer, MORE + "Again.\n", ines).number == 3


@pytest.mark.django_db(transaction=True)
def test_of_many_changes_at_once_one_is_made(version: ProblemVersion, ines: User) -> None:
    def change(number: int) -> str:
        try:
            actions.change_problem(version, f"{MORE}{number}\n", ines)
        except actions.OvertakenError:
            return "overtaken"
        return "made"

    assert sorted(at_once(4, change)) == ["made", "overtaken", "overtaken", "overtaken"]
    assert ProblemVersion.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_problems_of_one_name_one_is_made(ines: User) -> None:
    def create(number: int) -> str:
        try:
            actions.create_problem("new", f"{MORE}{number}\n", ines)
        except actions.SlugTakenError:
            return "taken"
        return "made"

    assert sorted(at_once(4, create)) == ["made", "taken", "taken", "taken"]
    assert ProblemVersion.objects.count() == 1


@pytest.mark.parametrize("slug", ["preview", "validate"])
def test_words_of_the_addresses_are_no_slugs(slug: str) -> None:
    with pytest.raises(Exception, match="taken by the API"):
        Problem(slug=slug, title="T").full_clean()
