"""How many variants a problem has, and how many draws it takes to get them."""

import math
from collections.abc import Iterator
from copy import copy

import numpy as np

from solvers.certification import Certification
from solvers.functions.registry import Array
from solvers.language.blocks import lane_of
from solvers.language.draws import Bits
from solvers.language.layout import Layout, Raw, draws_in
from solvers.language.sample import Sampler
from solvers.report.sizes import Drawing, Requirement

EXHAUSTED = 8  # variants drawn for each one seen: hardly any is left unseen


class Sample:
    """The variants that a report is about; `kept` are those that may be handed out."""

    def __init__(self, sampler: Sampler, certification: Certification, count: int, seed: int) -> None:
        self.sampler = sampler
        self.program = sampler.program
        self.certification = certification
        self.count, self.seed = count, seed
        self.values = sampler.blocks.many(seed, count)
        self.kept = certification.kept(self.values, count)

    def raw(self, lane: int) -> dict[str, Raw]:
        """The values of one variant."""
        return {name: lane_of(value, lane) for name, value in self.values.items()}

    def first(self, count: int) -> "Sample":
        """The first of these variants."""
        few = copy(self)
        few.count, few.kept = count, self.kept[:count]
        few.values = {name: value[..., :count] for name, value in self.values.items()}
        return few

    def over_all(self, value: Array) -> Array:
        """A value with its elements as rows and all variants as columns."""
        return np.broadcast_to(value, (*value.shape[:-1], self.count)).reshape(-1, self.count)

    def shares(self, lanes: Array) -> tuple[float, float]:
        """The share of all variants, and of those that are handed out."""
        return float(lanes.mean()), float(lanes[self.kept].mean()) if self.kept.any() else 0.0


def drawing(sample: Sample) -> Drawing:
    """The figures of draws, requirements and duplicates."""
    layout = sample.sampler.layout
    usable, requirements = _first_tries(sample)
    kept = int(sample.kept.sum())
    handed_out = kept / sample.count
    seen = _distinct(sample)
    estimate = round(_combinations(layout) * usable * handed_out)
    return Drawing(
        count=sample.count,
        success=usable,
        handed_out=handed_out,
        duplicates=1 - seen / max(1, kept),
        distinct=seen if seen * EXHAUSTED <= kept else max(seen, estimate),
        pool=bool(layout.pools),
        requirements=requirements,
    )


def _first_tries(sample: Sample) -> tuple[float, tuple[Requirement, ...]]:
    """The share of draws that can be used as they come, and that in which each condition holds."""
    names = sample.sampler.layout.requires
    held = dict.fromkeys(names, 0.0)
    usable = 0
    for lanes in _chunks(sample):
        values, ok = sample.sampler.blocks.draw(sample.seed, lanes, 0)
        usable += int(ok.sum())
        for name in names:
            met = values[name].reshape(-1, values[name].shape[-1]).all(axis=0)
            held[name] += float(met.mean()) * lanes.size
    lines = (sample.program.definitions[name].where.line for name in names)
    shares = (held[name] / sample.count for name in names)
    return usable / sample.count, tuple(map(Requirement, lines, shares))


def _chunks(sample: Sample) -> Iterator[Bits]:
    every: Bits = np.arange(sample.count, dtype=np.uint64)
    size = sample.sampler.blocks.lanes
    return (every[start : start + size] for start in range(0, sample.count, size))


def _combinations(layout: Layout) -> int:
    """How many draws there are; all are equally likely."""
    drawn: int = math.prod(
        draw.values**draw.count for definition in layout.givens for draw in draws_in(definition.node)
    )
    return drawn * math.prod(math.comb(len(pool.options), pool.show or 0) for pool in layout.pools)


def _distinct(sample: Sample) -> int:
    """How many distinct variants come up among those that are handed out."""
    names = [definition.name for definition in sample.sampler.layout.givens]
    names += [pool.name for pool in sample.sampler.layout.pools]
    if not names:
        return 1
    givens = np.concatenate([sample.over_all(sample.values[name]) for name in names])
    return int(np.unique(givens[:, sample.kept], axis=1).size // len(givens))
