"""The hint about missing digits depends on the typed text alone."""

import pytest

from grader.answers.numbers import read_number
from grader.answers.precision import hint, needed


@pytest.mark.parametrize(
    ("typed", "places", "sentence"),
    [
        ("0.7", 3, "You gave one decimal, three are asked."),
        ("1", 3, "You gave no decimals, three are asked."),
        ("0", 1, "You gave no decimals, one is asked."),
        ("0.70", 3, "You gave two decimals, three are asked."),
        ("0,70", 3, "You gave two decimals, three are asked."),
        ("7.0e-1", 3, "You gave two decimals, three are asked."),
        ("1e3", 2, "You gave no decimals, two are asked."),
        ("0.5", 12, "You gave one decimal, 12 are asked."),
        ("0.700", 3, ""),
        ("0.7051", 3, ""),
        ("7.05e-1", 3, ""),
        ("1/3", 3, ""),
        ("5", 0, ""),
        ("5", None, ""),
    ],
)
def test_hint_counts_decimals(typed: str, places: int | None, sentence: str) -> None:
    assert hint(read_number(typed), places, None) == sentence


@pytest.mark.parametrize(
    ("typed", "figures", "sentence"),
    [
        ("0.007", 3, "You gave one significant figure, three are asked."),
        ("0.0070", 3, "You gave two significant figures, three are asked."),
        ("12", 1, ""),
        ("1200", 3, ""),
        ("1.2e3", 3, "You gave two significant figures, three are asked."),
        ("0.00", 3, ""),
        ("2/3", 3, ""),
    ],
)
def test_hint_counts_significant_figures(typed: str, figures: int, sentence: str) -> None:
    assert hint(read_number(typed), None, figures) == sentence


@pytest.mark.parametrize(
    ("places", "figures", "text"),
    [
        (3, None, "three decimals"),
        (1, None, "one decimal"),
        (0, None, "no decimals"),
        (None, 3, "three significant figures"),
    ],
)
def test_needed_names_the_digits_asked(places: int | None, figures: int | None, text: str) -> None:
    assert needed(places, figures) == text
