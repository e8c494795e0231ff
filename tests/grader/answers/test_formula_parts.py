"""Parts of formulas joined, with bounded powers."""

import pytest

from grader.answers.formula_parts import EULER, Part, bracketed, joined, negative, raised
from tests.grader.answers.refusals import refusal

W = Part("w", varies=True, bare=True)
TWO = Part("2", 2.0, bare=True)
ZERO = Part("0", 0.0, bare=True)
CALL = Part("abs(9)")


@pytest.mark.parametrize(
    ("part", "text", "constant"),
    [
        (joined(TWO, "*", W, 0), "2*w", None),
        (joined(TWO, " + ", TWO, 0), "2 + 2", 4.0),
        (raised(W, TWO, 0), "w**2", None),
        (raised(TWO, negative(TWO), 0), "2**(-2)", 0.25),
        (raised(W, bracketed(TWO), 0), "w**2", None),
        (raised(W, bracketed(negative(TWO)), 0), "w**(-2)", None),
        (raised(bracketed(W), W, 0), "(w)**w", None),
        (raised(EULER, bracketed(negative(W)), 0), "exp(-w)", None),
        (raised(bracketed(negative(TWO)), Part("0.5", 0.5), 0), "(-2)**0.5", None),
    ],
)
def test_parts_are_plain_expressions(part: Part, text: str, constant: float | None) -> None:
    assert (part.text, part.constant) == (text, constant)


def test_parts_are_shown_as_typed() -> None:
    assert str(raised(EULER, bracketed(joined(TWO, "*", W, 0)), 0)) == "e^(2*w)"
    assert str(negative(raised(W, TWO, 0))) == "-w^2"


@pytest.mark.parametrize(
    ("base", "exponent"),
    [
        (W, Part("21", 21.0)),
        (W, Part("-21", -21.0)),
        (bracketed(raised(W, Part("5", 5.0), 0)), Part("5", 5.0)),
        (joined(TWO, "*", raised(W, Part("20", 20.0), 0), 0), TWO),
        (TWO, CALL),
    ],
)
def test_raised_refuses_high_powers(base: Part, exponent: Part) -> None:
    error = refusal(raised, base, exponent, 3)
    assert (error.position, error.reason, error.details) == (3, "power", {"limit": "20"})


def test_joined_refuses_division_by_zero() -> None:
    assert refusal(joined, W, "/", ZERO, 1).reason == "zero"
