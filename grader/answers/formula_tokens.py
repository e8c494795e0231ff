"""The pieces of a typed formula: numbers, names, signs and brackets, each with its place."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from grader.answers.characters import Clean
from grader.answers.errors import AnswerError

Kind = Literal["number", "name", "sign", "open", "close", "comma", "end"]

_TOKEN = re.compile(
    r"""\ ?(?:
    (?P<number> (?:\d+(?:[.,']\d+)*\.? | \.\d+) (?:[eE][+-]?\d+)?)
    | (?P<name> [^\W\d]\w*)
    | (?P<sign> \*\*|[-+*/^])
    | (?P<open> [(\[{])
    | (?P<close> [)\]}])
    | (?P<comma> ,)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece as typed; `spaced` tells whether a space stands before it."""

    kind: Kind
    text: str
    position: int
    spaced: bool


def tokens(formula: Clean) -> list[Token]:
    """The pieces of `formula` and one of kind "end", or AnswerError for a character of none."""
    pieces: list[Token] = []
    at = 0
    while at < len(formula.text):
        found = _TOKEN.match(formula.text, at)
        if not found:
            raise _unknown(formula, at)
        kind = next(kind for kind in get_args(Kind) if found[kind])
        text = "^" if found[kind] == "**" else found[kind]
        pieces.append(Token(kind, text, formula.origins[found.start(kind)], found.start(kind) > at))
        at = found.end()
    return [*pieces, Token("end", "", formula.origins[at], spaced=False)]


def _unknown(formula: Clean, at: int) -> AnswerError:
    at += formula.text[at] == " "
    character = formula.text[at]
    return AnswerError(formula.origins[at], "bars" if character == "|" else "character", found=character)
