"""Slips that look alike, against problems that can be counted by hand."""

import pytest

from grader.report import report
from solvers.report import Ambiguity
from tests.solvers.library import LONG, NAMES, problem, shipped


def ambiguities(program: str) -> dict[str, Ambiguity]:
    return {part.name: part for part in report(problem(program), count=4_000).ambiguities}


def test_slips_that_give_other_numbers_are_told_apart() -> None:
    found = ambiguities("a = integers(100, 199)\nb = integers(1, 9)\ny = a + b\nask(y)")
    # Left out: a gives b, b gives a; subtracted: a − b. No two of them ever agree.
    assert found["y"] == Ambiguity("y", 0, 0.0, None)


def test_slips_that_come_to_the_same_count_as_alike() -> None:
    # y = a + b with a and b from 1, 2: leaving out a or b looks alike where a = b, in half of the variants.
    # b subtracted gives a − b: 0 or ±1; a − b = a or b only for a = 2, b = 1, in a quarter: 1, which is b.
    found = ambiguities("a = integers(1, 2)\nb = integers(1, 2)\ny = a + b\nask(y)")
    alike = (2 * 0.5 + 2 * 0.25) / 3
    assert found["y"].share == pytest.approx(alike, abs=0.03)


def test_more_places_tell_apart_what_differs_further_down() -> None:
    program = (
        "x = uniform(1, 9, step=0.001)\ny = 3*x\nask(y, places=1)\n"
        'mistake("A", y=x + 0.01)\nmistake("B", y=x + 0.02)'
    )
    found = ambiguities(program)["y"]
    assert found.share > 0.5
    assert found.telling == 2


def test_mistakes_of_one_text_are_one() -> None:
    program = "x = integers(1, 99)\nz = x + 2\ny = 3*z\nask(y)\n"
    one, other = 'mistake("A", y=z)', 'mistake("{}", y=z + 0.0001)'
    found = [ambiguities(f"{program}{one}\n{other.format(text)}")["y"].share for text in "AB"]
    assert found[0] <= found[1]


@pytest.mark.parametrize(("other", "share"), [("x/70001", 2 / 4), ("x/80000", 0.0)])
def test_figures_are_compared_as_figures(other: str, share: float) -> None:
    # Of four slips, A and B agree in three figures or do not; at three decimals all would be near 0.
    program = "x = integers(1, 99)\ny = x / 7000\nask(y, figures=3)\n"
    found = ambiguities(f'{program}mistake("A", y=x/70000)\nmistake("B", y={other})')["y"]
    assert (found.places, found.telling) == (None, None)
    assert found.share == pytest.approx(share, abs=0.02)


def test_warning_says_how_many_places_would_tell() -> None:
    warning = Ambiguity("y", 1, 0.4, 3).warnings[0]
    assert warning.text == "40 % of slips in y cannot be told apart: ask(y, places=3) would tell them."
    assert Ambiguity("y", 1, 0.4, None).warnings == Ambiguity("y", 1, 0.2, 3).warnings == ()


@pytest.mark.parametrize("name", LONG)
def test_shipped_problem_is_clean(name: str) -> None:
    found = report(shipped(name))
    assert found.warnings == ()
    assert found.is_clean


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3])
def test_shipped_problems_are_clean_whatever_the_seed(seed: int) -> None:
    assert [name for name in NAMES if not report(shipped(name), seed=seed).is_clean] == []


def test_report_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    program = 'x = integers(1, 9)\ny = 2*x\nc = "small" if y < 10 else "large"\nask(y)\nask(c)'
    report(problem(program), 100, tell=lambda done, parts: told.append((done, parts)))
    assert told == [(0, 2), (1, 2), (2, 2)]
