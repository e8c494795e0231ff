"""One neuron: inputs and weights from the left, the bias from above, the activation to the right.

Every weight stands above the level beginning of its edge, where no other edge comes.
"""

from quizzes.pictures.plot import scaled
from quizzes.pictures.rows import ROOM, dots, input_node, shown_places
from quizzes.pictures.shapes import (
    SMALL,
    Drawing,
    Edge,
    Part,
    Rounded,
    Shape,
    Text,
    symbol_parts,
    text_width,
    words,
)
from solvers.pictures import NeuronPicture

MARGIN = 6.0
ROW = 56.0
SUM = 23.0  # radius of the circle that adds up
BEND = 44.0
GAP = 20.0
BOX = 44.0
BIAS = 32.0  # from the circle up to the bias


def draw(picture: NeuronPicture) -> Drawing:
    """The drawing of a neuron."""
    places = shown_places(len(picture.inputs))
    weights = [
        Text((0, 0), symbol_parts(weight.symbol, f" = {weight.value}"), "value", "start")
        for weight in picture.weights
    ]
    nodes = [input_node(picture.inputs[place], (0, 0)) if place is not None else None for place in places]
    column = max(node[0].size[0] for node in nodes if node)
    label = max(weights[place].width for place in places if place is not None)
    center = _center(len(places), picture.bias is not None)
    circle = (MARGIN + column + ROOM + label + ROOM + BEND + SUM, center)
    shapes: list[Shape] = []
    top = center - ROW * (len(places) - 1) / 2
    for index, place in enumerate(places):
        y = top + ROW * index
        if place is None:
            shapes.extend(dots((MARGIN + column / 2, y)))
            continue
        edge = MARGIN + column
        bend = edge + ROOM + label + ROOM
        shapes.append(Edge(((edge, y), (bend, y), (circle[0] - SUM, center)), curved=True))
        shapes.append(Text((edge + ROOM, y - 6), weights[place].parts, "value", "start"))
        shapes.extend(input_node(picture.inputs[place], (MARGIN + column / 2, y), column))
    shapes.extend(_bias(picture, circle))
    right = max(shape.box[2] for shape in shapes if isinstance(shape, Rounded))
    right = max(right, _output(picture, circle, shapes))
    shapes.append(Rounded(circle, (2 * SUM, 2 * SUM), SUM, "neuron"))
    shapes.append(Text((circle[0], center + 8), words("Σ"), "symbol", font=22))
    bottom = max(center + ROW * (len(places) - 1) / 2 + 26, center + BOX / 2 + 44 * bool(picture.activation))
    return Drawing(right + MARGIN, bottom, tuple(shapes))


def _center(rows: int, bias: bool) -> float:
    """The height of the circle: rows and the bias above it have room."""
    return max(ROW * (rows - 1) / 2 + 26, (SUM + BIAS + 30) if bias else SUM + 4)


def _bias(picture: NeuronPicture, circle: tuple[float, float]) -> list[Shape]:
    """The bias above the circle; edges bend in left of it."""
    if picture.bias is None:
        return []
    text = Text((0, 0), symbol_parts(picture.bias.symbol, f" = {picture.bias.value}"), "value")
    width = max(text.width + 18, 2 * SUM)
    x, y = circle[0] - SUM + width / 2, circle[1] - SUM - BIAS - 13
    return [
        Edge(((circle[0], y + 13), (circle[0], circle[1] - SUM)), arrow=True),
        Rounded((x, y), (width, 26), 13, "bias"),
        Text((x, y + 4.5), text.parts, "value"),
    ]


def _output(picture: NeuronPicture, circle: tuple[float, float], shapes: list[Shape]) -> float:
    """The activation's box and the arrow out of it; the right end."""
    x, y = circle[0] + SUM, circle[1]
    if picture.activation:
        lines = _lines(picture.activation)
        half = max(BOX / 2, max(text_width(line, SMALL) for line in lines) / 2)
        left = x + max(GAP, half - BOX / 2 + 4)
        shapes.append(Edge(((x, y), (left, y)), arrow=True))
        shapes.append(Rounded((left + BOX / 2, y), (BOX, BOX), 8, "activation"))
        shapes.extend(_glyph(picture, (left + BOX / 2, y)))
        for number, line in enumerate(lines):
            at = (left + BOX / 2, y + BOX / 2 + 16 + 15 * number)
            shapes.append(Text(at, words(line), "note", font=SMALL))
        x = left + BOX
    out = x + 46
    shapes.append(Edge(((x, y), (out, y)), arrow=True))
    shapes.append(Text((out, y - 8), (Part("output"),), "note", "end", SMALL))
    return out


def _lines(name: str) -> list[str]:
    """A name on one line, a long one on two."""
    first, _, rest = name.partition(" ")
    return [first, rest] if rest and len(name) > 10 else [name]


def _glyph(picture: NeuronPicture, center: tuple[float, float]) -> list[Shape]:
    """The curve in the activation's box."""
    curve = picture.curve
    if curve is None or not curve.pieces:
        return []
    values = [y for piece in curve.pieces for _, y in piece]
    low, high = min(values), max(values)
    reach = BOX / 2 - 8
    xs = [x for piece in curve.pieces for x, _ in piece]
    across = scaled(min(xs), max(xs), center[0] - reach, center[0] + reach)
    up = scaled(low, high if high > low else low + 1, center[1] + reach, center[1] - reach)
    return [
        Edge(tuple((across(x), up(y)) for x, y in piece[::4]), "glyph")
        for piece in curve.pieces
        if len(piece) > 4
    ]
