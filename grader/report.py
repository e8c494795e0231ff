"""The author's report with what diagnosis can tell: which slips look alike at the places asked."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np

from grader.candidates import Candidate
from grader.diagnosis import diagnosis_of
from solvers import Problem
from solvers.fields import DEFAULT_PLACES, places_asked
from solvers.functions.registry import Array
from solvers.language.program import Ask
from solvers.report import Ambiguity, Report

MORE_PLACES = 3  # beyond those asked, that are tried
TELLING = 0.5  # of the slips that look alike, the share that may still do so with more places


Tell = Callable[[int, int], None]  # how many parts are done, of how many


def report(
    problem: Problem, count: int = 1_000, seed: int = 1, tell: Tell = lambda done, parts: None
) -> Report:
    """The author's report on `count` variants of a problem; `tell` hears how far it is."""
    parts = 1 + sum(_is_number(problem, ask) for ask in problem.program.asks)
    tell(0, parts)
    found = problem.report(count, seed)
    tell(1, parts)
    alike = []
    for ambiguity in ambiguities(problem, count, seed):
        alike.append(ambiguity)
        tell(1 + len(alike), parts)
    return replace(found, ambiguities=tuple(alike))


def _is_number(problem: Problem, ask: Ask) -> bool:
    return problem.program.definitions[ask.name].node.kind.base == "number"


def ambiguities(problem: Problem, count: int, seed: int) -> Iterator[Ambiguity]:
    """How many slips in each asked number look like another one, all earlier answers being right."""
    values = problem.draw(seed, count).values
    for ask in problem.program.asks:
        if _is_number(problem, ask):
            kind = problem.program.definitions[ask.name].node.kind
            whole = kind.whole or kind.shape
            alike = _Alike(problem, ask, values, count)
            yield _ambiguity(alike, ask, 0 if whole else places_asked(ask, whole=False), whole)


def _ambiguity(alike: "_Alike", ask: Ask, places: int | None, whole: bool) -> Ambiguity:
    if places is None:
        return Ambiguity(ask.name, None, alike.share(alike.unit(ask)), None)
    asked = alike.share(10.0**-places)
    telling = None
    if asked and not whole:
        further = (places + more for more in range(1, MORE_PLACES + 1))
        telling = next((more for more in further if alike.share(10.0**-more) <= TELLING * asked), None)
    return Ambiguity(ask.name, places, asked, telling)


class _Alike:
    """What comes of every slip in an asked name, in many variants."""

    def __init__(self, problem: Problem, ask: Ask, values: dict[str, Array], count: int) -> None:
        self.count = count
        self.right = self._spread(values[ask.name])
        diagnosis = diagnosis_of(problem)
        functions = problem.program.asked_functions
        between = {part.name for part in problem.program.slice([ask.name], problem.program.inputs)}
        earlier = tuple(
            other.name
            for other in problem.program.asks
            if other.name in between and other.name != ask.name and other.name not in functions
        )
        candidates = diagnosis.candidates(ask.name, earlier)
        candidates.prepare()
        self.candidates = candidates.kept
        self.results = [self._result(candidate, values) for candidate in self.candidates]

    def _spread(self, value: Array) -> Array:
        return np.broadcast_to(value, (*value.shape[:-1], self.count)).reshape(-1, self.count)

    def _result(self, candidate: Candidate, values: dict[str, Array]) -> Array:
        finite = np.ones(self.count, dtype=bool)
        with np.errstate(all="ignore"):
            result = self._spread(candidate.many(finite, values)[0])
        return np.where(finite, result, np.nan)

    def unit(self, ask: Ask) -> Array | float:
        """The last place of the figures asked, or that of default where a tolerance rules."""
        if ask.figures is None:
            return 10.0**-DEFAULT_PLACES
        size = np.maximum(np.abs(self.right), 1e-300)
        return np.asarray(10.0 ** (np.floor(np.log10(size)) + 1 - ask.figures))

    def share(self, unit: Array | float) -> float:
        """The share of wrong answers, one for each slip and variant, that two slips explain differently."""
        right = np.round(self.right / unit)
        rounded = [np.round(result / unit) for result in self.results]
        wrong = [np.isfinite(result).all(axis=0) & (result != right).any(axis=0) for result in rounded]
        alike = [np.zeros(self.count, dtype=bool) for _ in rounded]
        for one, other in combinations(range(len(rounded)), 2):
            if not _say_the_same(self.candidates[one], self.candidates[other]):
                same = (rounded[one] == rounded[other]).all(axis=0)
                alike[one] |= same
                alike[other] |= same
        total = sum(int(lanes.sum()) for lanes in wrong)
        doubtful = sum(int((lanes & both).sum()) for lanes, both in zip(wrong, alike, strict=True))
        return doubtful / total if total else 0.0


def _say_the_same(one: Candidate, other: Candidate) -> bool:
    return one.text == other.text or (bool(one.family) and one.family == other.family)
