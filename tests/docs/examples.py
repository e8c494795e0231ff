"""Reads the examples of docs/problem-language.md: boxes with what they come to, and tables."""

import ast
import re
from dataclasses import dataclass
from typing import Any

from tests.server import ROOT
from tests.solvers.library import document

TEXT = (ROOT / "docs" / "problem-language.md").read_text(encoding="utf-8")
FENCE = re.compile(r"(`{3,})([\w-]+)")
RUN = ("problem", "problem-document")
WRONG = ("problem-wrong", "problem-document-wrong")
ASSIGNMENT = re.compile(r", (?=[\w.]+ = )")
PROGRAM_LINE = 6  # of the documents that are put around a program


@dataclass(frozen=True)
class Example:
    """A box of the page: its kind, its text, the line where it begins, and the box of results behind it."""

    kind: str
    text: str
    line: int
    results: tuple[tuple[str, str], ...] = ()
    message: str = ""

    @property
    def document(self) -> str:
        """The whole document of the example."""
        return self.text if "document" in self.kind else document(self.text)

    @property
    def first_line(self) -> int:
        """The line of the document at which the example begins."""
        return 1 if "document" in self.kind else PROGRAM_LINE


def examples() -> list[Example]:
    """All examples, each with its results or its message."""
    boxes = _boxes()
    found = []
    for box, behind in zip(boxes, [*boxes[1:], Example("", "", 0)], strict=True):
        if box.kind in WRONG:
            found.append(Example(box.kind, box.text, box.line, message=behind.text))
        elif box.kind in RUN:
            results = behind.text.splitlines() if behind.kind == "text" else []
            found.append(Example(box.kind, box.text, box.line, tuple(map(_result, results))))
    return found


def _boxes() -> list[Example]:
    lines = TEXT.split("\n")
    found: list[Example] = []
    position = 0
    while position < len(lines):
        opening = FENCE.fullmatch(lines[position])
        if opening:
            end = lines.index(opening[1], position)
            found.append(Example(opening[2], "\n".join(lines[position + 1 : end]), position + 1))
            position = end
        position += 1
    return found


def _result(line: str) -> tuple[str, str]:
    word, _, rest = line.partition(" ")
    return word, rest.strip()


def given(text: str) -> dict[str, Any]:
    """The numbers of a line such as 'w = [0.2, 0.3], b = 0.5'."""
    return {name: ast.literal_eval(value) for name, value in pairs(text)}


def pairs(text: str) -> list[tuple[str, str]]:
    """The names and values of a line such as 'z = 0.87, y = 0.7047', as text."""
    return [tuple(part.split(" = ", 1)) for part in ASSIGNMENT.split(text)]  # type: ignore[misc]


def value(text: str) -> Any:
    """A written value: a number, a list, a shape, a truth value, or a text as it stands."""
    try:
        return ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return text


def rounded_like(found: Any, written: str) -> Any:
    """A value, with its numbers rounded to the decimals that are written."""
    if isinstance(found, list):
        return [rounded_like(item, written) for item in found]
    if isinstance(found, bool) or not isinstance(found, int | float):
        return found
    decimals = [len(digits) for digits in re.findall(r"\.(\d+)", written)]
    return round(found, max(decimals)) if decimals else round(found, 9)


def table(*headings: str) -> list[list[str]]:
    """The rows of all tables with these first headings, cells without the marks of code."""
    rows: list[list[str]] = []
    for part in TEXT.split("| " + " | ".join(headings) + " |")[1:]:
        lines = part.split("\n\n", 1)[0].splitlines()[2:]
        rows += [[_plain(cell) for cell in line.strip("|").split(" | ")] for line in lines]
    return rows


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell[1:-1] if re.fullmatch(r"`[^`]+`", cell) else cell


def programs() -> str:
    """The text of all programs that run."""
    return "\n".join(example.text for example in examples() if example.kind in RUN)
