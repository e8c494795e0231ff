"""From a program's lines to a checked program."""

import ast
import re
from dataclasses import replace

from solvers.errors import ProblemError
from solvers.language import limits
from solvers.language.declarations import Declarations
from solvers.language.expressions import Expressions
from solvers.language.givens import given, holds_draw, is_literal
from solvers.language.kinds import WHOLE
from solvers.language.layers import LayerError
from solvers.language.network import Expansion, Network, read_network
from solvers.language.pictures import Pictures
from solvers.language.program import Ask, Definition, Group, Mistake, Program, Role, Show
from solvers.language.scope import OwnFunction, Scope
from solvers.language.syntax import Assignment, Declaration, Source, Where, checked_name, parse
from solvers.language.tree import Given, Name, Node, Number, Text, walk

SYMBOL = re.compile(r"\$([^$]+)\$")


def build(text: str, first_line: int) -> Program:
    """The checked program of a text that begins at `first_line` of its document, or ProblemError."""
    source, lines = parse(text, first_line)
    builder = Builder(source)
    for line in lines:
        builder.add(line)
    return builder.finish(first_line)


class Builder:
    """Takes the lines of a program one after another."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.expressions = Expressions(source)
        self.declarations = Declarations(source, self.expressions)
        self.pictures = Pictures(source, self.expressions)
        self.definitions: dict[str, Definition] = {}
        self.functions: dict[str, OwnFunction] = {}
        self.networks: dict[str, Network] = {}
        self.asked: list[Ask | Group] = []
        self.mistakes: list[Mistake] = []
        self.certified: dict[str, Where] = {}
        self.shows: list[Show] = []
        self.requires = 0
        self.counted = 0
        self.numbers = 0

    @property
    def scope(self) -> Scope:
        """What a line may name: all that stands above it."""
        return Scope(self.definitions, self.functions, networks=self.networks)

    def add(self, line: Assignment | Declaration) -> None:
        """Check one line and keep what it says."""
        if isinstance(line, Assignment):
            self._assign(line)
        else:
            getattr(self, f"_{line.name}")(line)
        self._check_size(line.where)

    def _check_size(self, where: Where) -> None:
        """Count values as they come, so that a program out of hand is left early."""
        added = list(self.definitions.values())[self.counted :]
        self.counted += len(added)
        self.numbers += sum(definition.node.kind.elements for definition in added)
        if self.counted > limits.MAX_DEFINITIONS:
            raise ProblemError(
                f"A program has at most {limits.MAX_DEFINITIONS:,} values, the cells of networks included.",
                where.line,
                where.column,
            )
        if self.numbers > limits.MAX_NUMBERS:
            raise ProblemError(
                f"The values of a program hold at most {limits.MAX_NUMBERS:,} numbers together: "
                "use smaller vectors and matrices.",
                where.line,
                where.column,
            )

    def _assign(self, line: Assignment) -> None:
        if line.name in self.definitions or line.name in self.functions or line.name in self.networks:
            raise ProblemError(
                f"{line.name} has a value already: use a new name.", line.where.line, line.where.column
            )
        if any(isinstance(item, Group) and item.name == line.name for item in self.asked):
            raise ProblemError(
                f"{line.name} is a choice group: use a new name.", line.where.line, line.where.column
            )
        label, symbol = _label(line.label)
        if isinstance(line.expression, ast.Lambda):
            self.functions[line.name] = self._function(line, line.expression, label, symbol)
            return
        if isinstance(line.expression, ast.Call) and _calls(line.expression, "cnn"):
            self._network(line, line.expression, label)
            return
        node, role = self._value(line.expression)
        self.definitions[line.name] = Definition(line.name, role, node, line.where, label, symbol)

    def _network(self, line: Assignment, call: ast.Call, label: str) -> None:
        network = read_network(line.name, label, call, self.source)
        try:
            expanded = Expansion(network, self._layer_number).run()
        except LayerError as fault:
            raise self.source.error(call.args[1], str(fault)) from None
        self.networks[line.name] = network
        self.definitions.update({definition.name: definition for definition in expanded})

    def _layer_number(self, text: str) -> Node:
        """The node of a number in a network's text: digits, or the name of a whole number."""
        if text.isdigit():
            return Number(WHOLE, Where(1, 1), float(text))
        name = text.strip("{} ")
        definition = self.definitions.get(name)
        if definition is None or definition.node.kind != WHOLE:
            raise LayerError(
                f"{text} is to be a whole number of this problem: draw it above, as in k = pick(3, 5)."
            )
        return Name(WHOLE, definition.where, name)

    def _function(self, line: Assignment, function: ast.Lambda, label: str, symbol: str) -> OwnFunction:
        parameters = tuple(checked_name(part.arg, part, self.source) for part in function.args.args)
        scope, functions = dict(self.definitions), dict(self.functions)
        return OwnFunction(line.name, parameters, function.body, scope, functions, line.where, label, symbol)

    def _value(self, expression: ast.expr) -> tuple[Node, Role]:
        if holds_draw(expression):
            return given(expression, self.source), "given"
        role: Role = "constant" if is_literal(expression) else "step"
        return self.expressions.check(expression, self.scope), role

    def _require(self, line: Declaration) -> None:
        if len(line.arguments) != 1 or line.keywords:
            raise self._error(line, "require takes one condition: require(b != 0). Equality is written ==.")
        node = self.expressions.check(line.arguments[0], self.scope)
        if node.kind.base != "truth":
            raise self.source.error(
                line.arguments[0], f"A condition is needed here; this is {node.kind.describe()}."
            )
        self.requires += 1
        name = f"require.{self.requires}"
        self.definitions[name] = Definition(name, "require", node, line.where)

    def _ask(self, line: Declaration) -> None:
        if (
            len(line.arguments) == 1
            and isinstance(line.arguments[0], ast.Name)
            and line.arguments[0].id in self.networks
        ):
            self.asked.extend(self.declarations.ask_network(line, self.networks[line.arguments[0].id]))
            return
        self._make_asked_function(line)
        ask = self.declarations.ask(line, self.scope)
        if any(isinstance(item, Ask) and item.name == ask.name for item in self.asked):
            raise self._error(line, f"{ask.name} is asked already.")
        self.asked.append(ask)

    def _make_asked_function(self, line: Declaration) -> None:
        first = line.arguments[0] if line.arguments else None
        if not isinstance(first, ast.Name) or first.id not in self.functions or first.id in self.definitions:
            return
        own = self.functions[first.id]
        node = self.expressions.formula(own, first)
        self.definitions[own.name] = Definition(own.name, "step", node, own.where, own.label, own.symbol)

    def _options(self, line: Declaration) -> None:
        group = self.declarations.group(line)
        if any(isinstance(item, Group) and item.name == group.name for item in self.asked):
            raise self._error(
                line, f"There is a choice group {group.name!r} already: give this one another name."
            )
        if group.name in {**self.definitions, **self.functions, **self.networks}:
            raise self._error(line, f"{group.name} is a value already: give the choice group another name.")
        self.asked.append(group)

    def _choice(self, line: Declaration) -> None:
        groups = [index for index, item in enumerate(self.asked) if isinstance(item, Group)]
        if not groups:
            self.asked.append(Group("choice", line.where))
            groups = [len(self.asked) - 1]
        group = self.asked[groups[-1]]
        assert isinstance(group, Group)
        number = len(group.options) + 1
        if number > limits.MAX_OPTIONS:
            raise self._error(line, f"A choice group has at most {limits.MAX_OPTIONS} options.")
        option, definition = self.declarations.option(line, number, group.name, self.scope)
        self.definitions[definition.name] = definition
        self.asked[groups[-1]] = replace(group, options=(*group.options, option))

    def _mistake(self, line: Declaration) -> None:
        self.mistakes.append(self.declarations.mistake(line, self.scope))
        if len(self.mistakes) > limits.MAX_MISTAKES:
            raise self._error(line, f"A problem has at most {limits.MAX_MISTAKES} mistakes.")

    def _certify(self, line: Declaration) -> None:
        self.certified.update(dict.fromkeys(self.declarations.certify(line), line.where))

    def _show(self, line: Declaration) -> None:
        self.shows.append(self.pictures.show(line, self.scope))
        if len(self.shows) > limits.MAX_PICTURES:
            raise self._error(line, f"A problem has at most {limits.MAX_PICTURES} pictures.")

    def _error(self, line: Declaration, message: str) -> ProblemError:
        return ProblemError(message, line.where.line, line.where.column)

    def finish(self, first_line: int) -> Program:
        """The whole program, checked for what only the whole can show."""
        if not self.asked:
            raise ProblemError("Nothing is asked: add a line such as ask(z, places=2).", first_line)
        for item in self.asked:
            if isinstance(item, Group):
                self._check_group(item)
        ordered = sorted(self.definitions.values(), key=lambda definition: definition.where.line)
        return Program(
            definitions={definition.name: definition for definition in ordered},
            asked=tuple(self.asked),
            mistakes=tuple(self.mistakes),
            certified=self.certified,
            shows=tuple(self.shows),
            texts=self._texts(),
            networks=self.networks,
        )

    def _check_group(self, group: Group) -> None:
        where = group.where
        if len(group.options) < 2:
            raise ProblemError("A choice group has at least two options.", where.line, where.column)
        if group.show is not None and group.show > len(group.options):
            raise ProblemError(
                f"show={group.show} is more than the {len(group.options)} options.", where.line, where.column
            )
        truths = {option.text for option in group.options}
        if len(truths) < len(group.options):
            raise ProblemError("Two options have the same text.", where.line, where.column)

    def _texts(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for definition in self.definitions.values():
            for text in _texts_of(definition.node):
                found[text] = None
        for mistake in self.mistakes:
            for node in mistake.replaced.values():
                found.update(dict.fromkeys(_texts_of(node)))
        for show in self.shows:
            if show.curve is not None:
                found.update(dict.fromkeys(_texts_of(show.curve.node)))
        return tuple(found)


def _texts_of(node: Node) -> list[str]:
    found = [part.value for part in walk(node) if isinstance(part, Text)]
    tables = [
        part.draw.table for part in walk(node) if isinstance(part, Given) and part.draw and part.draw.table
    ]
    return found + [value for table in tables for value in table if isinstance(value, str)]


def _calls(call: ast.Call, name: str) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == name


def _label(text: str) -> tuple[str, str]:
    """A label's words and its symbol: 'Gradient $dL/dw$' → ('Gradient', 'dL/dw')."""
    found = SYMBOL.search(text)
    if found is None:
        return text.strip(), ""
    words = (text[: found.start()] + text[found.end() :]).strip()
    return words, found.group(1).strip()
