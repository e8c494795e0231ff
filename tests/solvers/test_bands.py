"""Accepted bands, worked out by hand."""

import pytest

from solvers.bands import Band
from tests.solvers.library import problem

# x is 1 throughout: r = 1/7 = 0.142857…
SEVENTH = 1 / 7


def band(program: str, field: str = "y", x: int = 1) -> Band:
    return problem(f"x = integers(-9, 9)\n{program}").variant(x=x).bands[field]


def reach(program: str, field: str = "y", x: int = 1) -> float:
    found = band(program, field, x)
    return (found.high - found.low) / 2


@pytest.mark.parametrize(
    ("program", "low", "high"),
    [
        ("y = x / 7\nask(y)", SEVENTH - 0.001, SEVENTH + 0.001),
        ("y = x / 7\nask(y, places=2)", SEVENTH - 0.01, SEVENTH + 0.01),
        ("y = x / 7\nask(y, places=0)", SEVENTH - 1, SEVENTH + 1),
        ("y = 1000 * x / 7\nask(y, figures=3)", 1000 / 7 - 1, 1000 / 7 + 1),
        ("y = 1000 * x / 7\nask(y, figures=1)", 1000 / 7 - 100, 1000 / 7 + 100),
        ("y = x / 700\nask(y, figures=2)", 1 / 700 - 0.0001, 1 / 700 + 0.0001),
        ("y = x / 7\nask(y, tolerance=0.05)", SEVENTH - 0.05, SEVENTH + 0.05),
        ("y = x / 7\nask(y, relative=0.1)", SEVENTH * 0.9, SEVENTH * 1.1),
        ("y = x / 4\nask(y, exact=True)", 0.25, 0.25),
        ("y = 3 * x\nask(y)", 3, 3),
        ("y = 3 * x\nask(y, places=1)", 2.9, 3.1),
        ("y = 3 * x\nask(y, tolerance=0.5)", 2.5, 3.5),
    ],
)
def test_band_without_earlier_steps(program, low, high):
    found = band(program)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-12), pytest.approx(high, abs=1e-12))
    assert not found.capped


@pytest.mark.parametrize(
    ("program", "expected", "capped"),
    [
        # r is asked to three places and may be cut by 0.001, y = 2r by twice that
        ("r = x / 7\ny = 2 * r\nask(r, places=3)\nask(y, places=2)", 0.01 + 0.002, False),
        # r is not asked: its third figure 0.143 is finer than the answer's two places
        ("r = x / 7\ny = 2 * r\nask(y, places=2)", 0.01 + 0.002, False),
        # r = 14.28…: the answer's third place is finer than its third figure
        ("r = 100 * x / 7\ny = 2 * r\nask(y, places=3)", 0.001 + 0.002, False),
        # r to three figures is 0.143
        ("r = x / 7\ny = 2 * r\nask(r, figures=3)\nask(y, places=2)", 0.01 + 0.002, False),
        # 1/4 is exact at three places, so it widens nothing …
        ("r = x / 4\ny = 2 * r / 3\nask(y, places=2)", 0.01, False),
        # … but not at one: cut to 0.2 it is 0.05 off, and allowed for is 0.1, beyond four units
        ("r = x / 4\ny = 2 * r / 3\nask(r, places=1)\nask(y, places=2)", 0.01 + 0.04, True),
        # effects are added: 0.143 by 0.001 and 0.0909 by 0.0001, as cutting them does
        ("r = x / 7\ns = x / 11\ny = r + s\nask(y, places=2)", 0.01 + 0.0011, False),
        # and so are those of opposite sign
        ("r = x / 7\ns = x / 11\ny = r - s\nask(y, places=2)", 0.01 + 0.0011, False),
        # both ways into y count: r by itself and through s, which it moves too
        ("r = x / 7\ns = 3 * r\ny = r + s\nask(y, places=2)", 0.01 + 4 * 0.001 + 0.001, False),
        # 100 times 0.001 is ten units; the cap is four
        ("r = x / 7\ny = 100 * r\nask(y, places=2)", 0.05, True),
        # half of the value, 0.00143, is less than four units
        ("r = x / 7\ny = r - 0.14\nask(r, places=1)\nask(y, places=2)", 0.01 + (SEVENTH - 0.14) / 2, True),
        # a step that y does not depend on
        ("r = x / 7\ny = x / 3\nask(r)\nask(y, places=2)", 0.01, False),
        # whole numbers are not rounded
        ("r = 3 * x\ny = r / 7\nask(y, places=2)", 0.01, False),
        # a tolerance is what it says
        ("r = x / 7\ny = 2 * r\nask(y, tolerance=0.05)", 0.05, False),
        # no square root below 0: only the way up counts
        ("r = x / 7\ny = sqrt(r)\nask(r, places=0)\nask(y, places=0)", 1 + SEVENTH**0.5 / 2, True),
    ],
)
def test_band_is_widened_by_rounding_earlier_steps(program, expected, capped):
    assert reach(program) == pytest.approx(expected, rel=1e-6)
    assert band(program).capped is capped


def test_elements_have_bands_of_their_own():
    program = "r = x / 7\ny = [r, 2 * r, 3]\nask(y, places=2)"
    expected = [0.01 + 0.001, 0.01 + 0.002, 0.01]
    assert [reach(program, f"y.{n}") for n in (1, 2, 3)] == pytest.approx(expected)


def test_each_element_of_an_earlier_vector_is_rounded():
    program = "r = [x / 7, x / 7]\ny = r[0] + r[1]\nask(y, places=2)"
    assert reach(program) == pytest.approx(0.01 + 2 * 0.001)


def test_shapes_labels_and_choices_have_no_band():
    program = (
        's = (x + 9, 2)\nt = "a" if x > 1 else "b"\nask(s)\nask(t)\nchoice("p", x > 1)\nchoice("q", x <= 1)'
    )
    assert problem(f"x = integers(-9, 9)\n{program}").variant(x=1).bands == {}


@pytest.mark.parametrize(
    ("low", "high", "value", "holds"),
    [
        (45.8 - 0.2, 45.8 + 0.2, 46.0, True),
        (45.8 - 0.2, 45.8 + 0.2, 45.6, True),
        (45.8 - 0.2, 45.8 + 0.2, 46.01, False),
        (0.87 - 0.01, 0.87 + 0.01, 0.88, True),
        (0.87 - 0.01, 0.87 + 0.01, 0.86, True),
        (0.1 + 0.2, 0.1 + 0.2, 0.3, True),
        (-0.001, 0.001, 0.0, True),
        (0.25, 0.25, 0.2500001, False),
    ],
)
def test_ends_of_a_band_compare_as_decimals(low, high, value, holds):
    assert Band(low, high).holds(value) is holds


@pytest.mark.parametrize(
    ("program", "x", "right", "wrong"),
    [
        ("y = 3000000000 * x\nask(y)", 1, 3e9, 3e9 + 1),
        ("y = 100000000000000 * x\nask(y)", 9, 9e14, 9e14 + 1),
        ("y = 1000000000.5 * x\nask(y, places=2)", 1, 1000000000.51, 1000000000.52),
    ],
)
def test_large_value_is_told_from_its_neighbour(program, x, right, wrong):
    found = band(program, x=x)
    assert (found.holds(right), found.holds(wrong)) == (True, False)


def test_right_value_lies_in_its_band_however_small():
    assert band("y = exp(-3 * x)\nask(y, figures=3)", x=9).holds(1.88e-12)
    assert not band("y = exp(-3 * x)\nask(y, figures=3)", x=9).holds(0.0)


@pytest.mark.parametrize("length", [1, 7, 8, 20, 400])
def test_long_vector_widens_as_a_short_one(length: int) -> None:
    """Each third may be cut by a unit of its last place, and so may their mean."""
    made = problem(f"x = integers(1, 3, size={length})\nv = x / 3\nm = mean(v)\nask(m, places=3)")
    band = made.variant(x=[1] * length).bands["m"]
    assert (round(band.low, 9), round(band.high, 9), band.capped) == (0.331333333, 0.335333333, False)
