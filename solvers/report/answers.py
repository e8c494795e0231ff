"""How the sizes of the asked numbers spread, and how often an accepted range meets its cap."""

import time
from collections.abc import Iterator

import numpy as np

from solvers.bands import Bands
from solvers.fields import places_asked
from solvers.functions.registry import Array
from solvers.language.program import Ask
from solvers.report.drawing import Sample
from solvers.report.sizes import Spread

SMALL, LARGE = 0.1, 1e4
MOST_BANDS = 250  # variants of which the accepted ranges are computed: each takes a while
PATIENCE = 0.5  # seconds for the accepted ranges of all answers


def spreads(sample: Sample, bands: Bands) -> Iterator[Spread]:
    """The spread of every asked number; shapes, labels and formulas have none."""
    for ask in sample.program.asks:
        kind = sample.program.definitions[ask.name].node.kind
        if not kind.is_number:
            continue
        numbers = sample.over_all(sample.values[ask.name])[:, sample.kept] + kind.position
        least, low, middle, high, largest = (float(n) for n in np.quantile(numbers, (0, 0.25, 0.5, 0.75, 1)))
        places = places_asked(ask, kind.whole)
        yield Spread(
            name=ask.name,
            least=least,
            quartiles=(low, middle, high),
            largest=largest,
            far=_far(numbers, places),
            capped=_capped(sample, bands, ask),
            places=places,
            chosen=ask.places is not None,
        )


def _far(numbers: Array, places: int | None) -> float:
    """The share of variants in which decimals ask too little or too much."""
    if places is None:
        return 0.0
    size = np.abs(numbers)
    exact = np.abs(numbers - np.round(numbers, places)) <= 1e-9 * np.maximum(1.0, size)
    return float((((size < SMALL) | (size > LARGE)) & ~exact).any(axis=0).mean())


def _capped(sample: Sample, bands: Bands, ask: Ask) -> float:
    """The share of variants in which rounding on the way may move the answer further than is accepted."""
    lanes = np.flatnonzero(sample.kept)[:MOST_BANDS]
    capped = tried = 0
    deadline = time.perf_counter() + PATIENCE / len(sample.program.asks)
    for lane in lanes:
        if tried and time.perf_counter() > deadline:
            break
        tried += 1
        capped += any(band.capped for _, band in bands.of_ask(ask, sample.raw(int(lane))))
    return capped / max(1, tried)
