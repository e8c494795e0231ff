"""From checked nodes to LaTeX, with symbols.

Each writer returns a Tex with its precedence and sets brackets itself; nothing re-reads what was printed.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from solvers.explain.pieces import ROW, compared, joint, listed, negation, number, product, text, unsigned
from solvers.explain.symbols import element, symbol_of
from solvers.explain.tex import Level, Tex, call, fraction
from solvers.language import tree
from solvers.language.program import Program
from solvers.words import phrase, say, truth, voiced

LOGIC = {"and": (phrase("and"), Level.AND), "or": (phrase("or"), Level.OR)}


class Printer:
    """Prints with symbols; `Numbers` in `substitution` puts numbers in."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.parameters: dict[str, Tex] = {}

    def print(self, node: tree.Node) -> Tex:
        """The LaTeX of a node; an unknown node raises."""
        return WRITERS[type(node)](self, node)

    def number(self, node: tree.Number) -> Tex:
        return number(node.value)

    def text(self, node: tree.Text) -> Tex:
        return text(node.value)

    def truth(self, node: tree.Truth) -> Tex:
        return text(truth(node.value))

    def name(self, node: tree.Name) -> Tex:
        if node.name in self.parameters:
            return self.parameters[node.name]
        return Tex(self.symbol(node.name))

    def symbol(self, name: str) -> str:
        """The symbol of a program's name or of a parameter."""
        definition = self.program.definitions.get(name)
        if definition is not None and definition.symbol:
            return voiced(definition.symbol)
        return symbol_of(tree.as_written(name))

    def array(self, node: tree.Array) -> Tex:
        return listed([self.print(item) for item in node.items], node.kind.shape)

    def operation(self, node: tree.Operation) -> Tex:
        return OPERATIONS[node.operator](self, *(self.print(operand) for operand in node.operands))

    def times(self, left: Tex, right: Tex) -> Tex:
        if left.numeral and not right.numeral:
            return Tex(left.text + _spaced(right.at(Level.POWER)), Level.PRODUCT, signed=left.signed)
        return product(r"\cdot", left, right)

    def comparison(self, node: tree.Comparison) -> Tex:
        operands = [self.print(operand) for operand in counted_from_one(node.operands)]
        return compared(list(node.operators), operands)

    def logic(self, node: tree.Logic) -> Tex:
        if node.operator == "not":
            return Tex(f"{negation()} {self.print(node.operands[0]).at(Level.NOT)}", Level.NOT)
        word, level = LOGIC[node.operator]
        return Tex(joint(word).join(self.print(operand).at(level) for operand in node.operands), level)

    def conditional(self, node: tree.Conditional) -> Tex:
        rows = []
        given, otherwise = say("if"), say("otherwise")
        rest: tree.Node = node
        while isinstance(rest, tree.Conditional):
            case, test = self.print(rest.then).text, self.print(rest.test).text
            rows.append(rf"{case} & \text{{{given} }} {test}")
            rest = rest.otherwise
        rows.append(rf"{self.print(rest).text} & \text{{{otherwise}}}")
        return Tex(rf"\begin{{cases}} {ROW.join(rows)} \end{{cases}}", Level.CHOICE)

    def call(self, node: tree.Call) -> Tex:
        return node.function.symbols([self.print(argument) for argument in node.arguments])

    def apply(self, node: tree.Apply) -> Tex:
        return call(self.symbol(node.name), [self.print(argument) for argument in node.arguments])

    def index(self, node: tree.Index) -> Tex:
        base = self.print(node.value).at(Level.ATOM)
        places = [part + 1 for part in node.subscripts if isinstance(part, int)]
        if len(places) == len(node.subscripts):
            return Tex(element(base, *places))
        return Tex(f"{base}_{{{','.join(self.subscript(part) for part in node.subscripts)}}}")

    def subscript(self, part: int | tree.Slice | tree.Node) -> str:
        if isinstance(part, tree.Slice):
            return rf"{part.start + 1} \ldots {part.stop}"
        return str(part + 1) if isinstance(part, int) else self.print(part).text

    def function(self, node: tree.Lambda) -> Tex:
        return self.print(node.body)


def counted_from_one(operands: tuple[tree.Node, ...]) -> tuple[tree.Node, ...]:
    """Operands of a comparison as they are printed: beside a position, a number counts from 1 too."""
    if not any(operand.kind.position for operand in operands):
        return operands
    return tuple(
        replace(operand, value=operand.value + 1) if isinstance(operand, tree.Number) else operand
        for operand in operands
    )


def _spaced(text: str) -> str:
    return text if text.startswith(("(", r"\left")) else rf" {text}"


def _sum(printer: Printer, left: Tex, right: Tex) -> Tex:
    return Tex(f"{left.at(Level.SUM)} + {unsigned(right, Level.SUM)}", Level.SUM, signed=left.signed)


def _difference(printer: Printer, left: Tex, right: Tex) -> Tex:
    return Tex(f"{left.at(Level.SUM)} - {unsigned(right, Level.PRODUCT)}", Level.SUM, signed=left.signed)


def _power(printer: Printer, base: Tex, exponent: Tex) -> Tex:
    return Tex(f"{base.at(Level.ATOM)}^{{{exponent.text}}}", Level.POWER, numeral=base.numeral)


def _negative(printer: Printer, operand: Tex) -> Tex:
    return Tex(f"-{unsigned(operand, Level.PRODUCT)}", Level.SIGN, signed=True)


OPERATIONS: dict[str, Callable[..., Tex]] = {
    "+": _sum,
    "-": _difference,
    "*": lambda printer, left, right: printer.times(left, right),
    "/": lambda printer, left, right: fraction(left, right),
    "//": lambda printer, left, right: Tex(rf"\left\lfloor {fraction(left, right).text} \right\rfloor"),
    "%": lambda printer, left, right: Tex(
        rf"{left.at(Level.PRODUCT)} \bmod {unsigned(right, Level.POWER)}", Level.REMAINDER, signed=left.signed
    ),
    "**": _power,
    "neg": _negative,
}

WRITERS: dict[type[tree.Node], Callable[[Printer, Any], Tex]] = {
    tree.Number: lambda printer, node: printer.number(node),
    tree.Text: lambda printer, node: printer.text(node),
    tree.Truth: lambda printer, node: printer.truth(node),
    tree.Name: lambda printer, node: printer.name(node),
    tree.Array: lambda printer, node: printer.array(node),
    tree.Operation: lambda printer, node: printer.operation(node),
    tree.Comparison: lambda printer, node: printer.comparison(node),
    tree.Logic: lambda printer, node: printer.logic(node),
    tree.Conditional: lambda printer, node: printer.conditional(node),
    tree.Call: lambda printer, node: printer.call(node),
    tree.Apply: lambda printer, node: printer.apply(node),
    tree.Index: lambda printer, node: printer.index(node),
    tree.Lambda: lambda printer, node: printer.function(node),
}
