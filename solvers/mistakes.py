"""The program, changed one slip at a time the way people get it wrong.

The author's `mistake` lines come first, then what is registered for functions and layers, then changes of the
program: a term or factor left out, a sign turned, a function skipped or swapped, a neighbouring value used.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from solvers.explain.printer import Printer
from solvers.functions import FUNCTIONS
from solvers.language import tree
from solvers.language.kinds import KindError
from solvers.language.program import Definition, Program
from solvers.registered import REGISTERED, cell_mistakes, update
from solvers.words import Later, later

CHANGED = ("number", "text", "function")
NEIGHBOURS = (-1, 1)  # u2 instead of u1 or u3


@dataclass(frozen=True, eq=False)
class Slip:
    """One way to go wrong: what happened (Markdown, kept for later), and the steps as they then come out.

    `family` says what several slips at one place have in common, for when they cannot be told apart;
    `is_known` is whether an author or the registry names it, rather than a change of the program.
    """

    text: str
    replaced: dict[str, tree.Node]
    family: str = ""
    is_authors: bool = False
    is_known: bool = False


def slips(program: Program, free: tuple[Definition, ...]) -> Iterator[Slip]:
    """The slips that can be made in the steps of `free`, the likeliest first."""
    return (slip for slip in slips_with_pauses(program, free) if slip is not None)


def slips_with_pauses(program: Program, free: tuple[Definition, ...]) -> Iterator[Slip | None]:
    """The same; None again and again while the next one is looked for in a large step."""
    names = {definition.name for definition in free}
    for mistake in program.mistakes:
        if names & set(mistake.replaced):
            yield Slip(mistake.text, mistake.replaced, is_authors=True, is_known=True)
    everywhere: dict[str, dict[str, tree.Node]] = {}
    for definition in reversed(free):
        if definition.role == "step" and definition.node.kind.base in CHANGED:
            for slip in _at_step(program, definition):
                if slip is not None and slip.is_known:
                    everywhere.setdefault(slip.text, {}).update(slip.replaced)
                yield slip
    for text, replaced in everywhere.items():
        if len(replaced) > 1:
            yield Slip(text, replaced, is_known=True)


def _at_step(program: Program, definition: Definition) -> Iterator[Slip | None]:
    """The slips that can be made in one step, with pauses."""
    for text, node in _at_cell(program, definition):
        yield Slip(text, {definition.name: node}, is_known=True)
    writer = Writer(program)
    for text, node in chain(writer.changes(definition.node), writer.stale(definition)):
        if text is PAUSE:
            yield None
            continue
        family = writer.families.get(text, "")
        yield Slip(text, {definition.name: node}, family, is_known=text in writer.registered)


def _at_cell(program: Program, definition: Definition) -> Iterator[tuple[str, tree.Node]]:
    """What is registered for a cell of a network's table."""
    network = program.networks.get(definition.name.split(".")[0])
    if network is not None and not definition.name.startswith(f"{network.name}.0."):
        yield from cell_mistakes(network, definition.name, definition.node)


def with_slip(program: Program, slip: Slip) -> Program:
    """The program in which the slip is made."""
    definitions = dict(program.definitions)
    for name, node in slip.replaced.items():
        definitions[name] = replace(definitions[name], node=node)
    return replace(program, definitions=definitions)


Change = tuple[str, tree.Node]
PAUSE = ""  # for a text, where there is no change yet


class Writer:
    """Writes the changes of a node, and of every node in it, with what happened in words."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.printer = Printer(program)
        self.families: dict[str, str] = {}
        self.registered: set[str] = set()

    def words(self, node: tree.Node) -> Later:
        """A part of a formula as mathematics."""
        return Later(lambda: f"${self.printer.print(node).text}$")

    def changes(self, node: tree.Node) -> Iterator[Change]:
        """All changes, of the node itself first; a PAUSE after each part that is done."""
        own = CHANGES.get(type(node))
        if own is not None:
            yield from own(self, node)
        yield from self._inside(node)

    def stale(self, definition: Definition) -> Iterator[Change]:
        """The step before given for this one."""
        for part in tree.walk(definition.node):
            if (
                isinstance(part, tree.Name)
                and part is not definition.node
                and not {":", "."} & set(part.name)
            ):
                before = self.program.definitions[part.name]
                if before.role == "step" and before.node.kind == definition.node.kind:
                    yield (
                        later("{given} was given instead of what comes of it.", given=self.words(part)),
                        part,
                    )

    def _inside(self, node: tree.Node) -> Iterator[Change]:
        if isinstance(node, tree.Operation | tree.Array):
            name = "operands" if isinstance(node, tree.Operation) else "items"
            yield from self._in_parts(node, name, getattr(node, name))
        elif isinstance(node, tree.Call):
            yield from self._in_parts(node, "arguments", node.arguments)
        elif isinstance(node, tree.Apply):
            yield from self._in_parts(node, "arguments", node.arguments)
            for text, body in self.changes(node.body):
                yield text, replace(node, body=body)
        elif isinstance(node, tree.Conditional):
            for text, then in self.changes(node.then):
                yield text, replace(node, then=then)
            for text, otherwise in self.changes(node.otherwise):
                yield text, replace(node, otherwise=otherwise)

        elif isinstance(node, tree.Lambda):
            for text, body in self.changes(node.body):
                yield text, replace(node, body=body)

    def _in_parts(self, node: Any, name: str, parts: tuple[tree.Node, ...]) -> Iterator[Change]:
        """The changes in each part; in elements that are built alike, one slip is made in all of them."""
        made: list[dict[str, tree.Node]] = []
        for part in parts:
            made.append({})
            for text, changed in self.changes(part):
                if text is PAUSE:
                    yield PAUSE, node
                else:
                    made[-1][text] = changed
            yield PAUSE, node
        if isinstance(node, tree.Array):
            for text in dict.fromkeys(text for changes in made for text in changes):
                items = tuple(changes.get(text, part) for changes, part in zip(made, parts, strict=True))
                yield text, replace(node, items=items)
            return
        for index, changes in enumerate(made):
            for text, changed in changes.items():
                yield text, replace(node, **{name: (*parts[:index], changed, *parts[index + 1 :])})

    def operation(self, node: tree.Operation) -> Iterator[Change]:
        """Terms and factors left out, signs turned."""
        known: dict[str, Callable[..., Iterator[Change]]] = {
            "neg": self._minus_sign,
            "+": self._sum,
            "-": self._difference,
            "*": self._product,
            "/": self._fraction,
            "**": self._power,
        }
        if node.operator in known:
            yield from known[node.operator](node, *node.operands)

    def _minus_sign(self, node: tree.Operation, term: tree.Node) -> Iterator[Change]:
        yield later("The minus sign before {term} was left out.", term=self.words(term)), term

    def _sum(self, node: tree.Operation, left: tree.Node, right: tree.Node) -> Iterator[Change]:
        yield from self._kept(node, left, later("The term {term} was left out.", term=self.words(right)))
        subtracted = later("The term {term} was subtracted instead of added.", term=self.words(right))
        yield subtracted, replace(node, operator="-")
        yield from self._kept(node, right, later("The term {term} was left out.", term=self.words(left)))

    def _difference(self, node: tree.Operation, left: tree.Node, right: tree.Node) -> Iterator[Change]:
        for text, operator, taken in update(self.program, right):
            self.registered.add(text)
            yield text, replace(node, operator=operator, operands=(left, taken))
        yield from self._kept(node, left, later("The term {term} was left out.", term=self.words(right)))
        if left.kind.dims == node.kind.dims:
            alone = replace(node, operator="neg", operands=(right,))
            yield later("The term {term} was left out.", term=self.words(left)), alone
        added = later("The term {term} was added instead of subtracted.", term=self.words(right))
        yield added, replace(node, operator="+")
        turned = later(
            "The difference {difference} was taken the other way round.", difference=self.words(node)
        )
        yield turned, replace(node, operands=(right, left))

    def _product(self, node: tree.Operation, left: tree.Node, right: tree.Node) -> Iterator[Change]:
        for kept, lost in ((left, right), (right, left)):
            text = later("The factor {factor} was left out.", factor=self.words(lost))
            yield from self._kept(node, kept, text)

    def _fraction(self, node: tree.Operation, left: tree.Node, right: tree.Node) -> Iterator[Change]:
        whole = later("The division by {divisor} was left out.", divisor=self.words(right))
        yield from self._kept(node, left, whole)
        if left.kind.dims == right.kind.dims:
            yield later("The fraction was turned upside down."), replace(node, operands=(right, left))

    def _power(self, node: tree.Operation, left: tree.Node, right: tree.Node) -> Iterator[Change]:
        base = later("The exponent {exponent} was left out.", exponent=self.words(right))
        yield from self._kept(node, left, base)
        if isinstance(right, tree.Number) and right.value == 2.0:
            doubled = replace(node, operator="*", operands=(right, left))
            yield later("{base} was doubled instead of squared.", base=self.words(left)), doubled

    def _kept(self, node: tree.Node, part: tree.Node, text: str) -> Iterator[Change]:
        if part.kind.dims == node.kind.dims:
            yield text, part

    def call(self, node: tree.Call) -> Iterator[Change]:
        """What is registered for a function; the function skipped, or swapped for its sibling."""
        registered = REGISTERED.get(node.function.name)
        if registered is not None:
            for text, changed in registered(node.arguments):
                self.registered.add(text)
                yield text, changed
        right = self.words(node)
        if len(node.arguments) == 1 and node.arguments[0].kind.dims == node.kind.dims:
            text = later("The function in {right} was left out.", right=right)
            self.families[text] = later("Something other than {right} was computed.", right=right)
            yield text, node.arguments[0]
        for sibling in node.function.siblings:
            other = FUNCTIONS.get(sibling)
            if other is None:
                continue
            try:
                kind = other.kind(tuple(argument.kind for argument in node.arguments))
            except KindError:
                continue
            if kind.dims == node.kind.dims:
                swapped = replace(node, function=other)
                text = later(
                    "{other} was computed instead of {right}.", other=self.words(swapped), right=right
                )
                self.families[text] = later("Something other than {right} was computed.", right=right)
                yield text, swapped

    def conditional(self, node: tree.Conditional) -> Iterator[Change]:
        """Another case taken than the one that holds."""
        if node.kind.is_number:
            for case in (node.then, node.otherwise):
                if not isinstance(case, tree.Conditional):
                    yield later("The wrong case was taken: {case}.", case=self.words(case)), case

    def array(self, node: tree.Array) -> Iterator[Change]:
        """Height and width swapped."""
        if node.kind.shape and len(node.items) >= 2:
            first, second, *rest = node.items
            yield later("Height and width were swapped."), replace(node, items=(second, first, *rest))

    def name(self, node: tree.Name) -> Iterator[Change]:
        """A neighbouring value: u2 instead of u1."""
        digits = len(node.name) - len(node.name.rstrip("0123456789"))
        if not digits or ":" in node.name or "." in node.name:
            return
        stem, number = node.name[:-digits], int(node.name[-digits:])
        for step in NEIGHBOURS:
            other = self.program.definitions.get(f"{stem}{number + step}")
            if other is not None and other.node.kind == node.kind and other.where.line < node.where.line:
                used = replace(node, name=other.name)
                yield (
                    later(
                        "{used} was used instead of {right}.", used=self.words(used), right=self.words(node)
                    ),
                    used,
                )


CHANGES: dict[type[tree.Node], Callable[[Writer, Any], Iterator[Change]]] = {
    tree.Operation: Writer.operation,
    tree.Call: Writer.call,
    tree.Conditional: Writer.conditional,
    tree.Array: Writer.array,
    tree.Name: Writer.name,
}
