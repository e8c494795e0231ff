"""Counting a convolutional network: sides of feature maps, weights and totals. All numbers are whole.

Conventions: a size is height × width × channels; a filter has one weight per input channel and position
and one bias; a division that leaves a rest is rounded down. A side below 1 has no value and is not drawn.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from operator import mul

import numpy as np

from solvers.explain.tex import Level, Tex
from solvers.functions.registry import Array, Function, function
from solvers.language.kinds import WHOLE, Kind, KindError
from solvers.words import say


def _whole(*kinds: Kind) -> Kind:
    for index, kind in enumerate(kinds):
        if kind != WHOLE:
            raise KindError(f"A whole number is needed here; this is {kind.describe()}.", index)
    return WHOLE


def _at_least_one(side: Array) -> Array:
    return np.where(side >= 1.0, side, np.nan)


def conv_side(n: Array, k: Array, p: Array, s: Array) -> Array:
    """One side of a convolution's map: ⌊(n + 2p − k) / s⌋ + 1; input n, filter k, padding p, stride s."""
    return _at_least_one(np.floor((n + 2 * p - k) / s) + 1.0)


def same_side(n: Array, s: Array) -> Array:
    """One side of a convolution's feature map with padding `same`: ⌈n / s⌉ for input side n and stride s."""
    return np.ceil(n / s)


def pool_side(n: Array, k: Array, s: Array) -> Array:
    """One side of a pooling's feature map: ⌊(n − k) / s⌋ + 1 for input side n, window k and stride s."""
    return _at_least_one(np.floor((n - k) / s) + 1.0)


def conv_weights(k: Array, c: Array, n: Array) -> Array:
    """The weights of a convolution: (k · k · c) · n for filter side k, c input channels and n filters."""
    return np.asarray(k * k * c * n)


def _conv_side_numbers(arguments: list[Tex]) -> Tex:
    n, k, p, s = (argument.text for argument in arguments)
    over = f"{n} - {k}" if p == "0" else rf"{n} + 2 \times {p} - {k}"
    if s == "1":
        return Tex(f"{over} + 1", Level.SUM)
    return Tex(rf"\left\lfloor \frac{{{over}}}{{{s}}} \right\rfloor + 1", Level.SUM)


def _pool_side_numbers(arguments: list[Tex]) -> Tex:
    n, k, s = (argument.text for argument in arguments)
    if k == s:
        return Tex(rf"\lfloor {n} / {k} \rfloor")
    return Tex(rf"\left\lfloor \frac{{{n} - {k}}}{{{s}}} \right\rfloor + 1", Level.SUM)


def _conv_weights_numbers(arguments: list[Tex]) -> Tex:
    k, c, n = (argument.text for argument in arguments)
    return Tex(rf"({k} \times {k} \times {c}) \times {n}", Level.PRODUCT)


CONV_SIDE = function(conv_side, _whole, numbers=_conv_side_numbers)
SAME_SIDE = function(same_side, _whole, numbers=lambda a: Tex(rf"\lceil {a[0].text} / {a[1].text} \rceil"))
POOL_SIDE = function(pool_side, _whole, numbers=_pool_side_numbers)
CONV_WEIGHTS = function(conv_weights, _whole, numbers=_conv_weights_numbers)


def dense_weights(sides: int) -> Function:
    """The weights of a fully connected layer behind a map of so many sides: (h · w · c) · n."""

    def numbers(arguments: list[Tex]) -> Tex:
        before = r" \times ".join(argument.text for argument in arguments[:-1])
        inputs = f"({before})" if sides > 1 else before
        return Tex(rf"{inputs} \times {arguments[-1].text}", Level.PRODUCT)

    return _of_many("dense_weights", np.multiply, mul, numbers)


def total(count: int) -> Function:
    """The sum of so many counts; those that are 0 are not printed."""

    def numbers(arguments: list[Tex]) -> Tex:
        terms = [argument.text for argument in arguments if argument.text != "0"]
        return Tex(" + ".join(terms) or "0", Level.SUM)

    def symbols(arguments: list[Tex]) -> Tex:
        return Tex(rf"\text{{{say('sum over all layers')}}}")

    return replace(_of_many("total", np.add, lambda a, b: a + b, numbers), symbols=symbols)


def _of_many(
    name: str,
    batch: Callable[[Array, Array], Array],
    scalar: Callable[[float, float], float],
    numbers: Callable[[list[Tex]], Tex],
) -> Function:
    return Function(
        name=name,
        signature=f"{name}(…)",
        kind=lambda kinds, literals=(): _whole(*kinds),
        batch=lambda *values: reduce(batch, values),
        scalar=lambda *values: reduce(scalar, values),
        symbols=lambda arguments: Tex(r"\ldots"),
        numbers=numbers,
    )
