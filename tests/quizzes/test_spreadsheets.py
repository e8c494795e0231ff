"""Tables as CSV: nothing that a person wrote becomes a formula, and numbers stay numbers."""

import pytest

from quizzes.spreadsheets import Cell, csv_lines, safe


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("Ada", "Ada"),
        ("=1+1", "'=1+1"),
        ("+43 1", "'+43 1"),
        ("-0.5", "'-0.5"),
        ("@sum", "'@sum"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("a=1", "a=1"),
        ("", ""),
        (-0.5, -0.5),
        (0, 0),
        (None, None),
    ],
)
def test_cell_begins_no_formula(cell: Cell, written: Cell) -> None:
    assert safe(cell) == written


def test_lines_quote_what_needs_it() -> None:
    assert list(csv_lines([['a "b"', "c,d", -0.5, None]])) == ['"a ""b""","c,d",-0.5,\r\n']


def test_file_begins_with_a_mark_for_excel() -> None:
    assert list(csv_lines([["Ä"]], bom=True)) == ["\ufeff", "Ä\r\n"]
