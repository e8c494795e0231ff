"""Diagnosis: naming the one slip that explains a wrong answer, or saying nothing."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP
from functools import lru_cache

from grader import batch_size
from grader.candidates import Candidate, Candidates, Sample
from grader.judging import is_function
from grader.patience import Patience
from grader.reading import Read
from grader.student import Student
from solvers import Problem
from solvers.explain.numbers import decimal, rounded
from solvers.functions.registry import elements
from solvers.language.layout import Raw
from solvers.language.program import Ask
from solvers.words import voiced


class Diagnosis:
    """The slips of one problem, prepared once for every asked name and what is known before it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.program = problem.program
        self.sample = Sample(problem)
        self.asks = {ask.name: ask for ask in problem.program.asks}
        self._all_givens = frozenset(given.name for given in self.program.of_role("given"))
        self.candidates = lru_cache(maxsize=512)(self._candidates)
        self._givens = lru_cache(maxsize=512)(self._givens_between)
        self._before = lru_cache(maxsize=512)(self._asked_before)

    def _candidates(self, name: str, known: tuple[str, ...]) -> Candidates:
        return Candidates(self.problem, self.sample, self.asks[name], known)

    def explain(self, student: Student, ask: Ask, patience: Patience) -> str:
        """What went wrong in an asked answer, empty where nothing or more than one thing would explain it.

        Nothing is said either if not all slips could be tried within patience.
        """
        reads = [student.reads.get(field.name) for field in student.fields[ask.name]]
        if not any(reads) or not patience.allows():
            return ""
        known = self._known(student, ask)
        if student.fields[ask.name][0].kind == "label" and known != self._before(ask.name):
            return ""  # whatever an earlier answer would have been may explain a label
        candidates = self.candidates(ask.name, known)
        if not candidates.prepare(patience):
            return ""
        found: list[Candidate] = []
        values = self._values(student, known, candidates)
        for candidate in candidates.kept:
            if not patience.allows():
                return ""
            value = _value(candidate, values)
            if value is not None and _agrees(student, ask, reads, value):
                found.append(candidate)
        return _said_by(found) if found else self._batch_size(student, ask, candidates, values)

    def _batch_size(
        self, student: Student, ask: Ask, candidates: Candidates, values: Mapping[str, Raw]
    ) -> str:
        """Whether the batch size came into an answer that is otherwise right for the earlier ones."""
        field = student.fields[ask.name][0]
        read = student.reads.get(field.name)
        right = _value(candidates.kept[0], values) if field.kind in ("whole", "shape") else None
        if read is None or right is None:
            return ""
        if field.kind == "shape":
            return batch_size.written(student.variant, read.value, tuple(right))
        if not batch_size.is_count(self.program, ask.name):
            return ""
        return batch_size.counted(student.variant, self.sample, ask.name, float(read.value), right)

    def givens(self, student: Student, ask: Ask) -> frozenset[str]:
        """The givens that an asked answer takes up anew, after the earlier answers that were given."""
        return self._givens(ask.name, self._known(student, ask))

    def _givens_between(self, name: str, known: tuple[str, ...]) -> frozenset[str]:
        steps = self.program.slice([name], self.program.inputs | set(known))
        return self._all_givens.intersection(read for step in steps for read in step.reads)

    def _known(self, student: Student, ask: Ask) -> tuple[str, ...]:
        """The earlier answers that were given: a slip is looked for behind them."""
        return tuple(name for name in self._before(ask.name) if name in student.values)

    def _asked_before(self, name: str) -> tuple[str, ...]:
        """The asked names that one depends on, in the order of the program."""
        functions = self.program.asked_functions
        return tuple(other for other in self.program.asked_before[name] if other not in functions)

    def _values(self, student: Student, known: tuple[str, ...], candidates: Candidates) -> Mapping[str, Raw]:
        """The values that the slips go on with: those of the variant, and what comes of earlier answers."""
        values = {**student.variant.raw, **{name: student.values[name] for name in known}}
        changed = self.program.affected(known).difference(known)
        stale = tuple(sorted(candidates.takes & changed))
        names, run = self.problem.sampler.changed(known, stale)
        try:
            values.update(zip(stale, run(*(values[name] for name in names)), strict=True))
        except ArithmeticError:
            return {}
        return values


def _value(candidate: Candidate, values: Mapping[str, Raw]) -> Raw | None:
    try:
        return candidate.one(*(values[name] for name in candidate.takes))[0] if values else None
    except ArithmeticError:
        return None


def _agrees(student: Student, ask: Ask, reads: Sequence[Read | None], value: Raw) -> bool:
    """Whether every answer given is the value, as exactly as it is typed."""
    kind, read = student.fields[ask.name][0].kind, reads[0]
    if kind == "label":
        return bool(student.values.get(ask.name) == value)
    if kind == "formula":
        return read is not None and bool(is_function(value, read.value.value, ask))
    flat = value if kind == "shape" else elements(value)
    if kind == "shape":
        return read is not None and tuple(float(side) for side in read.value) == tuple(flat)
    return all(read is None or _is_typed(number, read) for number, read in zip(flat, reads, strict=True))


def _said_by(found: Sequence[Candidate]) -> str:
    """What several slips that explain an answer all say; nothing where they say different things."""
    if not any(candidate.nameable for candidate in found):
        return ""
    texts, families = ({getattr(candidate, part) for candidate in found} for part in ("text", "family"))
    if len(texts) == 1:
        return voiced(found[0].text)
    return voiced(found[0].family) if len(families) == 1 else ""


def _is_typed(value: float, read: Read) -> bool:
    """Whether a typed number is the value, rounded or cut to the digits typed."""
    number = read.number
    if number is None or abs(value) > 1e15:
        return False
    if number.places is None:
        return bool(abs(value - number.value) <= 1e-6 * max(1.0, abs(value)))
    typed = decimal(float(number.value))
    return any(rounded(value, number.places, way) == typed for way in (ROUND_HALF_UP, ROUND_DOWN))


@lru_cache(maxsize=256)
def diagnosis_of(problem: Problem) -> Diagnosis:
    """The prepared diagnosis of a problem."""
    return Diagnosis(problem)
