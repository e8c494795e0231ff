"""Which variants tell right from wrong: those in which no mistake that the author names gets full marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache

import numpy as np

from solvers.bands import CAP_UNITS, Band, Bands
from solvers.errors import ProblemError
from solvers.fields import places_asked
from solvers.functions.registry import Array
from solvers.language.batch import batch_expression
from solvers.language.blocks import lane_of
from solvers.language.program import Ask, Program
from solvers.language.sample import Sampler
from solvers.language.tree import Conditional, Name, walk
from solvers.language.workload import band_work
from solvers.mistakes import Slip, slips
from solvers.slipped import Slipped

SEED = 77
SAMPLE = 1_000  # variants on which a problem's certification is judged at save
LEAST_KEPT = 0.05  # of all variants, a share that must be left to hand out
SAMPLE_NUMBERS = 1_000_000  # or fewer, so that they hold no more numbers than this, …
LEAST_SAMPLE = 50  # … but no fewer than these
MOST_WORK = 700_000  # numbers computed for bands at once
MOST_CHANGE = 2.0  # by which the share of a label, an option or a branch may change

Values = dict[str, Array]


@dataclass(frozen=True)
class Outcome:
    """How often something comes up, before and after certification."""

    what: str
    before: float
    after: float

    @property
    def is_spoilt(self) -> bool:
        """Whether certification removes it, or changes its share too much."""
        if not self.before:
            return False
        return not self.after or max(self.before / self.after, self.after / self.before) > MOST_CHANGE


class Certification:
    """Finds in which variants of one problem a mistake hides."""

    def __init__(self, sampler: Sampler, bands: Bands) -> None:
        self.sampler = sampler
        self.bands = bands
        self.program: Program = sampler.program
        self.slipped = lru_cache(maxsize=256)(self._slipped)

    @cached_property
    def asks(self) -> tuple[Ask, ...]:
        """The asked numbers and shapes: labels and choices alone never disqualify a variant."""
        kinds = {ask.name: self.program.definitions[ask.name].node.kind for ask in self.program.asks}
        return tuple(ask for ask in self.program.asks if kinds[ask.name].base == "number")

    @cached_property
    def declared(self) -> tuple[Slip, ...]:
        """The author's `mistake` lines that change an asked number, and what `certify` names."""
        found = [Slip(mistake.text, mistake.replaced) for mistake in self.program.mistakes]
        found += [slip for slip in self.possible() if slip.text in self.program.certified]
        return tuple(slip for slip in found if self._touches(slip))

    def possible(self) -> Iterator[Slip]:
        """All slips that are known for the steps behind the asked numbers."""
        wanted = [ask.name for ask in self.asks]
        return slips(self.program, self.program.slice(wanted, self.program.inputs))

    def _touches(self, slip: Slip) -> bool:
        wanted = [ask.name for ask in self.asks]
        return any(name in slip.replaced for name in self._needed(wanted))

    def _needed(self, wanted: list[str]) -> set[str]:
        return {definition.name for definition in self.program.slice(wanted, self.program.inputs)}

    def kept(self, values: Values, lanes: int) -> Array:
        """The lanes in which every declared mistake shows."""
        ok = np.ones(lanes, dtype=bool)
        for hidden in self.hiding(values, lanes):
            ok &= ~hidden
        return ok

    def hiding(self, values: Values, lanes: int) -> list[Array]:
        """The lanes in which each declared mistake hides."""
        judge = LaneBands(self, values)
        return [self.hidden(slip, values, lanes, judge) for slip in self.declared]

    def hidden(self, slip: Slip, values: Values, lanes: int, judge: "LaneBands | None" = None) -> Array:
        """The lanes in which the slip, made once and gone on with exactly, gets full marks."""
        judge = judge or LaneBands(self, values)
        names = tuple(ask.name for ask in self.asks)
        finite = np.ones(lanes, dtype=bool)
        with np.errstate(all="ignore"):
            results = self.slipped(slip).many(finite, values)
        close = finite.copy()
        for ask, result in zip(self.asks, results, strict=True):
            close &= self._near(ask, values[ask.name], result, lanes)
        if self._is_exact:
            return close
        for lane in np.flatnonzero(close & ~self._same(values, results, lanes)):
            close[lane] = judge.accepts(int(lane), dict(zip(names, results, strict=True)))
        return close

    def _slipped(self, slip: Slip) -> Slipped:
        return Slipped(self.sampler, slip, tuple(ask.name for ask in self.asks))

    @cached_property
    def most_lanes(self) -> int:
        """The variants of which the bands are computed at once; a lane of more is taken to hide the slip."""
        return MOST_WORK // max(1, band_work(self.program))

    @cached_property
    def _is_exact(self) -> bool:
        """Whether every answer is right or wrong without a band around it."""
        return all(np.all(self._reach(ask, np.ones(1)) == 0.0) for ask in self.asks)

    def _near(self, ask: Ask, right: Array, result: Array, lanes: int) -> Array:
        """The lanes in which a result could lie in the band: within the widest that there is."""
        apart = np.abs(result - right)
        widest = self._reach(ask, right)
        near = (apart <= widest * (1 + 1e-9) + 1e-9).reshape(-1, apart.shape[-1]).all(axis=0)
        return np.broadcast_to(near, (lanes,))

    def _same(self, values: Values, results: tuple[Array, ...], lanes: int) -> Array:
        """The lanes in which the slip changes nothing."""
        same = np.ones(lanes, dtype=bool)
        for ask, result in zip(self.asks, results, strict=True):
            apart = np.abs(result - values[ask.name])
            same &= (apart == 0).reshape(-1, apart.shape[-1]).all(axis=0)
        return same

    def _reach(self, ask: Ask, right: Array) -> Array | float:
        if ask.tolerance is not None:
            return ask.tolerance
        if ask.relative is not None:
            return np.abs(right) * ask.relative
        if ask.figures is not None:
            size = np.maximum(np.abs(right), 1e-300)
            return (1 + CAP_UNITS) * 10.0 ** (np.floor(np.log10(size)) + 1 - ask.figures)
        places = places_asked(ask, self.program.definitions[ask.name].node.kind.whole)
        return 0.0 if places is None else (1 + CAP_UNITS) * 10.0**-places

    def outcomes(self, values: Values, kept: Array) -> Iterator[Outcome]:
        """The shares of every label, true option, shown option and branch."""
        for what, true in self._truths(values, kept.size):
            yield Outcome(what, float(true.mean()), float(true[kept].mean()))

    def _truths(self, values: Values, lanes: int) -> Iterator[tuple[str, Array]]:
        for definition in self.program.of_role("step"):
            if definition.node.kind.base == "text":
                for number in np.unique(values[definition.name]):
                    what = f"{definition.name} = '{self.program.texts[int(number)]}'"
                    yield what, np.broadcast_to(values[definition.name] == number, (lanes,))
        for group in self.program.groups:
            for number, option in enumerate(group.options, start=1):
                true = np.broadcast_to(values[option.truth], (lanes,))
                if group.show is not None:
                    true = (values[group.name] == number).any(axis=0)
                yield f"option {number} of {group.name}", true
        yield from self._branches(values, lanes)

    def _branches(self, values: Values, lanes: int) -> Iterator[tuple[str, Array]]:
        """The tests of conditionals that stand in a step of their own."""
        for definition in self.program.of_role("step"):
            tests = [part.test for part in walk(definition.node) if isinstance(part, Conditional)]
            for number, test in enumerate(tests, start=1):
                known = tuple(name for name in sorted(definition.reads) if name in values)
                if any(isinstance(part, Name) and ":" in part.name for part in walk(test)):
                    continue  # a test of an own function's parameter: seen through the value that it gives
                held = batch_expression(self.program, test, known)(*(values[name] for name in known))
                yield f"branch {number} of {definition.name}", np.broadcast_to(held, (lanes,))

    def check(self) -> None:
        """Raise ProblemError where too little, or the wrong part, is left to hand out."""
        self._check_names()
        if not self.declared:
            return
        lanes = max(LEAST_SAMPLE, min(SAMPLE, SAMPLE_NUMBERS // self.sampler.layout.size))
        values = self.sampler.blocks.many(SEED, lanes)
        hiding = self.hiding(values, lanes)
        kept = ~np.any(hiding, axis=0)
        if kept.mean() < LEAST_KEPT:
            self._refuse_mistake([float(hidden.mean()) for hidden in hiding])
        spoilt = [outcome for outcome in self.outcomes(values, kept) if outcome.is_spoilt]
        if spoilt:
            table = "; ".join(f"{o.what}: {100 * o.before:.0f} % → {100 * o.after:.0f} %" for o in spoilt)
            where = next(iter([*self.program.certified.values(), *(m.where for m in self.program.mistakes)]))
            raise ProblemError(
                f"Leaving out the variants in which a mistake hides spoils the balance ({table}): "
                "add a 'require' line, ask for more places, or take a 'mistake' line out.",
                where.line,
                where.column,
            )

    def _check_names(self) -> None:
        """Refuse a `certify` of something that is no known mistake here."""
        known = {slip.text for slip in self.possible()} if self.program.certified else set()
        for text in self.program.certified:
            if text not in known:
                near = get_close_matches(text, known, 3, 0.3) or sorted(known)[:3]
                listed = ", ".join(repr(name) for name in near) or "none for these steps"
                raise ProblemError(
                    f"There is no known mistake {text!r}; there are {listed}.", self._line(text)
                )

    def _line(self, text: str) -> int:
        return self.program.certified[text].line

    def _refuse_mistake(self, shares: list[float]) -> None:
        worst = self.declared[int(np.argmax(shares))]
        places = {mistake.text: mistake.where for mistake in self.program.mistakes}
        where = {**self.program.certified, **places}[worst.text]
        raise ProblemError(
            f"In {100 * max(shares):.0f} % of variants this mistake gets full marks: "
            "ask for more places, or draw numbers that tell it apart.",
            where.line,
            where.column,
        )


class LaneBands:
    """The accepted bands of some variants, computed once for all slips, and only of so many variants."""

    def __init__(self, certification: Certification, values: Values) -> None:
        self.certification, self.values = certification, values
        self._bands: dict[int, dict[str, list[Band]]] = {}

    def accepts(self, lane: int, results: Values) -> bool:
        """Whether all results of a lane lie in the bands of its right answers."""
        if lane not in self._bands:
            if len(self._bands) >= self.certification.most_lanes:
                return True
            self._bands[lane] = self._of(lane)
        return all(
            band.holds(float(number))
            for name, bands in self._bands[lane].items()
            for band, number in zip(bands, np.ravel(lane_of(results[name], lane)), strict=True)
        )

    def _of(self, lane: int) -> dict[str, list[Band]]:
        raw = {name: lane_of(value, lane) for name, value in self.values.items()}
        of_ask = self.certification.bands.of_ask
        return {ask.name: [band for _, band in of_ask(ask, raw)] for ask in self.certification.asks}
