"""Mistakes that teachers of this subject meet again and again, by the function in which they are made."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from solvers.functions import FUNCTIONS, architecture
from solvers.functions.registry import Function
from solvers.language import tree
from solvers.language.kinds import NUMBER, WHOLE
from solvers.language.network import Network
from solvers.language.program import Program
from solvers.words import later

Nodes = tuple[tree.Node, ...]
Change = tuple[str, tree.Node]

CEIL, FLOOR = FUNCTIONS["ceil"], FUNCTIONS["floor"]


def _number(like: tree.Node, value: int) -> tree.Node:
    return tree.Number(WHOLE, like.where, float(value))


def _of(operator: str, left: tree.Node, right: tree.Node) -> tree.Node:
    kind = NUMBER if operator == "/" else WHOLE
    return tree.Operation(kind, left.where, operator, (left, right))


def _call(function: Function, *arguments: tree.Node) -> tree.Node:
    return tree.Call(WHOLE, arguments[0].where, function, arguments)


def _slid(
    n: tree.Node, k: tree.Node, padded: tree.Node, s: tree.Node, rounded: Function = FLOOR
) -> tree.Node:
    """⌊(n + padded − k) / s⌋, the places of a filter but for the first."""
    return _call(rounded, _of("/", _of("-", _of("+", n, padded), k), s))


def rounded_down(arguments: Nodes) -> Iterator[Change]:
    """Mistakes at ⌊x⌋."""
    yield later("The result was rounded up instead of down."), _call(CEIL, *arguments)


def sigmoid(arguments: Nodes) -> Iterator[Change]:
    """Mistakes at 1 / (1 + e^−z)."""
    (z,) = arguments
    minus = tree.Operation(z.kind, z.where, "neg", arguments)
    yield (
        later("The sign of the exponent was turned."),
        tree.Call(z.kind, z.where, FUNCTIONS["sigmoid"], (minus,)),
    )
    yield (
        later("The 1 + below the fraction bar was forgotten."),
        tree.Call(z.kind, z.where, FUNCTIONS["exp"], (z,)),
    )


def dot(arguments: Nodes) -> Iterator[Change]:
    """Mistakes at w · x."""
    left, right = arguments
    last = left.kind.dims[0] - 1
    if not last:
        return
    factors = tuple(tree.Index(NUMBER, part.where, part, (last,)) for part in arguments)
    product = tree.Operation(NUMBER, left.where, "*", factors)
    whole = tree.Call(NUMBER, left.where, FUNCTIONS["dot"], (left, right))
    yield later("The last product was left out."), tree.Operation(NUMBER, left.where, "-", (whole, product))


def total(arguments: Nodes) -> Iterator[Change]:
    """Mistakes at the sum of the parameters of a network."""
    for column, text in LEFT_OUT_OF_TOTALS.items():
        kept = tuple(
            part for part in arguments if not (isinstance(part, tree.Name) and part.name.endswith(column))
        )
        if 1 < len(kept) < len(arguments):
            yield text, _call(architecture.total(len(kept)), *kept)


LEFT_OUT_OF_TOTALS = {
    ".biases": later("The biases were left out."),
    ".non_trainable": later("The parameters that are not trained were left out."),
}


def convolution_side(arguments: Nodes) -> Iterator[Change]:
    """Mistakes at ⌊(n + 2p − k) / s⌋ + 1."""
    n, k, p, s = arguments
    one, twice = _number(n, 1), _of("*", _number(n, 2), p)
    yield later("The padding was counted once instead of twice."), _of("+", _slid(n, k, p, s), one)
    yield later("The padding was left out."), _of("+", _slid(n, k, _number(n, 0), s), one)
    yield later("The + 1 was forgotten."), _slid(n, k, twice, s)
    yield later("The stride was forgotten."), _of("+", _slid(n, k, twice, one), one)
    yield later("The size was rounded up instead of down."), _of("+", _slid(n, k, twice, s, CEIL), one)
    yield later("The size was kept, as with padding `same`."), n


def _in_order_of_the_author(arguments: Nodes) -> Iterator[Change]:
    n, f, p, s = arguments
    return convolution_side((n, f, p, s))


def pooling_side(arguments: Nodes) -> Iterator[Change]:
    """Mistakes at ⌊n / k⌋."""
    n, k = arguments[:2]
    yield later("The size was rounded up instead of down."), _call(CEIL, _of("/", n, k))
    yield (
        later("The pooling was taken for a convolution of stride 1."),
        _of("+", _of("-", n, k), _number(n, 1)),
    )
    yield later("The pooling did not change the size."), n


def same_side(arguments: Nodes) -> Iterator[Change]:
    """Mistakes at ⌈n / s⌉."""
    n, s = arguments
    yield later("The size was rounded down instead of up."), _call(FLOOR, _of("/", n, s))
    yield later("The stride was forgotten."), n


def convolution_weights(arguments: Nodes) -> Iterator[Change]:
    """Mistakes at k · k · c · n."""
    k, c, n = arguments
    yield later("The depth of the input was ignored."), _call(architecture.CONV_WEIGHTS, k, _number(k, 1), n)
    yield later("The number of filters was left out."), _call(architecture.CONV_WEIGHTS, k, c, _number(k, 1))
    yield later("The filter was counted as a row, not as a square."), _of("*", _of("*", k, c), n)


def dense_weights(arguments: Nodes) -> Iterator[Change]:
    """Mistakes at the weights behind a feature map."""
    *map_, neurons = arguments
    if len(map_) == 3:
        height, _, channels = map_
        yield (
            later("The feature map was not flattened: only its channels were counted."),
            _of("*", channels, neurons),
        )
        yield (
            later("The channels of the feature map were ignored."),
            _of("*", _of("*", height, height), neurons),
        )
    yield later("The neurons were counted instead of the weights."), neurons


RATES = frozenset({"eta", "η", "lr", "rate", "alpha", "α", "learning_rate", "step_size"})


def update(program: Program, taken: tree.Node) -> Iterator[tuple[str, str, tree.Node]]:
    """Mistakes at w − η · g: the text, the operator, and what is then taken off or added."""
    rate = next((part for part in _factors(taken) if _is_rate(program, part)), None)
    if rate is not None:
        yield later("The update was added instead of subtracted."), "+", taken
        twice = tree.Operation(taken.kind, taken.where, "*", (rate, taken))
        yield later("The learning rate was used twice."), "-", twice


def _factors(node: tree.Node) -> Iterator[tree.Node]:
    if isinstance(node, tree.Operation) and node.operator == "*":
        for operand in node.operands:
            yield from _factors(operand)
    else:
        yield node


def _is_rate(program: Program, node: tree.Node) -> bool:
    if not isinstance(node, tree.Name) or node.kind.dims or node.name not in program.definitions:
        return False
    given = program.definitions[node.name]
    stem = node.name.rstrip("0123456789")
    named = stem in RATES or any(stem.startswith(f"{rate}_") for rate in RATES)
    return given.role in ("given", "constant") and (named or "learning rate" in given.label.lower())


REGISTERED: dict[str, Callable[[Nodes], Iterator[Change]]] = {
    "sigmoid": sigmoid,
    "dot": dot,
    "floor": rounded_down,
    "total": total,
    "conv_side": convolution_side,
    "conv_output": _in_order_of_the_author,
    "pool_side": pooling_side,
    "pool_output": pooling_side,
    "same_side": same_side,
    "conv_weights": convolution_weights,
    "dense_weights": dense_weights,
}


def cell_mistakes(network: Network, cell: str, where: tree.Node) -> Iterator[Change]:
    """Mistakes at a cell of a network's table that belong to the layer rather than to a function."""
    _, number, column = cell.rsplit(".", 2)
    layer = network.layers[int(number) - 1]
    of_layer = f"{network.name}.{number}"
    if column == "biases" and layer.word in ("CONV", "FC"):
        yield (
            later("One bias was counted for every weight."),
            tree.Name(WHOLE, where.where, f"{of_layer}.weights"),
        )
        yield later("The biases were left out."), _number(where, 0)
    if column == "weights" and layer.word in ("POOL", "AVGPOOL"):
        yield later("Parameters were counted in a pooling layer."), _pooled(network, int(number), where)
    if column == "shape" and layer.word == "CONV" and isinstance(where, tree.Array):
        depth = tree.Index(WHOLE, where.where, _map_before(network, int(number), where), (2,))
        kept = replace(where, items=(*where.items[:2], depth))
        yield later("The channels of the input were kept: there is one for each filter."), kept
    if layer.word == "BN" and column == "trainable":
        # There are as many of them as of scales and shifts.
        yield later("The running mean and variance were counted as trainable."), _of("+", where, where)
        half = _call(FLOOR, _of("/", where, _number(where, 2)))
        yield later("One number was counted for each channel instead of a scale and a shift."), half
    if layer.word == "BN" and column == "non_trainable":
        yield (
            later("The running mean and variance were not counted: they are not trainable."),
            _number(where, 0),
        )


def _map_before(network: Network, number: int, where: tree.Array) -> tree.Node:
    return tree.Name(where.kind, where.where, f"{network.name}.{number - 1}.shape")


def _pooled(network: Network, number: int, where: tree.Node) -> tree.Node:
    """k · k · c, as if a pooling had a filter."""
    sizes = network.layers[number - 1].numbers
    size = int(sizes[0]) if sizes and sizes[0].isdigit() else 2
    return _of("*", _number(where, size * size), _channels(network, number, where))


def _channels(network: Network, number: int, where: tree.Node) -> tree.Node:
    for earlier in range(number - 1, 0, -1):
        layer = network.layers[earlier - 1]
        if layer.word == "CONV":
            filters = layer.numbers[1]
            if filters.isdigit():
                return _number(where, int(filters))
            return tree.Name(WHOLE, where.where, filters.strip("{} "))
    channels = network.input[-1]
    return (
        _number(where, int(channels))
        if channels.isdigit()
        else tree.Name(WHOLE, where.where, channels.strip("{} "))
    )
