"""Convolution and pooling of feature maps: a window slides over a matrix, or over a map with channels."""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import product
from operator import mul
from typing import Any

import numpy as np

from solvers.explain.tex import Tex, call
from solvers.functions import notation
from solvers.functions.registry import Array, affordable, elements, function
from solvers.language import limits
from solvers.language.kinds import Kind, KindError


def side(n: int, window: int, padding: int, stride: int) -> int:
    """How often a window fits into n places with padding on both ends."""
    return (n + 2 * padding - window) // stride + 1


def conv2d(x: Array, k: Array, padding: Array | None = None, stride: Array | None = None) -> Array:
    """conv2d(x, k)ᵢⱼ = Σₐ Σᵦ x₍ᵢ₊ₐ₎₍ⱼ₊ᵦ₎ kₐᵦ: the kernel slides over the map and is not turned round.

    Deep learning calls this a convolution, signal processing a cross-correlation. conv2d(x, k, p, s) puts p
    zeros around x and moves the kernel by s. Shapes: (h, w), (a, b) → (⌊(h + 2p − a) / s⌋ + 1,
    ⌊(w + 2p − b) / s⌋ + 1); (h, w, c), (a, b, c) → the same, added over the channels. Whole if both are.
    Source: Dumoulin and Visin 2016, 2.
    """
    p, s = _written(padding, 0), _written(stride, 1)
    rows, columns = (side(x.shape[axis], k.shape[axis], p, s) for axis in (0, 1))
    padded = np.pad(x, [(p, p), (p, p), *[(0, 0)] * (x.ndim - 2)])
    windows = _windows(padded, k.shape[0], k.shape[1], rows, columns, s)
    total: Array = reduce(np.add, (window * k[place] for place, window in windows))
    return np.asarray(total if x.ndim == 3 else total.sum(axis=2))


def _windows(
    x: Array, height: int, width: int, rows: int, columns: int, stride: int
) -> Iterator[tuple[tuple[int, int], Array]]:
    """For each place of a window, what lies there in all its positions."""
    for i, j in product(range(height), range(width)):
        yield (i, j), x[i : i + rows * stride : stride, j : j + columns * stride : stride][:rows, :columns]


def _written(literal: Array | None, default: int) -> int:
    return default if literal is None else int(literal[0])


def _conv2d(x: list[Any], k: list[Any], padding: float = 0, stride: float = 1) -> list[list[float]]:
    p, s = int(padding), int(stride)
    padded = _padded(x, p, [0.0] * len(x[0][0]) if isinstance(x[0][0], list) else 0.0)
    kernel = elements(k)
    rows, columns = side(len(x), len(k), p, s), side(len(x[0]), len(k[0]), p, s)
    return [
        [_weighted(_window(padded, i * s, j * s, len(k), len(k[0])), kernel) for j in range(columns)]
        for i in range(rows)
    ]


def _padded(x: list[Any], padding: int, nothing: Any) -> list[Any]:
    ends = [nothing] * padding
    rows = [[*ends, *row, *ends] for row in x]
    edge = [[nothing] * len(rows[0])] * padding
    return [*edge, *rows, *edge]


def _window(x: list[Any], top: int, left: int, height: int, width: int) -> list[Any]:
    return [row[left : left + width] for row in x[top : top + height]]


def _weighted(window: list[Any], kernel: Sequence[float]) -> float:
    total: float = sum(map(mul, elements(window), kernel))
    return total


def _conv2d_kind(x: Kind, k: Kind, padding: int = 0, stride: int = 1) -> Kind:
    for index, kind in enumerate((x, k)):
        _feature_map(kind, index, "conv2d")
    if x.dims[2:] != k.dims[2:]:
        raise KindError(
            f"The map and the kernel need the same channels; these are {x.describe()} and {k.describe()}.", 1
        )
    height, width = (n + 2 * padding for n in x.dims[:2])
    if height < k.dims[0] or width < k.dims[1]:
        raise KindError(f"The kernel is larger than the map: {k.describe()} on {height} × {width}.", 1)
    if height * width > limits.MAX_ELEMENTS:
        raise KindError(f"A padded map has at most {limits.MAX_ELEMENTS:,} numbers.", 2)
    dims = side(height, k.dims[0], 0, stride), side(width, k.dims[1], 0, stride)
    affordable(dims[0] * dims[1] * k.elements)
    return Kind("number", dims, whole=x.whole and k.whole)


def _feature_map(kind: Kind, index: int, name: str) -> None:
    if not kind.is_number or len(kind.dims) not in (2, 3):
        described = kind.describe()
        raise KindError(f"{name} needs a matrix, or a map with channels; this is {described}.", index)


def _options(arguments: list[Tex]) -> tuple[int, int]:
    """Padding and stride of a call."""
    padding, stride = [*map(notation.whole, arguments[2:]), *(0, 1)[len(arguments) - 2 :]]
    return padding, stride


def _conv2d_symbols(arguments: list[Tex]) -> Tex:
    padding, stride = _options(arguments)
    given = [f"p={padding}"] * (padding != 0) + [f"s={stride}"] * (stride != 1)
    return call(rf"\operatorname{{conv}}{_subscript(given)}", arguments[:2])


def _subscript(parts: list[str]) -> str:
    return f"_{{{', '.join(parts)}}}" if parts else ""


def _conv2d_numbers(arguments: list[Tex]) -> Tex:
    """The first element in full."""
    x, k = arguments[0].elements, arguments[1].elements
    padding, stride = _options(arguments)
    nothing = Tex("0", elements=tuple(Tex("0") for _ in x[0].elements[0].elements))
    padded = _padded([row.elements for row in x], padding, nothing)
    window = _window(padded, 0, 0, len(k), len(k[0].elements))
    left = [cell for row in window for item in row for cell in notation.cells(item)]
    first = notation.summed(notation.products(left, notation.cells(arguments[1])), notation.WINDOW)
    rows = side(len(x), len(k), padding, stride)
    columns = side(len(x[0].elements), len(k[0].elements), padding, stride)
    return notation.first_of_matrix(first, rows, columns)


def max_pool(x: Array, size: Array, stride: Array | None = None) -> Array:
    """max_pool(x, n)ᵢⱼ = the largest element of the n × n window at (i·n, j·n); no incomplete windows.

    max_pool(x, n, s) moves the window by s. Shapes: (h, w), n and s written out → (⌊(h − n) / s⌋ + 1,
    ⌊(w − n) / s⌋ + 1); (h, w, c) → the same with c channels. Whole if x is.
    Source: Dumoulin and Visin 2016, 3.
    """
    return reduce(np.maximum, _pooled(x, size, stride))


def avg_pool(x: Array, size: Array, stride: Array | None = None) -> Array:
    """avg_pool(x, n)ᵢⱼ = the mean of the n × n window at (i·n, j·n); no incomplete windows.

    avg_pool(x, n, s) moves the window by s. Shapes: (h, w), n and s written out → (⌊(h − n) / s⌋ + 1,
    ⌊(w − n) / s⌋ + 1); (h, w, c) → the same with c channels. Source: Dumoulin and Visin 2016, 3.
    """
    return np.asarray(reduce(np.add, _pooled(x, size, stride)) / size[0] ** 2)


def _pooled(x: Array, size: Array, stride: Array | None) -> Iterator[Array]:
    n = int(size[0])
    s = _written(stride, n)
    rows, columns = (side(x.shape[axis], n, 0, s) for axis in (0, 1))
    return (window for _, window in _windows(x, n, n, rows, columns, s))


def _pool_scalar(chosen: Callable[[list[float]], float]) -> Callable[..., Any]:
    def scalar(x: list[Any], size: float, stride: float | None = None) -> Any:
        if isinstance(x[0][0], list):
            return _channels_last([scalar(channel, size, stride) for channel in _channels_first(x)])
        n, s = int(size), int(stride or size)
        rows, columns = side(len(x), n, 0, s), side(len(x[0]), n, 0, s)
        return [
            [chosen(list(elements(_window(x, i * s, j * s, n, n)))) for j in range(columns)]
            for i in range(rows)
        ]

    return scalar


def _channels_first(x: list[list[list[float]]]) -> list[list[list[float]]]:
    return [[[cell[channel] for cell in row] for row in x] for channel in range(len(x[0][0]))]


def _channels_last(maps: list[list[list[float]]]) -> list[list[list[float]]]:
    return [
        [[channel[i][j] for channel in maps] for j in range(len(maps[0][0]))] for i in range(len(maps[0]))
    ]


def _largest(values: list[float]) -> float:
    return float("nan") if any(value != value for value in values) else max(values)


def _average(values: list[float]) -> float:
    return sum(values) / len(values)


def _pool_kind(name: str, keeps_whole: bool) -> Callable[..., Kind]:
    def kind(x: Kind, size: int, stride: int | None = None) -> Kind:
        _feature_map(x, 0, name)
        height, width, *channels = x.dims
        if size > min(height, width):
            raise KindError(f"The window is larger than the map: {size} × {size} on {height} × {width}.", 1)
        sides = (side(n, size, 0, stride or size) for n in (height, width))
        found = Kind("number", (*sides, *channels), whole=keeps_whole and x.whole)
        affordable(found.elements * size * size)
        return found

    return kind


def _pool_symbols(name: str) -> Callable[[list[Tex]], Tex]:
    def symbols(arguments: list[Tex]) -> Tex:
        x, *sizes = arguments
        return call(rf"\operatorname{{{name}}}{_subscript([size.text for size in sizes])}", [x])

    return symbols


def _pool_numbers(first: Callable[[list[Tex]], Tex]) -> Callable[[list[Tex]], Tex]:
    """The first element in full."""

    def numbers(arguments: list[Tex]) -> Tex:
        rows = [row.elements for row in arguments[0].elements]
        size, stride = notation.whole(arguments[1]), notation.whole(arguments[-1])
        window = [notation.cells(item)[0] for row in _window(rows, 0, 0, size, size) for item in row]
        sides = side(len(rows), size, 0, stride), side(len(rows[0]), size, 0, stride)
        return notation.first_of_matrix(first(window), *sides)

    return numbers


WINDOW = {"size": 1, "stride": 1}

FUNCTIONS = (
    function(conv2d, _conv2d_kind, scalar=_conv2d, signature="conv2d(x, k)", symbols=_conv2d_symbols,
             numbers=_conv2d_numbers, written={"padding": 0, "stride": 1}),
    function(max_pool, _pool_kind("max_pool", keeps_whole=True), scalar=_pool_scalar(_largest),
             signature="max_pool(x, 2)", symbols=_pool_symbols("maxpool"),
             numbers=_pool_numbers(lambda window: call(r"\max", notation.listing(window))), written=WINDOW,
             siblings=("avg_pool",)),
    function(avg_pool, _pool_kind("avg_pool", keeps_whole=False), scalar=_pool_scalar(_average),
             signature="avg_pool(x, 2)", symbols=_pool_symbols("avgpool"),
             numbers=_pool_numbers(notation.averaged), written=WINDOW, siblings=("max_pool",)),
)  # fmt: skip
