"""Slips that get full marks all the same, and the `require` lines that would keep such numbers out."""

import time
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from solvers.functions.registry import Array
from solvers.mistakes import Slip
from solvers.report.drawing import Sample
from solvers.report.slips import Hiding

LEAST_HIDING = 0.01  # of variants: of fewer too little is known to look for a cure
LEAST_REMOVED = 0.95  # of the variants in which a slip hides, by the line that cures it
LEAST_LEFT = 0.50  # of all variants, after that line
EQUAL = 1e-9
PATIENCE = 1.0  # seconds for all slips
PATIENCE_EACH = 0.5  # seconds that a slip may take which hides everywhere without being the same
LEAST_LANES = 20  # variants


def hiding(sample: Sample, reached: list[Array]) -> Iterator[Hiding]:
    """Every slip that is known for the steps behind the asked numbers, the author's first.

    Of a problem too large to try them all in a moment, the likeliest.
    `reached` has the variants of every label, option and branch: no cure takes one of them away.
    """
    certification = sample.certification
    sample = sample.first(min(sample.count, _affordable(sample)))
    reached = [lanes[: sample.count] for lanes in reached]
    conditions = list(_conditions(sample))
    deadline = time.perf_counter() + PATIENCE
    for slip in certification.possible():
        if time.perf_counter() > deadline:
            return
        hidden = certification.hidden(slip, sample.values, sample.count)
        drawn, handed_out = sample.shares(hidden)
        declared = _is_declared(sample, slip)
        asked = np.ones(sample.count, dtype=bool) if declared else sample.kept
        yield Hiding(
            slip.text,
            ", ".join(slip.replaced),
            declared,
            drawn,
            handed_out,
            _cure(conditions, hidden, asked, reached),
        )


def _affordable(sample: Sample) -> int:
    """How many variants can be looked at for each slip, by the time that the accepted ranges of one take."""
    took = min(_time_of_bands(sample, lane) for lane in range(min(3, sample.count)))
    return max(LEAST_LANES, int(PATIENCE_EACH / max(1e-9, took)))


def _time_of_bands(sample: Sample, lane: int) -> float:
    begun = time.perf_counter()
    raw = sample.raw(lane)
    for ask in sample.certification.asks:
        for _ in sample.certification.bands.of_ask(ask, raw):
            pass
    return time.perf_counter() - begun


def _is_declared(sample: Sample, slip: Slip) -> bool:
    """Whether the author keeps variants back in which the slip hides."""
    program = sample.program
    return slip.text in program.certified or any(
        slip.replaced is mistake.replaced for mistake in program.mistakes
    )


def _conditions(sample: Sample) -> Iterator[tuple[str, Array]]:
    """Simple conditions on the givens, with the variants in which they hold."""
    drawn = [
        definition
        for definition in sample.sampler.layout.givens
        if definition.node.kind.is_number and not definition.node.kind.position
    ]
    rows = {definition.name: sample.over_all(sample.values[definition.name]) for definition in drawn}
    for name, numbers in rows.items():
        for value in (0, 1):
            yield f"require({name} != {value})", (np.abs(numbers - value) > EQUAL).all(axis=0)
    for one, other in combinations(drawn, 2):
        if one.node.kind.dims == other.node.kind.dims:
            apart = np.abs(rows[one.name] - rows[other.name]) > EQUAL
            yield f"require({one.name} != {other.name})", apart.all(axis=0)


def _cure(conditions: list[tuple[str, Array]], hidden: Array, asked: Array, reached: list[Array]) -> str:
    """The condition that removes nearly all hiding variants and leaves the most, empty where none does."""
    found, most = "", LEAST_LEFT
    hiding_lanes = int((hidden & asked).sum())
    if hiding_lanes < max(1, LEAST_HIDING * asked.sum()):
        return found
    for text, holds in conditions:
        left = float(holds[asked].mean())
        removed = int((hidden & asked & ~holds).sum())
        if removed < LEAST_REMOVED * hiding_lanes or left < most:
            continue
        if all((lanes & asked & holds).any() for lanes in reached if (lanes & asked).any()):
            found, most = text, left
    return found
