"""How many variants there are, against problems that can be counted by hand."""

import re

import pytest

from tests.solvers.library import problem


def test_success_is_the_share_of_draws_that_meet_every_require() -> None:
    # 10 × 10 pairs: x > 4 holds for 6 of 10, x != y for 9 of 10, both for 54 of 100.
    made = problem(
        "x = integers(1, 10)\ny = integers(1, 10)\nrequire(x > 4)\nrequire(x != y)\nz = x + y\nask(z)"
    )
    drawing = made.report(count=20_000).drawing
    assert drawing.success == pytest.approx(0.54, abs=0.01)
    assert [(part.line, part.share) for part in drawing.requirements] == [
        (8, pytest.approx(0.6, abs=0.01)),
        (9, pytest.approx(0.9, abs=0.01)),
    ]


def test_a_draw_that_is_not_finite_counts_as_unusable() -> None:
    drawing = problem("x = integers(0, 3)\ny = 1 / x\nask(y)").report(count=10_000).drawing
    assert drawing.success == pytest.approx(0.75, abs=0.02)
    assert drawing.distinct == 3


def test_few_variants_are_counted_one_by_one() -> None:
    drawing = problem("x = integers(1, 9)\ny = 3*x\nask(y)").report(count=1_000).drawing
    assert (drawing.distinct, drawing.duplicates) == (9, pytest.approx(0.991))


@pytest.mark.parametrize(
    ("givens", "distinct"),
    [
        ("x = integers(1, 100)\ny = integers(1, 100)", 10_000),
        ("x = [integers(1, 50), uniform(0, 1, step=0.01)]\ny = 2*x[0]", 50 * 101),
        ("x = uniform(0, 1, step=0.1, size=4)\ny = sum(x)", 11**4),
        ("x = pick(2, 3, 5, size=(2, 3))\ny = sum(x)", 3**6),
    ],
)
def test_many_variants_are_estimated_from_the_draws(givens: str, distinct: int) -> None:
    made = problem(f"{givens}\nz = 2*y\nask(z)")
    assert made.report(count=1_000).drawing.distinct == distinct


def test_estimate_agrees_with_counting_where_require_removes_some() -> None:
    made = problem("x = integers(1, 30)\ny = integers(1, 30)\nrequire(x < y)\nz = x + y\nask(z)")
    seen = {(variant.givens["x"], variant.givens["y"]) for variant in made.draw(seed=5, count=20_000)}
    assert len(seen) == 435
    assert made.report(count=1_000).drawing.distinct == pytest.approx(435, rel=0.06)


def test_duplicates_are_the_variants_that_came_up_before() -> None:
    made = problem("x = integers(1, 400)\ny = 3*x\nask(y)")
    seen = {variant.givens["x"] for variant in made.draw(seed=1, count=1_000)}
    assert made.report(count=1_000, seed=1).drawing.duplicates == pytest.approx(1 - len(seen) / 1_000)


def test_variants_in_which_a_declared_mistake_hides_are_not_handed_out() -> None:
    made = problem(
        'n = integers(1, 9)\np = integers(0, 3)\ny = n + 2*p\nask(y)\nmistake("Padding left out.", y=n)'
    )
    drawing = made.report(count=10_000).drawing
    assert drawing.handed_out == pytest.approx(0.75, abs=0.02)
    assert drawing.distinct == 27


def test_pool_is_counted_by_its_options() -> None:
    options = "\n".join(f'choice("Option {number}", {number % 2 == 0})' for number in range(8))
    made = problem(f'options(name="pool", several=True, show=3)\n{options}')
    drawing = made.report(count=4_000).drawing
    assert drawing.pool
    assert drawing.distinct == 52  # 56 sets of three, four of which have no true option
    assert drawing.warnings == ()


def test_few_variants_are_a_serious_warning() -> None:
    report = problem("x = integers(1, 99)\ny = 3*x\nask(y)").report()
    assert [(warning.text, warning.serious) for warning in report.warnings] == [
        ("There are about 99 distinct variants: draw more numbers, or from wider ranges.", True)
    ]
    assert problem("x = integers(1, 100)\ny = 3*x\nask(y)").report().is_clean


def test_low_success_is_a_serious_warning_with_the_line_to_blame() -> None:
    report = problem("x = integers(1, 9999)\nrequire(x < 400)\nrequire(x != 3)\ny = 3*x\nask(y)").report()
    [warning] = report.warnings
    assert warning.serious
    assert re.match(r"Only [34]\.\d % of draws can be used; ", warning.text)
    assert "; the 'require' of line 7 holds in " in warning.text


def test_same_seed_gives_the_same_report() -> None:
    made = problem("x = integers(1, 99)\ny = x / 7\nask(y)")
    assert made.report(seed=3) == made.report(seed=3)
    assert made.report(seed=3) != made.report(seed=4)
