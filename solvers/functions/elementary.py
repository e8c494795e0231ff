"""Elementary functions of one number, applied to the elements of vectors and matrices alike."""

import math

import numpy as np

from solvers.explain.tex import Level, Tex, call
from solvers.functions.registry import TOLERANCE, Array, elementwise

CONSTANTS = {"pi": math.pi}


def exp(x: Array) -> Array:
    """The exponential e^x; any real x, infinite from x ≈ 709.8 on. Element by element."""
    return np.exp(x)


def _exp(x: float) -> float:
    return math.exp(x) if x < 709.7 else math.inf


def log(x: Array) -> Array:
    """The natural logarithm ln x; x > 0, else the value is not finite. Element by element."""
    return np.log(x)


def _log(x: float) -> float:
    if x > 0:
        return math.log(x)
    return -math.inf if x == 0 else math.nan


def sqrt(x: Array) -> Array:
    """The square root √x; x ≥ 0, else the value is not finite. Element by element."""
    return np.sqrt(x)


def _sqrt(x: float) -> float:
    return math.sqrt(x) if x >= 0 else math.nan


def abs_(x: Array) -> Array:
    """The absolute value |x|. Element by element."""
    return np.abs(x)


def cos(x: Array) -> Array:
    """The cosine of x in radians. Element by element."""
    return np.cos(x)


def floor(x: Array) -> Array:
    """The largest whole number ≤ x; x within 1e-9 of a whole number counts as that. Element by element."""
    nearest = np.round(x)
    return np.where(np.abs(x - nearest) <= TOLERANCE * np.maximum(1.0, np.abs(x)), nearest, np.floor(x))


def _floor(x: float) -> float:
    if not math.isfinite(x):
        return x
    nearest = round(x)
    return float(nearest if abs(x - nearest) <= TOLERANCE * max(1.0, abs(x)) else math.floor(x))


def ceil(x: Array) -> Array:
    """The smallest whole number ≥ x; x within 1e-9 of a whole number counts as that. Element by element."""
    return -floor(-x)


def _ceil(x: float) -> float:
    return -_floor(-x)


def _power_of_e(arguments: list[Tex]) -> Tex:
    return Tex(f"e^{{{arguments[0].text}}}", Level.POWER)


FUNCTIONS = (
    elementwise(exp, _exp, symbols=_power_of_e),
    elementwise(log, _log, symbols=lambda a: call(r"\ln", a)),
    elementwise(sqrt, _sqrt, symbols=lambda a: Tex(rf"\sqrt{{{a[0].text}}}")),
    elementwise(abs_, abs, symbols=lambda a: Tex(rf"\left|{a[0].text}\right|"), keeps_whole=True),
    elementwise(cos, math.cos, symbols=lambda a: call(r"\cos", a)),
    elementwise(floor, _floor, symbols=lambda a: Tex(rf"\left\lfloor {a[0].text} \right\rfloor"),
                gives_whole=True, siblings=("ceil",)),
    elementwise(ceil, _ceil, symbols=lambda a: Tex(rf"\left\lceil {a[0].text} \right\rceil"),
                gives_whole=True, siblings=("floor",)),
)  # fmt: skip
