"""From checked nodes to LaTeX: with symbols, or with a variant's numbers put in.

Each writer returns a Tex with its precedence and sets brackets itself; nothing re-reads what was printed.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from solvers.explain import numbers
from solvers.explain.symbols import element, symbol_of
from solvers.explain.tex import Level, Tex, bracket, call, fraction
from solvers.language import tree
from solvers.language.program import Program
from solvers.words import phrase, say, truth, voiced

LONGEST = 240  # characters of an argument that is printed as a calculation
ROW = r" \\ "
RELATIONS = {"==": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
TURNED = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
Bound = tuple[str, tree.Node, tree.Node, str]  # operator, a name, what it is compared with, the name's name
TURNED_SIDE = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
LOGIC = {"and": (phrase("and"), Level.AND), "or": (phrase("or"), Level.OR)}


class Printer:
    """Prints with symbols; `Numbers` below puts numbers in."""

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
        return symbol_of(name.split(":")[-1])

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


class Numbers(Printer):
    """Prints with numbers put in; `value` computes a node, `known` gives the printed decimal of a name."""

    def __init__(
        self, program: Program, value: Callable[[tree.Node, dict[str, Any]], Any], known: Callable[[str], Tex]
    ) -> None:
        super().__init__(program)
        self.value = value
        self.known = known
        self.arguments: dict[str, Any] = {}
        self.notes: list[str] = []

    def name(self, node: tree.Name) -> Tex:
        return self.parameters.get(node.name) or self.known(node.name)

    def times(self, left: Tex, right: Tex) -> Tex:
        return product(r"\times", left, right)

    def conditional(self, node: tree.Conditional) -> Tex:
        """The taken branch; why it is taken goes into `notes`."""
        tests: list[tuple[tree.Node, bool]] = []
        rest: tree.Node = node
        while isinstance(rest, tree.Conditional):
            held = bool(self.value(rest.test, self.arguments))
            tests.append((rest.test, held))
            rest = rest.then if held else rest.otherwise
            if held:
                break
        self.notes.append(self._because(tests))
        return self.print(rest)

    def _because(self, tests: list[tuple[tree.Node, bool]]) -> str:
        """The tests that chose a branch, as one chain where they bound the same value: 0 ≤ 0.26 ≤ 1."""
        bounds: dict[str, list[Bound]] = {}
        others: list[str] = []
        for test, held in tests:
            simple = _simple(test, held)
            if simple is None:
                printed = self.print(test)
                others.append(printed.text if held else f"{negation()} {bracket(printed.text)}")
            else:
                bounds.setdefault(simple[3], []).append(simple)
        chains = [self._chain(parts) for parts in bounds.values()]
        return all_of([*chains, *others])

    def _chain(self, parts: list[Bound]) -> str:
        """One value's bounds: the tightest from below and from above, or the equality that decided."""
        middle = self.print(parts[0][1]).text
        below = [part for part in parts if part[0] in (">", ">=")]
        above = [part for part in parts if part[0] in ("<", "<=")]
        equal = [part for part in parts if part[0] == "=="]
        different = [part for part in parts if part[0] == "!="]
        if equal:
            return f"{self.symbol(parts[0][3])} = {self.print(equal[0][2]).text}"
        chain = middle
        if below:
            lowest = max(below, key=lambda part: self.value(part[2], self.arguments))
            chain = f"{self.print(lowest[2]).text} {RELATIONS[TURNED_SIDE[lowest[0]]]} {chain}"
        if above:
            highest = min(above, key=lambda part: self.value(part[2], self.arguments))
            chain = f"{chain} {RELATIONS[highest[0]]} {self.print(highest[2]).text}"
        if below and not above:
            lowest = max(below, key=lambda part: self.value(part[2], self.arguments))
            chain = f"{middle} {RELATIONS[lowest[0]]} {self.print(lowest[2]).text}"
        if chain == middle:
            return " , ".join(rf"{middle} \ne {self.print(part[2]).text}" for part in different)
        return chain

    def call(self, node: tree.Call) -> Tex:
        arguments = [self.argument(argument) for argument in node.arguments]
        if node.kind.dims and node.function.elementwise:
            return self.by_value(node)
        return node.function.numbers(arguments)

    def operation(self, node: tree.Operation) -> Tex:
        if node.kind.dims:
            return self.by_value(node)
        return super().operation(node)

    def argument(self, node: tree.Node) -> Tex:
        """An argument; a calculated vector stands with its values, a comparison of vectors with its sides.

        So does a long calculation: some print an argument twice, and texts would double at every level.
        """
        if node.kind.dims and not isinstance(node, tree.Name | tree.Array | tree.Comparison):
            return self.by_value(node)
        printed = self.print(node)
        if len(printed.text) > LONGEST and node.kind.is_number and not node.kind.dims:
            return self.by_value(node)
        return printed

    def by_value(self, node: tree.Node) -> Tex:
        """A calculated vector or matrix as its values."""
        return values(self.value(node, self.arguments), 6)

    def apply(self, node: tree.Apply) -> Tex:
        """The body with the arguments' numbers."""
        printed = [self.argument(argument) for argument in node.arguments]
        computed = [self.value(argument, self.arguments) for argument in node.arguments]
        before = dict(self.parameters), dict(self.arguments)
        self.parameters.update(zip(node.parameters, printed, strict=True))
        self.arguments.update(zip(node.parameters, computed, strict=True))
        body = self.print(node.body)
        self.parameters, self.arguments = before
        return body

    def index(self, node: tree.Index) -> Tex:
        if (
            not node.kind.dims
            and isinstance(node.value, tree.Name)
            and all(isinstance(p, int) for p in node.subscripts)
        ):
            found = self.print(node.value)
            for part in node.subscripts:
                assert isinstance(part, int)
                found = found.elements[part]
            return found
        return values(self.value(node, self.arguments), 6)


def _simple(test: tree.Node, held: bool) -> Bound | None:
    """A comparison with a named value: (operator, value, bound, the value's name), turned if it failed."""
    if not isinstance(test, tree.Comparison) or len(test.operators) != 1:
        return None
    left, right = counted_from_one(test.operands)
    operator = test.operators[0] if held else TURNED[test.operators[0]]
    if isinstance(left, tree.Name):
        return operator, left, right, left.name
    if isinstance(right, tree.Name):
        return TURNED_SIDE.get(operator, operator), right, left, right.name
    return None


def counted_from_one(operands: tuple[tree.Node, ...]) -> tuple[tree.Node, ...]:
    """Operands of a comparison as they are printed: beside a position, a number counts from 1 too."""
    if not any(operand.kind.position for operand in operands):
        return operands
    return tuple(
        replace(operand, value=operand.value + 1) if isinstance(operand, tree.Number) else operand
        for operand in operands
    )


def number(value: float, places: int | None = None) -> Tex:
    """A number: exact as it is, otherwise at `places` decimals (twelve digits where None)."""
    exact = places is None or numbers.is_exact(value)
    printed = numbers.decimal(value) if places is None or exact else numbers.rounded(value, places)
    written = numbers.latex(printed, exact=exact)
    level = Level.PRODUCT if r"\times" in written else Level.ATOM
    if printed < 0:
        return Tex(
            written, Level.SIGN if level is Level.ATOM else level, signed=True, numeral=True, value=value
        )
    return Tex(written, level, numeral=True, value=value)


def values(value: Any, places: int) -> Tex:
    """A raw number, or nested lists of them, with the elements kept apart."""
    if not isinstance(value, list):
        return number(value, places)
    return listed([values(item, places) for item in value])


def listed(items: list[Tex], shape: bool = False) -> Tex:
    """Elements as a vector, a matrix or a shape."""
    if shape:
        return Tex(r" \times ".join(item.at(Level.POWER) for item in items), Level.PRODUCT, tuple(items))
    if items[0].elements:
        rows = ROW.join(" & ".join(cell.text for cell in item.elements) for item in items)
        return Tex(rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}", elements=tuple(items))
    return Tex(f"[{', '.join(item.text for item in items)}]", elements=tuple(items))


def text(words: str) -> Tex:
    """Words inside mathematics."""
    safe = words.replace("\\", r"\backslash ").replace("{", "(").replace("}", ")").replace("$", "")
    return Tex(rf"\text{{{safe}}}")


def joint(word: str) -> str:
    """A word between two conditions, with its spaces."""
    return rf"\text{{ {say(word)} }}"


def negation() -> str:
    """The word before a condition that does not hold."""
    word = say("not")
    return rf"\text{{{word} }}"


def all_of(conditions: list[str]) -> str:
    """Conditions that hold together."""
    return f" {joint(phrase('and'))} ".join(conditions)


def compared(operators: list[str], operands: list[Tex]) -> Tex:
    """A chain of comparisons."""
    written = operands[0].at(Level.SUM)
    for operator, operand in zip(operators, operands[1:], strict=True):
        written += f" {RELATIONS[operator]} {operand.at(Level.SUM)}"
    return Tex(written, Level.COMPARISON)


def product(sign: str, left: Tex, right: Tex) -> Tex:
    """Two factors with a sign between."""
    return Tex(
        f"{left.at(Level.PRODUCT)} {sign} {unsigned(right, Level.PRODUCT)}", Level.PRODUCT, signed=left.signed
    )


def unsigned(operand: Tex, level: Level) -> str:
    """An operand behind an operator: bracketed where it binds too loosely or begins with a minus sign."""
    return bracket(operand.text) if operand.signed or operand.level < level else operand.text


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
