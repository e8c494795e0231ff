"""Writes tables as CSV for spreadsheets, which must not take a person's name for a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence

Cell = str | int | float | None
BOM = "\ufeff"  # by which Excel knows UTF-8
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Line:
    """What csv.writer writes to: it hands back each line."""

    def write(self, text: str) -> str:
        """Return the line."""
        return text


def safe(cell: Cell) -> Cell:
    """Return a text that would begin a formula as one that does not; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def csv_lines(rows: Iterable[Sequence[Cell]], bom: bool = False) -> Iterator[str]:
    """Yield the lines of a CSV file, one for each row."""
    writer = csv.writer(_Line())
    if bom:
        yield BOM
    for row in rows:
        yield writer.writerow([safe(cell) for cell in row])
