"""Accepted bands: how far from the exact value an honest student may land."""

import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from solvers.explain.numbers import is_exact_at, place_of_figure
from solvers.fields import element_places, places_asked
from solvers.functions.registry import TOLERANCE, elements
from solvers.language.layout import Raw
from solvers.language.program import Ask, Definition, Program
from solvers.language.sample import Sampler
from solvers.language.scalar import NotFiniteError

CAP_UNITS = 4  # a band is widened by at most so many units of the last place …
CAP_SHARE = 0.5  # … and by at most this share of the value
MANY = 8  # elements of a step, from which on they are moved at once …
MOVED_NUMBERS = 1 << 17  # … so many that they hold no more numbers than this


class Band(NamedTuple):
    """An accepted range of values, ends included; `unit` is that of the last place asked, 0 if exact."""

    low: float
    high: float
    unit: float = 0.0
    capped: bool = False

    def holds(self, value: float) -> bool:
        """Whether a typed value lies within; ends compare as decimals, not as binary fractions."""
        slack = self._slack
        return self.low - slack <= value <= self.high + slack

    @property
    def _slack(self) -> float:
        """What binary fractions may be off: next to nothing beside the value and beside its last place."""
        size = max(abs(self.low), abs(self.high))
        return min(TOLERANCE * size, 1e-3 * self.unit if self.unit else 1e-6) + 4 * math.ulp(size)


class Bands:
    """Computes the bands of one program's variants."""

    def __init__(self, sampler: Sampler) -> None:
        self.sampler = sampler
        self.program: Program = sampler.program
        self.asks = {ask.name: ask for ask in self.program.asks}
        # They hang on the program alone, and each variant asks for them.
        self._known_steps: dict[tuple[str, frozenset[str]], list[Definition]] = {}

    def of(self, values: dict[str, Raw]) -> dict[str, Band]:
        """The band of every numeric field, by its name."""
        found: dict[str, Band] = {}
        for ask in self.program.asks:
            kind = self.program.definitions[ask.name].node.kind
            if kind.is_number:
                found.update(self.of_ask(ask, values))
        return found

    def limits(self, name: str, value: Raw) -> tuple[Band, Band]:
        """The narrowest and the widest band that one element of an asked name may have: at no cost."""
        ask, kind = self.asks[name], self.program.definitions[name].node.kind
        exact = value + kind.position
        unit = self._unit(ask, kind.whole, exact)
        return self._band(ask, exact, unit, 0.0), self._band(ask, exact, unit, math.inf)

    def of_ask(
        self, ask: Ask, values: dict[str, Raw], replaced: frozenset[str] = frozenset()
    ) -> Iterator[tuple[str, Band]]:
        """The bands of one asked name; the values of `replaced` are what a student went on with."""
        kind = self.program.definitions[ask.name].node.kind
        exact = [value + kind.position for value in elements(values[ask.name])]
        units = [self._unit(ask, kind.whole, value) for value in exact]
        widened = [0.0] * len(exact)
        if any(units):
            widened = self._widening(ask, values, exact, units, replaced)
        for place, value, unit, extra in zip(element_places(kind.dims), exact, units, widened, strict=True):
            yield ".".join([ask.name, *map(str, place)]), self._band(ask, value, unit, extra)

    def _band(self, ask: Ask, value: float, unit: float, extra: float) -> Band:
        if ask.tolerance is not None:
            return Band(value - ask.tolerance, value + ask.tolerance)
        if ask.relative is not None:
            reach = abs(value) * ask.relative
            return Band(value - reach, value + reach)
        cap = min(CAP_UNITS * unit, CAP_SHARE * abs(value))
        reach = unit + min(extra, cap)
        return Band(value - reach, value + reach, unit, capped=extra > cap)

    def _unit(self, ask: Ask, whole: bool, value: float) -> float:
        """One unit in the last place asked; 0 for exact answers."""
        if ask.figures is not None:
            return 10.0 ** -place_of_figure(value, ask.figures)
        places = places_asked(ask, whole)
        return 0.0 if places is None else 10.0**-places

    def _widening(
        self,
        ask: Ask,
        values: dict[str, Raw],
        exact: list[float],
        units: list[float],
        replaced: frozenset[str],
    ) -> list[float]:
        """What honest rounding of earlier steps can do to each element, effects added."""
        total = [0.0] * len(exact)
        smallest = min(unit for unit in units if unit)
        for step in self._steps_before(ask.name, replaced):
            moves = list(self._moved(step, values, smallest, step.name in replaced))
            effect, many = self._effect, 1
            if len(moves) >= MANY and not replaced & self.program.asked_functions:
                effect, many = self._effects, max(1, MOVED_NUMBERS // len(moves))
            for start in range(0, len(moves), many):
                part = moves[start : start + many]
                reach = effect(ask.name, step.name, part, values, exact, replaced)
                total = [sum_ + far for sum_, far in zip(total, reach, strict=True)]
        return total

    def _steps_before(self, name: str, replaced: frozenset[str]) -> list[Definition]:
        """The named numeric steps that a step depends on, looking no further than what is replaced."""
        if (name, replaced) not in self._known_steps:
            self._known_steps[name, replaced] = self._look_before(name, replaced)
        return self._known_steps[name, replaced]

    def _look_before(self, name: str, replaced: frozenset[str]) -> list[Definition]:
        between = self.program.slice([name], self.program.inputs | replaced)
        read = {read for definition in between for read in definition.reads}
        return [
            definition
            for definition in self.program.definitions.values()
            if (definition in between or definition.name in read & replaced)
            and definition.name != name
            and definition.role == "step"
            and definition.node.kind.is_number
            and not definition.node.kind.whole
        ]

    def _moved(
        self, step: Definition, values: dict[str, Raw], unit: float, typed: bool
    ) -> Iterator[tuple[Raw, Raw]]:
        """The step's value with one element after another moved as far as rounding may move it.

        That is half a unit away from 0, by rounding, and a whole unit towards 0, by cutting. A typed value is
        moved even if it is exact as typed: more digits may have been gone on with.
        """
        raw = values[step.name]
        for place in element_places(step.node.kind.dims):
            value = _element(raw, place)
            places = self._rounding_place(step, value, unit)
            if typed or not is_exact_at(value, places):
                last = math.copysign(10.0**-places, value)
                yield _with(raw, place, value - last), _with(raw, place, value + 0.5 * last)

    def _rounding_place(self, step: Definition, value: float, unit: float) -> int:
        """The decimal place at which an honest student rounds a step."""
        ask = self.asks.get(step.name)
        if ask is not None and ask.figures is not None:
            return place_of_figure(value, ask.figures)
        if ask is not None:
            places = places_asked(ask, whole=False)
            if places is not None:
                return places
        return max(place_of_figure(value, 3), round(-math.log10(unit)))

    def _effect(
        self,
        name: str,
        step: str,
        moves: list[tuple[Raw, Raw]],
        values: dict[str, Raw],
        exact: list[float],
        replaced: frozenset[str],
    ) -> list[float]:
        """How far each element goes when a step is moved down or up; 0 where the result is not finite."""
        known = (*self.sampler.inputs, *sorted(replaced | {step}))
        function: Callable[..., tuple[Any, ...]] = self.sampler.function(known, (name,))
        reach = [0.0] * len(exact)
        for raw in moves[0]:
            try:
                result = function(*(raw if given == step else values[given] for given in known))[0]
            except NotFiniteError:
                continue
            reach = [
                max(far, abs(now - was)) for far, now, was in zip(reach, elements(result), exact, strict=True)
            ]
        return reach

    def _effects(
        self,
        name: str,
        step: str,
        moves: list[tuple[Raw, Raw]],
        values: dict[str, Raw],
        exact: list[float],
        replaced: frozenset[str],
    ) -> list[float]:
        """The sum of the effects of many moves, computed at once."""
        known = (*self.sampler.inputs, *sorted(replaced | {step}))
        moved = np.stack([np.asarray(raw) for pair in moves for raw in pair], axis=-1)
        finite = np.ones(moved.shape[-1], dtype=bool)
        with np.errstate(all="ignore"):
            result = self.sampler.function_of_many(known, (name,))(
                finite, *(moved if given == step else np.asarray(values[given])[..., None] for given in known)
            )[0]
        rows = np.broadcast_to(result, (*result.shape[:-1], finite.size)).reshape(-1, finite.size)
        far = np.where(finite, np.abs(rows - np.asarray(exact)[:, None]), 0.0)
        reach: list[float] = np.maximum(far[:, 0::2], far[:, 1::2]).sum(axis=1).tolist()
        return reach


def _element(value: Raw, place: tuple[int, ...]) -> float:
    for number in place:
        value = value[number - 1]
    return float(value)


def _with(value: Raw, place: tuple[int, ...], element: float) -> Raw:
    """A copy of the value with one element replaced."""
    if not place:
        return element
    copy = list(value)
    copy[place[0] - 1] = _with(copy[place[0] - 1], place[1:], element)
    return copy
