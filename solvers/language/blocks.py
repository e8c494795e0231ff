"""Drawing many variants at once, in blocks of lanes that stay in the processor's cache."""

from collections.abc import Callable
from functools import cached_property

import numpy as np

from solvers.functions.registry import Array
from solvers.language import draws
from solvers.language.batch import batch_function
from solvers.language.draws import Draw
from solvers.language.layout import MAX_TRIES, CannotDrawError, Layout, Raw, as_raw
from solvers.language.program import Group
from solvers.language.tree import Given, Node, Number

MOST_LANES = 16_384  # in one block
BLOCK_NUMBERS = 1 << 17  # numbers that a block may hold, for programs with large values
TABLE = 4_096  # draws of no more values than this are looked up


def lane_of(value: Array, lane: int) -> Raw:
    """The value of one lane, counted from 0; what is fixed has one lane for all."""
    raw: Raw = value[..., lane if value.shape[-1] > 1 else 0].tolist()
    return raw


class Blocks:
    """Draws many variants of one program."""

    def __init__(self, layout: Layout, constants: dict[str, Raw]) -> None:
        self.layout = layout
        self.constants = {name: np.asarray(value)[..., None] for name, value in constants.items()}
        self.lanes = max(8, min(MOST_LANES, BLOCK_NUMBERS // max(1, layout.size)))
        self._tables: dict[int, Array] = {}

    @cached_property
    def _everything(self) -> Callable[..., tuple[Array, ...]]:
        return batch_function(self.layout.program, self.layout.inputs, self.layout.computed)

    def many(self, seed: int, count: int) -> dict[str, Array]:
        """The values of lanes 0 … count − 1, the batch on the last axis (of length 1 for what is fixed)."""
        result: dict[str, Array] = {}
        pending = np.arange(count, dtype=np.uint64)
        for attempt in range(MAX_TRIES):
            failed = []
            for start in range(0, len(pending), self.lanes):
                lanes = pending[start : start + self.lanes]
                values, ok = self.draw(seed, lanes, attempt)
                self._store(result, values, lanes, count)
                failed.append(lanes[~ok])
            pending = np.concatenate(failed) if failed else pending
            if not pending.size:
                return result
        raise CannotDrawError

    def _store(
        self, result: dict[str, Array], values: dict[str, Array], lanes: draws.Bits, count: int
    ) -> None:
        """Put a block where it belongs, failed lanes too: a later try overwrites them."""
        first, last = int(lanes[0]), int(lanes[-1])
        place: slice | Array = slice(first, last + 1)
        if last - first + 1 != lanes.size:
            place = lanes.astype(np.intp)
        for name, value in values.items():
            if name in self.layout.fixed:
                result[name] = value
                continue
            if name not in result:
                result[name] = np.empty((*value.shape[:-1], count), dtype=value.dtype)
            result[name][..., place] = value

    def draw(self, seed: int, lanes: draws.Bits, attempt: int) -> tuple[dict[str, Array], Array]:
        """All values of some lanes at one try, and which lanes may be kept."""
        halves = draws.block_halves(draws.block_keys(seed, lanes, attempt), self.layout.slots)
        values: dict[str, Array] = {}
        for definition in self.layout.givens:
            reader = _Reader(self, halves, self.layout.first_slots[definition.name], lanes.size)
            values[definition.name] = reader.value(definition.node)
        values.update(self.constants)
        ok = np.ones(lanes.size, dtype=bool)
        with np.errstate(all="ignore"):
            results = self._everything(ok, *(values[name] for name in self.layout.inputs))
        values.update(zip(self.layout.computed, results, strict=True))
        for name in self.layout.requires:
            ok &= values[name].reshape(-1, values[name].shape[-1]).all(axis=0)
        for group in self.layout.pools:
            self._choose(group, values, halves, ok)
        return values, ok

    def _choose(self, group: Group, values: dict[str, Array], halves: draws.Bits, ok: Array) -> None:
        """Draw the shown options; strike lanes that show no true one, or several where one is asked."""
        assert group.show is not None
        first = self.layout.first_slots[group.name]
        shown = draws.block_subset(halves[first : first + len(group.options)], group.show)
        values[group.name] = shown
        truths = np.stack([np.broadcast_to(values[option.truth], ok.shape) for option in group.options])
        count = np.take_along_axis(truths, shown.astype(np.intp) - 1, 0).sum(axis=0)
        ok &= (count > 0) if group.several else (count == 1)

    def table(self, draw: Draw) -> Array:
        """The values of a draw by their index."""
        found = self._tables.get(id(draw))
        if found is None:
            texts = self.layout.program.texts
            found = np.array([as_raw(draw.value(index), texts) for index in range(draw.values)])
            self._tables[id(draw)] = found
        return found


class _Reader:
    """Reads the value of a given from the slots of many keys."""

    def __init__(self, blocks: Blocks, halves: draws.Bits, first: int, lanes: int) -> None:
        self.blocks, self.halves, self.slot, self.lanes = blocks, halves, first, lanes

    def value(self, node: Node) -> Array:
        if isinstance(node, Number):
            return np.full(self.lanes, node.value)
        assert isinstance(node, Given)
        if node.draw is None:
            return np.stack([self.value(item) for item in node.items])
        draw = node.draw
        index = draws.block_slots(self.halves[self.slot : self.slot + draw.count], draw)
        self.slot += draw.count
        if draw.table is None and draw.values > TABLE:
            return _stepped(index, draw).reshape((*draw.kind.dims, -1))
        table = self.blocks.table(draw)
        if table.ndim > 1:
            return np.moveaxis(table[index[0].astype(np.intp)], 0, -1)
        return table.take(index.view(np.int64)).reshape((*draw.kind.dims, -1))


def _stepped(index: draws.Bits, draw: Draw) -> Array:
    values: Array = index.astype(np.float64)
    if draw.step != 1:
        values *= draw.step
    if draw.low:
        values += draw.low
    if draw.scale != 1:
        values /= draw.scale
    return values
