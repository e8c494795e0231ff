"""From checked nodes to LaTeX, with a variant's numbers put in."""

from collections.abc import Callable
from typing import Any, NamedTuple

from solvers.explain.pieces import RELATIONS, all_of, negation, product, values
from solvers.explain.printer import Printer, counted_from_one
from solvers.explain.tex import Tex, bracket
from solvers.language import tree
from solvers.language.program import Program

LONGEST = 240  # characters of an argument that is printed as a calculation
CONTRARY = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}  # with its sides changed


class Bound(NamedTuple):
    """A comparison that holds of a named value."""

    operator: str
    name: tree.Name
    limit: tree.Node


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
            bound = _bound(test, held)
            if bound is None:
                printed = self.print(test).text
                others.append(printed if held else f"{negation()} {bracket(printed)}")
            else:
                bounds.setdefault(bound.name.name, []).append(bound)
        chains = [self._chain(parts) for parts in bounds.values()]
        return all_of([*chains, *others])

    def _chain(self, bounds: list[Bound]) -> str:
        """One value's bounds: the tightest from below and from above, or the equality that decided."""
        name = bounds[0].name
        middle = self.print(name).text
        equal = _with(bounds, "==")
        if equal:
            return f"{self.symbol(name.name)} = {self.print(equal[0].limit).text}"
        lowest = max(_with(bounds, ">", ">="), key=self._limit, default=None)
        highest = min(_with(bounds, "<", "<="), key=self._limit, default=None)
        if lowest and highest:
            below = f"{self.print(lowest.limit).text} {RELATIONS[MIRRORED[lowest.operator]]}"
            return f"{below} {middle} {self._relation(highest)}"
        tightest = [bound for bound in (lowest, highest) if bound]
        return " , ".join(f"{middle} {self._relation(bound)}" for bound in tightest or bounds)

    def _relation(self, bound: Bound) -> str:
        return f"{RELATIONS[bound.operator]} {self.print(bound.limit).text}"

    def _limit(self, bound: Bound) -> Any:
        return self.value(bound.limit, self.arguments)

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


def _bound(test: tree.Node, held: bool) -> Bound | None:
    """What a comparison with a named value says of it: its contrary, if it failed."""
    if not isinstance(test, tree.Comparison) or len(test.operators) != 1:
        return None
    left, right = counted_from_one(test.operands)
    operator = test.operators[0] if held else CONTRARY[test.operators[0]]
    if isinstance(left, tree.Name):
        return Bound(operator, left, right)
    if isinstance(right, tree.Name):
        return Bound(MIRRORED.get(operator, operator), right, left)
    return None


def _with(bounds: list[Bound], *operators: str) -> list[Bound]:
    return [bound for bound in bounds if bound.operator in operators]
