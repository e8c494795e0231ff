"""Sums, averages, extremes and counts over the elements of a vector or matrix."""

import math
from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np

from solvers.explain.tex import Level, Tex, bracket, call
from solvers.functions import notation
from solvers.functions.registry import Array, Function, elements, function, same, same_block
from solvers.language.kinds import NUMBER, POSITION, TRUTH, Kind, KindError, vector


def _flat(x: Array) -> Array:
    """All elements along the first axis, the batch on the last."""
    return x.reshape(-1, x.shape[-1])


def _several(kind: Kind, name: str) -> Kind:
    if not kind.is_number or not kind.dims:
        raise KindError(f"{name} needs a vector or a matrix; this is {kind.describe()}.", 0)
    return kind


def sum_(x: Array) -> Array:
    """sum(x) = x₁ + x₂ + … + xₙ, over all elements.

    Shapes: vector or matrix → number. Whole if x is. Source: ISO 80000-2.
    """
    return np.asarray(_flat(x).sum(axis=0))


def _sum(x: list[Any]) -> float:
    return sum(elements(x))


def _sum_kind(x: Kind) -> Kind:
    return Kind("number", whole=_several(x, "sum").whole)


def mean(x: Array) -> Array:
    """mean(x) = (x₁ + x₂ + … + xₙ) / n, over all elements.

    Shapes: vector or matrix → number. Source: Ioffe and Szegedy 2015, algorithm 1.
    """
    return np.asarray(_flat(x).mean(axis=0))


def _mean(x: list[Any]) -> float:
    return _sum(x) / len(elements(x))


def var(x: Array) -> Array:
    """var(x) = Σᵢ (xᵢ − mean(x))² / n, the variance of a population: by n, as batch normalisation has it.

    Shapes: vector or matrix → number. Unit: that of x, squared. Source: Ioffe and Szegedy 2015, algorithm 1.
    """
    return np.asarray(_flat(x).var(axis=0))


def _var(x: list[Any]) -> float:
    values = elements(x)
    middle = _mean(x)
    return _sum([(value - middle) * (value - middle) for value in values]) / len(values)


def std(x: Array) -> Array:
    """std(x) = √var(x), the standard deviation of a population: divided by n, not n − 1.

    Shapes: vector or matrix → number. Unit: that of x. Source: Ioffe and Szegedy 2015, algorithm 1.
    """
    return np.asarray(_flat(x).std(axis=0))


def _std(x: list[Any]) -> float:
    spread = _var(x)
    return math.sqrt(spread) if spread >= 0 else math.nan


def _average_kind(name: str) -> Callable[[Kind], Kind]:
    def kind(x: Kind) -> Kind:
        _several(x, name)
        return NUMBER

    return kind


def min_(first: Array, *more: Array) -> Array:
    """min(x) = the smallest element of x; min(a, b, …) = the smallest of several numbers.

    Shapes: vector or matrix → number; number, number, … → number. Whole if all are. Source: ISO 80000-2.
    """
    return np.asarray(reduce(np.minimum, more, first) if more else _flat(first).min(axis=0))


def max_(first: Array, *more: Array) -> Array:
    """max(x) = the largest element of x; max(a, b, …) = the largest of several numbers.

    Shapes: vector or matrix → number; number, number, … → number. Whole if all are. Source: ISO 80000-2.
    """
    return np.asarray(reduce(np.maximum, more, first) if more else _flat(first).max(axis=0))


def _extreme(chosen: Callable[..., float]) -> Callable[..., float]:
    """Python's min or max, but not a number where one of the numbers is none, as in NumPy."""

    def scalar(*arguments: Any) -> float:
        values = elements(list(arguments))
        return math.nan if any(value != value for value in values) else chosen(values)

    return scalar


def _extreme_kind(name: str) -> Callable[..., Kind]:
    def kind(*kinds: Kind) -> Kind:
        if len(kinds) == 1:
            return Kind("number", whole=_several(kinds[0], name).whole)
        for index, argument in enumerate(kinds):
            if not argument.is_number or argument.dims:
                described = argument.describe()
                raise KindError(f"{name} takes one vector or several numbers; this is {described}.", index)
        return Kind("number", whole=all(argument.whole for argument in kinds))

    return kind


def argmax(x: Array) -> Array:
    """argmax(x) = the position of the largest element; of elements within 1e-9 of the largest, the first.

    Positions count from 0 in a program and are printed and answered from 1. Shapes: vector → position.
    Source: Goodfellow et al. 2016, 6.2.
    """
    largest = same_block(x, x.max(axis=0)).argmax(axis=0)
    return np.where(np.isfinite(x).all(axis=0), largest, np.nan)


def _argmax(x: list[float]) -> float:
    if not all(map(math.isfinite, x)):
        return math.nan
    largest = max(x)
    return float(next(place for place, value in enumerate(x) if same(value, largest)))


def _argmax_kind(x: Kind) -> Kind:
    vector(x)
    return POSITION


def all_(conditions: Array) -> Array:
    """all(t) = True if every element of t is true, such as all(x > 0).

    Shapes: truth values → truth value. Source: Python's all.
    """
    return np.asarray(_flat(conditions).all(axis=0))


def any_(conditions: Array) -> Array:
    """any(t) = True if at least one element of t is true, such as any(x > 0).

    Shapes: truth values → truth value. Source: Python's any.
    """
    return np.asarray(_flat(conditions).any(axis=0))


def _truths_kind(name: str) -> Callable[[Kind], Kind]:
    def kind(conditions: Kind) -> Kind:
        if conditions.base != "truth" or not conditions.dims:
            described = conditions.describe()
            raise KindError(f"{name} needs a condition on a vector, such as x > 0; this is {described}.", 0)
        return TRUTH

    return kind


def _sum_numbers(arguments: list[Tex]) -> Tex:
    return notation.summed(notation.cells(arguments[0]))


def _mean_numbers(arguments: list[Tex]) -> Tex:
    return notation.averaged(notation.cells(arguments[0]))


def _var_numbers(arguments: list[Tex]) -> Tex:
    """The squares with the mean put in; an error δ of the printed mean moves the result by δ² alone."""
    cells = notation.cells(arguments[0])
    values = notation.known(cells)
    middle = format(sum(values) / len(values) + 0.0, ".7g") if values else "e"
    if "e" in middle:
        return call(r"\operatorname{var}", arguments)
    centre = Tex(middle, Level.SIGN if middle.startswith("-") else Level.ATOM, signed=middle.startswith("-"))
    return notation.averaged([notation.squared(cell, centre) for cell in cells])


def _std_numbers(arguments: list[Tex]) -> Tex:
    return Tex(rf"\sqrt{{{_var_numbers(arguments).text}}}")


def _row(name: str) -> Callable[[list[Tex]], Tex]:
    """The function's name before all its numbers."""

    def numbers(arguments: list[Tex]) -> Tex:
        found = [cell for argument in arguments for cell in notation.cells(argument)]
        return Tex(name + bracket(", ".join(cell.text for cell in notation.listing(found))))

    return numbers


def _average(batch: Callable[[Array], Array], scalar: Callable[[list[Any]], float], numbers: Any,
             siblings: tuple[str, ...]) -> Function:  # fmt: skip
    return function(batch, _average_kind(batch.__name__), scalar=scalar, numbers=numbers, siblings=siblings)


FUNCTIONS = (
    function(sum_, _sum_kind, scalar=_sum, numbers=_sum_numbers, siblings=("mean",)),
    _average(mean, _mean, _mean_numbers, siblings=("sum",)),
    _average(var, _var, _var_numbers, siblings=("std",)),
    _average(std, _std, _std_numbers, siblings=("var",)),
    function(min_, _extreme_kind("min"), scalar=_extreme(min), signature="min(a, b, …)",
             symbols=lambda a: call(r"\min", a), numbers=_row(r"\min"), siblings=("max",)),
    function(max_, _extreme_kind("max"), scalar=_extreme(max), signature="max(a, b, …)",
             symbols=lambda a: call(r"\max", a), numbers=_row(r"\max"), siblings=("min",)),
    function(argmax, _argmax_kind, scalar=_argmax, symbols=lambda a: call(r"\arg\max", a),
             numbers=_row(r"\arg\max")),
    function(all_, _truths_kind("all"), scalar=lambda t: all(elements(t)), signature="all(x > 0)",
             siblings=("any",)),
    function(any_, _truths_kind("any"), scalar=lambda t: any(elements(t)), signature="any(x > 0)",
             siblings=("all",)),
)  # fmt: skip
