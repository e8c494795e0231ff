"""Subscripts and ranges: their bounds are checked before anything is drawn."""

import ast
from collections.abc import Callable
from dataclasses import replace

from solvers.language.kinds import WHOLE
from solvers.language.scope import Scope
from solvers.language.syntax import Source
from solvers.language.tree import Given, Index, Name, Node, Number, Slice


class Subscripts:
    """Reads `w[0]`, `A[1, :]` and `p[k]`; `check` checks the expressions in them."""

    def __init__(self, source: Source, check: Callable[[ast.expr, Scope], Node]) -> None:
        self.source = source
        self.check = check

    def read(self, node: ast.Subscript, scope: Scope) -> Node:
        """The checked tree of a subscript."""
        value = self.check(node.value, scope)
        if value.kind.base != "number" or not value.kind.dims:
            raise self.source.error(
                node, f"Only vectors, matrices and shapes have elements; this is {value.kind.describe()}."
            )
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if len(parts) > len(value.kind.dims):
            raise self.source.error(node, f"This has {len(value.kind.dims)} subscript(s) at most.")
        subscripts: list[int | Slice | Node] = []
        dims: list[int] = []
        for part, length in zip(parts, value.kind.dims, strict=False):
            subscript, left = self._subscript(part, length, scope)
            subscripts.append(subscript)
            dims.extend(left)
        kept = (*dims, *value.kind.dims[len(parts) :])
        shape = value.kind.shape and bool(kept)
        return Index(
            replace(value.kind, dims=kept, shape=shape), self.source.where(node), value, tuple(subscripts)
        )

    def _subscript(self, part: ast.expr, length: int, scope: Scope) -> tuple[int | Slice | Node, list[int]]:
        if isinstance(part, ast.Slice):
            bounds = [self._whole(bound, scope) for bound in (part.lower, part.upper, part.step)]
            if bounds[2] == 0:
                raise self.source.error(part, "The step of a range is not 0.")
            start, stop, step = slice(*bounds).indices(length)
            size = len(range(start, stop, step))
            if not size:
                raise self.source.error(part, "This range is empty.")
            if step < 0:
                raise self.source.error(part, "A range goes forwards.")
            return Slice(start, stop, step), [size]
        node = self.check(part, scope)
        low, high = self._index_range(part, node, scope)
        if not (-length <= low and high < length):
            raise self.source.error(
                part,
                f"Subscripts run from 0 to {length - 1} here; "
                f"this reaches {high if high >= length else low}.",
            )
        if low == high:
            return low % length, []
        if low < 0:
            raise self.source.error(part, "A drawn subscript is not negative.")
        return node, []

    def _whole(self, part: ast.expr | None, scope: Scope) -> int | None:
        if part is None:
            return None
        value = literal_number(self.check(part, scope))
        if value is None or value != int(value):
            raise self.source.error(part, "The ends of a range are whole numbers, written out.")
        return int(value)

    def _index_range(self, part: ast.expr, node: Node, scope: Scope) -> tuple[int, int]:
        value = literal_number(node)
        if value is not None and node.kind == WHOLE:
            return int(value), int(value)
        given = (
            scope.definitions[node.name].node
            if isinstance(node, Name) and node.name in scope.definitions
            else node
        )
        if isinstance(given, Number) and given.kind == WHOLE:
            return int(given.value), int(given.value)
        if isinstance(given, Given) and given.kind == WHOLE and given.draw is not None:
            reached = _reached(given)
            return min(reached), max(reached)
        raise self.source.error(part, "A subscript is a whole number written out, or a drawn whole number.")


def _reached(given: Given) -> list[int]:
    draw = given.draw
    assert draw is not None
    if draw.table is not None:
        return [int(float(str(value))) for value in draw.table]
    return [int(float(str(draw.value(index)))) for index in (0, draw.values - 1)]


def literal_number(node: Node) -> float | None:
    """The value of a number that is written out."""
    if isinstance(node, Number):
        return node.value
    return None
