"""The reference beside the editor: every line, word and function of the language, from its one description.

What it says stands in docs/problem-language.md, which the tests run; which functions there are, the registry
says.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from solvers.functions import FUNCTIONS

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "problem-language.md"
CELL = re.compile(r"(?<!\\)\|")
CODE = re.compile(r"`([^`]+)`")
PICTURE = re.compile(r"^- `(?P<form>\w+\(.*?\))`: (?P<about>(?:.|\n(?=  ))*)", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """One thing that can be written: `written` and `means` are Markdown, the rest is code.

    `inserted` is what its button writes; empty where there is nothing to write.
    """

    written: str
    means: str
    inserted: str
    example: str = ""
    result: str = ""


@dataclass(frozen=True)
class Part:
    """Entries of one subject."""

    title: str | Promise
    entries: tuple[Entry, ...]


@lru_cache(maxsize=1)
def reference() -> tuple[Part, ...]:
    """All parts, in the order in which an author meets them."""
    text = PAGE.read_text(encoding="utf-8")
    return (
        Part(_("Lines and words"), tuple(map(_line, _table(text, "Line", "Means")))),
        Part(_("Random numbers"), tuple(map(_entry, _table(text, "Word", "Draws")))),
        Part(_("Operators"), tuple(map(_entry, _table(text, "Written", "Means")))),
        Part(_("How a number is asked"), tuple(map(_exactness, _table(text, "Setting", "Asks for")))),
        Part(_("Settings of a line"), tuple(map(_setting, _table(text, "Setting of a line", "Belongs to")))),
        Part(_("Settings of a choice"), tuple(map(_entry, _table(text, "Setting", "Means")))),
        Part(_("Layers of a network"), tuple(map(_layer, _table(text, "Layer", "Means")))),
        Part(_("Pictures"), tuple(_picture(found) for found in PICTURE.finditer(_section(text, "Pictures")))),
        *_functions(text),
    )


def _functions(text: str) -> list[Part]:
    """The functions of the registry, by the headings under which the page lists them."""
    listed = _section(text, "All functions")
    found = []
    for heading, body in re.findall(r"^### (.*)\n((?:(?!###).*\n?)*)", listed, re.MULTILINE):
        rows = [_entry(row) for row in _table(body, "Function", "Means")]
        found.append(Part(heading, tuple(rows)))
    known = {entry.written for part in found for entry in part.entries}
    missing = [function for function in FUNCTIONS.values() if f"`{function.signature}`" not in known]
    others = tuple(
        Entry(f"`{function.signature}`", function.doc.split("\n")[0], function.signature)
        for function in missing
    )
    return [*found, Part(_("Other functions"), others)] if others else found


def _exactness(row: list[str]) -> Entry:
    setting, asks, accepted = row
    return Entry(setting, f"{asks}: {accepted}", "".join(CODE.findall(setting)))


def _setting(row: list[str]) -> Entry:
    setting, belongs_to, means = row
    return Entry(setting, f"{belongs_to}: {means}", CODE.findall(setting)[0])


def _line(row: list[str]) -> Entry:
    written, means, example = row
    [code] = CODE.findall(example)
    return Entry(written, means, code, code)


def _entry(row: list[str]) -> Entry:
    written, means, example, result, *_more = [*row, "", ""]
    inserted = CODE.findall(written)[0].replace(", …", "")
    return Entry(written, means, inserted, "".join(CODE.findall(example)[:1]), result)


def _layer(row: list[str]) -> Entry:
    written, means, options = row
    return Entry(written, f"{means}; {options}" if options else means, CODE.findall(written)[0])


def _picture(found: re.Match[str]) -> Entry:
    form = found["form"]
    return Entry(f"`{form}`", " ".join(found["about"].split()), f"show({form})", f"show({form})")


def _section(text: str, heading: str) -> str:
    return re.split(r"^## ", text.split(f"\n## {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def _table(text: str, *headings: str) -> list[list[str]]:
    """The rows of all tables whose first columns have these headings."""
    rows: list[list[str]] = []
    inside = False
    for line in text.splitlines():
        if not line.startswith("|"):
            inside = False
            continue
        cells = [cell.strip() for cell in CELL.split(line.strip().strip("|"))]
        if inside and not set(cells[0]) <= set("-: "):
            rows.append(cells)
        inside = inside or tuple(cells[: len(headings)]) == headings
    return rows
