"""Drawing one variant: givens from a key, steps from givens, again where `require` says no."""

from collections.abc import Callable
from functools import cached_property, lru_cache

from solvers.language import draws
from solvers.language.blocks import Blocks
from solvers.language.draws import Draw
from solvers.language.layout import MAX_TRIES, CannotDrawError, Layout, Raw, as_raw
from solvers.language.program import Definition, Group, Program
from solvers.language.scalar import NotFiniteError, scalar_expression, scalar_function
from solvers.language.stepwise import Stepwise
from solvers.language.tree import Given, Node, Number


class Sampler:
    """Draws and computes the variants of one program; its compiled slices are kept."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.layout = Layout(program)
        self.inputs = self.layout.inputs
        self.stepwise = Stepwise(program)
        self.function = lru_cache(maxsize=4_096)(self._function)
        self.function_of_many = lru_cache(maxsize=4_096)(self._function_of_many)
        self.changed = lru_cache(maxsize=4_096)(self._changed)
        self.expression = lru_cache(maxsize=4_096)(self._expression)

    def _function(self, known: tuple[str, ...], wanted: tuple[str, ...]) -> Callable[..., tuple[Raw, ...]]:
        return self.stepwise.scalar(self.program, known, wanted)

    def _function_of_many(
        self, known: tuple[str, ...], wanted: tuple[str, ...]
    ) -> Callable[..., tuple[Raw, ...]]:
        return self.stepwise.batch(self.program, known, wanted)

    def _changed(
        self, names: tuple[str, ...], wanted: tuple[str, ...]
    ) -> tuple[tuple[str, ...], Callable[..., tuple[Raw, ...]]]:
        """How `wanted` come out when the values of `names` are changed in a variant.

        The function takes the values of the names that are returned with it: those changed, and of the
        variant's own the few that are read and stay what they are.
        """
        parts: list[Definition] = []
        affected = set(names)
        for part in self.program.slice(wanted, self.program.inputs.union(names)):
            if not affected.isdisjoint(part.reads) or not affected.isdisjoint(part.applies):
                affected.add(part.name)
                parts.append(part)
        affected.difference_update(names)
        read = frozenset(read for part in parts for read in part.reads) - affected
        missing = frozenset(wanted) - affected
        kept = self.program.asked_functions.difference(names)
        known = (*names, *sorted((read | missing) - kept - frozenset(names)))
        return known, self.function(known, wanted)

    def _expression(self, node: Node, known: tuple[str, ...]) -> Callable[..., Raw]:
        return scalar_expression(self.program, node, known)

    @cached_property
    def _everything(self) -> Callable[..., tuple[Raw, ...]]:
        return scalar_function(self.program, self.inputs, self.layout.computed)

    @cached_property
    def blocks(self) -> Blocks:
        """The drawing of many variants at once."""
        return Blocks(self.layout, self.constants)

    def one(self, seed: int, lane: int = 0) -> dict[str, Raw]:
        """The values of one lane: every given, constant, pool and computed name."""
        for attempt in range(MAX_TRIES):
            values = self._inputs(draws.lane_key(seed, lane, attempt))
            try:
                self.complete(values)
            except NotFiniteError:
                continue
            if all(_all_true(values[name]) for name in self.layout.requires) and self._may_be_chosen(values):
                return values
        raise CannotDrawError

    def complete(self, values: dict[str, Raw]) -> None:
        """Add the computed values to those of givens and constants, or raise NotFiniteError."""
        results = self._everything(*(values[name] for name in self.inputs))
        values.update(zip(self.layout.computed, results, strict=True))

    def _inputs(self, key: int) -> dict[str, Raw]:
        values: dict[str, Raw] = {}
        slots = self.layout.first_slots
        for definition in self.layout.givens:
            reader = _Reader(key, slots[definition.name], self.program.texts)
            values[definition.name] = reader.value(definition.node)
        for group in self.layout.pools:
            assert group.show is not None
            values[group.name] = draws.subset(key, slots[group.name], len(group.options), group.show)
        values.update(self.constants)
        return values

    @cached_property
    def constants(self) -> dict[str, Raw]:
        """The values of the constants."""
        names = tuple(definition.name for definition in self.program.of_role("constant"))
        return dict(zip(names, self.function((), names)(), strict=True))

    def _may_be_chosen(self, values: dict[str, Raw]) -> bool:
        """Whether every pool shows a true option, and only one where one is to be chosen."""
        truths = [(group, self.truths_shown(group, values)) for group in self.layout.pools]
        return all(count == 1 or (group.several and count > 0) for group, count in truths)

    def truths_shown(self, group: Group, values: dict[str, Raw]) -> int:
        """How many of the shown options of a group are true."""
        return sum(bool(values[f"{group.name}.{number}"]) for number in self.shown(group, values))

    def shown(self, group: Group, values: dict[str, Raw]) -> list[int]:
        """The numbers of the shown options of a group, in source order."""
        if group.show is None:
            return list(range(1, len(group.options) + 1))
        return [int(number) for number in values[group.name]]


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
        draw = node.draw
        found = [as_raw(draw.value(self._index(draw)), self.texts) for _ in range(draw.count)]
        if isinstance(found[0], list) or not draw.kind.dims:
            return found[0]
        return _nested(found, draw.kind.dims)

    def _index(self, draw: Draw) -> int:
        self.slot += 1
        return draws.slot(self.key, self.slot - 1, draw.values)


def _nested(flat: list[Raw], size: tuple[int, ...]) -> Raw:
    if len(size) == 1:
        return flat
    row = len(flat) // size[0]
    return [_nested(flat[start : start + row], size[1:]) for start in range(0, len(flat), row)]
