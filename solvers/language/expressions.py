"""From Python's tree of an expression to ours: names resolved, kinds and shapes checked."""

import ast
from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from solvers.errors import ProblemError
from solvers.functions import CONSTANTS, FUNCTIONS
from solvers.language import kinds, limits
from solvers.language.draws import DRAWS
from solvers.language.kinds import NUMBER, TEXT, TRUTH, WHOLE, Kind, KindError
from solvers.language.network import TOTALS, totals
from solvers.language.scope import OwnFunction, Scope
from solvers.language.subscripts import Subscripts, literal_number
from solvers.language.syntax import Source, Where
from solvers.language.tree import (
    Apply,
    Array,
    Call,
    Comparison,
    Conditional,
    Lambda,
    Logic,
    Name,
    Node,
    Number,
    Operation,
    Text,
    Truth,
)  # fmt: skip

OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.And: "and", ast.Or: "or",
}  # fmt: skip


class Expressions:
    """Checks expressions of one program; counts nodes so that no program grows out of hand."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.count = 0
        self.depth = 0
        self.subscripts = Subscripts(source, self.check)

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
        value = literal_number(exponent)
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
        literals = tuple(map(literal_number, arguments))
        kind = function.kind(tuple(argument.kind for argument in arguments), literals)
        return Call(kind, self.source.where(node), function, arguments)

    def _own(self, node: ast.Call, own: OwnFunction, scope: Scope) -> Node:
        if len(node.args) != len(own.parameters):
            raise self.source.error(
                node, f"{own.name} takes {len(own.parameters)} argument(s); here are {len(node.args)}."
            )
        arguments = tuple(self.check(argument, scope) for argument in node.args)
        return self.apply(own, arguments, self.source.where(node))

    def formula(self, own: OwnFunction, place: ast.expr) -> Lambda:
        """An own function of one number as a value, for the place that names it."""
        if len(own.parameters) != 1:
            raise self.source.error(place, "A function that is asked has one parameter.")
        applied = self.apply(own, (Name(NUMBER, own.where, own.parameters[0]),), own.where)
        body = applied.body
        if body.kind.dims or not body.kind.is_number:
            raise self.source.error(
                place, f"A function that is asked gives a number; this gives {body.kind.describe()}."
            )
        return Lambda(Kind("function"), own.where, applied.parameters, body)

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
        return self.subscripts.read(node, scope)

    def nothing(self, node: ast.expr, scope: Scope) -> Node:
        raise self.source.error(node, "A one-line function has its own line: f = lambda z: …")


def _is_small_exponent(node: Node) -> bool:
    value = literal_number(node)
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
