"""Variants that are handed out tell the author's mistakes from the right answer."""

import pytest

from grader import mark
from solvers import Problem, ProblemError, Variant
from solvers.language.scalar import scalar_function
from solvers.mistakes import Slip, with_slip
from tests.solvers.library import NAMES, problem, shipped

PADDING = """n = integers(20, 40)
p = integers(0, 3)
out = n + 2*p - 4
ask(out)
mistake("The padding was left out.", out=n - 4)"""


def test_variant_in_which_a_mistake_gets_full_marks_is_not_handed_out() -> None:
    made = problem(PADDING)
    assert {variant.givens["p"] for variant in made.draw(seed=1, count=200)} == {0, 1, 2, 3}
    assert {variant.givens["p"] for variant in made.certified(count=200, seed=1)} == {1, 2, 3}


def test_mistake_within_the_band_hides() -> None:
    made = problem(
        'x = integers(1, 9)\ns = pick(0.001, 0.5)\ny = 3*x + s\nask(y, places=2)\nmistake("M", y=3*x)'
    )
    assert {variant.givens["s"] for variant in made.certified(count=50, seed=1)} == {0.5}


def test_label_alone_does_not_disqualify() -> None:
    made = problem('x = integers(1, 9)\nc = "a" if x > 4 else "b"\nask(c)\nmistake("M", c="a")')
    assert len(made.certified(count=20, seed=1)) == 20


def test_certification_that_removes_a_label_is_refused_with_the_shares() -> None:
    program = PADDING.replace("mistake", 'c = "none" if p == 0 else "some"\nask(c)\nmistake')
    with pytest.raises(ProblemError, match=r"c = 'none': 2\d % → 0 %"):
        problem(program)


def test_mistake_that_hides_almost_always_is_refused_at_its_line() -> None:
    with pytest.raises(ProblemError) as error:
        problem('x = integers(1, 9)\ny = 2*x\nask(y)\nmistake("Doubled.", y=x + x)')
    assert str(error.value) == (
        "line 9, column 1: In 100 % of variants this mistake gets full marks: "
        "ask for more places, or draw numbers that tell it apart."
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_no_declared_mistake_gets_full_marks_in_a_shipped_problem(name: str) -> None:
    made: Problem = shipped(name)
    for variant in made.certified(count=60, seed=5):
        for slip in made.certification.declared:
            assert not _full_marks(made, variant, slip)


def _full_marks(made: Problem, variant: Variant, slip: Slip) -> bool:
    """Marks the answers of somebody who makes the slip and goes on exactly, typed with all their digits."""
    asks = made.certification.asks
    names = tuple(ask.name for ask in asks)
    run = scalar_function(with_slip(made.program, slip), made.sampler.inputs, names)
    results = run(*(variant.raw[name] for name in made.sampler.inputs))
    typed = {}
    for field in variant.fields:
        if field.asked in names:
            value = results[names.index(field.asked)]
            for place in field.name.removeprefix(field.asked).split(".")[1:]:
                value = value[int(place) - 1]
            shape = isinstance(value, list)
            typed[field.name] = "x".join(str(int(side)) for side in value) if shape else f"{value:.12f}"
    marking = mark(variant, typed)
    return all(marking.parts[name].verdict == "correct" for name in typed)
