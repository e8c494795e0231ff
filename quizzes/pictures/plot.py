"""A curve with its axes, marked points and a path: labels stand outside the plot or where nothing runs."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from quizzes.pictures.shapes import (
    PLAIN,
    SMALL,
    Box,
    Drawing,
    Edge,
    Part,
    Point,
    Rounded,
    Shape,
    Text,
    crosses,
    overlap,
    symbol_parts,
    words,
)
from solvers.pictures import CurvePicture
from solvers.pictures.data import Mark
from solvers.pictures.words import SUPERSCRIPTS

WIDTH, HEIGHT = 350.0, 246.0
LEAST_PLOT = 220.0
TOP, BOTTOM = 26.0, 26.0
TICKS = 5
DOT = 4.5
NEAR = 11.0  # marks as close as this share a label
SHORT = 14.0  # an arrow needs so much
CLEAR = 3.0  # between a label and a line


def scaled(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    """The map that takes low to start and high to end."""
    return lambda value: start + (value - low) / (high - low) * (end - start)


def draw(picture: CurvePicture) -> Drawing:
    """The drawing of a curve."""
    bottom, top = _padded(*picture.y_range)
    rows = [(y, tick_text(y)) for y in ticks(bottom, top)]
    left = max(Text((0, 0), words(text), font=SMALL).width for _, text in rows) + 10
    name = Text((0, 0), symbol_parts(picture.x_name), "name", "start")
    right = max(left + LEAST_PLOT, WIDTH - name.width - 10)
    name = replace(name, at=(right + 8, HEIGHT - BOTTOM - 1))
    title = Text((left, TOP - 11), words(picture.y_name), "name", "start")
    width = max(name.box[2], title.box[2], right + 18) + 2
    across = scaled(*picture.x_range, left, right)
    up = scaled(bottom, top, HEIGHT - BOTTOM, TOP)
    frame = (left, TOP, right, HEIGHT - BOTTOM)
    shapes: list[Shape] = [name, title, *_axes(picture, across, up, frame)]
    shapes += [*_numbers(picture, across, frame, width), *_heights(rows, up, frame)]
    curve = [Edge(tuple((across(x), up(y)) for x, y in piece), "curve") for piece in picture.curve.pieces]
    marks = [(mark, (across(mark.x), up(mark.y))) for mark in picture.marks if not math.isnan(mark.y)]
    path = _path([at for _, at in marks]) if picture.joined else _guides([at for _, at in marks], frame)
    dots = [Rounded(at, (2 * DOT, 2 * DOT), DOT, "mark") for _, at in marks]
    lines = [shape for shape in (*shapes, *curve, *path) if isinstance(shape, Edge)]
    labels = _labels(marks, picture.joined, lines, [dot.box for dot in dots], frame)
    if marks and not labels:
        labels = _above(_values(marks[0][0]), title, frame)
    return Drawing(width, HEIGHT, (*shapes, *curve, *path, *dots, *labels))


def _padded(low: float, high: float) -> tuple[float, float]:
    room = 0.07 * (high - low)
    return low - room, high + room


def ticks(low: float, high: float) -> list[float]:
    """Round numbers between two ends."""
    rough = (high - low) / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(step * power for step in (1, 2, 5, 10) if step * power >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [index * step for index in range(first, math.floor(high / step + 1e-9) + 1)]


def tick_text(value: float) -> str:
    """A tick's number, short: −0.5, 200, 5 × 10⁷."""
    digits, _, exponent = f"{value:.6g}".partition("e")
    power = f" × 10{str(int(exponent)).translate(SUPERSCRIPTS)}" if exponent else ""
    return digits.replace("-", "−") + power


def _axes(
    picture: CurvePicture, across: Callable[[float], float], up: Callable[[float], float], frame: Box
) -> Iterator[Edge]:
    """The frame, and the axes through 0 where it is in sight."""
    left, top, right, bottom = frame
    yield Edge(((left, bottom), (right, bottom)), "frame")
    yield Edge(((left, top), (left, bottom)), "frame")
    if picture.x_range[0] < 0 < picture.x_range[1]:
        yield Edge(((across(0), top), (across(0), bottom)), "axis")
    if up(0) < bottom - 1:
        yield Edge(((left, up(0)), (right, up(0))), "axis")


def _numbers(
    picture: CurvePicture, across: Callable[[float], float], frame: Box, width: float
) -> Iterator[Shape]:
    """Ticks below the frame, with a number where it has room."""
    end = 0.0
    for x in ticks(*picture.x_range):
        yield Edge(((across(x), frame[3]), (across(x), frame[3] + 4)), "frame")
        text = Text((across(x), frame[3] + 18), words(tick_text(x)), "note", font=SMALL)
        if end < text.box[0] and text.box[2] <= width:
            end = text.box[2] + 4
            yield text


def _heights(rows: list[tuple[float, str]], up: Callable[[float], float], frame: Box) -> Iterator[Shape]:
    """Ticks left of the frame, with their numbers."""
    for y, text in rows:
        yield Edge(((frame[0] - 4, up(y)), (frame[0], up(y))), "frame")
        yield Text((frame[0] - 7, up(y) + 4), words(text), "note", "end", SMALL)


def _path(points: Sequence[Point]) -> list[Edge]:
    """The steps of a descent."""
    found = []
    for start, end in pairwise(points):
        length = math.dist(start, end)
        if length > SHORT:
            share = 1 - (DOT + 1) / length
            before = start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
            found.append(Edge((start, before), "path", arrow=True))
    return found


def _guides(points: Sequence[Point], frame: Box) -> list[Edge]:
    """From a point to both scales."""
    return [
        edge
        for x, y in points
        for edge in (Edge(((x, y), (x, frame[3])), "guide"), Edge(((frame[0], y), (x, y)), "guide"))
    ]


def _labels(
    marks: Sequence[tuple[Mark, Point]], joined: bool, lines: list[Edge], taken: list[Box], frame: Box
) -> list[Text]:
    """A label for each mark or group of marks, where it crosses nothing."""
    taken = list(taken)
    found = []
    for group in _groups(marks):
        parts = _names(group) if joined else _values(group[0][0])
        text = _placed(parts, group[0][1], lines, taken, frame)
        if text is not None:
            found.append(text)
            taken.append(text.box)
    return found


def _groups(marks: Sequence[tuple[Mark, Point]]) -> list[list[tuple[Mark, Point]]]:
    groups: list[list[tuple[Mark, Point]]] = []
    for mark in marks:
        for group in groups:
            if math.dist(group[0][1], mark[1]) < NEAR:
                group.append(mark)
                break
        else:
            groups.append([mark])
    return groups


def _names(group: Sequence[tuple[Mark, Point]]) -> tuple[Part, ...]:
    """w₀, u₂."""
    parts: list[Part] = []
    for mark in {mark.symbol: mark for mark, _ in group}.values():
        dropped = bool(parts) and parts[-1].below
        symbol = symbol_parts(mark.symbol)
        if parts:
            parts.append(Part(", ", shift=-symbol[-1].shift if dropped else 0))
        parts.extend(symbol)
    return tuple(parts)


def _values(mark: Mark) -> tuple[Part, ...]:
    return words(f"({mark.value}, {mark.height})")


def _placed(
    parts: tuple[Part, ...], at: Point, lines: list[Edge], taken: list[Box], frame: Box
) -> Text | None:
    """The text beside a point, at the first place that is free; None where there is none."""
    for reach in (10, 16, 24, 34, 46, 60):
        for angle in (-45, -135, 45, 135, -90, 90, 0, 180, -20, -160, 20, 160):
            dx, dy = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            anchor = "start" if dx > 0.1 else "end" if dx < -0.1 else "middle"
            text = Text((at[0] + reach * dx, at[1] + reach * dy + 4 + 4 * dy), parts, "label", anchor, PLAIN)  # type: ignore[arg-type]
            if _is_free(text.box, lines, taken, frame):
                return text
    return None


def _above(parts: tuple[Part, ...], title: Text, frame: Box) -> list[Text]:
    """What found no place beside its point: at the upper right, if the title leaves room."""
    text = Text((frame[2], frame[1] - 11), parts, "label", "end")
    return [] if overlap(text.box, title.box) else [text]


def _is_free(box: Box, lines: list[Edge], taken: list[Box], frame: Box) -> bool:
    inside = frame[0] < box[0] and frame[1] < box[1] and box[2] < frame[2] and box[3] < frame[3]
    around = (box[0] - CLEAR, box[1] - CLEAR, box[2] + CLEAR, box[3] + CLEAR)
    return (
        inside
        and not any(overlap(box, other) for other in taken)
        and not any(crosses(around, *segment) for line in lines for segment in line.segments)
    )
