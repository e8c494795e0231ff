"""Comparing a read answer with the right one, kind by kind."""

import math
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP
from typing import Literal, NamedTuple

from grader.answers.precision import needed
from grader.reading import Read
from solvers import Variant
from solvers.explain.numbers import decimal, place_of_figure, rounded
from solvers.fields import Field
from solvers.language.program import Ask, Group
from solvers.words import say

POINTS_COMPARED = 24  # of a formula's domain
POINTS_NEEDED = 6  # at which the right formula has a real value
FORMULA_TOLERANCE = 1e-6
DEFAULT_DOMAIN = (-5.0, 5.0)

Function = Callable[[float], float]


class Judged(NamedTuple):
    """A verdict on a readable answer, with the share of the points earned."""

    verdict: Literal["correct", "wrong", "imprecise"]
    credit: float = 0.0
    feedback: str = ""


CORRECT = Judged("correct", 1.0)
WRONG = Judged("wrong")


def _number(variant: Variant, field: Field, answer: Read) -> Judged:
    if variant.bands[field.name].holds(answer.value):
        return CORRECT
    if answer.hint and _is_rounded(answer, right_element(variant, field)):
        digits = needed(field.places, field.figures)
        return Judged("imprecise", feedback=say("Right as far as it goes: give {digits}.", digits=digits))
    return WRONG


def right_element(variant: Variant, field: Field) -> float:
    """The right value of a numeric field, as the program holds it."""
    value = variant.raw[field.asked]
    for place in field.name.removeprefix(field.asked).split(".")[1:]:
        value = value[int(place) - 1]
    return float(value)


def _is_rounded(answer: Read, right: float) -> bool:
    """Whether the typed value is the right one, rounded or cut to the decimals typed.

    0 has no figure of another value: it may as well come from a wrong branch.
    """
    number = answer.number
    if number is None or number.value == 0:
        return False
    places = number.places
    if places is None:
        places = place_of_figure(right, number.figures) if number.figures else None
    if places is None:
        return False
    typed = decimal(float(number.value))
    return any(rounded(right, places, way) == typed for way in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN))


def _shape(variant: Variant, field: Field, answer: Read) -> Judged:
    right = tuple(int(side) for side in variant.raw[field.asked])
    return CORRECT if answer.value == right else WRONG


def _label(variant: Variant, field: Field, answer: Read) -> Judged:
    return CORRECT if answer.value == str(variant.answers[field.asked]) else WRONG


def _choices(variant: Variant, field: Field, answer: Read) -> Judged:
    """Each shown option counts: right less wrong, never below none."""
    group = _group(variant, field)
    true, shown = set(variant.true_options(group)), variant.shown_options(group)
    if answer.value == true:
        return CORRECT
    if field.kind == "choice":
        return WRONG
    right = sum((option in answer.value) == (option in true) for option in shown)
    credit = max(0.0, (2 * right - len(shown)) / len(shown))
    return Judged("wrong", credit, say("Partly right.") if credit else "")


def _group(variant: Variant, field: Field) -> Group:
    return next(group for group in variant.problem.program.groups if group.name == field.name)


def _formula(variant: Variant, field: Field, answer: Read) -> Judged:
    """Two formulas are one if they have one value wherever the right one has a real value on its domain."""
    right = is_function(variant.function(field.asked), answer.value.value, _ask(variant, field))
    if right is None:
        raise ArithmeticError(f"{field.asked} has no real values on its domain")
    return CORRECT if right else WRONG


def is_function(wanted: Function, typed: Function, ask: Ask) -> bool | None:
    """Whether a function has the values of the one wanted; None where that has hardly any."""
    compared = 0
    for point in points(ask):
        value = _value(wanted, point)
        if not math.isfinite(value):
            continue
        compared += 1
        if not math.isclose(
            _value(typed, point), value, rel_tol=FORMULA_TOLERANCE, abs_tol=FORMULA_TOLERANCE
        ):
            return False
    return True if compared >= POINTS_NEEDED else None


def _value(function: Function, point: float) -> float:
    try:
        return float(function(point))
    except ArithmeticError:
        return math.nan


def _ask(variant: Variant, field: Field) -> Ask:
    return next(ask for ask in variant.problem.program.asks if ask.name == field.asked)


def points(ask: Ask) -> list[float]:
    """Points spread over the domain of a formula, none of them round."""
    low, high = ask.domain or DEFAULT_DOMAIN
    golden = (math.sqrt(5) - 1) / 2
    return [low + (high - low) * ((number * golden) % 1.0) for number in range(1, POINTS_COMPARED + 1)]


JUDGES: dict[str, Callable[[Variant, Field, Read], Judged]] = {
    "number": _number,
    "whole": _number,
    "shape": _shape,
    "label": _label,
    "formula": _formula,
    "choice": _choices,
    "choices": _choices,
}
