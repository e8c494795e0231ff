"""Option numbers as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.answers.choices import read_choices
from tests.grader.answers.refusals import read_or_refuse, refusal


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("2", {2}),
        ("1,3", {1, 3}),
        ("3, 1", {1, 3}),
        ("1 3", {1, 3}),
        ("1;3", {1, 3}),
        ("１，３", {1, 3}),
        ("02", {2}),
    ],
)
def test_read_choices_takes_numbers_from_one(typed: str, chosen: set[int]) -> None:
    assert read_choices(typed, 4, several=True) == chosen


@pytest.mark.parametrize(
    ("typed", "position", "reason"),
    [
        ("", 0, "empty"),
        ("0", 0, "option range"),
        ("1, 5", 3, "option range"),
        ("13", 0, "option range"),
        ("9" * 200, 0, "option range"),
        ("1,1", 2, "option repeated"),
        ("1,01", 2, "option repeated"),
        ("a", 0, "option number"),
        ("-1", 0, "option number"),
        ("1.3", 0, "option number"),
        ("1-3", 0, "option number"),
        ("1,,3", 1, "option number"),
        (",1", 0, "option number"),
        ("1,", 1, "option number"),
        ("①", 0, "option number"),
    ],
)
def test_read_choices_refuses_other_texts(typed: str, position: int, reason: str) -> None:
    error = refusal(read_choices, typed, 4, several=True)
    assert (error.position, error.reason) == (position, reason)


def test_read_choices_refuses_several_where_one_is_asked() -> None:
    assert read_choices("2", 4, several=False) == {2}
    error = refusal(read_choices, "1,3", 4, several=False)
    assert (error.position, error.reason) == (2, "one option")


@given(st.text(max_size=1000), st.booleans())
def test_read_choices_of_any_text_reads_or_refuses(typed: str, several: bool) -> None:
    chosen = read_or_refuse(read_choices, typed, 4, several)
    assert chosen is None or chosen <= {1, 2, 3, 4}
