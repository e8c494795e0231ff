"""A filter on a padded input: schematic, so that it tells no size but those written beside it."""

from quizzes.pictures.shapes import Drawing, Edge, Face, Point, Shape, Text, symbol_parts
from solvers.pictures import ConvolutionPicture
from solvers.pictures.data import Quantity

MARGIN = 6.0
MOST_CELL, LEAST_CELL = 18.0, 5.0  # a smaller cell is not drawn
CORNER = 108.0  # the room of the filter, its step and the padding
BEYOND = 108.0  # how far the input goes on behind the filter's second place
FLATTER = 0.72
TICK = 5.0


def draw(picture: ConvolutionPicture) -> Drawing:
    """The drawing of a filter's first steps; filter, padding and stride to scale, the input cut short."""
    size, padding, stride = (float(max(count, 0)) for count in picture.cells)
    cell = min(MOST_CELL, CORNER / max(size + stride + padding, 1.0))
    side, ring, shift = size * cell, padding * cell, stride * cell
    left, top = MARGIN + _text(picture.height, (0, 0)).width + 24, MARGIN + 34
    right = left + side + shift + ring + BEYOND
    low = top + max(side + 2 * ring + 40, FLATTER * (right - left))
    inner = (left + ring, top + ring, right - ring, low - ring)
    shapes: list[Shape] = []
    if ring:
        shapes.append(_rectangle(left, top, right, low, "face padding"))
    shapes.append(_rectangle(*inner, "face face-input"))
    shapes.extend(_cells(left, top, side, cell))
    shapes.append(_rectangle(left + shift, top, left + shift + side, top + side, "filter filter-next"))
    shapes.append(_rectangle(left, top, left + side, top + side, "filter"))
    shapes.extend(_measure_across(picture.filter, left, left + side, top - 10))
    shapes.append(Edge(((left + side, top - 10), (left + side + shift, top - 10)), "path", arrow=shift > 9))
    stride_text = _text(picture.stride, (left + side + shift + 10, top - 5.5), "start")
    shapes.append(stride_text)
    shapes.extend(_measure_across(picture.width, inner[0], inner[2], low + 14, below=True))
    shapes.extend(_measure_down(picture.height, inner[1], inner[3], left - 14))
    padding_text = _text(picture.padding, (right + 20, low - ring / 2 + 4.5), "start")
    shapes.append(padding_text)
    if ring:
        shapes.extend(_measure_ring(right + 10, (inner[3], low)))
    end = max(padding_text.box[2], stride_text.box[2], right)
    return Drawing(end + MARGIN, low + 40, tuple(shapes))


def _text(quantity: Quantity, at: Point, anchor: str = "middle") -> Text:
    return Text(at, symbol_parts(quantity.symbol, f" = {quantity.value}"), "label", anchor)  # type: ignore[arg-type]


def _rectangle(left: float, top: float, right: float, bottom: float, role: str) -> Face:
    return Face(((left, top), (right, top), (right, bottom), (left, bottom)), role)


def _cells(left: float, top: float, side: float, cell: float) -> list[Edge]:
    """The lines between the filter's cells."""
    if cell < LEAST_CELL:
        return []
    steps = [index * cell for index in range(1, round(side / cell))]
    upright = [Edge(((left + step, top), (left + step, top + side)), "cells") for step in steps]
    return upright + [Edge(((left, top + step), (left + side, top + step)), "cells") for step in steps]


def _measure_across(
    quantity: Quantity, left: float, right: float, y: float, below: bool = False
) -> list[Shape]:
    """A measure with its text above or below it."""
    ends = [Edge(((x, y - TICK), (x, y + TICK)), "measure") for x in (left, right)]
    text = _text(quantity, ((left + right) / 2, y + 19 if below else y - 9))
    return [Edge(((left, y), (right, y)), "measure"), *ends, text]


def _measure_down(quantity: Quantity, top: float, bottom: float, x: float) -> list[Shape]:
    ends = [Edge(((x - TICK, y), (x + TICK, y)), "measure") for y in (top, bottom)]
    return [
        Edge(((x, top), (x, bottom)), "measure"),
        *ends,
        _text(quantity, (x - 8, (top + bottom) / 2 + 4), "end"),
    ]


def _measure_ring(x: float, span: tuple[float, float]) -> list[Shape]:
    """The width of the padding, at the lower right."""
    ends = [Edge(((x - TICK, y), (x + TICK, y)), "measure") for y in span]
    return [Edge(((x, span[0]), (x, span[1])), "measure"), *ends]
