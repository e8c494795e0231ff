"""The checked tree of a program: every node knows its kind and its place."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache, cached_property

from solvers.functions.registry import Function
from solvers.language.draws import Draw
from solvers.language.kinds import Kind
from solvers.language.syntax import Where


@dataclass(frozen=True, eq=False)
class Node:
    """Anything that has a value."""

    kind: Kind
    where: Where

    def children(self) -> Iterator["Node"]:
        """The nodes directly below, from left to right."""
        for name in self._parts():
            value = getattr(self, name)
            if isinstance(value, Node):
                yield value
            elif isinstance(value, tuple):
                for item in value:
                    if isinstance(item, Node):
                        yield item

    @cached_property
    def names_read(self) -> frozenset[str]:
        """The program's names below, parameters left out."""
        return frozenset(part.name for part in walk(self) if isinstance(part, Name) and ":" not in part.name)

    @classmethod
    @cache
    def _parts(cls) -> tuple[str, ...]:
        """The fields that may hold nodes, or tuples of nodes."""
        return tuple(field.name for field in fields(cls) if field.name not in ("kind", "where"))


@dataclass(frozen=True, eq=False)
class Number(Node):
    """A number as written."""

    value: float


@dataclass(frozen=True, eq=False)
class Text(Node):
    """A text as written."""

    value: str


@dataclass(frozen=True, eq=False)
class Truth(Node):
    """True or False."""

    value: bool


@dataclass(frozen=True, eq=False)
class Name(Node):
    """A given, a constant, an earlier step, or a parameter (whose name holds a colon, such as `f:z`)."""

    name: str


def as_written(name: str) -> str:
    """A name as its author wrote it: a parameter's without its function and the colon."""
    return name.rpartition(":")[2]


@dataclass(frozen=True, eq=False)
class Array(Node):
    """A list (vector, matrix) or a tuple (shape) written out."""

    items: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Operation(Node):
    """Arithmetic: + - * / // % ** @ with two operands, or neg with one."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Comparison(Node):
    """A chain such as 0 <= z <= 1: one operator fewer than operands."""

    operators: tuple[str, ...]
    operands: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Logic(Node):
    """`and`, `or` with two or more operands, `not` with one."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Conditional(Node):
    """`then if test else otherwise`; a piecewise is a chain of these."""

    test: Node
    then: Node
    otherwise: Node
    piecewise: bool


@dataclass(frozen=True, eq=False)
class Call(Node):
    """A registered function of checked arguments."""

    function: Function
    arguments: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Apply(Node):
    """An own one-line function of checked arguments; `body` is elaborated for these."""

    name: str
    parameters: tuple[str, ...]
    arguments: tuple[Node, ...]
    body: Node


@dataclass(frozen=True, eq=False)
class Slice:
    """A constant range of elements."""

    start: int
    stop: int
    step: int


@dataclass(frozen=True, eq=False)
class Index(Node):
    """Elements of a vector, matrix or shape; counted from 0."""

    value: Node
    subscripts: tuple[int | Slice | Node, ...]


@dataclass(frozen=True, eq=False)
class Lambda(Node):
    """A function as a value: what `ask(gradient)` asks for; elaborated for number parameters."""

    parameters: tuple[str, ...]
    body: Node

    @property
    def variables(self) -> tuple[str, ...]:
        """The parameters as they are written."""
        return tuple(map(as_written, self.parameters))


@dataclass(frozen=True, eq=False)
class Given(Node):
    """A line with draws: one draw, or a list in which draws and literals stand."""

    draw: Draw | None
    items: tuple["Given | Number | Text | Truth", ...]


def walk(node: Node) -> Iterator[Node]:
    """The node and all below, parents first."""
    pending = [node]
    while pending:
        part = pending.pop()
        yield part
        pending.extend(reversed([*part.children()]))


def names_in(node: Node) -> frozenset[str]:
    """The program's names that a node reads, parameters left out."""
    return node.names_read
