"""A network of neurons, layer by layer from left to right.

Slanted edges run in a zone of their own. Before each neuron its edges run level, one above the other, and
each weight stands above its own: it can cross nothing, whatever the sizes of the layers.
"""

from dataclasses import dataclass, replace

from quizzes.pictures.rows import NODE, dots, input_node, shown_places
from quizzes.pictures.shapes import (
    LARGE,
    PLAIN,
    Drawing,
    Edge,
    Point,
    Rounded,
    Shape,
    Text,
    symbol_parts,
    text_width,
    words,
)
from solvers.pictures import NetworkPicture
from solvers.pictures.data import Layer

MARGIN = 6.0
LEAST_SLANT, MOST_SLANT = 44.0, 90.0  # the width of the slanted edges' zone …
STEEP = 6.0  # … which is a sixth of the height between the two
PORT = 21.0  # from one level edge to the next
NEURON = 32.0
BETWEEN = 16.0  # neurons of a layer
MOST_LABELS = 28  # weights of a layer; of more, only the edges are drawn
OUT = 20.0
ROOM = 5.0
BIAS = "b\u2009=\u2009"  # with thin spaces


@dataclass(frozen=True)
class Column:
    """A drawn layer: where its nodes give their values, and its right end."""

    outlets: list[Point]
    right: float


@dataclass(frozen=True)
class Wiring:
    """How a layer is drawn: its nodes, the rows of labels at each, and the width of the labels."""

    places: list[int | None]
    labels: list[list[str]]
    label_width: float
    names: list[Text]

    @property
    def neuron_width(self) -> float:
        return max(NEURON, max((name.width for name in self.names), default=0.0) + 2 * ROOM)

    @property
    def neuron_height(self) -> float:
        rows = max((len(labels) for labels in self.labels), default=0)
        return max(NEURON, PORT * rows + 6)

    @property
    def height(self) -> float:
        return len(self.places) * (self.neuron_height + BETWEEN) - BETWEEN


def draw(picture: NetworkPicture) -> Drawing:
    """The drawing of a network."""
    inputs = shown_places(len(picture.inputs))
    wirings = []
    before = inputs
    for layer in picture.layers:
        wirings.append(_wiring(layer, before))
        before = wirings[-1].places
    height = max([len(inputs) * (NODE + BETWEEN) - BETWEEN, *(wiring.height for wiring in wirings)])
    center = MARGIN + height / 2
    shapes: list[Shape] = []
    slant = min(max(LEAST_SLANT, height / STEEP), MOST_SLANT)
    column = _inputs(picture, inputs, center, shapes)
    for wiring, layer in zip(wirings, picture.layers, strict=True):
        column = _layer(wiring, bool(layer.weights), column, (slant, center), shapes)
    shapes.extend(Edge((outlet, (outlet[0] + OUT, outlet[1])), arrow=True) for outlet in column.outlets)
    return Drawing(column.right + OUT + MARGIN, height + 2 * MARGIN, tuple(shapes))


def _wiring(layer: Layer, before: list[int | None]) -> Wiring:
    """The labels of a layer, if all of its weights are drawn and there are not too many."""
    places = shown_places(layer.neurons)
    sources = [place for place in before if place is not None]
    whole = None not in places and None not in before and len(places) * len(sources) <= MOST_LABELS
    labels: list[list[str]] = [[] for place in places if place is not None]
    if whole and layer.weights:
        labels = [list(row) for row in layer.weights]
    if whole and layer.biases and (layer.weights or not any(labels)):
        labels = [[*row, BIAS + bias] for row, bias in zip(labels, layer.biases, strict=True)]
    widest = max((text_width(text, PLAIN) for row in labels for text in row), default=0.0)
    return Wiring(places, labels, widest, _names(layer, places))


def _names(layer: Layer, places: list[int | None]) -> list[Text]:
    """What stands in the nodes: the symbols of what they give, or the sign of a sum."""
    shown = [place for place in places if place is not None]
    if not layer.outputs:
        return [Text((0, 0), words("Σ"), "symbol", font=18) for _place in shown]
    return [Text((0, 0), symbol_parts(layer.outputs[place]), "symbol", font=LARGE) for place in shown]


def _inputs(picture: NetworkPicture, places: list[int | None], center: float, shapes: list[Shape]) -> Column:
    nodes = [input_node(picture.inputs[place], (0, 0))[0] for place in places if place is not None]
    width = max(node.size[0] for node in nodes)
    x = MARGIN + width / 2
    outlets = []
    for place, y in zip(places, _heights(len(places), NODE, center), strict=True):
        if place is None:
            shapes.extend(dots((x, y)))
        else:
            shapes.extend(input_node(picture.inputs[place], (x, y), width))
            outlets.append((x + width / 2, y))
    return Column(outlets, x + width / 2)


def _layer(
    wiring: Wiring, weighted: bool, before: Column, place: tuple[float, float], shapes: list[Shape]
) -> Column:
    """A layer's nodes and the edges into them; `place`: the slanted zone's width, the middle's height."""
    slant, center = place
    start = before.right + slant
    left = start + (wiring.label_width + 2 * ROOM if wiring.label_width else 0)
    heights = _heights(len(wiring.places), wiring.neuron_height, center)
    outlets = []
    width = wiring.neuron_width
    labels, names = iter(wiring.labels), iter(wiring.names)
    for number, y in zip(wiring.places, heights, strict=True):
        at = (left + width / 2, y)
        if number is None:
            shapes.extend(dots(at))
            continue
        _edges(next(labels), before.outlets, start, left, y, weighted, shapes)
        shapes.append(Rounded(at, (width, wiring.neuron_height), NEURON / 2, "neuron"))
        shapes.append(replace(next(names), at=(at[0], y + 6)))
        outlets.append((left + width, y))
    return Column(outlets, left + width)


def _edges(
    labels: list[str],
    sources: list[Point],
    start: float,
    left: float,
    center: float,
    weighted: bool,
    shapes: list[Shape],
) -> None:
    """The edges into one neuron; a bias comes from nowhere."""
    if not labels:
        shapes.extend(Edge((source, (left, center))) for source in sources)
        return
    top = center - PORT * (len(labels) - 1) / 2 + 3
    for index, label in enumerate(labels):
        y = top + PORT * index
        if weighted and index < len(sources):
            shapes.append(Edge((sources[index], (start, y), (left, y))))
        else:
            shapes.append(Edge(((start, y), (left, y)), "edge-bias"))
        shapes.append(Text((start + ROOM, y - 4), words(label), "value", "start"))


def _heights(count: int, node: float, center: float) -> list[float]:
    """The centres of a column's nodes."""
    step = node + BETWEEN
    return [center + step * (index - (count - 1) / 2) for index in range(count)]
