"""Putting a variant's values into an author's Markdown: `{{name}}`, in words and inside mathematics."""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass

from solvers.errors import ProblemError
from solvers.language.limits import MAX_PRINTED

TOKEN = re.compile(r"\\.|\$\$|\$|\{\{(?P<name>[^{}]*)\}\}", re.DOTALL)
AFTER_OPERATOR = re.compile(r"([-+*/·×−]|\\cdot|\\times)\s*$")
BEFORE_POWER = re.compile(r"\s*\^")
RAISED = re.compile(r"[\^_]\s*$")
MAX_PLACEHOLDERS = 500


@dataclass(frozen=True)
class Printed:
    """A value as it stands in words, and as LaTeX; `signed` if it begins with a minus sign."""

    words: str
    latex: str
    signed: bool = False


def put_in(text: str, printed: Callable[[str], Printed]) -> str:
    """The text with every placeholder replaced; a negative number after an operator gets brackets."""
    if "{{" not in text:
        return text
    pieces: list[str] = []
    done = 0
    inside = False
    for token in TOKEN.finditer(text):
        pieces.append(text[done : token.start()])
        done = token.end()
        if token.group().startswith("$"):
            inside = not inside
        if token.group("name") is None:
            pieces.append(token.group())
            continue
        value = printed(token.group("name").strip())
        pieces.append(_fitted(value, "".join(pieces[-2:]), text[done:]) if inside else value.words)
    pieces.append(text[done:])
    return "".join(pieces)


def names_put_in(text: str) -> list[str]:
    """The names of all placeholders."""
    return [token.group("name").strip() for token in TOKEN.finditer(text) if token.group("name") is not None]


def _fitted(value: Printed, before: str, after: str) -> str:
    """The LaTeX of a value between what stands before and after it: raised, bracketed or as it is."""
    if RAISED.search(before):
        return f"{{{value.latex}}}"
    if value.signed and (AFTER_OPERATOR.search(before) or BEFORE_POWER.match(after)):
        return f"({value.latex})"
    return value.latex


def check(text: str, line: int, known: Mapping[str, int], hidden: Container[str] = ()) -> None:
    """Raise ProblemError for a placeholder of an unknown name, or of one that must not be shown here.

    `known` says how many numbers each name prints.
    """
    numbers = 0
    for count, token in enumerate(token for token in TOKEN.finditer(text) if token.group("name") is not None):
        name = token.group("name").strip()
        before = text[: token.start()]
        place = line + before.count("\n"), token.start() - before.rfind("\n")
        if count >= MAX_PLACEHOLDERS:
            raise ProblemError(f"A text has at most {MAX_PLACEHOLDERS} placeholders.", *place)
        if name in hidden:
            raise ProblemError(f"{{{{{name}}}}} is asked: it would give the answer away here.", *place)
        if name not in known:
            raise ProblemError(
                f"There is no value {name!r} in the program: {{{{{name}}}}} stays empty.", *place
            )
        numbers += known[name]
        if numbers > MAX_PRINTED:
            raise ProblemError(f"The placeholders of a text print at most {MAX_PRINTED:,} numbers.", *place)
