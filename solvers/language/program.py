"""A checked program: what its lines define and declare."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from solvers.language.syntax import Where
from solvers.language.tree import Apply, Conditional, Given, Lambda, Name, Node, Text, names_in, walk

if TYPE_CHECKING:
    from solvers.language.network import Network

Role = Literal["given", "constant", "step", "option", "require"]


@dataclass(frozen=True, eq=False)
class Definition:
    """A name and how its value comes about; `label` is Markdown, `symbol` LaTeX (empty: from the name)."""

    name: str
    role: Role
    node: Node
    where: Where
    label: str = ""
    symbol: str = ""

    @cached_property
    def applies(self) -> frozenset[str]:
        """The own functions that its value is computed with."""
        return frozenset(part.name for part in walk(self.node) if isinstance(part, Apply))

    @cached_property
    def reads(self) -> frozenset[str]:
        """The names that its value depends on directly."""
        return names_in(self.node)


@dataclass(frozen=True)
class Ask:
    """What is asked of a step, and how closely; None where the program is silent."""

    name: str
    where: Where
    points: float = 1.0
    places: int | None = None
    figures: int | None = None
    tolerance: float | None = None
    relative: float | None = None
    exact: bool = False
    unit: str = ""
    domain: tuple[float, float] | None = None
    follow: float = 1.0


@dataclass(frozen=True)
class Option:
    """One option of a choice group; its truth is the definition `truth`."""

    text: str
    truth: str
    why: str
    last: bool
    where: Where


@dataclass(frozen=True)
class Group:
    """A choice group: `show` of its options are drawn where the pool is larger."""

    name: str
    where: Where
    label: str = ""
    several: bool = False
    show: int | None = None
    points: float = 1.0
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, eq=False)
class Mistake:
    """What somebody does wrong: the steps as they then come out."""

    text: str
    replaced: dict[str, Node]
    where: Where


@dataclass(frozen=True, eq=False)
class Curve:
    """A function of one number that a picture draws: an own one, or a registered activation."""

    name: str
    node: Lambda
    own: bool


@dataclass(frozen=True, eq=False)
class Show:
    """A picture: of `values` and a curve, or of the network of a name; `label` is its caption (Markdown).

    `biases` has a number or a vector for each layer of a network of neurons, `outputs` the name of what
    each layer gives. `solution` keeps the picture for the worked solution.
    """

    picture: str
    where: Where
    values: tuple[Node, ...] = ()
    biases: tuple[Node, ...] = ()
    outputs: tuple[Node, ...] = ()
    curve: Curve | None = None
    network: str = ""
    label: str = ""
    solution: bool = False


@dataclass(frozen=True, eq=False)
class Program:
    """All that a program says. `definitions` are in order, each reading earlier ones only."""

    definitions: dict[str, Definition]
    asked: tuple[Ask | Group, ...]
    mistakes: tuple[Mistake, ...] = ()
    certified: Mapping[str, Where] = field(default_factory=dict)
    shows: tuple[Show, ...] = ()
    texts: tuple[str, ...] = ()
    networks: Mapping[str, "Network"] = field(default_factory=dict)

    @cached_property
    def asks(self) -> tuple[Ask, ...]:
        """The asked steps, choice groups left out."""
        return tuple(item for item in self.asked if isinstance(item, Ask))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The choice groups."""
        return tuple(item for item in self.asked if isinstance(item, Group))

    @cached_property
    def asked_functions(self) -> frozenset[str]:
        """The own functions that are asked for as a formula."""
        return frozenset(
            definition.name for definition in self.of_role("step") if definition.node.kind.base == "function"
        )

    @cached_property
    def cells(self) -> frozenset[str]:
        """The names of all cells of networks' tables."""
        return frozenset(name for name in self.definitions if name.split(".")[0] in self.networks)

    @cached_property
    def counted_networks(self) -> tuple["Network", ...]:
        """The networks of which something is asked or computed; another one is only drawn."""
        read = {ask.name for ask in self.asks}
        for name, definition in self.definitions.items():
            if name not in self.cells:
                read |= definition.reads
        read = {name.split(".")[0] for name in read & self.cells}
        return tuple(network for name, network in self.networks.items() if name in read)

    def of_role(self, *roles: Role) -> tuple[Definition, ...]:
        """The definitions of these roles, in order."""
        return tuple(definition for definition in self.definitions.values() if definition.role in roles)

    @cached_property
    def inputs(self) -> frozenset[str]:
        """The names whose values a variant starts from."""
        return frozenset(definition.name for definition in self.of_role("given", "constant"))

    def slice(self, wanted: Iterable[str], known: frozenset[str]) -> tuple[Definition, ...]:
        """The definitions that `wanted` need when the values of `known` are there, in order."""
        needed: set[str] = set()
        pending = [name for name in wanted if name not in known]
        while pending:
            name = pending.pop()
            if name not in needed and name in self.definitions:
                needed.add(name)
                pending.extend(self.definitions[name].reads - known)
        return tuple([self.definitions[name] for name in sorted(needed, key=self._places.__getitem__)])

    @cached_property
    def _places(self) -> dict[str, int]:
        """Where each name stands in the program."""
        return {name: place for place, name in enumerate(self.definitions)}

    def affected(self, names: Iterable[str]) -> frozenset[str]:
        """The names, and all whose values change when theirs do."""
        found: set[str] = set()
        pending = list(names)
        while pending:
            name = pending.pop()
            if name not in found:
                found.add(name)
                pending.extend(self._readers.get(name, ()))
        return frozenset(found)

    @cached_property
    def asked_before(self) -> dict[str, tuple[str, ...]]:
        """By asked name, the asked names on which its value hangs, in the order of the program.

        Own functions are among them where they are applied.
        """
        asked = {ask.name for ask in self.asks}
        order = [name for name in self.definitions if name in asked]
        bits = {name: 1 << place for place, name in enumerate(order)}
        before: dict[str, int] = {}
        for name, definition in self.definitions.items():
            found = 0
            for read in definition.reads | definition.applies:
                found |= before.get(read, 0) | bits.get(read, 0)
            before[name] = found
        return {name: tuple(other for other in order if before[name] & bits[other]) for name in order}

    @cached_property
    def _readers(self) -> dict[str, list[str]]:
        """By name, the names whose values are computed from it directly."""
        found: dict[str, list[str]] = {}
        for name, definition in self.definitions.items():
            for read in definition.reads | definition.applies:
                found.setdefault(read, []).append(name)
        return found


def literals(node: Node, program: Program) -> tuple[str, ...]:
    """All texts that a text-valued node may have, reached or not, in source order."""
    return tuple(dict.fromkeys(_values(node, program, set())))


def _values(node: Node, program: Program, seen: set[str]) -> Iterable[str]:
    """The texts of a node and of the names that it reads, each name once."""
    for part in _taken(node):
        if part.kind.base != "text":
            continue
        if isinstance(part, Text):
            yield part.value
        elif isinstance(part, Given) and part.draw is not None and part.draw.table is not None:
            yield from (str(value) for value in part.draw.table)
        elif isinstance(part, Name) and part.name in program.definitions and part.name not in seen:
            seen.add(part.name)
            yield from _values(program.definitions[part.name].node, program, seen)


def _taken(node: Node) -> Iterable[Node]:
    """The nodes that can give the value: what is only compared in a condition cannot."""
    yield node
    for child in node.children():
        if not (isinstance(node, Conditional) and child is node.test):
            yield from _taken(child)
