"""Diagnosis: naming the one slip that explains a wrong answer, or saying nothing."""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from grader.reading import Read
from grader.student import Student
from solvers import Problem
from solvers.explain.numbers import decimal
from solvers.fields import DEFAULT_PLACES, Field, places_asked
from solvers.functions.registry import Array, elements
from solvers.language.batch import batch_function
from solvers.language.layout import Raw
from solvers.language.program import Ask, Program
from solvers.language.scalar import scalar_function
from solvers.mistakes import Slip, slips, with_slip

MOST_SLIPS = 90  # that are tried for one answer
CHANCE = 0.04  # of naming a slip in another variant's right answer
SAMPLE = 192  # variants on which the chance is measured …
SAMPLE_NUMBERS = 100_000  # … or fewer, so that they hold no more numbers than this
LEAST_SAMPLE = 16
SEED = 11
HEAVY = (
    400  # numbers of a variant, from which on the clock is watched: lighter slips are all tried in any case
)
PATIENCE = 0.05  # seconds that preparing the slips of one answer may take

Run = Callable[..., tuple[Any, ...]]


class Candidate:
    """A slip, and the asked value that comes of it; compiled when it is first tried.

    One that is not `nameable` only keeps others from being named where it would explain as much.
    """

    def __init__(self, slip: Slip, program: Program, known: tuple[str, ...], name: str) -> None:
        self.slip, self.text, self.family = slip, slip.text, slip.family
        self.nameable = True
        self.program, self.known, self.name = with_slip(program, slip), known, name

    @cached_property
    def run(self) -> Run:
        """The asked value from those of givens, constants and earlier answers."""
        return scalar_function(self.program, self.known, (self.name,))


class Diagnosis:
    """The slips of one problem, prepared once for every asked name and what is known before it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.program = problem.program
        self.sampler = problem.sampler
        self.candidates = lru_cache(maxsize=512)(self._candidates)
        self._givens = lru_cache(maxsize=512)(self._givens_between)

    @cached_property
    def is_heavy(self) -> bool:
        """Whether trying all slips may take long. What is said of others does not hang on the clock."""
        return self.sampler.layout.size > HEAVY

    @cached_property
    def lanes(self) -> int:
        """How many variants the chance is measured on."""
        return max(LEAST_SAMPLE, min(SAMPLE, SAMPLE_NUMBERS // max(1, self.sampler.layout.size)))

    @cached_property
    def sample(self) -> dict[str, Array]:
        """Variants on which the chance of naming a random answer is measured."""
        return self.problem.draw(seed=SEED, count=self.lanes).values

    def explain(self, student: Student, ask: Ask, deadline: float = math.inf) -> str:
        """What went wrong in an asked answer, empty where nothing or more than one thing would explain it.

        Nothing is said either if a heavy program's slips could not all be tried by the deadline (of
        `time.perf_counter`).
        """
        reads = [student.reads.get(field.name) for field in student.fields[ask.name]]
        if not any(reads):
            return ""
        known = self._known(student, ask)
        values = {**student.variant.raw, **{name: student.values[name] for name in known}}
        found: list[Candidate] = []
        for candidate in self.candidates(ask.name, known):
            if self.is_heavy and time.perf_counter() > deadline:
                return ""
            value = self._value(candidate, known, values)
            if value is not None and self._agrees(student.fields[ask.name], reads, value):
                found.append(candidate)
        return _said_by(found)

    def givens(self, student: Student, ask: Ask) -> frozenset[str]:
        """The givens that an asked answer takes up anew, after the earlier answers that were given."""
        return self._givens(ask.name, self._known(student, ask))

    def _givens_between(self, name: str, known: tuple[str, ...]) -> frozenset[str]:
        steps = self.program.slice([name], self.program.inputs | set(known))
        read = frozenset(read for step in steps for read in step.reads)
        return read.intersection(step.name for step in self.program.of_role("given"))

    def _known(self, student: Student, ask: Ask) -> tuple[str, ...]:
        """The earlier answers that were given: a slip is looked for behind them."""
        between = {definition.name for definition in self.program.slice([ask.name], self.program.inputs)}
        return tuple(
            other.name
            for other in student.asks
            if other.name in between and other.name != ask.name and other.name in student.values
        )

    def _value(self, candidate: Candidate, known: tuple[str, ...], values: dict[str, Raw]) -> Raw | None:
        try:
            return candidate.run(*(values[name] for name in (*self.sampler.inputs, *known)))[0]
        except ArithmeticError:
            return None

    def _agrees(self, fields: Sequence[Field], reads: Sequence[Read | None], value: Raw) -> bool:
        """Whether every answer given is the value rounded or cut to the digits typed."""
        flat = value if fields[0].kind == "shape" else elements(value)
        if fields[0].kind == "shape":
            read = reads[0]
            return read is not None and tuple(float(side) for side in read.value) == tuple(flat)
        return all(read is None or _is_typed(number, read) for number, read in zip(flat, reads, strict=True))

    def _candidates(self, name: str, known: tuple[str, ...]) -> list[Candidate]:
        """The slips to try, as many as keep the chance of naming a random answer small."""
        if self.program.definitions[name].node.kind.base != "number":
            return []
        begun = time.perf_counter()
        nothing = Candidate(Slip("", {}), self.program, (*self.sampler.inputs, *known), name)
        nothing.nameable = False  # what is right for the earlier answers has no slip of its own
        kept = [nothing]
        misses = Misses(self, name, known)
        for slip in self._slips(name, known):
            too_long = self.is_heavy and time.perf_counter() - begun > PATIENCE
            if len(kept) >= MOST_SLIPS or too_long:
                break
            candidate = Candidate(slip, self.program, (*self.sampler.inputs, *known), name)
            if misses.count(candidate):
                kept.append(candidate)
        return kept

    def _slips(self, name: str, known: tuple[str, ...]) -> Iterator[Slip]:
        kind = self.program.definitions[name].node.kind
        if kind.base == "number":
            yield from slips(self.program, self.program.slice([name], self.program.inputs | set(known)))


def _said_by(found: Sequence[Candidate]) -> str:
    """What several slips that explain an answer all say; nothing where they say different things."""
    if not any(candidate.nameable for candidate in found):
        return ""
    texts, families = ({getattr(candidate, part) for candidate in found} for part in ("text", "family"))
    if len(texts) == 1:
        return found[0].text
    return found[0].family if len(families) == 1 else ""


@lru_cache(maxsize=256)
def diagnosis_of(problem: Problem) -> Diagnosis:
    """The prepared diagnosis of a problem."""
    return Diagnosis(problem)


class Misses:
    """Counts how often a random answer, another variant's right one, would be named."""

    def __init__(self, diagnosis: Diagnosis, name: str, known: tuple[str, ...]) -> None:
        self.name = name
        functions = diagnosis.program.asked_functions
        self.known = (*diagnosis.sampler.inputs, *(given for given in known if given not in functions))
        self.values, self.lanes = diagnosis.sample, diagnosis.lanes
        self.right = self._spread(self.values[name])
        self.other = np.roll(self.right, -1, axis=-1)
        self.unit = 10.0 ** -self._places(diagnosis)
        self.named = np.zeros(self.lanes, dtype=bool)
        self.seen: list[tuple[Candidate, Array]] = []

    def _places(self, diagnosis: Diagnosis) -> int:
        ask = next(ask for ask in diagnosis.program.asks if ask.name == self.name)
        whole = diagnosis.program.definitions[self.name].node.kind.whole
        places = places_asked(ask, whole)
        return places if places is not None else 0 if whole else DEFAULT_PLACES

    def count(self, candidate: Candidate) -> bool:
        """Whether this slip too may be tried; if so, it counts from now on, and may be named or not.

        A slip that says only what an earlier one said already, in other words, is left out, and so is one
        that changes nothing. Where both are known, or happen at different steps, neither can be named.
        """
        ok = np.ones(self.lanes, dtype=bool)
        with np.errstate(all="ignore"):
            function = batch_function(candidate.program, self.known, (self.name,))
            result = self._spread(function(ok, *(self.values[name] for name in self.known))[0])
        result = np.round(np.where(ok, result, np.nan), 9)
        changed = ok & ~(result == np.round(self.right, 9)).all(axis=0)
        if not changed.any() or any(self._is_said(candidate, result, changed, *said) for said in self.seen):
            return False
        self.seen.append((candidate, result))
        hits = ok & self._same(result, self.other) & ~self._same(self.right, self.other)
        candidate.nameable = bool((self.named | hits).mean() <= CHANCE)
        if candidate.nameable:
            self.named |= hits
        return True

    def _is_said(
        self, candidate: Candidate, result: Array, changed: Array, earlier: Candidate, said: Array
    ) -> bool:
        """Whether an earlier slip says all that this one does."""
        if not (result == said)[:, changed].all():
            return False
        if earlier.slip.is_authors or earlier.text == candidate.text:
            return True
        elsewhere = earlier.slip.replaced.keys() != candidate.slip.replaced.keys()
        if not elsewhere and not (earlier.slip.is_known and candidate.slip.is_known):
            return True
        same = np.array_equal(result, said, equal_nan=True)
        earlier.nameable &= not same
        return same

    def _spread(self, value: Array) -> Array:
        return np.broadcast_to(value, (*value.shape[:-1], self.lanes)).reshape(-1, self.lanes)

    def _same(self, left: Array, right: Array) -> Array:
        return np.asarray((np.abs(left - right) < 0.75 * self.unit).all(axis=0))


def _is_typed(value: float, read: Read) -> bool:
    """Whether a typed number is the value, rounded or cut to the digits typed."""
    number = read.number
    if number is None or abs(value) > 1e15:
        return False
    if number.places is None:
        return bool(abs(value - number.value) <= 1e-6 * max(1.0, abs(value)))
    quantum = Decimal(1).scaleb(-number.places)
    exact, typed = decimal(value), decimal(float(number.value))
    return any(exact.quantize(quantum, way) == typed for way in (ROUND_HALF_UP, ROUND_DOWN))
