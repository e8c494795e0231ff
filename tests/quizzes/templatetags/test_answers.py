"""What stands beside the box of an answer."""

import pytest

from quizzes.templatetags.answers import asked_as, element_id, is_among, short
from solvers.fields import Field, FieldKind


def field(kind: FieldKind = "number", **asked: object) -> Field:
    return Field(name="net.1.weights", asked="net", prompt="", symbol="", kind=kind, points=1, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (field(places=1), "one decimal"),
        (field(places=3), "three decimals"),
        (field(places=0), "no decimals"),
        (field(places=12), "12 decimals"),
        (field(figures=3), "three significant figures"),
        (field(), ""),
        (field("whole"), "a whole number"),
        (field("shape", sides=2), "a size, such as 5x7"),
        (field("shape", sides=3), "a size, such as 5x7x8"),
        (field("formula", variables=("w",)), "a formula in w"),
        (field("choices"), "tick all that apply"),
        (field("choice"), ""),
        (field("label"), ""),
    ],
)
def test_asked_as_says_the_form_of_the_answer(asked: Field, words: str) -> None:
    assert asked_as(asked) == words


def test_element_id_can_be_named_in_a_selector() -> None:
    assert element_id(field()) == "answer-net-1-weights"


@pytest.mark.parametrize(
    ("value", "typed", "ticked"),
    [("1", "1,3", True), ("3", "1,3", True), ("1", "11,3", False), ("1", "", False)],
)
def test_is_among_reads_the_ticked_options(value: str, typed: str, ticked: bool) -> None:
    assert is_among(value, typed) is ticked


@pytest.mark.parametrize(
    ("points", "text"), [(2.0, "2"), (1.5, "1.5"), (1 / 3, "0.33"), (0.0, "0"), (100.25, "100.25")]
)
def test_short_shows_the_decimals_that_are_needed(points: float, text: str) -> None:
    assert short(points) == text
