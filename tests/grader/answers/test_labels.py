"""Labels named exactly, or with another case and other spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.answers.errors import words
from grader.answers.labels import read_label
from tests.grader.answers.refusals import read_or_refuse, refusal

DIAGNOSES = ("Class 1 (diabetes)", "Class 0 (no diabetes)")
LETTERS = ("w", "W", "b")


@pytest.mark.parametrize(
    "typed", ["Class 1 (diabetes)", "class 1 (DIABETES)", "  Class  1\t(diabetes) ", "Ｃlass 1 (diabetes)"]
)
def test_read_label_tolerates_case_and_spaces(typed: str) -> None:
    assert read_label(typed, DIAGNOSES) == "Class 1 (diabetes)"


@pytest.mark.parametrize(("typed", "option"), [("w", "w"), ("W", "W"), (" W ", "W"), ("B", "b")])
def test_read_label_heeds_case_where_options_differ_by_it(typed: str, option: str) -> None:
    assert read_label(typed, LETTERS) == option


def test_read_label_refuses_what_names_two_options() -> None:
    error = refusal(read_label, "CLASS A", ["Class A", "class a"])
    assert (error.reason, error.details) == ("readings", {"first": '"Class A"', "second": '"class a"'})


def test_read_label_refuses_an_unknown_text() -> None:
    error = refusal(read_label, "W1", LETTERS)
    assert words(error) == '"W1" is not one of the options. Choose one of: w, W or b.'


def test_read_label_refuses_nothing_typed() -> None:
    assert refusal(read_label, " ", LETTERS).reason == "empty"


def test_read_label_reads_options_of_any_length() -> None:
    assert read_label("a" * 300 + " ", ["a" * 300, "b" * 500]) == "a" * 300


@given(st.text(max_size=1000), st.lists(st.text(), min_size=1, max_size=4))
def test_read_label_of_any_text_reads_or_refuses(typed: str, options: list[str]) -> None:
    option = read_or_refuse(read_label, typed, options)
    assert option is None or option in options
