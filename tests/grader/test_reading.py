"""What a student sees before submitting: the echo, why a text cannot be read, and missing digits."""

import pytest

from grader import Reading, read
from solvers.fields import Field, Option
from tests.solvers.library import NAMES, shipped


def field(kind: str, **settings: object) -> Field:
    return Field("y", "y", "Output", "y", kind, 1.0, **settings)  # type: ignore[arg-type]


TWO = (Option("1", "a"), Option("2", "b"))


@pytest.mark.parametrize(
    ("asked", "text", "seen"),
    [
        (field("number", places=3), "0.705", Reading()),
        (field("number", places=3), "", Reading()),
        (field("number", places=3), "0,705", Reading(text="0.705")),
        (field("number", places=3), "0.7", Reading(hint="You gave one decimal, three are asked.")),
        (field("number"), "0.7", Reading()),
        (field("whole"), "108,874", Reading(text="108874")),
        (field("shape", sides=2), "63x25", Reading()),
        (field("formula", variables=("w",)), "2(w-4)", Reading(latex="2(w - 4)")),
        (field("choice", options=TWO), "1", Reading()),
        (field("choices", options=TWO), "1,2", Reading()),
    ],
)
def test_reading_shows_how_a_text_is_taken(asked, text, seen):
    assert read(asked, text) == seen


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (field("number", places=3), "1,234"),
        (field("number", places=3), "abc"),
        (field("whole"), "1.5.5"),
        (field("shape", sides=2), "63x"),
        (field("label", options=(Option("hot", "hot"), Option("cold", "cold"))), "warm"),
        (field("formula", variables=("w",)), "2(w-"),
        (field("formula", variables=("w",)), "2v"),
        (field("formula", variables=("w",)), "w.real"),
        (field("formula", variables=("w",)), "(" * 60 + "w" + ")" * 60),
        (field("choice", options=TWO), "3"),
        (field("choices", options=TWO), "1,3"),
    ],
)
def test_reading_says_why_a_text_cannot_be_read(asked, text):
    seen = read(asked, text)
    assert (seen.text, seen.latex, seen.hint) == ("", "", "")
    assert seen.problem != ""


@pytest.mark.parametrize("name", NAMES)
def test_reading_depends_on_the_text_alone(name):
    """The same for a right and a wrong value: whatever the variant, a text is read in one way."""
    first, other = shipped(name).draw(seed=1), shipped(name).draw(seed=2)
    for text in ("0.5", "7", "abc", "1", "Class 1", "2x3", "2(w-4)"):
        for one, two in zip(first.fields, other.fields, strict=True):
            if one.kind not in ("choice", "choices"):
                assert read(one, text) == read(two, text)
