"""Where a program's draws take their random bits from, and what is computed from what."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from solvers.language.draws import Draw
from solvers.language.program import Program
from solvers.language.tree import Given, Node

MAX_TRIES = 2_000  # draws in a row that may fail before a problem counts as one that cannot be drawn

Raw = Any  # a float, nested lists of floats, a truth value, or a text's place in the table


class CannotDrawError(Exception):
    """No variant met `require` in MAX_TRIES tries."""


class Layout:
    """What the two samplers of a program, for one variant and for many, must agree on."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.givens = program.of_role("given")
        self.inputs = tuple(definition.name for definition in program.of_role("given", "constant"))
        self.computed = tuple(
            definition.name
            for definition in program.of_role("step", "option", "require")
            if definition.node.kind.base != "function"
        )
        self.requires = tuple(definition.name for definition in program.of_role("require"))
        self.pools = tuple(group for group in program.groups if group.show is not None)

    @cached_property
    def first_slots(self) -> dict[str, int]:
        """The first slot of every given and pool."""
        first: dict[str, int] = {}
        used = 0
        for definition in self.givens:
            first[definition.name] = used
            used += sum(draw.count for draw in draws_in(definition.node))
        for group in self.pools:
            first[group.name] = used
            used += len(group.options)
        first[""] = used
        return first

    @property
    def slots(self) -> int:
        """How many slots one variant takes."""
        return self.first_slots[""]

    @cached_property
    def size(self) -> int:
        """How many numbers one variant holds, drawn and computed."""
        return self.slots + sum(
            definition.node.kind.elements for definition in self.program.definitions.values()
        )

    @cached_property
    def fixed(self) -> frozenset[str]:
        """The names that are the same in every variant: no draw is behind them."""
        found: set[str] = set()
        for definition in self.program.definitions.values():
            if definition.role == "constant" or (definition.role != "given" and definition.reads <= found):
                found.add(definition.name)
        return frozenset(found)


def draws_in(node: Node) -> Iterator[Draw]:
    """The draws of a given, from left to right."""
    if isinstance(node, Given):
        if node.draw is not None:
            yield node.draw
        for item in node.items:
            yield from draws_in(item)


def as_raw(value: object, texts: tuple[str, ...]) -> Raw:
    """A drawn value as the compiled program holds it."""
    return texts.index(value) if isinstance(value, str) else value
