"""Students who round every step that they write down, and go on with what they wrote, are not refused."""

import random
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from solvers import Problem, Variant
from solvers.explain.numbers import place_of_figure
from solvers.fields import DEFAULT_PLACES
from tests.solvers.library import NAMES, shipped

Rounding = Callable[[], str]
CUT_OR_ROUND = random.Random(4)
STUDENTS: dict[str, Rounding] = {
    "half up": lambda: ROUND_HALF_UP,
    "half down": lambda: ROUND_HALF_DOWN,
    "cut": lambda: ROUND_DOWN,
    "now so, now so": lambda: CUT_OR_ROUND.choice([ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_DOWN]),
}


def rounded(value: Any, places: int | None, figures: int, rounding: Rounding) -> Any:
    """A number, or each of a list, at so many places, or where that is finer at so many figures."""
    if isinstance(value, list):
        return [rounded(item, places, figures, rounding) for item in value]
    finest = place_of_figure(value, figures) if places is None else places
    if places is None and figures == 3:
        finest = max(finest, DEFAULT_PLACES)
    dustless = Decimal(format(value, ".12g"))
    return float(dustless.quantize(Decimal(1).scaleb(-finest), rounding()))


class Student:
    """Works a variant step by step; keeps what was written down."""

    def __init__(self, problem: Problem, rounding: Rounding) -> None:
        self.problem, self.rounding = problem, rounding
        self.asks = {ask.name: ask for ask in problem.program.asks}
        later = [ask.places for ask in problem.program.asks if ask.places is not None]
        self.finest = max([*later, DEFAULT_PLACES])

    def answers(self, variant: Variant) -> dict[str, Any]:
        """The values that the student writes down, by name."""
        written = dict(variant.raw)
        sampler = self.problem.sampler
        for step in self.problem.program.of_role("step"):
            if not step.node.kind.is_number:
                continue
            reads = tuple(sorted(step.reads))
            (value,) = sampler.function(reads, (step.name,))(*(written[name] for name in reads))
            written[step.name] = value if step.node.kind.whole else self.write(step.name, value)
        return written

    def write(self, name: str, value: Any) -> Any:
        ask = self.asks.get(name)
        if ask is None:
            return self.fine(value)
        if ask.figures is not None:
            return rounded(value, None, ask.figures, self.rounding)
        places = ask.places if ask.places is not None else DEFAULT_PLACES
        return rounded(value, places, 0, self.rounding)

    def fine(self, value: Any) -> Any:
        """Three figures, or as many places as the finest answer asks, whichever is finer."""
        if isinstance(value, list):
            return [self.fine(item) for item in value]
        return rounded(value, max(self.finest, place_of_figure(value, 3)), 0, self.rounding)


def refused(problem: Problem, variant: Variant, rounding: Rounding) -> list[tuple[str, float, object]]:
    """The fields whose honest answer lies outside the band."""
    written = Student(problem, rounding).answers(variant)
    found: list[tuple[str, float, object]] = []
    for name, band in variant.bands.items():
        value = written[next(field.asked for field in variant.fields if field.name == name)]
        for place in name.split(".")[1:] if isinstance(value, list) else []:
            value = value[int(place) - 1]
        if not band.holds(value):
            found.append((name, value, band))
    return found


@pytest.mark.parametrize("count", [60, pytest.param(1000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("student", STUDENTS)
@pytest.mark.parametrize("name", NAMES)
def test_honest_student_is_not_refused(name, student, count):
    problem = shipped(name)
    turned_away = [
        (variant.givens, *fault)
        for variant in problem.draw(seed=31, count=count)
        for fault in refused(problem, variant, STUDENTS[student])
    ]
    assert turned_away == []
