"""Products of vectors and matrices."""

from operator import mul

import numpy as np

from solvers.explain.tex import Level, Tex
from solvers.functions.registry import Array, function
from solvers.language.kinds import Kind, KindError, vector


def dot(u: Array, v: Array) -> Array:
    """The dot product Σᵢ uᵢ vᵢ of two vectors of one length: (n, B), (n, B) → (B,)."""
    return np.asarray((u * v).sum(axis=0))


def _dot(u: list[float], v: list[float]) -> float:
    return sum(map(mul, u, v), 0.0)


def _dot_kind(u: Kind, v: Kind) -> Kind:
    vector(u, 0)
    vector(v, 1)
    if u.dims != v.dims:
        raise KindError(f"dot needs two vectors of one length; these have {u.dims[0]} and {v.dims[0]}.", 1)
    return Kind("number", whole=u.whole and v.whole)


def _dot_symbols(arguments: list[Tex]) -> Tex:
    return Tex(rf"{arguments[0].at(Level.SIGN)} \cdot {arguments[1].at(Level.POWER)}", Level.INNER)


def _dot_numbers(arguments: list[Tex]) -> Tex:
    left, right = arguments[0].elements, arguments[1].elements
    products = [rf"({a.at(Level.SIGN)} \times {b.at(Level.POWER)})" for a, b in zip(left, right, strict=True)]
    return Tex(" + ".join(products), Level.SUM)


FUNCTIONS = (function(dot, _dot_kind, scalar=_dot, symbols=_dot_symbols, numbers=_dot_numbers),)
