"""Slips are named rightly or not at all: limits over all shipped problems."""

from collections import Counter

import pytest

from grader import mark
from tests.simulated.hand import ROUNDINGS, Hand
from tests.simulated.measure import LEAST_RIGHTLY, MOST_RANDOM, MOST_WRONGLY, Measure, shares
from tests.simulated.sheets import SHEETS
from tests.solvers.library import NAMES, shipped


def test_every_shipped_problem_has_a_sheet() -> None:
    assert sorted(SHEETS) == NAMES


@pytest.mark.parametrize("rounding", ROUNDINGS)
@pytest.mark.parametrize("slug", SHEETS)
def test_student_without_a_slip_earns_everything(slug: str, rounding: str) -> None:
    variants = shipped(slug).certified(20, seed=3)
    typed = [SHEETS[slug].written(variant.givens, Hand(rounding)) for variant in variants]
    assert all(mark(variant, texts).complete for variant, texts in zip(variants, typed, strict=True))


@pytest.mark.slow
def test_slips_are_named_within_the_limits() -> None:
    total: Counter[str] = Counter()
    for slug in (slug for slug, sheet in SHEETS.items() if not sheet.is_choice):
        total += Measure(shipped(slug), slug, seed=5).run(300)
    rightly, wrongly, by_chance = shares(total)
    assert (rightly >= LEAST_RIGHTLY, wrongly <= MOST_WRONGLY, by_chance <= MOST_RANDOM) == (True, True, True)
