"""From a program's `show` lines and a variant's numbers to pictures."""

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from solvers.explain.numbers import rounded
from solvers.explain.symbols import symbol_of
from solvers.language.program import Curve, Show
from solvers.language.tree import Node, Number, names_in
from solvers.pictures import curves
from solvers.pictures.data import (
    Block,
    CnnPicture,
    ConvolutionPicture,
    CurvePicture,
    Layer,
    Mark,
    NetworkPicture,
    NeuronPicture,
    Picture,
    Quantity,
    Symbol,
)
from solvers.pictures.data import Curve as Sampled
from solvers.pictures.secrets import names_of_network, needs_sizes, reveals
from solvers.pictures.sentences import (
    block_in_words,
    filter_in_words,
    inputs_counted,
    layers_counted,
    network_in_words,
    neuron_in_words,
    place,
)
from solvers.pictures.values import Values
from solvers.pictures.words import listed, number_words, plain_symbol, spoken
from solvers.values import shown
from solvers.words import phrase, say

if TYPE_CHECKING:
    from solvers.variant import Variant

ACTIVATION_WORDS = {
    "relu": phrase("ReLU"),
    "leaky_relu": phrase("leaky ReLU"),
    "squashed_gaussian": phrase("squashed Gaussian"),
    "custom_sig": phrase("CustomSig"),
}
GLYPH_REACH = 4.0  # of the small curve in a neuron, on both sides of 0
HEIGHT_PLACES = 3  # decimals of a point's height


def pictures_of(variant: "Variant") -> tuple[Picture, ...]:
    """All pictures of a variant, in the order of the program."""
    drawer = Drawer(variant)
    return tuple(picture for show in variant.problem.program.shows for picture in drawer.pictures(show))


def question_pictures_of(variant: "Variant") -> tuple[Picture, ...]:
    """The pictures that give nothing away; the others are not even drawn."""
    drawer, program = Drawer(variant), variant.problem.program
    shows = (show for show in program.shows if show.picture == "cnn" or not reveals(show, program))
    return tuple(picture for show in shows for picture in drawer.pictures(show) if not picture.reveals)


class Drawer:
    """Makes the pictures of one variant."""

    def __init__(self, variant: "Variant") -> None:
        self.variant = variant
        self.program = variant.problem.program
        self.values = Values(variant)

    def pictures(self, show: Show) -> Iterator[Picture]:
        """What a line shows: one picture, or a network's layers without and with their sizes."""
        if show.picture == "cnn":
            yield from self._cnn(show)
        else:
            yield MAKERS[show.picture](self, show)

    def neuron(self, show: Show) -> NeuronPicture:
        weights = self.values.quantities(show.values[0], "w")
        inputs = self.values.quantities(show.values[1], "x")
        bias = self.values.quantity(show.values[2], "b") if len(show.values) > 2 else None
        activation = self._activation(show.curve) if show.curve else ""
        curve = None
        if show.curve is not None:
            curve = self._glyph(show.curve)
        counted = inputs_counted(len(inputs))
        title = say("A neuron with {inputs}", inputs=counted)
        if activation:
            title = say(
                "A neuron with {inputs} and the activation {activation}",
                inputs=counted,
                activation=activation,
            )
        return NeuronPicture(
            title=title,
            description=neuron_in_words(inputs, weights, bias, activation),
            label=self._label(show),
            reveals=reveals(show, self.program),
            inputs=inputs,
            weights=weights,
            bias=bias,
            activation=activation,
            curve=curve,
        )

    def _glyph(self, curve: Curve) -> Sampled:
        """The small curve; one without this variant's numbers in it is the same in all variants."""
        glyphs = self.variant.problem.glyphs
        if curve.name in glyphs:
            return glyphs[curve.name]
        found = curves.sampled(self.values.function(curve), -GLYPH_REACH, GLYPH_REACH)
        if not names_in(curve.node):
            glyphs[curve.name] = found
        return found

    def network(self, show: Show) -> NetworkPicture:
        first, *rest = show.values
        if isinstance(first, Number):
            inputs = tuple(Quantity(Symbol("x", str(n)), "") for n in range(1, int(first.value) + 1))
        else:
            inputs = self.values.quantities(first, "x")
        layers = tuple(self._layer(show, index) for index in range(len(rest)))
        *hidden, last = [layer.neurons for layer in layers]
        return NetworkPicture(
            title=say("A network with {layers}", layers=layers_counted(len(inputs), hidden, last)),
            description=network_in_words(inputs, layers),
            label=self._label(show),
            reveals=reveals(show, self.program),
            inputs=inputs,
            layers=layers,
        )

    def _layer(self, show: Show, index: int) -> Layer:
        node = show.values[index + 1]
        biases: tuple[str, ...] = ()
        rows: tuple[tuple[str, ...], ...] = ()
        if isinstance(node, Number):
            count = int(node.value)
        else:
            value = self.values.raw(node)
            matrix = value if isinstance(value[0], list) else [value]
            rows = tuple(tuple(self.values.text(item, node) for item in row) for row in matrix)
            count = len(rows)
        if show.biases:
            texts = self.values.texts(show.biases[index])
            biases = texts * count if len(texts) == 1 else texts
        outputs = self.values.symbols(show.outputs[index]) if show.outputs else ()
        return Layer(count, rows, biases, outputs)

    def _cnn(self, show: Show) -> Iterator[CnnPicture]:
        network = self.program.networks[show.network]
        hidden = bool(names_of_network(network) - self.program.inputs) or show.solution
        if not needs_sizes(network, self.program):
            yield self._layers(show, sized=True, hidden=hidden)
            return
        if not hidden:
            yield self._layers(show, sized=False, hidden=False)
        yield self._layers(show, sized=True, hidden=True)

    def _layers(self, show: Show, *, sized: bool, hidden: bool) -> CnnPicture:
        network = self.program.networks[show.network]
        blocks = [Block("INPUT", say("Input"), (), self._sides(network.name, 0))]
        for number, (layer, text) in enumerate(
            zip(network.layers, self.variant.layer_labels(network), strict=True), start=1
        ):
            name, _, options = text.rstrip("]").partition("[")
            parts = tuple(part.strip().replace("=", " ") for part in options.split(",") if part.strip())
            size = self._sides(network.name, number) if sized else ()
            blocks.append(Block(layer.word, name, parts, size))
        name = say("the network") if network.label in ("", "Network") else network.label
        title = say("The layers of {network}", network=name)
        if sized:
            title = say("The layers of {network} with the sizes of their feature maps", network=name)
        return CnnPicture(
            title=title,
            description=say("In order: {layers}.", layers="; ".join(map(block_in_words, blocks))),
            label=self._label(show),
            reveals=hidden,
            blocks=tuple(blocks),
            sized=sized,
        )

    def _sides(self, network: str, number: int) -> tuple[int, ...]:
        return tuple(int(side) for side in self.variant.raw[f"{network}.{number}.shape"])

    def convolution(self, show: Show) -> ConvolutionPicture:
        defaults = ("H", "W", "F", "P", "S")
        height, width, size, padding, stride = (
            self.values.quantity(node, default) for node, default in zip(show.values, defaults, strict=True)
        )
        counts = [int(self.values.raw(node)) for node in show.values]
        return ConvolutionPicture(
            title=say(
                "A filter of {size} × {size} on an input of {height} × {width}",
                size=size.value,
                height=height.value,
                width=width.value,
            ),
            description=filter_in_words(height, width, size, padding, stride),
            label=self._label(show),
            reveals=reveals(show, self.program),
            height=height,
            width=width,
            filter=size,
            padding=padding,
            stride=stride,
            cells=(counts[2], counts[3], counts[4]),
        )

    def activation(self, show: Show) -> CurvePicture:
        assert show.curve is not None
        function = self.values.function(show.curve)
        marks = self._marks(show, function)
        name = self._activation(show.curve)
        title = say("The activation {activation}", activation=name)
        if marks:
            point = place(marks[0])
            title = say(
                "The activation {activation}, with the point at {point}", activation=name, point=point
            )
        low, high = curves.activation_range([mark.x for mark in marks], show.curve.own)
        return self._curve(
            show,
            title,
            "".join(
                say("At {point} its height is {height}.", point=place(mark), height=mark.height)
                for mark in marks
            ),
            curves.sampled(function, low, high),
            marks,
        )

    def loss(self, show: Show) -> CurvePicture:
        assert show.curve is not None
        function = self.values.function(show.curve)
        marks = self._marks(show, function)
        low, high = curves.loss_range(function, [mark.x for mark in marks])
        places = [place(mark) for mark in marks]
        name = self._activation(show.curve)
        if len(marks) == 1:
            title, words = say("The loss {loss}, with the point at {point}", loss=name, point=places[0]), ""
        else:
            title = say("The loss {loss}, with the descent from {point}", loss=name, point=places[0])
            words = say("The descent goes through {points}.", points=listed(places))
        return self._curve(show, title, words, curves.sampled(function, low, high), marks)

    def _curve(
        self, show: Show, title: str, words: str, curve: Sampled, marks: tuple[Mark, ...]
    ) -> CurvePicture:
        assert show.curve is not None
        (parameter,) = show.curve.node.variables
        symbol = plain_symbol(symbol_of(parameter), parameter)
        if marks and not show.curve.own:
            symbol = marks[0].symbol
        own = (
            spoken(self.values.symbol_of(show.curve.name)) if show.curve.own else self._activation(show.curve)
        )
        xs = [x for piece in curve.pieces for x, _ in piece] + [mark.x for mark in marks]
        low, high = curves.height_of(curve, [mark.y for mark in marks])
        ends = {"start": plain_number(min(xs)), "end": plain_number(max(xs))}
        span = say("The curve is drawn from {start} to {end}.", **ends)
        return CurvePicture(
            title=title,
            description=f"{span} {words}".strip(),
            label=self._label(show),
            reveals=reveals(show, self.program),
            curve=curve,
            x_range=(min(xs), max(xs)),
            y_range=(low, high),
            x_name=symbol,
            y_name=f"{own}({spoken(symbol)})",
            marks=marks,
            joined=show.picture == "loss",
        )

    def _marks(self, show: Show, function: curves.Function) -> tuple[Mark, ...]:
        """The points on the curve of a function of one parameter."""
        assert show.curve is not None
        (parameter,) = show.curve.node.variables
        return tuple(self._mark(node, function, parameter) for node in show.values)

    def _mark(self, node: Node, function: curves.Function, parameter: str) -> Mark:
        quantity = self.values.quantity(node, parameter)
        x = float(self.values.raw(node))
        y = curves.value_at(function, x)
        height = "" if math.isnan(y) else number_words(shown(y, HEIGHT_PLACES))
        return Mark(quantity.symbol, quantity.value, x, y, height)

    def _activation(self, curve: Curve) -> str:
        if curve.own:
            return spoken(self.values.symbol_of(curve.name))
        return say(ACTIVATION_WORDS[curve.name]) if curve.name in ACTIVATION_WORDS else curve.name

    def _label(self, show: Show) -> str:
        return self.variant.text(show.label)


def plain_number(value: float) -> str:
    """An end of a range, short."""
    return number_words(rounded(value, 2).normalize())


MAKERS: dict[str, Callable[[Drawer, Show], Picture]] = {
    "neuron": Drawer.neuron,
    "network": Drawer.network,
    "convolution": Drawer.convolution,
    "activation": Drawer.activation,
    "loss": Drawer.loss,
}
