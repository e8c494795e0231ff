"""The scalar compiler: one variant at a time, as plain Python floats and lists, for marking."""

import math
import operator
from collections.abc import Callable
from typing import Any

from solvers.functions.registry import divide, power, same
from solvers.language.emit import ARITHMETIC, COMPARISONS, DUST, Emitter, compiled, function_source
from solvers.language.program import Program
from solvers.language.tree import (
    Array,
    Call,
    Comparison,
    Conditional,
    Index,
    Logic,
    Node,
    Number,
    Operation,
    Slice,
    Text,
    Truth,
)  # fmt: skip


class NotFiniteError(ArithmeticError):
    """A value on the taken branch is infinite or not a number."""


def each(function: Callable[..., Any], *values: Any) -> Any:
    """`function` over the elements of nested lists; a scalar goes with every element."""
    lists = [value for value in values if isinstance(value, list)]
    if not lists:
        return function(*values)
    rows = zip(
        *(value if isinstance(value, list) else [value] * len(lists[0]) for value in values), strict=True
    )
    return [each(function, *row) for row in rows]


def settled(value: Any) -> Any:
    """The value with rounding errors made 0."""
    if isinstance(value, list):
        return [settled(item) for item in value]
    return 0.0 if -DUST < value < DUST else value


def finite(value: Any) -> Any:
    """The value with −0 made 0, or NotFiniteError."""
    if isinstance(value, list):
        return [finite(item) for item in value]
    if value - value != 0:
        raise NotFiniteError
    return value + 0.0


def equal(left: Any, right: Any) -> bool:
    """Equality within the language's tolerance; texts by their place in the table."""
    return same(left, right)


def chosen(value: Any, *subscripts: Any) -> Any:
    """The elements of nested lists that subscripts (whole numbers or ranges) name."""
    if not subscripts:
        return value
    first, *rest = subscripts
    if isinstance(first, slice):
        return [chosen(item, *rest) for item in value[first]]
    return chosen(value[int(first)], *rest)


def less(left: float, right: float) -> bool:
    """Whether left is smaller by more than the tolerance."""
    return left < right and not same(left, right)


def floor_divide(left: float, right: float) -> float:
    """The quotient rounded down, snapped to a whole number within the tolerance."""
    quotient = divide(left, right)
    if not math.isfinite(quotient):
        return quotient
    nearest = round(quotient)
    return float(nearest if same(quotient, nearest) else math.floor(quotient))


def remainder(left: float, right: float) -> float:
    """What the rounded-down quotient leaves."""
    return left - floor_divide(left, right) * right


RUNTIME: dict[str, Any] = {
    "each": each, "finite": finite, "settled": settled, "chosen": chosen,
    "add": operator.add, "subtract": operator.sub, "multiply": operator.mul, "negative": operator.neg,
    "divide": divide, "power": power, "floor_divide": floor_divide, "remainder": remainder,
    "equal": equal, "unequal": lambda a, b: not same(a, b), "less": less, "greater": lambda a, b: less(b, a),
    "at_most": lambda a, b: not less(b, a), "at_least": lambda a, b: not less(a, b),
}  # fmt: skip
INFIX = {"+", "-", "*"}


class ScalarEmitter(Emitter):
    """Floats are floats, vectors are lists, texts are places in the table of texts."""

    def number(self, node: Number) -> str:
        return f"({node.value!r})" if node.value < 0 else repr(node.value)

    def text(self, node: Text) -> str:
        return str(self.texts.index(node.value))

    def truth(self, node: Truth) -> str:
        return str(node.value)

    def array(self, node: Array) -> str:
        return f"[{', '.join(self.expression(item) for item in node.items)}]"

    def operation(self, node: Operation) -> str:
        written = [self.expression(operand) for operand in node.operands]
        if node.kind.dims:
            return f"each({ARITHMETIC[node.operator]}, {', '.join(written)})"
        if node.operator == "neg":
            return f"(-{written[0]})"
        if node.operator in INFIX:
            return f"({written[0]} {node.operator} {written[1]})"
        return f"{ARITHMETIC[node.operator]}({written[0]}, {written[1]})"

    def comparison(self, node: Comparison) -> str:
        written = [self.expression(operand) for operand in node.operands]
        pairs = zip(node.operators, written, written[1:], strict=False)
        if node.kind.dims:
            parts = [f"each({COMPARISONS[operator]}, {left}, {right})" for operator, left, right in pairs]
            return parts[0] if len(parts) == 1 else f"each({self.keep(_all)}, {', '.join(parts)})"
        parts = [f"{COMPARISONS[operator]}({left}, {right})" for operator, left, right in pairs]
        return f"({' and '.join(parts)})"

    def logic(self, node: Logic) -> str:
        written = [self.expression(operand) for operand in node.operands]
        return f"(not {written[0]})" if node.operator == "not" else f"({f' {node.operator} '.join(written)})"

    def conditional(self, node: Conditional) -> str:
        test, then, otherwise = (self.expression(part) for part in (node.test, node.then, node.otherwise))
        return f"({then} if {test} else {otherwise})"

    def call(self, node: Call) -> str:
        written = ", ".join(self.expression(argument) for argument in node.arguments)
        name = self.keep(node.function.scalar, "f")
        if node.function.elementwise and node.kind.dims:
            return f"each({name}, {written})"
        return f"{name}({written})"

    def index(self, node: Index) -> str:
        written = self.expression(node.value)
        if all(isinstance(subscript, int) for subscript in node.subscripts):
            return written + "".join(f"[{subscript}]" for subscript in node.subscripts)
        return f"chosen({', '.join([written, *map(self._subscript, node.subscripts)])})"

    def _subscript(self, subscript: int | Slice | Node) -> str:
        if isinstance(subscript, Slice):
            return self.keep(slice(subscript.start, subscript.stop, subscript.step))
        return str(subscript) if isinstance(subscript, int) else self.expression(subscript)


def _all(*truths: bool) -> bool:
    return all(truths)


def scalar_function(
    program: Program, known: tuple[str, ...], wanted: tuple[str, ...]
) -> Callable[..., tuple[Any, ...]]:
    """A function of the values of `known`, in order, that gives `wanted` or raises NotFiniteError.

    An asked own function among `known` is a Python function, called wherever the program calls it.
    """
    handed_in = frozenset(known) & program.asked_functions
    emitter = ScalarEmitter(program.texts, dict(RUNTIME), functions=handed_in)
    definitions = program.slice(wanted, frozenset(known))
    source = function_source(emitter, known, definitions, wanted, "finite({})")
    return compiled(source, emitter.namespace, "scalar")


def scalar_expression(program: Program, node: Node, known: tuple[str, ...]) -> Callable[..., Any]:
    """A function of the values of `known` that gives the value of one node."""
    emitter = ScalarEmitter(program.texts, dict(RUNTIME))
    parameters = [emitter.local(name) for name in known]
    source = f"def run({', '.join(parameters)}):\n    return {emitter.expression(node)}"
    return compiled(source, emitter.namespace, "scalar expression")
