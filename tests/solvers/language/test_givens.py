"""Draws that cannot be drawn are refused at their place."""

import pytest

from tests.solvers.language.refusals import refusal

GIVEN = "x = integers(1, 3)\n"


@pytest.mark.parametrize(
    ("source", "line", "column", "message"),
    [
        (
            "y = uniform(1, 2, step=1) + 1",
            1,
            5,
            "A draw stands alone right of '=', or inside a list: give it its own line.",
        ),
        ("y = uniform(1, 2)", 1, 5, "Say how fine the values are: uniform(-1, 1, step=0.1)."),
        ("y = uniform(1, 2, step=0)", 1, 5, "The step is larger than 0."),
        ("y = uniform(2, 1, step=0.1)", 1, 5, "The lowest value comes first."),
        (
            "y = uniform(1, 2, step=0.3)",
            1,
            5,
            "The highest value 2.0 is not reached from 1.0 in steps of 0.3.",
        ),
        (
            "y = uniform(x, 2, step=0.3)",
            1,
            13,
            "Write a number, a text or a list out here: no names and no calculations.",
        ),
        ("y = uniform(1, 2, stp=0.3)", 1, 23, "uniform knows size and step, not 'stp'."),
        (
            "y = integers(1.5, 2.5)",
            1,
            5,
            "integers takes whole numbers; for decimals use uniform(low, high, step=…).",
        ),
        ("y = integers(1)", 1, 5, "integers takes the lowest and the highest value: integers(-1, 1)."),
        ("y = pick()", 1, 5, "pick needs values to pick from: pick(3, 5, 7)."),
        ("y = pick(1, 1)", 1, 5, "pick has the same value twice."),
        ('y = pick(1, "a")', 1, 13, "All alternatives have one kind: here stand a whole number and a text."),
        ("y = pick(1, 2, size=0)", 1, 21, "A size is a whole number from 1, or two: size=3, size=(2, 3)."),
        ("y = pick(1, 2, size=1.5)", 1, 21, "A size is a whole number from 1, or two: size=3, size=(2, 3)."),
        ("y = pick([1, 2], [3, 4], size=2)", 1, 5, "pick with a size picks single values."),
        (
            "y = pick([1, 2], [3])",
            1,
            18,
            "All alternatives have one kind: here stand a vector of 2 and a vector of 1.",
        ),
        (
            "y = integers(1, 2, size=(4096, 4096))",
            1,
            25,
            "A size has one to three numbers, and at most 4,096 elements.",
        ),
        ("y = uniform(0, 1, step=1e-13)", 1, 5, "A draw has at most a milliard values of twelve decimals."),
        ("y = uniform(0, 1, step=1e-12)", 1, 5, "A draw has at most a milliard values of twelve decimals."),
        ('y = [uniform(0, 1, step=0.5), "a"]', 1, 31, "Beside a draw in a list stand draws and numbers."),
        (
            "y = [uniform(0, 1, step=0.5), x]",
            1,
            31,
            "Write a number, a text or a list out here: no names and no calculations.",
        ),
    ],
)
def test_draw_is_refused_at_its_place(source, line, column, message):
    assert refusal(source, GIVEN) == (line, column, message)
