"""Diagnosis: naming the one slip that explains a wrong answer, or saying nothing."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from grader.reading import Read
from grader.student import Student
from solvers import Problem
from solvers.explain.numbers import decimal
from solvers.fields import DEFAULT_PLACES, Field, places_asked
from solvers.language.layout import Raw
from solvers.language.program import Ask
from solvers.language.scalar import scalar_function
from solvers.mistakes import Slip, slips, with_slip

MOST_SLIPS = 60  # that are tried for one answer
CHANCE = 0.02  # of naming a slip in another variant's right answer
SAMPLE = 192  # variants on which the chance is measured
SEED = 11
PATIENCE = 0.1  # seconds that preparing a problem's slips may take

Run = Callable[..., tuple[Any, ...]]


@dataclass(frozen=True)
class Candidate:
    """A slip, and the asked value that comes of it."""

    text: str
    run: Run


class Diagnosis:
    """The slips of one problem, prepared once for every asked name and what is known before it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.program = problem.program
        self.sampler = problem.sampler
        self.candidates = lru_cache(maxsize=512)(self._candidates)

    def explain(self, student: Student, ask: Ask) -> str:
        """What went wrong in an asked answer, empty where nothing or more than one thing would explain it."""
        reads = [student.reads.get(field.name) for field in student.fields[ask.name]]
        if not any(reads):
            return ""
        known = self._known(student, ask)
        values = {**student.variant.raw, **{name: student.values[name] for name in known}}
        found: set[str] = set()
        for candidate in self.candidates(ask.name, known):
            value = self._value(candidate, known, values)
            if value is not None and self._agrees(student.fields[ask.name], reads, value):
                found.add(candidate.text)
        return found.pop() if len(found) == 1 else ""

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
        flat = value if fields[0].kind == "shape" else list(_flat(value))
        if fields[0].kind == "shape":
            read = reads[0]
            return read is not None and tuple(float(side) for side in read.value) == tuple(flat)
        return all(read is None or _is_typed(number, read) for number, read in zip(flat, reads, strict=True))

    def _candidates(self, name: str, known: tuple[str, ...]) -> list[Candidate]:
        """The slips to try, as many as keep the chance of naming a random answer small."""
        begun = time.perf_counter()
        kept: list[Candidate] = []
        misses = Misses(self, name, known)
        for slip in self._slips(name, known):
            if len(kept) >= MOST_SLIPS or time.perf_counter() - begun > PATIENCE:
                break
            made = with_slip(self.program, slip)
            candidate = Candidate(slip.text, scalar_function(made, (*self.sampler.inputs, *known), (name,)))
            if misses.allow(candidate):
                kept.append(candidate)
        return kept

    def _slips(self, name: str, known: tuple[str, ...]) -> Iterator[Slip]:
        kind = self.program.definitions[name].node.kind
        if kind.base == "number":
            yield from slips(self.program, self.program.slice([name], self.program.inputs | set(known)))


@lru_cache(maxsize=256)
def diagnosis_of(problem: Problem) -> Diagnosis:
    """The prepared diagnosis of a problem."""
    return Diagnosis(problem)


class Misses:
    """Counts how often a random answer, another variant's right one, would be named."""

    def __init__(self, diagnosis: Diagnosis, name: str, known: tuple[str, ...]) -> None:
        self.diagnosis = diagnosis
        self.name = name
        self.names = (*diagnosis.sampler.inputs, *known)
        lanes = diagnosis.problem.draw(seed=SEED, count=SAMPLE)
        self.values = [variant.raw for variant in lanes]
        self.places = self._places()
        self.named: set[int] = set()
        self.seen: set[tuple[float, ...]] = set()

    def _places(self) -> int:
        ask = next(ask for ask in self.diagnosis.program.asks if ask.name == self.name)
        whole = self.diagnosis.program.definitions[self.name].node.kind.whole
        places = places_asked(ask, whole)
        return places if places is not None else 0 if whole else DEFAULT_PLACES

    def allow(self, candidate: Candidate) -> bool:
        """Whether this slip too may be tried; if so, it counts from now on.

        A slip that says what an earlier one said already, in other words, is left out.
        """
        results = [self._result(candidate, values) for values in self.values]
        said = tuple(round(number, 9) for result in results for number in _flat(result))
        if said in self.seen:
            return False
        hits = {lane for lane, result in enumerate(results) if self._would_name(lane, result)}
        if len(self.named | hits) > CHANCE * SAMPLE:
            return False
        self.seen.add(said)
        self.named |= hits
        return True

    def _result(self, candidate: Candidate, values: dict[str, Raw]) -> Raw:
        try:
            return candidate.run(*(values[name] for name in self.names))[0]
        except ArithmeticError:
            return []

    def _would_name(self, lane: int, result: Raw) -> bool:
        """Whether the next variant's right answer, typed here, would be taken for this slip."""
        other = self.values[(lane + 1) % SAMPLE][self.name]
        return (
            result != [] and not self._same(self.values[lane][self.name], other) and self._same(result, other)
        )

    def _same(self, left: Raw, right: Raw) -> bool:
        unit = 10.0**-self.places
        return all(abs(a - b) < 0.75 * unit for a, b in zip(_flat(left), _flat(right), strict=True))


def _flat(value: Raw) -> Iterator[float]:
    if isinstance(value, list):
        for item in value:
            yield from _flat(item)
    else:
        yield float(value)


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
