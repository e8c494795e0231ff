"""Documents that are being written: checked and shown over the API, and nothing stored."""

from typing import Any

import pytest

from quizzes.models import Course, Problem
from tests.quizzes.api.clients import course_with
from tests.quizzes.builders import sigmoid_document
from tests.quizzes.conftest import TUTORIAL
from tests.solvers.library import document

VALIDATE, PREVIEW = "/api/v1/problems/validate/", "/api/v1/problems/preview/"
DOCUMENT = sigmoid_document()
LINE = 1 + DOCUMENT[: DOCUMENT.index("places=2")].count("\n")


@pytest.fixture
def machine(course: Course) -> Any:
    return course_with(course)


def show(client: Any, **wanted: Any) -> Any:
    return client.post(PREVIEW, {"document": DOCUMENT} | wanted)


def test_document_is_checked(machine: Any) -> None:
    told = machine.post(VALIDATE, {"document": DOCUMENT.replace("\n", "\r\n")}).json()
    fields = [(field["name"], field["points"]) for field in told.pop("fields")]
    assert fields == [("z", 1), ("y", 2)]
    facts = {"title": "Sigmoid neuron", "topic": "Neurons", "points": 3}
    assert told == {"valid": True, "faults": [], **facts}
    assert Problem.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "Begin the document with a line '---'"),
        ("---\ntitle: T\n---\nText.\n", 5, "There is no program"),
        (DOCUMENT.replace("places=2", "plases=2"), LINE, ""),
        (DOCUMENT + "x" * 60_000, 1, "A document may have 60,000 characters"),
        (document("a = pick(1, 2)\nb = a\nask(b, points=0)"), 1, "The answers have no points"),
    ],
)
def test_fault_is_told_with_its_line(text: str, line: int, said: str, machine: Any) -> None:
    answer = machine.post(VALIDATE, {"document": text})
    told = answer.json()
    assert (answer.status_code, told["valid"], told["points"], told["fields"]) == (200, False, None, None)
    (fault,) = told["faults"]
    assert (fault["line"], fault["detail"][: len(said)]) == (line, said)


def test_preview_shows_given_numbers(machine: Any) -> None:
    shown = show(machine, givens=TUTORIAL, answers={"z": "0.87", "y": "0.6"}).json()
    assert shown["givens"] == TUTORIAL
    assert {name: part["verdict"] for name, part in shown["parts"].items()} == {"z": "correct", "y": "wrong"}
    assert round(shown["parts"]["y"]["answer"], 6) == 0.704746
    assert [step["name"] for step in shown["solution"]["steps"]] == ["z", "y"]


def test_preview_draws_the_rest_by_its_seed(machine: Any) -> None:
    first, again, other = (show(machine, seed=seed, givens={"b": 0.5}).json() for seed in (3, 3, 4))
    assert first == again != other
    assert first["givens"]["b"] == other["givens"]["b"] == 0.5


def test_preview_tells_right_answers_with_their_scope_only(course: Course) -> None:
    shown = show(course_with(course, "problems:write"), givens=TUTORIAL).json()
    assert (shown["parts"], shown["solution"]) == (None, None)
    tried = show(course_with(course, "problems:write"), givens=TUTORIAL, answers={"z": "0.5"}).json()
    assert "answer" not in tried["parts"]["z"]
    assert tried["parts"]["z"]["verdict"] == "wrong"


@pytest.mark.parametrize(
    ("wanted", "pointer"),
    [
        ({"givens": {"b": "half"}}, "/givens/b"),
        ({"givens": {"w": [1, 2]}}, "/givens/w"),
        ({"givens": {"w": {"1": 2}}}, "/givens/w"),
        ({"givens": {"b": None}}, "/givens/b"),
        ({"givens": {"q": 1}}, "/givens/q"),
        ({"seed": -1}, "/seed"),
        ({"answers": {"z": 1.5, "y": []}}, "/answers/y"),
        ({"document": DOCUMENT.replace("dot(", "dott(")}, "/document"),
        ({"sead": 1}, "/sead"),
    ],
)
def test_fault_of_a_preview_has_its_place(wanted: dict[str, Any], pointer: str, machine: Any) -> None:
    answer = show(machine, **wanted)
    assert (answer.status_code, [fault["pointer"] for fault in answer.json()["errors"]]) == (400, [pointer])
