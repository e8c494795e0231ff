"""From Python's tree of an expression to ours: names resolved, kinds and shapes checked."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from solvers.errors import ProblemError
from solvers.functions import CONSTANTS, FUNCTIONS
from solvers.language import kinds, limits
from solvers.language.draws import DRAWS
from solvers.language.kinds import NUMBER, TEXT, TRUTH, WHOLE, Kind, KindError
from solvers.language.network import TOTALS, Network, totals
from solvers.language.program import Definition
from solvers.language.syntax import Source, Where
from solvers.language.tree import (
    Apply,
    Array,
    Call,
    Comparison,
    Conditional,
    Given,
    Index,
    Logic,
    Name,
    Node,
    Number,
    Operation,
    Slice,
    Text,
    Truth,
)  # fmt: skip

OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.And: "and", ast.Or: "or",
}  # fmt: skip


@dataclass(frozen=True)
class OwnFunction:
    """`name = lambda parameters: body`; `scope` holds the names that were there when it was written."""

    name: str
    parameters: tuple[str, ...]
    body: ast.expr
    scope: Mapping[str, Definition]
    functions: Mapping[str, "OwnFunction"]
    where: Where
    label: str = ""
    symbol: str = ""


@dataclass
class Scope:
    """What an expression may name."""

    definitions: Mapping[str, Definition]
    functions: Mapping[str, OwnFunction]
    parameters: dict[str, Name] = field(default_factory=dict)
    networks: Mapping[str, Network] = field(default_factory=dict)


class Expressions:
    """Checks expressions of one program; counts nodes so that no program grows out of hand."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.count = 0
        self.depth = 0

    def check(self, expression: ast.expr, scope: Scope) -> Node:
        """The checked tree of an expression, or ProblemError."""
        self.count += 1
        if self.count > limits.MAX_NODES:
            raise self.source.error(expression, "The program is too large once its own functions are put in.")
        reader = READERS.get(type(expression))
        if reader is None:
            raise self.source.error(expression, "This does not stand in an expression.")
        self.depth += 1
        if self.depth > limits.MAX_DEPTH:
            raise self.source.error(
                expression, "This is nested too deeply: give parts of it lines of their own."
            )
        try:
            node = reader(self, expression, scope)
        except KindError as fault:
            raise self._at_argument(expression, fault) from None
        finally:
            self.depth -= 1
        if node.kind.elements > limits.MAX_ELEMENTS:
            raise self.source.error(expression, f"A value has at most {limits.MAX_ELEMENTS:,} numbers.")
        return node

    def condition(self, expression: ast.expr, scope: Scope) -> Node:
        """A node that is one truth value."""
        node = self.check(expression, scope)
        if node.kind != TRUTH:
            raise self.source.error(
                expression, f"A condition is needed here, such as z > 0; this is {node.kind.describe()}."
            )
        return node

    def _at_argument(self, expression: ast.expr, fault: KindError) -> ProblemError:
        parts: list[ast.expr] = []
        if isinstance(expression, ast.Call):
            parts = expression.args
        elif isinstance(expression, ast.BinOp):
            parts = [expression.left, expression.right]
        place = parts[fault.index] if fault.index is not None and fault.index < len(parts) else expression
        return self.source.error(place, fault.message)

    def constant(self, node: ast.Constant, scope: Scope) -> Node:
        where, value = self.source.where(node), node.value
        if isinstance(value, bool):
            return Truth(TRUTH, where, value)
        if isinstance(value, str):
            return Text(TEXT, where, value)
        if isinstance(value, int | float):
            return Number(WHOLE if isinstance(value, int) else NUMBER, where, float(value))
        raise self.source.error(node, "Values are numbers, text in quotation marks, True and False.")

    def name(self, node: ast.Name, scope: Scope) -> Node:
        where = self.source.where(node)
        if node.id in scope.parameters:
            return replace(scope.parameters[node.id], where=where)
        if node.id in scope.definitions:
            return Name(scope.definitions[node.id].node.kind, where, node.id)
        if node.id in scope.functions:
            raise self.source.error(
                node, f"{node.id} is a function: give it its argument, as in {node.id}(…)."
            )
        if node.id in scope.networks:
            raise self.source.error(node, f"{node.id} is a network: count it with parameters({node.id}).")
        if node.id in CONSTANTS:
            return Number(NUMBER, where, CONSTANTS[node.id])
        if node.id in FUNCTIONS:
            raise self.source.error(node, f"{node.id} is a function: write {FUNCTIONS[node.id].signature}.")
        raise self.source.error(
            node, f"There is no name {node.id!r} above this line.{self._nearest(node.id, scope)}"
        )

    def _nearest(self, name: str, scope: Scope) -> str:
        known = [*scope.parameters, *scope.definitions, *scope.functions, *CONSTANTS, *FUNCTIONS]
        near = get_close_matches(name, known, 1)
        return f" Did you mean {near[0]!r}?" if near else ""

    def sequence(self, node: ast.List | ast.Tuple, scope: Scope) -> Node:
        where = self.source.where(node)
        items = tuple(self.check(item, scope) for item in node.elts)
        if not items:
            raise self.source.error(node, "A list or a tuple has at least one element.")
        if isinstance(node, ast.Tuple):
            return Array(self._shape(node, items), where, items)
        kind = kinds.join([item.kind for item in items])
        if kind.base != "number" or kind.shape:
            raise self.source.error(node, f"A list holds numbers; here it holds {kind.describe()}.")
        return Array(replace(kind, dims=(len(items), *kind.dims)), where, items)

    def _shape(self, node: ast.Tuple, items: tuple[Node, ...]) -> Kind:
        for part, item in zip(node.elts, items, strict=True):
            if item.kind != WHOLE:
                raise self.source.error(
                    part,
                    f"A tuple is a shape and holds whole numbers; this is {item.kind.describe()}."
                    " Use floor(…) where a size is rounded down, or a list for a vector.",
                )
        return kinds.shape_of(len(items))

    def binary(self, node: ast.BinOp, scope: Scope) -> Node:
        left, right = self.check(node.left, scope), self.check(node.right, scope)
        where = self.source.where(node)
        if isinstance(node.op, ast.MatMult):
            function = FUNCTIONS["matmul"]
            return Call(function.kind((left.kind, right.kind)), where, function, (left, right))
        operator = OPERATORS[type(node.op)]
        dims = kinds.broadcast(left.kind, right.kind)
        whole = left.kind.whole and right.kind.whole
        if operator == "**":
            whole = whole and _is_small_exponent(right)
            self._check_exponent(node.right, right)
        elif operator in ("/", "//"):
            whole = operator == "//"
        return Operation(Kind("number", dims, whole), where, operator, (left, right))

    def _check_exponent(self, place: ast.expr, exponent: Node) -> None:
        value = _literal_number(exponent)
        if value is not None and abs(value) > limits.MAX_EXPONENT:
            raise self.source.error(place, f"An exponent is at most {limits.MAX_EXPONENT} in size.")

    def unary(self, node: ast.UnaryOp, scope: Scope) -> Node:
        where = self.source.where(node)
        if isinstance(node.op, ast.Not):
            return Logic(TRUTH, where, "not", (self.condition(node.operand, scope),))
        operand = self.check(node.operand, scope)
        kind = kinds.numbers(operand.kind)
        if isinstance(node.op, ast.UAdd):
            return operand
        if isinstance(operand, Number):
            return replace(operand, where=where, value=0.0 - operand.value)
        return Operation(replace(kind, position=False), where, "neg", (operand,))

    def logic(self, node: ast.BoolOp, scope: Scope) -> Node:
        operands = tuple(self.condition(value, scope) for value in node.values)
        return Logic(TRUTH, self.source.where(node), OPERATORS[type(node.op)], operands)

    def comparison(self, node: ast.Compare, scope: Scope) -> Node:
        operands = tuple(self.check(part, scope) for part in (node.left, *node.comparators))
        operators = tuple(OPERATORS[type(operator)] for operator in node.ops)
        if all(operand.kind == TEXT for operand in operands):
            if set(operators) - {"==", "!="}:
                raise self.source.error(node, "Texts are compared with == and != only.")
            return Comparison(TRUTH, self.source.where(node), operators, operands)
        together = operands[0].kind
        for operand in operands[1:]:
            together = Kind("number", kinds.broadcast(together, operand.kind))
        return Comparison(Kind("truth", together.dims), self.source.where(node), operators, operands)

    def conditional(self, node: ast.IfExp, scope: Scope) -> Node:
        test = self.condition(node.test, scope)
        then, otherwise = self.check(node.body, scope), self.check(node.orelse, scope)
        kind = kinds.join([then.kind, otherwise.kind])
        return Conditional(kind, self.source.where(node), test, then, otherwise, piecewise=False)

    def call(self, node: ast.Call, scope: Scope) -> Node:
        assert isinstance(node.func, ast.Name)
        name = node.func.id
        if name in DRAWS:
            raise self.source.error(
                node, "A draw stands alone right of '=', or inside a list: give it its own line."
            )
        if node.keywords:
            raise self.source.error(
                node.keywords[0].value, f"{name} takes its arguments by place, without '='."
            )
        if name in scope.functions and name not in scope.parameters:
            return self._own(node, scope.functions[name], scope)
        if name in scope.parameters or name in scope.definitions:
            raise self.source.error(node, f"{name} is a value here, not a function.")
        if name == "piecewise":
            return self._piecewise(node, scope)
        if name in TOTALS:
            return self._total(node, name, scope)
        if name == "cnn":
            raise self.source.error(node, "A network has its own line: net = cnn(…).")
        if name not in FUNCTIONS:
            raise self.source.error(node, f"There is no function {name!r}.{self._nearest(name, scope)}")
        function = FUNCTIONS[name]
        arguments = tuple(self.check(argument, scope) for argument in node.args)
        literals = tuple(map(_literal_number, arguments))
        kind = function.kind(tuple(argument.kind for argument in arguments), literals)
        return Call(kind, self.source.where(node), function, arguments)

    def _own(self, node: ast.Call, own: OwnFunction, scope: Scope) -> Node:
        if len(node.args) != len(own.parameters):
            raise self.source.error(
                node, f"{own.name} takes {len(own.parameters)} argument(s); here are {len(node.args)}."
            )
        arguments = tuple(self.check(argument, scope) for argument in node.args)
        return self.apply(own, arguments, self.source.where(node))

    def apply(self, own: OwnFunction, arguments: tuple[Node, ...], where: Where) -> Apply:
        """The body of an own function, checked for the kinds of these arguments."""
        parameters = {
            name: Name(argument.kind, where, f"{own.name}:{name}")
            for name, argument in zip(own.parameters, arguments, strict=True)
        }
        body = self.check(own.body, Scope(own.scope, own.functions, parameters))
        names = tuple(parameter.name for parameter in parameters.values())
        return Apply(body.kind, where, own.name, names, arguments, body)

    def _total(self, node: ast.Call, function: str, scope: Scope) -> Node:
        argument = node.args[0] if len(node.args) == 1 else None
        if not isinstance(argument, ast.Name) or argument.id not in scope.networks:
            raise self.source.error(node, f"{function} takes a network: {function}(net), after net = cnn(…).")
        return totals(scope.networks[argument.id], function, self.source.where(node))

    def _piecewise(self, node: ast.Call, scope: Scope) -> Node:
        cases: list[tuple[Node, Node]] = []
        for part in node.args:
            if not isinstance(part, ast.Tuple) or len(part.elts) != 2:
                raise self.source.error(part, "A case of piecewise is (value, condition).")
            cases.append((self.check(part.elts[0], scope), self.condition(part.elts[1], scope)))
        if not cases:
            raise self.source.error(node, "piecewise needs cases: piecewise((0, z < 0), (z, True)).")
        last = cases[-1][1]
        if not (isinstance(last, Truth) and last.value):
            raise self.source.error(
                node.args[-1], "The last case of piecewise is (value, True), for all that is left."
            )
        kind = kinds.join([value.kind for value, _ in cases])
        result = cases[-1][0]
        for value, test in reversed(cases[:-1]):
            result = Conditional(kind, value.where, test, value, result, piecewise=True)
        return result

    def index(self, node: ast.Subscript, scope: Scope) -> Node:
        value = self.check(node.value, scope)
        if value.kind.base != "number" or not value.kind.dims:
            raise self.source.error(
                node, f"Only vectors, matrices and shapes have elements; this is {value.kind.describe()}."
            )
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if len(parts) > len(value.kind.dims):
            raise self.source.error(node, f"This has {len(value.kind.dims)} subscript(s) at most.")
        subscripts: list[int | Slice | Node] = []
        dims: list[int] = []
        for part, length in zip(parts, value.kind.dims, strict=False):
            subscript, left = self._subscript(part, length, scope)
            subscripts.append(subscript)
            dims.extend(left)
        kept = (*dims, *value.kind.dims[len(parts) :])
        shape = value.kind.shape and bool(kept)
        return Index(
            replace(value.kind, dims=kept, shape=shape), self.source.where(node), value, tuple(subscripts)
        )

    def _subscript(self, part: ast.expr, length: int, scope: Scope) -> tuple[int | Slice | Node, list[int]]:
        if isinstance(part, ast.Slice):
            bounds = [self._whole(bound, scope) for bound in (part.lower, part.upper, part.step)]
            if bounds[2] == 0:
                raise self.source.error(part, "The step of a range is not 0.")
            start, stop, step = slice(*bounds).indices(length)
            size = len(range(start, stop, step))
            if not size:
                raise self.source.error(part, "This range is empty.")
            if step < 0:
                raise self.source.error(part, "A range goes forwards.")
            return Slice(start, stop, step), [size]
        node = self.check(part, scope)
        low, high = self._index_range(part, node, scope)
        if not (-length <= low and high < length):
            raise self.source.error(
                part,
                f"Subscripts run from 0 to {length - 1} here; "
                f"this reaches {high if high >= length else low}.",
            )
        if low == high:
            return low % length, []
        if low < 0:
            raise self.source.error(part, "A drawn subscript is not negative.")
        return node, []

    def _whole(self, part: ast.expr | None, scope: Scope) -> int | None:
        if part is None:
            return None
        value = _literal_number(self.check(part, scope))
        if value is None or value != int(value):
            raise self.source.error(part, "The ends of a range are whole numbers, written out.")
        return int(value)

    def _index_range(self, part: ast.expr, node: Node, scope: Scope) -> tuple[int, int]:
        value = _literal_number(node)
        if value is not None and node.kind == WHOLE:
            return int(value), int(value)
        given = (
            scope.definitions[node.name].node
            if isinstance(node, Name) and node.name in scope.definitions
            else node
        )
        if isinstance(given, Number) and given.kind == WHOLE:
            return int(given.value), int(given.value)
        if isinstance(given, Given) and given.kind == WHOLE and given.draw is not None:
            reached = _reached(given)
            return min(reached), max(reached)
        raise self.source.error(part, "A subscript is a whole number written out, or a drawn whole number.")

    def nothing(self, node: ast.expr, scope: Scope) -> Node:
        raise self.source.error(node, "A one-line function has its own line: f = lambda z: …")


def _reached(given: Given) -> list[int]:
    draw = given.draw
    assert draw is not None
    if draw.table is not None:
        return [int(float(str(value))) for value in draw.table]
    return [int(float(str(draw.value(index)))) for index in (0, draw.values - 1)]


def _literal_number(node: Node) -> float | None:
    if isinstance(node, Number):
        return node.value
    return None


def _is_small_exponent(node: Node) -> bool:
    value = _literal_number(node)
    return value is not None and value >= 0 and value == int(value)


READERS: dict[type[ast.AST], Callable[[Expressions, Any, Scope], Node]] = {
    ast.Constant: Expressions.constant,
    ast.Name: Expressions.name,
    ast.List: Expressions.sequence,
    ast.Tuple: Expressions.sequence,
    ast.BinOp: Expressions.binary,
    ast.UnaryOp: Expressions.unary,
    ast.BoolOp: Expressions.logic,
    ast.Compare: Expressions.comparison,
    ast.IfExp: Expressions.conditional,
    ast.Call: Expressions.call,
    ast.Subscript: Expressions.index,
    ast.Lambda: Expressions.nothing,
}
