"""Elementary functions of one number, applied to the elements of vectors and matrices alike."""

import math

import numpy as np

from solvers.explain.tex import Level, Tex, call
from solvers.functions.registry import TOLERANCE, Array, elementwise

CONSTANTS = {"pi": math.pi}


def exp(x: Array) -> Array:
    """exp(x) = e^x, the exponential; infinite from x ≈ 709.8 on.

    Element by element. Source: ISO 80000-2.
    """
    return np.exp(x)


def _exp(x: float) -> float:
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def log(x: Array) -> Array:
    """log(x) = ln x, the natural logarithm; not finite unless x > 0.

    Element by element. Source: ISO 80000-2.
    """
    return np.log(x)


def ln(x: float) -> float:
    """`log` of one number."""
    if x > 0:
        return math.log(x)
    return -math.inf if x == 0 else math.nan


def sqrt(x: Array) -> Array:
    """sqrt(x) = √x, the square root; not finite unless x ≥ 0.

    Element by element. Source: ISO 80000-2.
    """
    return np.sqrt(x)


def _sqrt(x: float) -> float:
    return math.sqrt(x) if x >= 0 else math.nan


def abs_(x: Array) -> Array:
    """abs(x) = |x|, the absolute value; whole if x is.

    Element by element. Source: ISO 80000-2.
    """
    return np.abs(x)


def cos(x: Array) -> Array:
    """cos(x) = (e^(ix) + e^(−ix)) / 2, the cosine; x in radians.

    Element by element. Source: ISO 80000-2.
    """
    return np.cos(x)


def _cos(x: float) -> float:
    return math.cos(x) if math.isfinite(x) else math.nan


def floor(x: Array) -> Array:
    """floor(x) = ⌊x⌋, the largest whole number ≤ x; an x within 1e-9 of a whole number counts as that.

    Element by element. Source: ISO 80000-2.
    """
    nearest = np.round(x)
    return np.where(np.abs(x - nearest) <= TOLERANCE * np.maximum(1.0, np.abs(x)), nearest, np.floor(x))


def floor_of_one(x: float) -> float:
    """`floor` of one number."""
    if not math.isfinite(x):
        return x
    nearest = round(x)
    return float(nearest if abs(x - nearest) <= TOLERANCE * max(1.0, abs(x)) else math.floor(x))


def ceil(x: Array) -> Array:
    """ceil(x) = ⌈x⌉, the smallest whole number ≥ x; an x within 1e-9 of a whole number counts as that.

    Element by element. Source: ISO 80000-2.
    """
    return -floor(-x)


def _ceil(x: float) -> float:
    return -floor_of_one(-x)


def _power_of_e(arguments: list[Tex]) -> Tex:
    return Tex(f"e^{{{arguments[0].text}}}", Level.POWER)


FUNCTIONS = (
    elementwise(exp, _exp, symbols=_power_of_e),
    elementwise(log, ln, symbols=lambda a: call(r"\ln", a)),
    elementwise(sqrt, _sqrt, symbols=lambda a: Tex(rf"\sqrt{{{a[0].text}}}")),
    elementwise(abs_, abs, symbols=lambda a: Tex(rf"\left|{a[0].text}\right|"), keeps_whole=True),
    elementwise(cos, _cos, symbols=lambda a: call(r"\cos", a)),
    elementwise(floor, floor_of_one, symbols=lambda a: Tex(rf"\left\lfloor {a[0].text} \right\rfloor"),
                gives_whole=True, siblings=("ceil",)),
    elementwise(ceil, _ceil, symbols=lambda a: Tex(rf"\left\lceil {a[0].text} \right\rceil"),
                gives_whole=True, siblings=("floor",)),
)  # fmt: skip
