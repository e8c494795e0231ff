"""Products of vectors and matrices, and how they are put together."""

from collections.abc import Sequence
from operator import mul
from typing import Any

import numpy as np

from solvers.explain.tex import Level, Tex, call
from solvers.functions import notation
from solvers.functions.registry import Array, affordable, function
from solvers.language.kinds import Kind, KindError, matrix, vector


def dot(u: Array, v: Array) -> Array:
    """dot(u, v) = Σᵢ uᵢ vᵢ, the dot product of two vectors of one length.

    Shapes: (n), (n) → number. Whole if both are. Source: Strang 2016, 1.2.
    """
    return np.asarray((u * v).sum(axis=0))


def _dot(u: Sequence[float], v: Sequence[float]) -> float:
    total: float = sum(map(mul, u, v))
    return total


def _dot_kind(u: Kind, v: Kind) -> Kind:
    vector(u, 0)
    vector(v, 1)
    if u.dims != v.dims:
        raise KindError(f"dot needs two vectors of one length; these have {u.dims[0]} and {v.dims[0]}.", 1)
    return Kind("number", whole=u.whole and v.whole)


def _dot_symbols(arguments: list[Tex]) -> Tex:
    return Tex(rf"{arguments[0].at(Level.SIGN)} \cdot {arguments[1].at(Level.POWER)}", Level.INNER)


def _dot_numbers(arguments: list[Tex]) -> Tex:
    left, right = arguments
    terms = notation.summed(notation.products(left.elements, right.elements))
    return Tex(terms.text, Level.SUM)


def matmul(a: Array, b: Array) -> Array:
    """matmul(a, b)ᵢⱼ = Σₖ aᵢₖ bₖⱼ, the product of matrices and vectors; it is written a @ b.

    Shapes: (n), (n) → number; (m, n), (n) → (m); (m), (m, n) → (n); (m, k), (k, n) → (m, n).
    Whole if both are. Source: Strang 2016, 2.4.
    """
    left = a if a.ndim == 3 else a[None]
    right = b if b.ndim == 3 else b[:, None]
    product = np.einsum("ik...,kj...->ij...", left, right)
    if b.ndim < 3:
        product = product[:, 0]
    return np.asarray(product if a.ndim == 3 else product[0])


def _matmul(a: list[Any], b: list[Any]) -> Any:
    if not isinstance(a[0], list):
        return [_dot(a, column) for column in zip(*b, strict=True)] if isinstance(b[0], list) else _dot(a, b)
    if not isinstance(b[0], list):
        return [_dot(row, b) for row in a]
    columns = list(zip(*b, strict=True))
    return [[_dot(row, column) for column in columns] for row in a]


def _matmul_kind(a: Kind, b: Kind) -> Kind:
    for index, kind in enumerate((a, b)):
        if not kind.is_number or len(kind.dims) not in (1, 2):
            raise KindError(f"@ needs vectors or matrices; this is {kind.describe()}.", index)
    inner, first = a.dims[-1], b.dims[0]
    if inner != first:
        fault = f"@ needs as many columns on its left as rows on its right; here are {inner} and {first}"
        raise KindError(f"{fault} ({a.describe()} and {b.describe()}).", 1)
    dims = (*a.dims[:-1], *b.dims[1:])
    affordable(Kind("number", dims).elements * inner)
    return Kind("number", dims, whole=a.whole and b.whole)


def _matmul_symbols(arguments: list[Tex]) -> Tex:
    left, right = arguments
    return Tex(f"{left.at(Level.SIGN)} {right.at(Level.POWER)}", Level.PRODUCT, signed=left.signed)


def _matmul_numbers(arguments: list[Tex]) -> Tex:
    left, right = arguments
    rows = left.elements if left.elements[0].elements else (left,)
    columns = len(right.elements[0].elements)
    first_column = [item.elements[0] if columns else item for item in right.elements]
    if rows[0] is left and not columns:
        return _dot_numbers(arguments)
    first = notation.summed(notation.products(rows[0].elements, first_column), notation.WINDOW)
    if rows[0] is not left and columns:
        return notation.first_of_matrix(first, len(rows), columns)
    return notation.first_of_vector(first, columns or len(rows))


def transpose(a: Array) -> Array:
    """transpose(a)ᵢⱼ = aⱼᵢ, a matrix with its rows as columns.

    Shapes: (m, n) → (n, m). Whole if a is. Source: Strang 2016, 2.7.
    """
    return np.asarray(a.swapaxes(0, 1))


def _transpose(a: list[list[float]]) -> list[list[float]]:
    return [list(column) for column in zip(*a, strict=True)]


def _transpose_kind(a: Kind) -> Kind:
    return Kind("number", matrix(a).dims[::-1], whole=a.whole)


def _transpose_symbols(arguments: list[Tex]) -> Tex:
    return Tex(rf"{arguments[0].at(Level.ATOM)}^{{\top}}", Level.POWER)


def outer(u: Array, v: Array) -> Array:
    """outer(u, v)ᵢⱼ = uᵢ vⱼ, the outer product u vᵀ.

    Shapes: (m), (n) → (m, n). Whole if both are. Source: Strang 2016, 2.4.
    """
    return np.asarray(u[:, None] * v[None, :])


def _outer(u: list[float], v: list[float]) -> list[list[float]]:
    return [[a * b for b in v] for a in u]


def _outer_kind(u: Kind, v: Kind) -> Kind:
    return Kind("number", (*vector(u, 0).dims, *vector(v, 1).dims), whole=u.whole and v.whole)


def _outer_symbols(arguments: list[Tex]) -> Tex:
    left, right = arguments
    return Tex(rf"{left.at(Level.POWER)} {right.at(Level.ATOM)}^{{\top}}", Level.PRODUCT)


def _outer_numbers(arguments: list[Tex]) -> Tex:
    left, right = arguments[0].elements, arguments[1].elements
    first = rf"{left[0].at(Level.SIGN)} \times {right[0].at(Level.POWER)}"
    return notation.first_of_matrix(Tex(first), len(left), len(right))


def concat(first: Array, second: Array, *more: Array) -> Array:
    """concat(u, v, …) = [u₁, …, uₘ, v₁, …, vₙ, …], vectors joined end to end.

    Shapes: (m), (n), … → (m + n + …). Whole if all are. Source: NumPy's concatenate.
    """
    parts = (first, second, *more)
    lanes = max(part.shape[-1] for part in parts)
    return np.concatenate([np.broadcast_to(part, (*part.shape[:-1], lanes)) for part in parts])


def _concat(*parts: list[float]) -> list[float]:
    return [element for part in parts for element in part]


def _concat_kind(*kinds: Kind) -> Kind:
    length = sum(vector(kind, index).dims[0] for index, kind in enumerate(kinds))
    return Kind("number", (length,), whole=all(kind.whole for kind in kinds))


def _concat_symbols(arguments: list[Tex]) -> Tex:
    return Tex(rf"\left[{'; '.join(argument.text for argument in arguments)}\right]")


def one_hot(index: Array, length: Array) -> Array:
    """one_hot(k, n)ᵢ = 1 if i = k, else 0: the class k as a vector of length n. k counts from 0.

    Shapes: whole number, n written out → (n). Not finite where k is not one of 0 … n − 1.
    Source: Bishop 2006, 4.
    """
    places = np.arange(int(length[0]), dtype=np.float64)[:, None]
    inside = (index >= 0) & (index < length[0])
    return np.where(inside, np.where(places == index, 1.0, 0.0), np.nan)


def _one_hot(index: float, length: float) -> list[float]:
    inside = 0 <= index < length
    return [float(place == index) if inside else float("nan") for place in range(int(length))]


def _one_hot_kind(index: Kind, length: int) -> Kind:
    if index.dims or not index.is_number or not index.whole:
        raise KindError(f"one_hot needs a whole number from 0; this is {index.describe()}.", 0)
    return Kind("number", (length,), whole=True)


def _one_hot_symbols(arguments: list[Tex]) -> Tex:
    return call(rf"\operatorname{{onehot}}_{{{arguments[1].text}}}", arguments[:1])


FUNCTIONS = (
    function(dot, _dot_kind, scalar=_dot, symbols=_dot_symbols, numbers=_dot_numbers),
    function(matmul, _matmul_kind, scalar=_matmul, symbols=_matmul_symbols, numbers=_matmul_numbers),
    function(transpose, _transpose_kind, scalar=_transpose, symbols=_transpose_symbols),
    function(outer, _outer_kind, scalar=_outer, symbols=_outer_symbols, numbers=_outer_numbers),
    function(concat, _concat_kind, scalar=_concat, signature="concat(u, v, …)", symbols=_concat_symbols),
    function(one_hot, _one_hot_kind, scalar=_one_hot, signature="one_hot(k, n)", symbols=_one_hot_symbols,
             written={"length": 1}),
)  # fmt: skip
