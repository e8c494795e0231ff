"""Declarations: what is asked, which options there are, what people get wrong."""

import ast
from dataclasses import replace
from typing import Any

from solvers.errors import ProblemError
from solvers.language import limits
from solvers.language.expressions import Expressions
from solvers.language.givens import literal
from solvers.language.kinds import Kind
from solvers.language.network import COLUMNS, DEFAULT_COLUMNS, Network
from solvers.language.program import Ask, Definition, Group, Mistake, Option
from solvers.language.scope import Scope
from solvers.language.syntax import Declaration, Source
from solvers.language.tree import Node

ASK_KEYWORDS = ("points", "places", "figures", "tolerance", "relative", "exact", "unit", "domain", "follow")
MAX_PLACES = 12


class Declarations:
    """Reads declarations of one program into plain records."""

    def __init__(self, source: Source, expressions: Expressions) -> None:
        self.source = source
        self.expressions = expressions

    def ask(self, line: Declaration, scope: Scope) -> Ask:
        """`ask(name, …)`."""
        name = self.step_name(line, scope)
        kind = scope.definitions[name].node.kind
        self._only(line, ASK_KEYWORDS)
        ask = Ask(name, line.where)
        for keyword, value in line.keywords.items():
            setting: Any = self._setting(keyword, value)
            ask = replace(ask, **{keyword: setting})
        self._check_precision(line, ask, kind)
        return ask

    def ask_network(self, line: Declaration, network: Network) -> list[Ask]:
        """`ask(net, points=, columns=, follow=)`: every cell of the columns, the points shared equally."""
        self._only(line, ("points", "columns", "follow"))
        columns = self._columns(line.keywords["columns"]) if "columns" in line.keywords else DEFAULT_COLUMNS
        settings: dict[str, Any] = {
            key: self._setting(key, value) for key, value in line.keywords.items() if key != "columns"
        }
        cells = [cell for column in columns for cell in network.cells(column)]
        settings["points"] = float(str(settings.get("points", len(cells)))) / len(cells)
        return [replace(Ask(cell, line.where), **settings) for cell in cells]

    def _columns(self, node: ast.expr) -> tuple[str, ...]:
        columns = tuple(part.strip() for part in self._text(node).split(","))
        if not set(columns) <= set(COLUMNS) or len(set(columns)) < len(columns):
            raise self.source.error(
                node, f"columns= takes some of {', '.join(COLUMNS)}, with commas between."
            )
        return columns

    def step_name(self, line: Declaration, scope: Scope) -> str:
        """The one asked name, which is a step."""
        if len(line.arguments) != 1 or not isinstance(line.arguments[0], ast.Name):
            raise self._error(line, "ask takes the name of a step: ask(z, places=2).")
        node = line.arguments[0]
        definition = scope.definitions.get(node.id)
        if definition is None:
            raise self.source.error(node, f"There is no step {node.id!r} above this line.")
        if definition.role != "step":
            raise self.source.error(
                node, f"{node.id} is no step: ask for something that is computed from it."
            )
        return node.id

    def _setting(self, keyword: str, node: ast.expr) -> object:
        if keyword == "domain":
            return self._domain(node)
        value = literal(node, self.source)
        wanted = {"exact": bool, "unit": str}.get(keyword, float)
        if not isinstance(value, wanted) or (wanted is float and isinstance(value, bool)):
            raise self.source.error(node, f"{keyword}= takes {SETTINGS[keyword]}.")
        if keyword == "unit" and (not value or len(str(value)) > 20):
            raise self.source.error(node, 'unit= takes a short text, such as "%".')
        if wanted is not float:
            return value
        return self._number(keyword, float(str(value)), node)

    def _number(self, keyword: str, value: float, node: ast.expr) -> float | int:
        low, high, whole = RANGES[keyword]
        if not low <= value <= high or (whole and value != int(value)):
            raise self.source.error(node, f"{keyword}= takes {SETTINGS[keyword]}.")
        return int(value) if whole else value

    def _domain(self, node: ast.expr) -> tuple[float, float]:
        values = [literal(part, self.source) for part in node.elts] if isinstance(node, ast.Tuple) else []
        numbers = [value for value in values if isinstance(value, float)]
        if len(values) != 2 or len(numbers) != 2 or not numbers[0] < numbers[1]:
            raise self.source.error(node, "domain= takes the lowest and the highest value: domain=(-5, 5).")
        return numbers[0], numbers[1]

    def _check_precision(self, line: Declaration, ask: Ask, kind: Kind) -> None:
        given = [
            name for name in ("places", "figures", "tolerance", "relative") if getattr(ask, name) is not None
        ]
        given += ["exact"] * ask.exact
        if len(given) > 1:
            raise self._error(line, f"Say the precision in one way: {given[0]}= or {given[1]}=, not both.")
        if given and (kind.base not in ("number", "function") or kind.shape):
            raise self._error(line, f"{given[0]}= is for numbers; {ask.name} is {kind.describe()}.")
        if ask.domain is not None and kind.base != "function":
            raise self._error(line, f"domain= is for functions; {ask.name} is {kind.describe()}.")
        if kind.base in ("truth",) and kind.dims:
            raise self._error(line, "Truth values are asked one by one.")

    def option(self, line: Declaration, number: int, group: str, scope: Scope) -> tuple[Option, Definition]:
        """`choice(text, condition, why=, last=)`."""
        self._only(line, ("why", "last"))
        if len(line.arguments) != 2:
            raise self._error(
                line, 'choice takes a text and a condition: choice("The output is 0.", x <= 0).'
            )
        text = self._text(line.arguments[0])
        why = self._text(line.keywords["why"]) if "why" in line.keywords else ""
        last = self._truth(line.keywords["last"]) if "last" in line.keywords else False
        truth = self.expressions.condition(line.arguments[1], scope)
        name = f"{group}.{number}"
        return Option(text, name, why, last, line.where), Definition(name, "option", truth, line.where)

    def group(self, line: Declaration) -> Group:
        """`options(name=, label=, several=, show=, points=)`."""
        self._only(line, ("name", "label", "several", "show", "points"))
        if line.arguments:
            raise self._error(line, 'options takes settings by name: options(name="trained", several=True).')
        name = self._text(line.keywords["name"]) if "name" in line.keywords else "choice"
        if not name.isidentifier() or not name.isascii() or name[0] == "_" or len(name) > limits.MAX_NAME:
            raise self._error(line, 'The name of a choice group is one word: options(name="trained").')
        show = self._setting("show", line.keywords["show"]) if "show" in line.keywords else None
        points = self._setting("points", line.keywords["points"]) if "points" in line.keywords else 1.0
        assert show is None or isinstance(show, int)
        assert isinstance(points, float)
        return Group(
            name=name,
            where=line.where,
            label=self._text(line.keywords["label"]) if "label" in line.keywords else "",
            several="several" in line.keywords and self._truth(line.keywords["several"]),
            show=show,
            points=points,
        )

    def mistake(self, line: Declaration, scope: Scope) -> Mistake:
        """`mistake(text, step=expression, …)`."""
        if len(line.arguments) != 1 or not line.keywords:
            raise self._error(
                line, 'mistake takes a text and a step as it comes out: mistake("…", z=dot(w, x)).'
            )
        replaced: dict[str, Node] = {}
        for name, expression in line.keywords.items():
            definition = scope.definitions.get(name)
            if definition is None or definition.role != "step":
                raise self.source.error(expression, f"There is no step {name!r} above this line.")
            node = self._wrong(definition, expression, scope)
            if replace(node.kind, whole=False) != replace(definition.node.kind, whole=False):
                raise self.source.error(
                    expression,
                    f"{name} is {definition.node.kind.describe()}; this is {node.kind.describe()}.",
                )
            replaced[name] = node
        return Mistake(self._text(line.arguments[0]), replaced, line.where)

    def _wrong(self, definition: Definition, expression: ast.expr, scope: Scope) -> Node:
        """A step as it comes out wrongly; in place of a function stands the name of another one."""
        if definition.node.kind.base != "function":
            return self.expressions.check(expression, scope)
        own = scope.functions.get(expression.id) if isinstance(expression, ast.Name) else None
        if own is None:
            raise self.source.error(
                expression,
                f"{definition.name} is a function: write the name of another one, with a line of its own.",
            )
        return self.expressions.formula(own, expression)

    def certify(self, line: Declaration) -> tuple[str, ...]:
        """`certify("kind", …)`: registered kinds of mistakes that a variant must tell apart."""
        self._only(line, ())
        return tuple(self._text(argument) for argument in line.arguments)

    def _only(self, line: Declaration, allowed: tuple[str, ...]) -> None:
        for keyword, value in line.keywords.items():
            if keyword not in allowed:
                known = ", ".join(allowed) or "no settings"
                raise self.source.error(value, f"{line.name} knows {known}; not {keyword!r}.")

    def _text(self, node: ast.expr) -> str:
        value = literal(node, self.source)
        if not isinstance(value, str) or not value.strip():
            raise self.source.error(node, "A text in quotation marks is needed here.")
        return value

    def _truth(self, node: ast.expr) -> bool:
        value = literal(node, self.source)
        if not isinstance(value, bool):
            raise self.source.error(node, "True or False is needed here.")
        return value

    def _error(self, line: Declaration, message: str) -> ProblemError:
        place = line.arguments[0] if line.arguments else next(iter(line.keywords.values()), None)
        if place is not None:
            return self.source.error(place, message)
        return ProblemError(message, line.where.line, line.where.column)


SETTINGS = {
    "points": "a number of points from 0 to 1,000",
    "places": f"a whole number of decimals from 0 to {MAX_PLACES}",
    "figures": f"a whole number of significant figures from 1 to {MAX_PLACES}",
    "tolerance": "the accepted distance, larger than 0",
    "relative": "the accepted share of the value, from 0 to 1",
    "exact": "True or False",
    "unit": 'a text, such as "%"',
    "follow": "a share from 0 to 1",
    "show": f"a whole number of options from 2 to {limits.MAX_OPTIONS}",
}

RANGES: dict[str, tuple[float, float, bool]] = {
    "points": (0, 1000, False),
    "places": (0, MAX_PLACES, True),
    "figures": (1, MAX_PLACES, True),
    "tolerance": (1e-12, 1e12, False),
    "relative": (1e-12, 1, False),
    "follow": (0, 1, False),
    "show": (2, limits.MAX_OPTIONS, True),
}
