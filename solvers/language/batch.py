"""The batch compiler: many variants at once, as NumPy arrays with the batch on the last axis."""

from collections.abc import Callable
from typing import Any

import numpy as np

from solvers.functions.elementary import floor
from solvers.functions.registry import Array, same_block
from solvers.language import tree
from solvers.language.emit import ARITHMETIC, COMPARISONS, DUST, Emitter, compiled, function_source
from solvers.language.program import Program


def checked(value: Array, ok: Array) -> Array:
    """The value with −0 made 0; lanes that are not finite are struck from `ok`, in place."""
    if np.isfinite(value.sum()):  # no infinity and no nan among them
        return np.asarray(value + 0.0)
    finite = np.isfinite(value)
    ok &= finite.reshape(-1, finite.shape[-1]).all(axis=0)
    return np.asarray(value + 0.0)


def settled(value: Array) -> Array:
    """The value with rounding errors made 0."""
    return np.where(np.abs(value) < DUST, 0.0, value)


def stack(items: tuple[Array, ...]) -> Array:
    """Items of one kind as the rows of a new first axis, constants spread over the batch."""
    lanes = max(item.shape[-1] for item in items)
    rows = np.empty((len(items), *items[0].shape[:-1], lanes))
    for row, item in zip(rows, items, strict=True):
        row[...] = item
    return rows


def less(left: Array, right: Array) -> Array:
    """Whether left is smaller by more than the tolerance."""
    return np.asarray((left < right) & ~same_block(left, right))


def chosen(value: Array, *subscripts: Any) -> Array:
    """The elements that subscripts name; a subscript may differ from lane to lane."""
    axis = 0
    for subscript in subscripts:
        if isinstance(subscript, np.ndarray):
            value = _taken(value, subscript.astype(np.intp), axis)
        else:
            value = value[(slice(None),) * axis + (subscript,)]
            axis += isinstance(subscript, slice)
    return value


def _taken(value: Array, index: Array, axis: int) -> Array:
    lanes = max(value.shape[-1], index.shape[-1])
    spread = np.broadcast_to(value, (*value.shape[:-1], lanes))
    wanted = np.broadcast_to(index, (lanes,)).reshape((1,) * (spread.ndim - 1) + (lanes,))
    return np.take_along_axis(spread, wanted, axis).squeeze(axis)


def _power(base: Array, exponent: Array) -> Array:
    result = np.asarray(np.power(base + 0.0, exponent))
    if not np.isfinite(base).all():  # NumPy is of two minds about a root of −∞
        result[..., :] = np.where((base < 0) & (exponent != np.floor(exponent)), np.nan, result)
    return result


def _floor_divide(left: Array, right: Array) -> Array:
    return floor(left / (right + 0.0))


def _remainder(left: Array, right: Array) -> Array:
    return np.asarray(left - _floor_divide(left, right) * right)


RUNTIME: dict[str, Any] = {
    "checked": checked, "settled": settled, "stack": stack, "where": np.where, "chosen": chosen,
    "negative": np.negative, "divide": np.divide, "power": _power, "floor_divide": _floor_divide,
    "remainder": _remainder,
    "equal": same_block, "unequal": lambda a, b: ~same_block(a, b),
    "less": less, "greater": lambda a, b: less(b, a),
    "at_most": lambda a, b: ~less(b, a), "at_least": lambda a, b: ~less(a, b),
}  # fmt: skip
LOGIC = {"and": " & ", "or": " | "}


class BatchEmitter(Emitter):
    """Constants have a batch axis of 1; both sides of a choice are computed and one is taken under a mask."""

    def number(self, node: tree.Number) -> str:
        return self.keep(np.array([node.value]))

    def text(self, node: tree.Text) -> str:
        return self.keep(np.array([self.texts.index(node.value)]))

    def truth(self, node: tree.Truth) -> str:
        return self.keep(np.array([node.value]))

    def array(self, node: tree.Array) -> str:
        return f"stack(({''.join(f'{self.expression(item)}, ' for item in node.items)}))"

    def operation(self, node: tree.Operation) -> str:
        written = [self.expression(operand) for operand in node.operands]
        if node.operator == "/" and not isinstance(node.operands[1], tree.Number):
            return f"({written[0]} / ({written[1]} + 0.0))"  # to divide by −0 is to divide by 0
        if node.operator in ("+", "-", "*", "/"):
            return f"({written[0]} {node.operator} {written[1]})"
        return f"{ARITHMETIC[node.operator]}({', '.join(written)})"

    def comparison(self, node: tree.Comparison) -> str:
        written = [self.expression(operand) for operand in node.operands]
        pairs = zip(node.operators, written, written[1:], strict=False)
        return (
            f"({' & '.join(f'{COMPARISONS[operator]}({left}, {right})' for operator, left, right in pairs)})"
        )

    def logic(self, node: tree.Logic) -> str:
        written = [self.expression(operand) for operand in node.operands]
        return f"(~{written[0]})" if node.operator == "not" else f"({LOGIC[node.operator].join(written)})"

    def conditional(self, node: tree.Conditional) -> str:
        return f"where({', '.join(self.expression(part) for part in (node.test, node.then, node.otherwise))})"

    def call(self, node: tree.Call) -> str:
        written = ", ".join(self.expression(argument) for argument in node.arguments)
        return f"{self.keep(node.function.batch, 'f')}({written})"

    def index(self, node: tree.Index) -> str:
        return f"chosen({', '.join([self.expression(node.value), *map(self._subscript, node.subscripts)])})"

    def _subscript(self, subscript: int | tree.Slice | tree.Node) -> str:
        if isinstance(subscript, tree.Slice):
            return self.keep(slice(subscript.start, subscript.stop, subscript.step))
        return str(subscript) if isinstance(subscript, int) else self.expression(subscript)


def batch_function(
    program: Program, known: tuple[str, ...], wanted: tuple[str, ...]
) -> Callable[..., tuple[Any, ...]]:
    """A function of `ok` (B,) and the arrays of `known`, in order, that gives those of `wanted`.

    Lanes in which a value is not finite are struck from `ok`, in place.
    """
    emitter = BatchEmitter(program.texts, dict(RUNTIME))
    definitions = program.slice(wanted, frozenset(known))
    source = function_source(
        emitter, ("ok:", *known), definitions, wanted, f"checked({{}}, {emitter.local('ok:')})"
    )
    return compiled(source, emitter.namespace, "batch")


def batch_expression(program: Program, node: tree.Node, known: tuple[str, ...]) -> Callable[..., Array]:
    """A function of the arrays of `known`, in order, that gives the value of one node."""
    emitter = BatchEmitter(program.texts, dict(RUNTIME))
    parameters = [emitter.local(name) for name in known]
    source = f"def run({', '.join(parameters)}):\n    return {emitter.expression(node)}"
    run: Callable[..., Any] = compiled(source, emitter.namespace, "batch expression")
    return run
