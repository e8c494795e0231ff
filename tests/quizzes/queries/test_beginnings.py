"""A new problem begins from another one under a name that is free."""

import pytest

from quizzes import actions
from quizzes.models import Problem, ProblemVersion
from quizzes.queries.beginnings import begin_from, fresh_slug, problems_by_topic
from tests.quizzes.builders import sigmoid_document

pytestmark = pytest.mark.django_db


def test_beginning_is_the_newest_text_under_a_fresh_title(version: ProblemVersion) -> None:
    actions.save_problem("sigmoid-neuron", sigmoid_document() + "\nMore.\n")
    found = begin_from(Problem.objects.all(), version.problem_id)
    assert found.slug == "sigmoid-neuron-copy"
    assert (
        found.document == sigmoid_document().replace("Sigmoid neuron", "Sigmoid neuron (copy)") + "\nMore.\n"
    )


def test_beginning_from_no_problem_is_none() -> None:
    assert begin_from(Problem.objects.all(), 999) is None


@pytest.mark.parametrize(
    ("taken", "wanted", "fresh"),
    [
        ([], "a", "a"),
        (["a"], "a", "a-2"),
        (["a", "a-2"], "a", "a-3"),
        (["a-2"], "a", "a"),
        ([], "x" * 100, "x" * 75),
        ([], "…", "problem"),
    ],
)
def test_slug_is_free_and_fits(taken: list[str], wanted: str, fresh: str) -> None:
    for slug in taken:
        actions.save_problem(slug, sigmoid_document())
    assert fresh_slug(wanted) == fresh


def test_problems_are_listed_by_topic(version: ProblemVersion) -> None:
    actions.save_problem("b", sigmoid_document().replace("topic: Neurons", "topic: A first topic"))
    found = problems_by_topic(Problem.objects.all())
    assert [(topic, [problem.slug for problem in problems]) for topic, problems in found] == [
        ("A first topic", ["b"]),
        ("Neurons", ["sigmoid-neuron"]),
    ]
