"""Every convention of separators, and the texts that fit two of them."""

import pytest

from grader.answers.separators import split
from tests.grader.answers.refusals import refusal


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("5", ("5", "")),
        ("5.", ("5", "")),
        (".5", ("", "5")),
        (",5", ("", "5")),
        ("0,705", ("0", "705")),
        ("00,705", ("00", "705")),
        ("12,34", ("12", "34")),
        ("1234,567", ("1234", "567")),
        ("1,234.5", ("1234", "5")),
        ("1.234,5", ("1234", "5")),
        ("1,234,567", ("1234567", "")),
        ("1.234.567", ("1234567", "")),
        ("1 234,567", ("1234", "567")),
        ("1'234.567", ("1234", "567")),
        ("1.234", ("1", "234")),
    ],
)
def test_split_of_one_reading(text: str, parts: tuple[str, str]) -> None:
    assert split(text, 0) == parts


@pytest.mark.parametrize(
    "text", [".", ",", "5,", "1.2.3", "1,2,3", "1,234,56", "1 5", "0 705", "1'5", "1,234 567", "1,234."]
)
def test_split_of_no_reading(text: str) -> None:
    assert split(text, 0) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("108,874", ("108874", "")),
        ("1,000", ("1000", "")),
        ("1,5", ("1", "5")),
        ("0,705", ("0", "705")),
        ("24.0", ("24", "0")),
        ("1234.567", ("1234", "567")),
        ("0.705", ("0", "705")),
    ],
)
def test_split_of_a_whole_number_takes_commas_as_thousands(text: str, parts: tuple[str, str]) -> None:
    assert split(text, 0, whole=True) == parts


@pytest.mark.parametrize(
    ("text", "whole", "first", "second"),
    [
        ("1,234", False, "1234", "1.234"),
        ("100,000", False, "100000", "100.000"),
        ("108.874", True, "108874", "108.874"),
        ("24.000", True, "24000", "24.000"),
    ],
)
def test_split_refuses_two_readings(text: str, whole: bool, first: str, second: str) -> None:
    error = refusal(split, text, 7, whole=whole)
    assert (error.reason, error.details) == ("readings", {"first": first, "second": second})
    assert error.position == 7 + min(text.find(c) for c in ",." if c in text)
