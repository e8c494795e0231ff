"""What drawings are made of: texts, edges, boxes and faces, with coordinates for SVG.

Every text is given the room that a wide font needs, so that what does not overlap here does not on a screen.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from solvers.pictures.data import Symbol

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom
Anchor = Literal["start", "middle", "end"]

NARROW = 366.0  # the width up to which the smallest text has 11 pixels on a phone, where it shrinks to 340
BROAD = 680.0
SMALL, PLAIN, LARGE = 12, 13, 15  # sizes of text
DROP = 4  # of a subscript
ARROW = 8.0
CURVE_PARTS = 16  # straight parts that stand for a curve where crossings are looked for


@dataclass(frozen=True)
class Part:
    """A run of characters, raised or lowered against the one before."""

    text: str
    below: bool = False
    shift: int = 0

    @property
    def size(self) -> str:
        """The size of a subscript; nothing for what has the size of its text."""
        return str(SMALL) if self.below else ""


@dataclass(frozen=True)
class Text:
    """A line of text; `y` is its baseline."""

    at: Point
    parts: tuple[Part, ...]
    role: str = "words"
    anchor: Anchor = "middle"
    font: int = PLAIN

    @property
    def x(self) -> str:
        return coordinate(self.at[0])

    @property
    def y(self) -> str:
        return coordinate(self.at[1])

    @property
    def width(self) -> float:
        """The room that it needs."""
        bold = 1.08 if self.role in ("name", "symbol") else 1.0
        return bold * sum(text_width(part.text, SMALL if part.below else self.font) for part in self.parts)

    @property
    def box(self) -> Box:
        """The place that it takes."""
        left = self.at[0] - self.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        lowered = DROP if any(part.below for part in self.parts) else 0
        bottom = self.at[1] + max(0.22 * self.font, lowered + 0.1 * SMALL)
        return left, self.at[1] - 0.78 * self.font, left + self.width, bottom


@dataclass(frozen=True)
class Edge:
    """A line through points; `curved`: the last stretch bends from horizontal to horizontal."""

    points: tuple[Point, ...]
    role: str = "edge"
    curved: bool = False
    arrow: bool = False

    @property
    def d(self) -> str:
        """Its path."""
        *straight, last = self.points
        path = "M" + "L".join(map(pair, straight))
        if not self.curved:
            return path + "L" + pair(last)
        first, second = _handles(straight[-1], last)
        return f"{path}C{pair(first)} {pair(second)} {pair(last)}"

    @property
    def polyline(self) -> tuple[Point, ...]:
        """Points of straight parts that run where it runs."""
        if not self.curved:
            return self.points
        *straight, last = self.points
        return (*straight, *_bend(straight[-1], last))

    @property
    def segments(self) -> tuple[tuple[Point, Point], ...]:
        """Its straight parts."""
        return tuple(pairwise(self.polyline))

    @property
    def head(self) -> str:
        """The corners of its arrowhead."""
        (x0, y0), (x1, y1) = self.polyline[-2:]
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        dx, dy = (x1 - x0) / length * ARROW, (y1 - y0) / length * ARROW
        return " ".join(
            map(pair, [(x1, y1), (x1 - dx - dy / 2, y1 - dy + dx / 2), (x1 - dx + dy / 2, y1 - dy - dx / 2)])
        )


@dataclass(frozen=True)
class Rounded:
    """A box around a centre with rounded corners: a circle where they are as large as can be."""

    at: Point
    size: Point
    corner: float
    role: str = "neuron"

    @property
    def box(self) -> Box:
        """The place that it takes."""
        (x, y), (width, height) = self.at, self.size
        return x - width / 2, y - height / 2, x + width / 2, y + height / 2

    @property
    def x(self) -> str:
        return coordinate(self.box[0])

    @property
    def y(self) -> str:
        return coordinate(self.box[1])

    @property
    def width(self) -> str:
        return coordinate(self.size[0])

    @property
    def height(self) -> str:
        return coordinate(self.size[1])

    @property
    def radius(self) -> str:
        return coordinate(self.corner)


@dataclass(frozen=True)
class Face:
    """A filled shape with corners."""

    corners: tuple[Point, ...]
    role: str

    @property
    def points(self) -> str:
        return " ".join(map(pair, self.corners))


Shape = Text | Edge | Rounded | Face


@dataclass(frozen=True)
class Drawing:
    """Shapes in the order in which they are painted."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {coordinate(self.width)} {coordinate(self.height)}"

    @property
    def scrolls(self) -> bool:
        """Whether it is too wide to shrink to a phone's width."""
        return self.width > NARROW

    @property
    def natural_width(self) -> str:
        return coordinate(self.width)

    @property
    def natural_height(self) -> str:
        return coordinate(self.height)


def symbol_parts(symbol: Symbol, after: str = "") -> tuple[Part, ...]:
    """A symbol with its subscript, and what follows it: w₁ = 0.2."""
    parts = [Part(symbol.base)]
    if symbol.below:
        parts.append(Part(symbol.below, below=True, shift=DROP))
    if after:
        parts.append(Part(after, shift=-DROP if symbol.below else 0))
    return tuple(parts)


def words(text: str) -> tuple[Part, ...]:
    """A text without subscripts."""
    return (Part(text),)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float) -> float:
    """The width of a text in a wide font."""
    return size * sum(_share(character) for character in text)


def _share(character: str) -> float:
    if character == "\u2009":
        return 0.22
    if character in " .,:;|()[]ijlI'!":
        return 0.4
    if character in "−=+×→≈" or character in "mwMW":
        return 0.9 if character in "mwMW→" else 0.84
    return 0.69 if character.isupper() else 0.64


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def crosses(box: Box, start: Point, end: Point) -> bool:
    """Whether a straight line runs through a box (Liang and Barsky's clipping)."""
    enter, leave = 0.0, 1.0
    for low, high, origin, step in (
        (box[0], box[2], start[0], end[0] - start[0]),
        (box[1], box[3], start[1], end[1] - start[1]),
    ):
        if step == 0:
            if not low < origin < high:
                return False
            continue
        first, second = sorted(((low - origin) / step, (high - origin) / step))
        enter, leave = max(enter, first), min(leave, second)
    return enter < leave


@lru_cache(maxsize=4096)  # most stand at the same places in every variant
def coordinate(value: float) -> str:
    """A coordinate to a tenth, whatever the language of the page."""
    return f"{value:.1f}".removesuffix(".0")


def pair(point: Sequence[float]) -> str:
    """A point."""
    return f"{coordinate(point[0])},{coordinate(point[1])}"


def _handles(start: Point, end: Point) -> tuple[Point, Point]:
    middle = (start[0] + end[0]) / 2
    return (middle, start[1]), (middle, end[1])


def _bend(start: Point, end: Point) -> list[Point]:
    first, second = _handles(start, end)
    found = []
    for index in range(CURVE_PARTS + 1):
        t = index / CURVE_PARTS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        corners = (start, first, second, end)
        found.append(
            tuple(
                sum(weight * corner[axis] for weight, corner in zip(weights, corners, strict=True))
                for axis in (0, 1)
            )
        )
    return [(x, y) for x, y in found]
