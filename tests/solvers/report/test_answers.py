"""The spread of answers, against problems that can be counted by hand."""

import pytest

from tests.solvers.library import problem


def test_spread_has_least_quartiles_and_largest() -> None:
    [spread] = problem("x = integers(0, 100)\ny = x + 10\nask(y)").report(count=20_000).spreads
    assert (spread.name, spread.least, spread.largest) == ("y", 10, 110)
    assert spread.quartiles == pytest.approx((35, 60, 85), abs=1.5)


def test_elements_of_a_vector_are_taken_together() -> None:
    [spread] = problem("x = integers(1, 5)\ny = [x, 10*x]\nask(y)").report(count=5_000).spreads
    assert (spread.least, spread.quartiles[1], spread.largest) == (1, pytest.approx(7.5, abs=2.5), 50)


@pytest.mark.parametrize(
    ("step", "far"),
    [
        ("x / 700", 0.60),  # below 0.1 for x < 70, but for nine that are exact
        ("x / 7 + 10000", 0.86),
        ("x / 7 + 9990", 0.26),  # above 10,000 for x > 70, but for four
        ("x / 7 + 5", 0.0),
        ("-x / 700", 0.60),
    ],
)
def test_share_that_is_small_or_large(step: str, far: float) -> None:
    [spread] = problem(f"x = integers(1, 100)\ny = {step}\nask(y)").report(count=10_000).spreads
    assert spread.far == pytest.approx(far, abs=0.015)
    assert spread.suggests_figures == (far > 0)


def test_number_that_is_exact_at_its_places_is_neither_small_nor_large() -> None:
    [spread] = problem("x = integers(0, 200)\ny = x * 0.005\nask(y)").report().spreads
    assert spread.far == 0


@pytest.mark.parametrize("how", ["figures=3", "exact=True", "relative=0.01", "tolerance=0.1"])
def test_figures_are_not_suggested_where_no_decimals_are_asked(how: str) -> None:
    [spread] = problem(f"x = integers(1, 200)\ny = x / 7000\nask(y, {how})").report().spreads
    assert not spread.suggests_figures


def test_figures_are_suggested_in_words_unless_the_author_chose_the_places() -> None:
    program = "x = integers(1, 500)\ny = x / 70000\nask(y{})"
    [warning] = problem(program.format("")).report().warnings
    assert warning.text == (
        "y is below 0.1 or above 10,000 in size in 99 % of variants: "
        "ask(y, figures=3) asks for the same care everywhere."
    )
    assert problem(program.format(", places=5")).report().is_clean


def test_range_at_its_cap_is_told() -> None:
    # s is rounded to two decimals on the way, which moves y by up to 10 units in its last place.
    report = problem(
        "x = integers(1, 500)\ns = x / 7\ny = 1000 * s\nask(s, places=2)\nask(y, places=1)"
    ).report()
    spreads = {spread.name: spread.capped for spread in report.spreads}
    assert spreads["s"] == 0
    assert spreads["y"] == pytest.approx(6 / 7, abs=0.08)  # where s is not exact
    assert [warning.text[:60] for warning in report.warnings][-1].startswith("In 8")


def test_shapes_and_labels_have_no_spread() -> None:
    made = problem('x = integers(1, 500)\nout = (x, 2*x)\nc = "a" if x > 250 else "b"\nask(out)\nask(c)')
    assert made.report().spreads == ()
