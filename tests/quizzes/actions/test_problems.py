"""Saving and importing problems."""

import pytest

from quizzes import actions
from quizzes.actions.problems import LIBRARY
from quizzes.models import Problem, ProblemVersion, Topic, User
from solvers import ProblemError
from tests.quizzes.builders import sigmoid_document


def test_problem_takes_its_title_and_points_from_the_document(db: None, alice: User) -> None:
    version = actions.save_problem("neuron", sigmoid_document(), alice)
    assert (version.problem.slug, version.problem.title, version.problem.topic) == (
        "neuron",
        "Sigmoid neuron",
        "Neurons",
    )
    assert (version.number, version.points, version.created_by) == (1, 3, alice)


def test_problem_saved_unchanged_makes_no_version(version: ProblemVersion) -> None:
    assert actions.save_problem("sigmoid-neuron", sigmoid_document()) == version
    # Browsers send line ends of their own.
    assert actions.save_problem("sigmoid-neuron", sigmoid_document().replace("\n", "\r\n")) == version


def test_problem_saved_changed_makes_the_next_version(version: ProblemVersion, alice: User) -> None:
    changed = sigmoid_document().replace("title: Sigmoid neuron", "title: A neuron")
    second = actions.save_problem("sigmoid-neuron", changed, alice)
    assert (second.number, second.problem) == (2, version.problem)
    assert ProblemVersion.objects.get(pk=version.pk).document == sigmoid_document()
    assert Problem.objects.get().title == "A neuron"


def test_problem_with_a_mistake_is_not_saved(db: None) -> None:
    with pytest.raises(ProblemError) as caught:
        actions.save_problem("broken", sigmoid_document().replace("sigmoid(z)", "sigmoidd(z)"))
    assert sigmoid_document().split("\n")[caught.value.line - 1].startswith("y")
    assert Problem.objects.count() == 0


def test_library_is_imported_whole_and_once(db: None) -> None:
    shipped = sorted(path.stem for path in LIBRARY.glob("*.md"))
    assert sorted(version.problem.slug for version in actions.import_library()) == shipped
    actions.import_library()
    assert ProblemVersion.objects.count() == len(shipped)


def test_library_has_a_formula_sheet_for_every_topic(db: None) -> None:
    actions.import_library()
    topics = Topic.objects.exclude(formulas="").values_list("name", flat=True)
    assert set(topics) == set(Problem.objects.values_list("topic", flat=True))
    actions.import_library()
    assert Topic.objects.count() == len(list(LIBRARY.glob("sheets/*.md")))


def test_library_leaves_the_formula_sheet_that_an_instructor_changed(db: None) -> None:
    Topic.objects.create(name="Neurons", formulas="Mine")
    actions.import_library()
    assert Topic.objects.get(name="Neurons").formulas == "Mine"


def test_library_leaves_what_an_instructor_changed(alice: User) -> None:
    changed = sigmoid_document().replace("title: Sigmoid neuron", "title: Mine")
    actions.save_problem("sigmoid-neuron", changed, alice)
    actions.import_library()
    assert Problem.objects.get(slug="sigmoid-neuron").title == "Mine"
