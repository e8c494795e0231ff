"""The slips that an answer is tried for, prepared piece by piece as far as patience goes."""

from collections.abc import Iterator
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np

from grader.judging import points
from grader.patience import Patience
from solvers import Problem
from solvers.fields import DEFAULT_PLACES, places_asked
from solvers.functions.registry import Array
from solvers.language.program import Ask
from solvers.language.tree import Node, walk
from solvers.mistakes import Slip, slips_with_pauses
from solvers.slipped import Slipped

MOST_SLIPS = 90  # that are kept for one answer …
MOST_TRIED = 300  # … of so many
CHANCE = 0.04  # of naming a slip in another variant's right answer …
COUNTED_CHANCE = 0.08  # … a known slip in a whole number: with few of them to draw, they come up again soon
SAMPLE = 192  # variants on which the chance is measured …
SAMPLE_NUMBERS = 100_000  # … or fewer, so that they hold no more numbers than this
LEAST_SAMPLE = 16
MOST_BLOCKS = 200  # of lanes that are drawn to find as many that can be used
SEED = 11
NODE = 40e-6  # seconds that compiling one node may take, for one variant and for many
LOCKED = 0.03  # seconds to wait for somebody else who prepares the same problem
FORMULA_UNIT = 1e-6  # by which the values of two formulas differ


class Sample:
    """Variants on which the chance of naming a random answer is measured."""

    def __init__(self, problem: Problem) -> None:
        self.blocks = problem.sampler.blocks
        self.lanes = max(LEAST_SAMPLE, min(SAMPLE, SAMPLE_NUMBERS // max(1, problem.sampler.layout.size)))
        self.values: dict[str, Array] = {}
        self.is_drawn = False

    def pieces(self) -> Iterator[float]:
        """Draw the variants block by block; before each, the seconds that it may take."""
        found: list[dict[str, Array]] = []
        count = 0
        for attempt in range(MOST_BLOCKS):
            if self.is_drawn or count >= self.lanes:
                break
            yield 0.0
            values, ok = self.blocks.draw(SEED, np.arange(self.lanes, dtype=np.uint64), attempt)
            found.append({name: _of_lanes(value, ok) for name, value in values.items()})
            count += int(ok.sum())
        if not self.is_drawn:
            self.values = {
                name: np.concatenate([values[name] for values in found], -1)[..., : self.lanes]
                for name in found[0]
            }
            self.lanes = min(self.lanes, count)
            self.is_drawn = True


def _of_lanes(value: Array, ok: Array) -> Array:
    return np.broadcast_to(value, (*value.shape[:-1], ok.size))[..., ok]


class Candidate(Slipped):
    """A slip, and the asked value that comes of it.

    One that is not `nameable` only keeps others from being named where it would explain as much.
    """

    def __init__(self, problem: Problem, slip: Slip, name: str, known: tuple[str, ...]) -> None:
        super().__init__(problem.sampler, slip, (name,), frozenset(known))
        self.slip, self.text, self.family = slip, slip.text, slip.family
        self.nameable = True


class Candidates:
    """The slips to try for one asked name behind some earlier answers, as far as they are prepared.

    There are as many as keep the chance of naming a random answer small.
    """

    def __init__(self, problem: Problem, sample: Sample, ask: Ask, known: tuple[str, ...]) -> None:
        self.problem, self.sample, self.ask, self.known = problem, sample, ask, known
        self.kept: list[Candidate] = []
        self.is_ready = False
        self._lock = Lock()
        self._pieces = self._prepared()
        self._next = 0.0

    def prepare(self, patience: Patience | None = None) -> bool:
        """Go on preparing; whether all is done."""
        if self.is_ready:
            return True
        if not self._lock.acquire(timeout=LOCKED):
            return False
        try:
            while not self.is_ready:
                if patience is not None and not patience.allows(self._next):
                    return False
                piece = next(self._pieces, None)
                self.is_ready, self._next = piece is None, piece or 0.0
        finally:
            self._lock.release()
        return True

    @cached_property
    def takes(self) -> frozenset[str]:
        """The names whose values are needed to try them all."""
        return frozenset(taken for candidate in self.kept for taken in candidate.takes)

    def _prepared(self) -> Iterator[float]:
        """Prepare everything piece by piece; before each, the seconds that it may take."""
        program, name = self.problem.program, self.ask.name
        base = program.definitions[name].node.kind.base
        free = program.slice([name], program.inputs | set(self.known))
        if base not in ("number", "function"):
            yield from self._labels()
            return
        yield from self.sample.pieces()
        for part in free:
            yield _seconds(part.node)
            self.problem.sampler.stepwise.compile(part)
        nothing = Candidate(self.problem, Slip("", {}), name, self.known)
        nothing.nameable = False  # what is right for the earlier answers has no slip of its own
        self.kept.append(nothing)
        misses = Misses(self.problem, self.sample, self.ask)
        tried = 0
        for slip in slips_with_pauses(program, free):
            if slip is None:
                yield 0.0
                continue
            if len(self.kept) >= MOST_SLIPS or tried >= MOST_TRIED:
                return
            tried += 1
            yield sum(map(_seconds, slip.replaced.values()))
            candidate = Candidate(self.problem, slip, name, self.known)
            if misses.count(candidate):
                self.kept.append(candidate)

    def _labels(self) -> Iterator[float]:
        """Of a label, only what the author says: with so few to choose from, another slip explains any."""
        for mistake in self.problem.program.mistakes:
            node = mistake.replaced.get(self.ask.name)
            if node is not None:
                yield _seconds(node)
                slip = Slip(mistake.text, {self.ask.name: node}, is_authors=True, is_known=True)
                self.kept.append(Candidate(self.problem, slip, self.ask.name, self.known))


def _seconds(node: Node) -> float:
    return NODE * sum(1 for _ in walk(node))


class Misses:
    """Counts how often a random answer, another variant's right one, would be named."""

    def __init__(self, problem: Problem, sample: Sample, ask: Ask) -> None:
        self.values, self.lanes = sample.values, sample.lanes
        kind = problem.program.definitions[ask.name].node.kind
        self.points = points(ask) if kind.base == "function" else []
        self.unit = FORMULA_UNIT if self.points else _unit(ask, kind.whole)
        nothing = Candidate(problem, Slip("", {}), ask.name, ())
        with np.errstate(all="ignore"):
            self.right = self._spread(nothing.many(np.ones(self.lanes, dtype=bool), self.values)[0])
        self.other = np.roll(self.right, -1, axis=-1)
        self.named = {may_recur: np.zeros(self.lanes, dtype=bool) for may_recur in (True, False)}
        self.is_counted = kind.whole or kind.shape
        self.seen: list[tuple[Candidate, Array]] = []

    def count(self, candidate: Candidate) -> bool:
        """Whether this slip too may be tried; if so, it counts from now on, and may be named or not.

        A slip that says only what an earlier one said already, in other words, is left out, and so is one
        that changes nothing. Where both are known, or happen at different steps, neither can be named.
        """
        ok = np.ones(self.lanes, dtype=bool)
        with np.errstate(all="ignore"):
            result = self._spread(candidate.many(ok, self.values)[0])
        result = np.round(np.where(ok, result, np.nan), 9)
        changed = ok & ~self._alike(result, np.round(self.right, 9)).all(axis=0)
        if not changed.any() or any(self._is_said(candidate, result, changed, *said) for said in self.seen):
            return False
        self.seen.append((candidate, result))
        hits = ok & self._same(result, self.other) & ~self._same(self.right, self.other)
        may_recur = candidate.slip.is_known and self.is_counted
        hits |= self.named[may_recur]
        candidate.nameable = bool(hits.mean() <= (COUNTED_CHANCE if may_recur else CHANCE))
        if candidate.nameable:
            self.named[may_recur] = hits
        return True

    def _is_said(
        self, candidate: Candidate, result: Array, changed: Array, earlier: Candidate, said: Array
    ) -> bool:
        """Whether an earlier slip says all that this one does."""
        if not self._alike(result, said)[:, changed].all():
            return False
        if earlier.slip.is_authors or earlier.text == candidate.text:
            return True
        elsewhere = earlier.slip.replaced.keys() != candidate.slip.replaced.keys()
        if not elsewhere and not (earlier.slip.is_known and candidate.slip.is_known):
            return True
        same = np.array_equal(result, said, equal_nan=True)
        earlier.nameable &= not same
        return same

    def _alike(self, left: Array, right: Array) -> Array:
        """Where two results are the same; a formula need not have a value at every point."""
        same: Array = left == right
        return same | (np.isnan(left) & np.isnan(right)) if self.points else same

    def _spread(self, value: Any) -> Array:
        """The elements of many variants as rows; of functions, their values at the points compared."""
        if self.points:
            rows = [np.broadcast_to(value(np.array([point])), (self.lanes,)) for point in self.points]
            return np.stack(rows)
        return np.broadcast_to(value, (*value.shape[:-1], self.lanes)).reshape(-1, self.lanes)

    def _same(self, left: Array, right: Array) -> Array:
        return np.asarray((self._alike(left, right) | (np.abs(left - right) < 0.75 * self.unit)).all(axis=0))


def _unit(ask: Ask, whole: bool) -> float:
    places = places_asked(ask, whole)
    return float(10.0 ** -(places if places is not None else 0 if whole else DEFAULT_PLACES))
