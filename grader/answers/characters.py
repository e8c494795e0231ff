"""Plain characters for what was typed or pasted, remembering where in the typed text each came from."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from grader.answers.errors import AnswerError

MAX_LENGTH = 200

# U+202E is missing on purpose: it shows digits in reverse order, so what was seen is not what was typed.
_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u2060\u2061\u2066\u2067\u2068\u2069"
    "\u206a\u206b\u206c\u206d\u206e\u206f\ufeff" + "".join(map(chr, range(0xFE00, 0xFE10)))
)
_PLAIN: dict[str, str] = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u02d7\u2796\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2795\u2064", "+"),
    **dict.fromkeys("×·⋅•∙∗⁎✕✖⨯✱⸱・\u2062", "*"),
    **dict.fromkeys("÷∕⁄➗", "/"),
    **dict.fromkeys("ˆ↑", "^"),
    **dict.fromkeys("≈≃≅≐≒∼~～", "≈"),
    **dict.fromkeys("٫。｡․", "."),
    **dict.fromkeys("،、､\u2063", ","),
    **dict.fromkeys("‘’ʼ′٬`´", "'"),
    "؛": ";",
    "٪": "%",
    "х": "x",  # Cyrillic, as in 63х25 from a Russian keyboard
    "Х": "X",
}
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣ", "0123456789+-()nx", strict=True))
_SAME_LETTER = ("<font>", "<wide>", "<narrow>", "<small>")


@dataclass(frozen=True, slots=True)
class Clean:
    """Plain text; `origins` holds the typed position of each character, and one more for the end."""

    text: str
    origins: tuple[int, ...]

    def cut(self, start: int, stop: int | None = None) -> "Clean":
        stop = len(self.text) if stop is None else stop
        return Clean(self.text[start:stop], self.origins[start : stop + 1])

    def strip(self) -> "Clean":
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))


def clean(typed: str, limit: int = MAX_LENGTH) -> Clean:
    """The typed text in plain characters: single spaces, no outer ones, raised digits as ^(…)."""
    if len(typed.strip()) > limit:
        raise AnswerError(limit, "long", limit=str(limit))
    pieces: list[str] = []
    origins: list[int] = []
    raised = False

    def add(piece: str, position: int) -> None:
        pieces.append(piece)
        origins.extend([position] * len(piece))

    for position, character in enumerate(typed):
        if raised and character not in _RAISED and character not in _INVISIBLE:
            raised = False
            add(")", position)
        if character in _RAISED:
            add(_RAISED[character] if raised else "^(" + _RAISED[character], position)
            raised = True
        elif (piece := _plain(character)) and (piece != " " or "".join(pieces[-1:]) != " "):
            add(piece, position)
    if raised:
        add(")", len(typed))
    return Clean("".join(pieces), (*origins, len(typed))).strip()


def is_blank(typed: str) -> bool:
    """Whether there are only spaces and invisible characters."""
    return not typed or typed.isspace() or all(_plain(character) in ("", " ") for character in typed)


def visible(typed: str) -> str:
    """The typed text without spaces and invisible characters, everything else as typed."""
    if typed.isascii():
        return "".join(typed.split())
    return "".join(character for character in typed if _plain(character) not in ("", " "))


@lru_cache(maxsize=2048)
def _plain(character: str) -> str:
    if character in _INVISIBLE:
        return ""
    if character.isspace():
        return " "
    if character in _PLAIN:
        return _PLAIN[character]
    if (digit := unicodedata.decimal(character, None)) is not None:
        return str(digit)
    if unicodedata.decomposition(character).startswith(_SAME_LETTER):
        return unicodedata.normalize("NFKC", character)
    return character
