"""Losses: how far predictions y lie from targets t."""

from collections.abc import Callable
from typing import Any

import numpy as np

from solvers.explain.tex import Level, Tex, bracket, call, fraction
from solvers.functions import notation
from solvers.functions.elementary import ln
from solvers.functions.registry import Array, elements, function
from solvers.language.kinds import NUMBER, Kind, KindError


def mse(y: Array, t: Array) -> Array:
    """mse(y, t) = Σᵢ (yᵢ − tᵢ)² / n, the mean squared error.

    Shapes: number, number → number; two vectors or matrices of one size → number. Unit: that of y, squared.
    Source: Goodfellow et al. 2016, 5.1.
    """
    return _mean(np.square(y - t))


def _mse(y: Any, t: Any) -> float:
    pairs = _pairs(y, t)
    return sum((a - b) * (a - b) for a, b in pairs) / len(pairs)


def binary_cross_entropy(y: Array, t: Array) -> Array:
    """binary_cross_entropy(y, t) = −Σᵢ (tᵢ ln yᵢ + (1 − tᵢ) ln(1 − yᵢ)) / n, with 0 · ln 0 = 0.

    Shapes: number, number → number; two vectors or matrices of one size → number. Natural logarithm: nats.
    Not finite where a logarithm that counts has no value. Source: Goodfellow et al. 2016, 6.2.
    """
    return -_mean(_weighted(t, y) + _weighted(1.0 - t, 1.0 - y))


def _binary_cross_entropy(y: Any, t: Any) -> float:
    pairs = _pairs(y, t)
    return -sum(_term(b, a) + _term(1.0 - b, 1.0 - a) for a, b in pairs) / len(pairs)


def cross_entropy(y: Array, t: Array) -> Array:
    """cross_entropy(y, t) = −Σᵢ tᵢ ln yᵢ, with 0 · ln 0 = 0; of a matrix, the mean over its rows.

    y are the predicted shares of the classes, t the right ones: one-hot where one class is right.
    Shapes: (n), (n) → number; (m, n), (m, n) → number. Natural logarithm: nats. Not finite where a logarithm
    that counts has no value. Source: Goodfellow et al. 2016, 6.2.
    """
    rows = -_weighted(t, y).sum(axis=-2)
    return np.asarray(rows if rows.ndim == 1 else rows.mean(axis=0))


def _cross_entropy(y: list[Any], t: list[Any]) -> float:
    rows = len(y) if isinstance(y[0], list) else 1
    return -sum(_term(b, a) for a, b in _pairs(y, t)) / rows


def _mean(x: Array) -> Array:
    return np.asarray(x.reshape(-1, x.shape[-1]).mean(axis=0))


def _weighted(weight: Array, share: Array) -> Array:
    """weight · ln(share), 0 where the weight is."""
    return np.where(weight == 0.0, 0.0 * share, weight * np.log(share))


def _term(weight: float, share: float) -> float:
    return 0.0 * share if weight == 0 else weight * ln(share)


def _pairs(y: Any, t: Any) -> list[tuple[float, float]]:
    return list(zip(elements(y), elements(t), strict=True))


def _compared(name: str) -> Callable[[Kind, Kind], Kind]:
    """The rule of a loss: two values of one size."""

    def kind(y: Kind, t: Kind) -> Kind:
        for index, argument in enumerate((y, t)):
            if not argument.is_number:
                raise KindError(f"{name} compares numbers; this is {argument.describe()}.", index)
        if y.dims != t.dims:
            described = f"{y.describe()} and {t.describe()}"
            raise KindError(f"{name} needs predictions and targets of one size; these are {described}.", 1)
        return NUMBER

    return kind


def _cross_entropy_kind(y: Kind, t: Kind) -> Kind:
    kind = _compared("cross_entropy")(y, t)
    if len(y.dims) not in (1, 2):
        instead = "for one output write binary_cross_entropy(y, t)"
        raise KindError(f"cross_entropy needs vectors; this is {y.describe()}: {instead}.", 0)
    return kind


def _cells(arguments: list[Tex]) -> list[tuple[Tex, Tex]]:
    y, t = (notation.cells(argument) for argument in arguments)
    return list(zip(y, t, strict=True))


def _mse_numbers(arguments: list[Tex]) -> Tex:
    return notation.averaged([notation.squared(y, t) for y, t in _cells(arguments)])


def _logarithms(weight: Tex, share: str) -> list[Tex]:
    """The term weight · ln(share): none for a weight of 0, no factor for 1."""
    if weight.value == 0:
        return []
    logarithm = Tex(rf"\ln{bracket(share)}")
    if weight.value == 1:
        return [logarithm]
    return [Tex(rf"{weight.at(Level.POWER)} \times {logarithm.text}", Level.PRODUCT)]


def _rest(share: Tex) -> Tex:
    """1 − share."""
    value = None if share.value is None else 1.0 - share.value
    return Tex(f"1 - {notation.subtracted(share)}", Level.SUM, value=value)


def _averaged(terms: list[Tex], count: int) -> Tex:
    if not terms:
        return Tex("0")
    total = notation.summed(terms)
    return notation.negative(total if count == 1 else fraction(total, str(count)))


def _binary_numbers(arguments: list[Tex]) -> Tex:
    pairs = _cells(arguments)
    terms: list[Tex] = []
    for y, t in pairs:
        terms += _logarithms(t, y.text) + _logarithms(_rest(t), _rest(y).text)
    return _averaged(terms, len(pairs))


def _cross_entropy_numbers(arguments: list[Tex]) -> Tex:
    terms = [term for y, t in _cells(arguments) for term in _logarithms(t, y.text)]
    rows = arguments[0].elements
    return _averaged(terms, len(rows) if rows[0].elements else 1)


FUNCTIONS = (
    function(mse, _compared("mse"), scalar=_mse, symbols=lambda a: call(r"\operatorname{MSE}", a),
             numbers=_mse_numbers, siblings=("binary_cross_entropy",)),
    function(binary_cross_entropy, _compared("binary_cross_entropy"), scalar=_binary_cross_entropy,
             symbols=lambda a: call(r"\operatorname{BCE}", a), numbers=_binary_numbers,
             siblings=("mse", "cross_entropy")),
    function(cross_entropy, _cross_entropy_kind, scalar=_cross_entropy,
             symbols=lambda a: call(r"\operatorname{CE}", a), numbers=_cross_entropy_numbers,
             siblings=("binary_cross_entropy", "mse")),
)  # fmt: skip
