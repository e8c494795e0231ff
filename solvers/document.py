"""Splits a problem's Markdown document into front matter, statement, program and explanation."""

import re
from dataclasses import dataclass

from solvers.errors import ProblemError

MAX_DOCUMENT = 60_000
FENCE = re.compile(r"^```[ \t]*problem[ \t]*$")
UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
HEADINGS = ("title", "topic")


@dataclass(frozen=True)
class Document:
    """The parts of a document; `*_line` is the line (from 1) at which a part begins."""

    title: str
    topic: str
    statement: str
    statement_line: int
    program: str
    program_line: int
    explanation: str
    explanation_line: int


def split(text: str) -> Document:
    """Split `text` or raise ProblemError."""
    if len(text) > MAX_DOCUMENT:
        raise ProblemError(f"A document may have {MAX_DOCUMENT:,} characters; this one has {len(text):,}.")
    _check_characters(text)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    headings, body = _front_matter(lines)
    opening, closing = _program_block(lines, body)
    return Document(
        title=headings["title"],
        topic=headings.get("topic", ""),
        statement="\n".join(lines[body:opening]).strip("\n"),
        statement_line=_first_written(lines, body, opening),
        program="\n".join(lines[opening + 1 : closing]),
        program_line=opening + 2,
        explanation="\n".join(lines[closing + 1 :]).strip("\n"),
        explanation_line=_first_written(lines, closing + 1, len(lines)),
    )


def _check_characters(text: str) -> None:
    """Refuse what no browser and no database takes: control characters and halves of surrogate pairs."""
    found = UNWANTED.search(text)
    if found:
        before = text[: found.start()]
        raise ProblemError(
            f"There is a control character (U+{ord(found.group()):04X}) here: take it out.",
            before.count("\n") + 1,
            found.start() - before.rfind("\n"),
        )


def _first_written(lines: list[str], start: int, end: int) -> int:
    return next((index + 1 for index in range(start, end) if lines[index]), start + 1)


def _front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    if lines[0].strip() != "---":
        raise ProblemError("Begin the document with a line '---', then 'title: …', then a line '---'.")
    headings: dict[str, str] = {}
    for index, line in enumerate(lines[1:], start=2):
        if line.strip() == "---":
            if not headings.get("title"):
                raise ProblemError("Give the problem a title: a line 'title: …' above this one.", index)
            return headings, index
        if not line.strip():
            continue
        key, colon, value = line.partition(":")
        key = key.strip()
        if not colon or key not in HEADINGS:
            raise ProblemError("Only 'title: …' and 'topic: …' stand between the two '---' lines.", index)
        if key in headings:
            raise ProblemError(f"'{key}' is given twice.", index)
        if len(value.strip()) > 200:
            raise ProblemError(f"The {key} may have 200 characters.", index)
        headings[key] = value.strip()
    raise ProblemError("The front matter has no end: close it with a line '---'.", len(lines))


def _program_block(lines: list[str], body: int) -> tuple[int, int]:
    openings = [index for index in range(body, len(lines)) if FENCE.match(lines[index])]
    if not openings:
        raise ProblemError(
            "There is no program: write it between a line '```problem' and a line '```'.", len(lines)
        )
    if len(openings) > 1:
        raise ProblemError("A document has one '```problem' block; join the two.", openings[1] + 1)
    for index in range(openings[0] + 1, len(lines)):
        if lines[index].rstrip() == "```":
            return openings[0], index
    raise ProblemError("The program has no end: close it with a line '```'.", openings[0] + 1)
