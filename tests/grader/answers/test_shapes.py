"""Shapes in every notation students use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.answers.shapes import ReadShape, read_shape
from tests.grader.answers.refusals import read_or_refuse, refusal


@pytest.mark.parametrize(
    "typed",
    [
        "63 × 25",
        "63X25",
        "63*25",
        "63х25",
        "(63, 25)",
        "(63,25,)",
        "[63, 25]",
        "(63x25)",
        "63,25",
        "63, 25",
        "63;25",
        "63 25",
        "63 by 25",
        "63by25",
        "63 BY 25",
        "６３x２５",
        "out = 63x25",
        "063x25",
    ],
)
def test_read_shape_of_every_notation(typed: str) -> None:
    assert read_shape(typed, length=2) == ReadShape((63, 25), "63x25")


@pytest.mark.parametrize("typed", ["63x25", " 63x25 ", "63 x 25"])
def test_read_shape_echoes_nothing_where_the_canonical_text_was_typed(typed: str) -> None:
    assert read_shape(typed) == ReadShape((63, 25), "")


@pytest.mark.parametrize(
    ("typed", "length", "read"),
    [
        ("128", 1, ReadShape((128,), "")),
        ("(128,)", 1, ReadShape((128,), "128")),
        ("1x1x128", 1, ReadShape((128,), "128")),
        ("128", 3, ReadShape((1, 1, 128), "1x1x128")),
        ("1x1x128", 3, ReadShape((1, 1, 128), "")),
        ("1x1x128", None, ReadShape((1, 1, 128), "")),
    ],
)
def test_read_shape_of_a_map_of_one_number(typed: str, length: int | None, read: ReadShape) -> None:
    assert read_shape(typed, length=length) == read


@pytest.mark.parametrize(
    ("typed", "length", "value"), [("63", 2, (63,)), ("63x25x3", 2, (63, 25, 3)), ("2x128", 1, (2, 128))]
)
def test_read_shape_of_another_length_is_read(typed: str, length: int, value: tuple[int, ...]) -> None:
    assert read_shape(typed, length=length).value == value


@pytest.mark.parametrize(
    ("typed", "length", "first", "second"),
    [
        ("1,024", 2, "1024", "1x24"),
        ("1 024", None, "1024", "1x24"),
        ("(1,024)", 2, "1024", "1x24"),
        ("128,128", 1, "128128", "128x128"),
    ],
)
def test_read_shape_refuses_thousands(typed: str, length: int | None, first: str, second: str) -> None:
    error = refusal(read_shape, typed, length=length)
    assert (error.reason, error.details) == ("readings", {"first": first, "second": second})


@pytest.mark.parametrize("typed", ["128,128", "(128,128)", "128 128"])
def test_read_shape_of_three_digits_is_a_shape_where_two_are_asked(typed: str) -> None:
    assert read_shape(typed, length=2).value == (128, 128)


@pytest.mark.parametrize(
    ("typed", "position", "reason"),
    [
        ("", 0, "empty"),
        ("63x", 3, "unfinished"),
        ("63,", 3, "unfinished"),
        ("63xx25", 3, "unfinished"),
        ("x25", 0, "shape"),
        ("()", 0, "shape"),
        ("(,)", 1, "shape"),
        ("(63, 25", 0, "never closed"),
        ("63, 25)", 4, "shape"),
        ("(63, 25]", 0, "never closed"),
        ("63x-25", 3, "shape"),
        ("63.0x25", 0, "shape"),
        ("63/25", 0, "shape"),
        ("(None, 63)", 1, "shape"),
        ("z =", 0, "shape"),
        ("2=3", 0, "shape"),
        ("1,024x3", 5, "mixed separators"),
        ("63x25,3", 5, "mixed separators"),
        ("1x" * 8 + "1", 0, "sides"),
        ("1" * 10, 0, "digits"),
    ],
)
def test_read_shape_refuses_other_texts(typed: str, position: int, reason: str) -> None:
    error = refusal(read_shape, typed)
    assert (error.position, error.reason) == (position, reason)


@given(st.one_of(st.text(max_size=1000), st.text("0123456789x×*,; ()[]by", max_size=40)))
def test_read_shape_of_any_text_reads_or_refuses(typed: str) -> None:
    shape = read_or_refuse(read_shape, typed)
    assert shape is None or min(shape.value) >= 0


@given(st.lists(st.integers(0, 10**9 - 1), min_size=1, max_size=8))
def test_read_shape_reads_its_own_notation(sides: list[int]) -> None:
    assert read_shape("x".join(map(str, sides))) == ReadShape(tuple(sides), "")
