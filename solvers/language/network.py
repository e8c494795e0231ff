"""`cnn(input, layers)`: a network expands into ordinary steps, `net.1.weights`, `net.1.shape` and so on."""

import ast
from collections.abc import Callable
from dataclasses import dataclass

from solvers.functions import architecture
from solvers.functions.registry import Function
from solvers.language import kinds
from solvers.language.kinds import WHOLE
from solvers.language.layers import Layer, LayerError, read_input, read_layers
from solvers.language.program import Definition
from solvers.language.syntax import Source, Where
from solvers.language.tree import Array, Call, Index, Name, Node, Number
from solvers.words import Later, later, voiced

COLUMNS = ("weights", "biases", "shape", "trainable", "non_trainable")
DEFAULT_COLUMNS = ("weights", "biases", "shape")


@dataclass(frozen=True)
class Network:
    """A network: its input and layers as written; the cells of layer i are the steps `name.i.column`."""

    name: str
    label: str
    input: tuple[str, ...]
    layers: tuple[Layer, ...]
    where: Where

    def cells(self, column: str) -> list[str]:
        """The names of a column's steps, from the first layer on."""
        return [f"{self.name}.{number}.{column}" for number in range(1, len(self.layers) + 1)]


Lookup = Callable[[str], Node]  # digits or {{name}} → a whole number's node, or LayerError


class Expansion:
    """Expands one network into definitions."""

    def __init__(self, network: Network, lookup: Lookup) -> None:
        self.network = network
        self.lookup = lookup
        self.where = network.where
        self.definitions: list[Definition] = []

    def run(self) -> list[Definition]:
        """The definitions of all cells, layer by layer."""
        before: list[Node] = [self._number(side) for side in self.network.input]
        self._define(0, "shape", Later(lambda: ""), self._shape(before))
        for number, layer in enumerate(self.network.layers, start=1):
            before = self._sides(number - 1, len(before))
            weights, biases, after = EXPANDERS[layer.word](self, number, layer, before)
            self._define(number, "weights", later("weights"), weights)
            self._define(number, "biases", later("biases"), biases)
            self._define(number, "shape", later("feature map"), self._shape(after))
            self._define_trained(number, layer, before)
            before = after
        return self.definitions

    def _define(self, number: int, column: str, heading: Later, node: Node) -> None:
        name = f"{self.network.name}.{number}.{column}"
        layer = self.network.layers[number - 1].text if number else later("Input")
        label = later("{layer}, {column}", layer=layer, column=heading)
        symbol = Later(lambda: rf"\text{{{voiced(heading)}}}")
        self.definitions.append(Definition(name, "step", node, self.where, label, symbol))

    def _define_trained(self, number: int, layer: Layer, before: list[Node]) -> None:
        cells = [self._cell(number, column) for column in ("weights", "biases")]
        counted = self._call(architecture.total(2), *cells)
        statistics = (
            self._call(architecture.total(2), before[-1], before[-1])
            if layer.word == "BN"
            else self._literal(0)
        )
        trained, kept = counted, statistics
        if layer.frozen:
            parts = [*cells, *([before[-1]] * 2 if layer.word == "BN" else [])]
            trained, kept = self._literal(0), self._call(architecture.total(len(parts)), *parts)
        self._define(number, "trainable", later("trainable parameters"), trained)
        self._define(number, "non_trainable", later("non-trainable parameters"), kept)

    def convolution(self, number: int, layer: Layer, before: list[Node]) -> tuple[Node, Node, list[Node]]:
        """CONV-K-N: K × K, N filters."""
        self._need_map(number, layer, before)
        size, filters = (self._number(text) for text in layer.numbers)
        stride = self._number(layer.stride or "1")
        weights = self._call(architecture.CONV_WEIGHTS, size, before[2], filters)
        biases = filters if layer.bias else self._literal(0)
        if layer.padding == "same":
            sides = [self._call(architecture.SAME_SIDE, side, stride) for side in before[:2]]
        else:
            padding = self._number(layer.padding)
            sides = [self._call(architecture.CONV_SIDE, side, size, padding, stride) for side in before[:2]]
        return weights, biases, [*sides, filters]

    def pooling(self, number: int, layer: Layer, before: list[Node]) -> tuple[Node, Node, list[Node]]:
        """POOL-K: K × K with stride K, the rest cut off."""
        self._need_map(number, layer, before)
        size = self._number(layer.numbers[0])
        stride = self._number(layer.stride) if layer.stride else size
        sides = [self._call(architecture.POOL_SIDE, side, size, stride) for side in before[:2]]
        return self._literal(0), self._literal(0), [*sides, before[2]]

    def dense(self, number: int, layer: Layer, before: list[Node]) -> tuple[Node, Node, list[Node]]:
        """FC-N: every input to every one of N neurons; a map is flattened."""
        neurons = self._number(layer.numbers[0])
        weights = self._call(architecture.dense_weights(len(before)), *before, neurons)
        return weights, neurons if layer.bias else self._literal(0), [neurons]

    def normalisation(self, number: int, layer: Layer, before: list[Node]) -> tuple[Node, Node, list[Node]]:
        """BN: a scale (counted as weight) and a shift (as bias) for each channel; mean and variance apart."""
        return before[-1], before[-1], before

    def nothing(self, number: int, layer: Layer, before: list[Node]) -> tuple[Node, Node, list[Node]]:
        """DROPOUT: no parameters, the same map."""
        return self._literal(0), self._literal(0), before

    def average(self, number: int, layer: Layer, before: list[Node]) -> tuple[Node, Node, list[Node]]:
        """GAP: one number for each channel."""
        self._need_map(number, layer, before)
        return self._literal(0), self._literal(0), [before[2]]

    def flatten(self, number: int, layer: Layer, before: list[Node]) -> tuple[Node, Node, list[Node]]:
        """FLATTEN: all numbers of the map in a row."""
        if len(before) == 1:
            return self._literal(0), self._literal(0), before
        product = architecture.dense_weights(len(before) - 1)
        return self._literal(0), self._literal(0), [self._call(product, *before)]

    def _need_map(self, number: int, layer: Layer, before: list[Node]) -> None:
        if len(before) != 3:
            raise LayerError(
                f"Layer {number}, {layer.text!r}, needs a feature map; behind a flat layer there is none."
            )

    def _number(self, text: str) -> Node:
        return self.lookup(text)

    def _literal(self, value: int) -> Node:
        return Number(WHOLE, self.where, float(value))

    def _cell(self, number: int, column: str) -> Node:
        return Name(WHOLE, self.where, f"{self.network.name}.{number}.{column}")

    def _sides(self, number: int, count: int) -> list[Node]:
        whole = Name(kinds.shape_of(count), self.where, f"{self.network.name}.{number}.shape")
        return [Index(WHOLE, self.where, whole, (place,)) for place in range(count)]

    def _shape(self, sides: list[Node]) -> Node:
        return Array(kinds.shape_of(len(sides)), self.where, tuple(sides))

    def _call(self, function: Function, *arguments: Node) -> Node:
        return Call(WHOLE, self.where, function, arguments)


EXPANDERS: dict[str, Callable[[Expansion, int, Layer, list[Node]], tuple[Node, Node, list[Node]]]] = {
    "CONV": Expansion.convolution,
    "POOL": Expansion.pooling,
    "AVGPOOL": Expansion.pooling,
    "FC": Expansion.dense,
    "BN": Expansion.normalisation,
    "DROPOUT": Expansion.nothing,
    "GAP": Expansion.average,
    "FLATTEN": Expansion.flatten,
}


def read_network(name: str, label: str, call: ast.Call, source: Source) -> Network:
    """The network of a `cnn(input, layers)` line, or ProblemError."""
    texts = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    written = [text for text in texts if isinstance(text, str)]
    if len(call.args) != 2 or len(written) != 2 or call.keywords:
        raise source.error(call, 'cnn takes two texts: cnn("28x28x1", "CONV-5-16 POOL-2 FC-10").')
    try:
        return Network(name, label, read_input(written[0]), read_layers(written[1]), source.where(call))
    except LayerError as fault:
        raise source.error(call.args[1], str(fault)) from None


def totals(network: Network, function: str, where: Where) -> Node:
    """`parameters(net)`, `trainable(net)` or `non_trainable(net)`: the sum over its layers."""
    columns: tuple[str, ...] = (function,)
    plain = not any(layer.word == "BN" or layer.frozen for layer in network.layers)
    if plain and function != "non_trainable":
        columns = ("weights", "biases")
    elif function == "parameters":  # the statistics of a batch normalisation are neither weights nor biases
        columns = ("trainable", "non_trainable")
    numbers = range(1, len(network.layers) + 1)
    names = [f"{network.name}.{number}.{column}" for number in numbers for column in columns]
    terms = tuple(Name(WHOLE, where, name) for name in names)
    return Call(WHOLE, where, architecture.total(len(terms)), terms)


TOTALS = ("parameters", "trainable", "non_trainable")
