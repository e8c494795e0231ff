"""Sampling a function for its curve, and the range in which it is worth looking at."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from solvers.pictures.data import Curve

SAMPLES = 96
JUMP = 0.25  # of the curve's height, between two samples, is a jump …
STEEPER = 8  # … unless the curve is nearly as steep on either side
THIRDS = 24  # narrowings of a minimum
DOUBLINGS = 16  # of the distance in which a minimum is looked for
Function = Callable[[float], float]


def value_at(function: Function, x: float) -> float:
    """The function's value, nan where it has none that is finite and real."""
    try:
        y = float(function(x))
    except (ArithmeticError, ValueError, TypeError):
        return math.nan
    return y if abs(y) < 1e12 else math.nan


def sampled(function: Function, low: float, high: float) -> Curve:
    """The curve between two places, in pieces."""
    width = (high - low) / SAMPLES
    points = [(low + i * width, value_at(function, low + i * width)) for i in range(SAMPLES + 1)]
    found = [y for _, y in points if not math.isnan(y)]
    height = max(found, default=0.0) - min(found, default=0.0)
    rises = [abs(after[1] - before[1]) for before, after in pairwise(points)]
    pieces: list[list[tuple[float, float]]] = [[]]
    for index, (x, y) in enumerate(points):
        if math.isnan(y) or (index and _jumps(rises, index - 1, height)):
            pieces.append([])
        if not math.isnan(y):
            pieces[-1].append((x, y))
    return Curve(tuple(tuple(piece) for piece in pieces if len(piece) > 1))


def _jumps(rises: list[float], index: int, height: float) -> bool:
    """Whether the curve breaks off between two samples rather than being steep there."""
    beside = [*rises[max(index - 1, 0) : index], *rises[index + 1 : index + 2]]
    steepest = max((rise for rise in beside if not math.isnan(rise)), default=0.0)
    return height > 0 and rises[index] > JUMP * height and rises[index] > STEEPER * steepest


def activation_range(places: Sequence[float], own: bool) -> tuple[float, float]:
    """Both sides of 0, wide enough for the point; own functions are made of pieces that lie near 0."""
    reach = max([2.0 if own else 4.0, *(math.ceil(1.25 * abs(place)) for place in places)])
    return -reach, reach


def loss_range(function: Function, weights: Sequence[float]) -> tuple[float, float]:
    """All weights, and both sides of the minimum if one is near."""
    lowest = _minimum(function, weights)
    if lowest is None:
        spread = max(max(weights) - min(weights), 1.0)
        return min(weights) - 0.25 * spread, max(weights) + 0.25 * spread
    farthest = max(abs(weight - lowest) for weight in weights)
    reach = 1.2 * farthest if farthest > 1e-6 * max(1.0, abs(lowest)) else 1.0
    return lowest - reach, lowest + reach


def _minimum(function: Function, weights: Sequence[float]) -> float | None:
    """Where the function is smallest, in the smallest surroundings of the weights that hold a minimum."""
    low, high = min(weights), max(weights)
    reach = max(high - low, 1.0)
    for _ in range(DOUBLINGS):
        places = [low - reach + i * (high - low + 2 * reach) / SAMPLES for i in range(SAMPLES + 1)]
        found = [(value_at(function, place), place) for place in places]
        finite = [pair for pair in found if not math.isnan(pair[0])]
        if not finite:
            return None
        best = min(finite)[1]
        if places[0] < best < places[-1]:
            return _sharper(function, best, places[1] - places[0])
        reach *= 2
    return None


def _sharper(function: Function, best: float, reach: float) -> float:
    """The minimum within `reach` of the best sample, by thirds."""
    low, high = best - reach, best + reach
    for _ in range(THIRDS):
        left, right = low + (high - low) / 3, high - (high - low) / 3
        if value_at(function, left) <= value_at(function, right):
            high = right
        else:
            low = left
    return (low + high) / 2


def height_of(curve: Curve, marks: Sequence[float]) -> tuple[float, float]:
    """The lowest and the highest value, the axis included."""
    values = [y for piece in curve.pieces for _, y in piece] + [y for y in marks if not math.isnan(y)] + [0.0]
    low, high = min(values), max(values)
    return (low, high) if high > low else (low, low + 1.0)
