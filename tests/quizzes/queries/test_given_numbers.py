"""Typed givens reproduce a worked answer; what will not do is told at its box."""

import pytest

from quizzes.queries.given_numbers import GivenError, boxes, variant_of
from solvers import Problem
from tests.quizzes.builders import sigmoid_document
from tests.solvers.library import document

KINDS = """n = integers(1, 9)
on = pick(True, False)
word = pick("cat", "dog")
W = integers(1, 9, size=(2, 2))
v = integers(1, 9, size=3)
k = integers(0, 2)
y = n + v[k] + sum(W)
z = 1 if on else 0
c = "tame" if n > 3 else "wild"
ask(y)
ask(z)
ask(c)"""
GIVEN = {"n": "4", "on": "True", "word": "cat", "W": "[[1, 2], [3, 4]]", "v": "1, 2, 3", "k": "2"}
POOL = """x = integers(1, 9)
options(several=True, show=2)
choice("a", True)
choice("b", True)
choice("c", False)"""


def refusal(program: str, typed: dict[str, str]) -> tuple[str, str]:
    with pytest.raises(GivenError) as caught:
        variant_of(Problem.parse(document(program)), typed)
    return caught.value.name, caught.value.message


@pytest.mark.parametrize(
    ("w", "x"), [("[0.2, 0.3, 0.9]", "[0.5, 0.6, 0.1]"), ("0.2, .3, 0.9", "(0.5,0.6,0.1)")]
)
def test_numbers_of_the_tutorial_give_its_answers(w: str, x: str) -> None:
    variant = variant_of(Problem.parse(sigmoid_document()), {"w": w, "x": x, "b": " 0.5 "})
    assert variant.answers["z"] == pytest.approx(0.87)
    assert variant.answers["y"] == pytest.approx(0.7047457)


def test_every_kind_of_given_can_be_typed() -> None:
    variant = variant_of(Problem.parse(document(KINDS)), GIVEN)
    assert (variant.answers["y"], variant.answers["z"], variant.answers["c"]) == (17, 1, "tame")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("n", "", "Type a value."),
        ("n", "four", "This cannot be read: write it as in 0.5."),
        ("n", "4.5", "a whole number is needed"),
        ("n", "1e400", "a whole number is needed"),
        ("n", "[1]", "a whole number is needed"),
        ("n", "__import__('os')", "This cannot be read: write it as in 0.5."),
        ("n", "(" * 5000, "This cannot be read: write it as in 0.5."),
        ("on", "yes", "This cannot be read: write it as in True."),
        ("word", "cow", "one of 'cat', 'dog', 'tame', 'wild' is needed"),
        ("v", "[1, 2]", "a vector of 3 is needed"),
        ("W", "1 2 3 4", "This cannot be read: write it as in [[1, 2], [3, 4]]."),
    ],
)
def test_fault_is_told_at_its_box(name: str, text: str, message: str) -> None:
    at, told = refusal(KINDS, GIVEN | {name: text})
    assert (at, told.rstrip(".")) == (name, message.rstrip("."))


def test_number_that_leads_out_of_a_vector_is_refused() -> None:
    told = "The program cannot be computed with these numbers: use such as it draws."
    assert refusal(KINDS, GIVEN | {"k": "99"}) == ("", told)


def test_options_of_a_pool_can_be_chosen() -> None:
    problem = Problem.parse(document(POOL))
    assert variant_of(problem, {"x": "1", "choice": "2, 3"}).answers == {"choice": [2]}


@pytest.mark.parametrize("text", ["1", "1, 1", "1, 4", "0, 1", "[1, [2]]", "'ab'"])
def test_options_that_the_pool_does_not_show_are_refused(text: str) -> None:
    assert refusal(POOL, {"x": "1", "choice": text}) == ("choice", "Type 2 different numbers from 1 to 3.")


def test_boxes_hold_the_numbers_shown_or_what_was_typed() -> None:
    problem = Problem.parse(document(KINDS))
    shown = variant_of(problem, GIVEN)
    found = boxes(problem, shown, {"n": "four"}, GivenError("n", "No."))
    assert [(box.name, box.text, box.fault) for box in found] == [
        ("n", "four", "No."),
        ("on", "True", ""),
        ("word", "cat", ""),
        ("W", "[[1, 2], [3, 4]]", ""),
        ("v", "[1, 2, 3]", ""),
        ("k", "2", ""),
    ]
