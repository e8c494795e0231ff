"""Kinds of values: what a name holds, known from the program alone and the same in every variant."""

import math
from dataclasses import dataclass, replace
from typing import Literal

Base = Literal["number", "truth", "text", "function", "network"]


class KindError(Exception):
    """An argument of the wrong kind: `index` of the argument (from 0) and what to write instead."""

    def __init__(self, message: str, index: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.index = index


@dataclass(frozen=True, slots=True)
class Kind:
    """`dims` is () for a scalar, (n,) for a vector or a shape, (m, n) for a matrix, more for feature maps.

    A `position` is a whole number that says which element: counted from 0 here, printed and answered from 1.
    """

    base: Base
    dims: tuple[int, ...] = ()
    whole: bool = False
    shape: bool = False
    position: bool = False

    @property
    def is_number(self) -> bool:
        """Numbers of any dimensions, shapes left out."""
        return self.base == "number" and not self.shape

    @property
    def elements(self) -> int:
        """How many scalars a value of this kind holds."""
        return math.prod(self.dims)

    def describe(self) -> str:
        """In words, for messages."""
        if self.base != "number":
            plain = {
                "truth": "a truth value",
                "text": "a text",
                "function": "a function",
                "network": "a network",
            }
            return plain[self.base] if not self.dims else f"{self.elements} truth values"
        if self.shape:
            return f"a shape of {self.dims[0]} sides"
        if self.position:
            return "a position" if not self.dims else f"{self.elements} positions"
        if not self.dims:
            return "a whole number" if self.whole else "a number"
        if len(self.dims) == 1:
            return f"a vector of {self.dims[0]}"
        return f"a {' × '.join(map(str, self.dims))} matrix"


NUMBER = Kind("number")
WHOLE = Kind("number", whole=True)
POSITION = Kind("number", whole=True, position=True)
TRUTH = Kind("truth")
TEXT = Kind("text")


def shape_of(sides: int) -> Kind:
    """The kind of a tuple of whole numbers."""
    return Kind("number", (sides,), whole=True, shape=True)


def join(kinds: list[Kind]) -> Kind:
    """The one kind of alternatives, or KindError: they agree in all but wholeness."""
    first = replace(kinds[0], whole=False)
    for index, kind in enumerate(kinds):
        if replace(kind, whole=False) != first:
            raise KindError(
                f"All alternatives have one kind: here stand {kinds[0].describe()} and {kind.describe()}.",
                index,
            )
    if first.base == "function":
        raise KindError("Functions are not alternatives: choose between their values.", 0)
    return replace(first, whole=all(kind.whole for kind in kinds))


def broadcast(left: Kind, right: Kind) -> tuple[int, ...]:
    """The dims of an element-by-element operation, or KindError: a scalar goes with all, else dims agree."""
    for index, kind in enumerate((left, right)):
        if not kind.is_number:
            raise KindError(f"Numbers are needed here; this is {kind.describe()}.", index)
    if left.dims == right.dims or not right.dims:
        return left.dims
    if not left.dims:
        return right.dims
    raise KindError(f"{left.describe()} and {right.describe()} do not fit together.".capitalize(), 1)


def number(kind: Kind, index: int = 0) -> Kind:
    """The kind itself if it is a scalar number, else KindError."""
    if not kind.is_number or kind.dims:
        raise KindError(f"A number is needed here; this is {kind.describe()}.", index)
    return kind


def numbers(kind: Kind, index: int = 0) -> Kind:
    """The kind itself if it is made of numbers, else KindError."""
    if not kind.is_number:
        raise KindError(f"Numbers are needed here; this is {kind.describe()}.", index)
    return kind


def vector(kind: Kind, index: int = 0) -> Kind:
    """The kind itself if it is a vector of numbers, else KindError."""
    if not kind.is_number or len(kind.dims) != 1:
        raise KindError(f"A vector is needed here; this is {kind.describe()}.", index)
    return kind


def matrix(kind: Kind) -> Kind:
    """The kind itself if it is a matrix of numbers, else KindError."""
    if not kind.is_number or len(kind.dims) != 2:
        raise KindError(f"A matrix is needed here; this is {kind.describe()}.", 0)
    return kind
