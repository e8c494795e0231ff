"""Drawing variants: givens from keys, steps from givens, again where `require` says no."""

from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from solvers.functions.registry import Array
from solvers.language import draws
from solvers.language.batch import batch_function
from solvers.language.draws import Draw
from solvers.language.program import Group, Program
from solvers.language.scalar import NotFiniteError, scalar_expression, scalar_function
from solvers.language.tree import Given, Node, Number

BLOCK = 16_384  # lanes that are drawn at once
MAX_TRIES = 400  # after so many the problem counts as one that cannot be drawn

Raw = Any  # a float, nested lists of floats, or a text's place in the table


class CannotDrawError(Exception):
    """No variant met `require` in MAX_TRIES tries."""


class Sampler:
    """Draws and computes the variants of one program; its compiled slices are kept."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.inputs = tuple(definition.name for definition in program.of_role("given", "constant"))
        self.computed = tuple(
            definition.name
            for definition in program.of_role("step", "option", "require")
            if definition.node.kind.base not in ("function", "network")
        )
        self.requires = tuple(definition.name for definition in program.of_role("require"))
        self.pools = tuple(group for group in program.groups if group.show is not None)
        self.function = lru_cache(maxsize=4_096)(self._function)
        self.expression = lru_cache(maxsize=4_096)(self._expression)

    def _function(self, known: tuple[str, ...], wanted: tuple[str, ...]) -> Callable[..., tuple[Raw, ...]]:
        return scalar_function(self.program, known, wanted)

    def _expression(self, node: Node, known: tuple[str, ...]) -> Callable[..., Raw]:
        return scalar_expression(self.program, node, known)

    @cached_property
    def _everything(self) -> Callable[..., tuple[Raw, ...]]:
        return self.function(self.inputs, self.computed)

    @cached_property
    def _everything_in_batch(self) -> Callable[..., tuple[Array, ...]]:
        return batch_function(self.program, self.inputs, self.computed)

    @cached_property
    def _slots(self) -> dict[str, int]:
        """The first slot of every given and pool."""
        first: dict[str, int] = {}
        used = 0
        for definition in self.program.of_role("given"):
            first[definition.name] = used
            used += sum(draw.count for draw in draws_in(definition.node))
        for group in self.pools:
            first[group.name] = used
            used += len(group.options)
        return first

    def one(self, seed: int, lane: int = 0) -> dict[str, Raw]:
        """The values of one lane: every given, constant, pool and computed name."""
        for attempt in range(MAX_TRIES):
            values = self._inputs(draws.lane_key(seed, lane, attempt))
            try:
                self.complete(values)
            except NotFiniteError:
                continue
            if all(_all_true(values[name]) for name in self.requires) and self._has_one_truth(values):
                return values
        raise CannotDrawError

    def complete(self, values: dict[str, Raw]) -> None:
        """Add the computed values to those of givens and constants, or raise NotFiniteError."""
        results = self._everything(*(values[name] for name in self.inputs))
        values.update(zip(self.computed, results, strict=True))

    def _inputs(self, key: int) -> dict[str, Raw]:
        values: dict[str, Raw] = {}
        for definition in self.program.of_role("given"):
            reader = _Reader(key, self._slots[definition.name], self.program.texts)
            values[definition.name] = reader.value(definition.node)
        for group in self.pools:
            assert group.show is not None
            values[group.name] = draws.subset(key, self._slots[group.name], len(group.options), group.show)
        values.update(self.constants)
        return values

    @cached_property
    def constants(self) -> dict[str, Raw]:
        """The values of the constants."""
        names = tuple(definition.name for definition in self.program.of_role("constant"))
        return dict(zip(names, self.function((), names)(), strict=True))

    def _has_one_truth(self, values: dict[str, Raw]) -> bool:
        return all(self.truths_shown(group, values) == 1 for group in self.pools if not group.several)

    def truths_shown(self, group: Group, values: dict[str, Raw]) -> int:
        """How many of the shown options of a group are true."""
        return sum(bool(values[f"{group.name}.{number}"]) for number in self.shown(group, values))

    def shown(self, group: Group, values: dict[str, Raw]) -> list[int]:
        """The numbers of the shown options of a group, in source order."""
        if group.show is None:
            return list(range(1, len(group.options) + 1))
        return [int(number) for number in values[group.name]]

    def many(self, seed: int, count: int) -> dict[str, Array]:
        """The values of lanes 0 … count − 1, the batch on the last axis (of length 1 for constants)."""
        result: dict[str, Array] = {}
        for start in range(0, count, BLOCK):
            lanes = np.arange(start, min(start + BLOCK, count), dtype=np.uint64)
            for attempt in range(MAX_TRIES):
                values, ok = self.block(seed, lanes, attempt)
                self._store(result, values, lanes[ok].astype(np.intp), ok, count)
                lanes = lanes[~ok]
                if not lanes.size:
                    break
            else:
                raise CannotDrawError
        return result

    @cached_property
    def fixed(self) -> frozenset[str]:
        """The names that are the same in every variant: no draw is behind them."""
        found: set[str] = set()
        for definition in self.program.definitions.values():
            if definition.role == "constant" or (definition.role != "given" and definition.reads <= found):
                found.add(definition.name)
        return frozenset(found)

    def _store(
        self, result: dict[str, Array], values: dict[str, Array], lanes: Array, ok: Array, count: int
    ) -> None:
        """Put the kept lanes of a block where they belong; what is fixed stays one lane wide."""
        if not lanes.size:
            return
        together = ok.all() and int(lanes[-1] - lanes[0]) + 1 == lanes.size
        for name, value in values.items():
            if name in self.fixed:
                result[name] = value
                continue
            if name not in result:
                result[name] = np.empty((*value.shape[:-1], count), dtype=value.dtype)
            if together:
                result[name][..., lanes[0] : lanes[-1] + 1] = value
            else:
                result[name][..., lanes] = value[..., ok]

    def block(self, seed: int, lanes: draws.Bits, attempt: int) -> tuple[dict[str, Array], Array]:
        """All values of some lanes at one try, and which lanes may be kept."""
        keys = draws.block_keys(seed, lanes, attempt)
        values: dict[str, Array] = {}
        for definition in self.program.of_role("given"):
            reader = _BlockReader(keys, self._slots[definition.name], self.program.texts)
            values[definition.name] = reader.value(definition.node)
        for name, constant in self.constants.items():
            values[name] = np.asarray(constant)[..., None]
        ok = np.ones(len(lanes), dtype=bool)
        with np.errstate(all="ignore"):
            results = self._everything_in_batch(ok, *(values[name] for name in self.inputs))
        values.update(zip(self.computed, results, strict=True))
        for name in self.requires:
            ok &= values[name].reshape(-1, values[name].shape[-1]).all(axis=0)
        for group in self.pools:
            assert group.show is not None
            shown = draws.block_subset(keys, self._slots[group.name], len(group.options), group.show)
            values[group.name] = shown
            if not group.several:
                ok &= self._truths_in_block(group, values, shown) == 1
        return values, ok

    def _truths_in_block(self, group: Group, values: dict[str, Array], shown: Array) -> Array:
        lanes = shown.shape[-1]
        truths = [
            np.broadcast_to(values[f"{group.name}.{n}"], (lanes,)) for n in range(1, len(group.options) + 1)
        ]
        return np.asarray(np.take_along_axis(np.stack(truths), shown.astype(np.intp) - 1, 0).sum(axis=0))


def draws_in(node: Node) -> Iterator[Draw]:
    """The draws of a given, from left to right."""
    if isinstance(node, Given):
        if node.draw is not None:
            yield node.draw
        for item in node.items:
            yield from draws_in(item)


def _all_true(value: Raw) -> bool:
    return all(map(_all_true, value)) if isinstance(value, list) else bool(value)


class _Reader:
    """Reads the value of a given from the slots of one key."""

    def __init__(self, key: int, first: int, texts: tuple[str, ...]) -> None:
        self.key, self.slot, self.texts = key, first, texts

    def value(self, node: Node) -> Raw:
        if isinstance(node, Number):
            return node.value
        assert isinstance(node, Given)
        if node.draw is None:
            return [self.value(item) for item in node.items]
        found = [_raw(node.draw.value(self._index(node.draw)), self.texts) for _ in range(node.draw.count)]
        if isinstance(found[0], list) or not node.draw.kind.dims:
            return found[0]
        return _nested(found, node.draw.kind.dims)

    def _index(self, draw: Draw) -> int:
        self.slot += 1
        return draws.slot(self.key, self.slot - 1, draw.values)


def _raw(value: object, texts: tuple[str, ...]) -> Raw:
    if isinstance(value, str):
        return texts.index(value)
    return value


def _nested(flat: list[Raw], size: tuple[int, ...]) -> Raw:
    if len(size) == 1:
        return flat
    row = len(flat) // size[0]
    return [_nested(flat[start : start + row], size[1:]) for start in range(0, len(flat), row)]


class _BlockReader:
    """Reads the values of a given from the slots of many keys."""

    def __init__(self, keys: draws.Bits, first: int, texts: tuple[str, ...]) -> None:
        self.keys, self.slot, self.texts = keys, first, texts

    def value(self, node: Node) -> Array:
        if isinstance(node, Number):
            return np.full(len(self.keys), node.value)
        assert isinstance(node, Given)
        if node.draw is None:
            return np.stack([self.value(item) for item in node.items])
        draw = node.draw
        index = draws.block_slots(self.keys, self.slot, draw)
        self.slot += draw.count
        if draw.table is not None:
            table = np.array([_raw(value, self.texts) for value in draw.table])
            if table.ndim > 1:
                return np.moveaxis(table[index[0].astype(np.intp)], 0, -1)
            return table[index.astype(np.intp)].reshape((*draw.kind.dims, -1))
        return _stepped(index, draw).reshape((*draw.kind.dims, -1))


def _stepped(index: draws.Bits, draw: Draw) -> Array:
    values: Array = index.astype(np.float64)
    if draw.step != 1:
        values *= draw.step
    if draw.low:
        values += draw.low
    if draw.scale != 1:
        values /= draw.scale
    return values
