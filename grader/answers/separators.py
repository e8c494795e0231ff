"""Points, commas, spaces and apostrophes between digits: every number the same text can mean."""

import re

from grader.answers.errors import AnswerError

_Parts = tuple[str, str]  # the digits before the decimal sign, and after it

_PLAIN = re.compile(r"(\d+)()", re.ASCII)
_POINT = re.compile(r"(?=.*\d)(\d*)\.(\d*)", re.ASCII)
_COMMA = re.compile(r"(\d*),(\d+)", re.ASCII)
_GROUP = r"([1-9]\d{{0,2}}(?:{0}\d{{3}})+)(?:{1}(\d+))?"
_GROUPED_BY_COMMA = re.compile(_GROUP.format(",", r"\."), re.ASCII)
_GROUPED_BY_POINT = re.compile(_GROUP.format(r"\.", ","), re.ASCII)
_GROUPED_BY_SPACE = re.compile(_GROUP.format(" ", "[.,]"), re.ASCII)
_GROUPED_BY_APOSTROPHE = re.compile(_GROUP.format("'", "[.,]"), re.ASCII)

_CONVENTIONS = (
    _PLAIN,
    _POINT,
    _COMMA,
    _GROUPED_BY_COMMA,
    _GROUPED_BY_POINT,
    _GROUPED_BY_SPACE,
    _GROUPED_BY_APOSTROPHE,
)


def split(text: str, position: int, *, whole: bool = False) -> _Parts | None:
    """The digits before and after the decimal sign; None where no convention fits.

    A point is our own decimal sign, so 1.234 is no riddle where decimals are asked; a comma may be either.
    Where a whole number is asked, 1,234 cannot be a decimal comma, but 1.234 may be anything.
    """
    fitting = {convention: found for convention in _CONVENTIONS if (found := convention.fullmatch(text))}
    if whole and _GROUPED_BY_COMMA in fitting:
        fitting.pop(_COMMA, None)
    if not whole and _POINT in fitting:
        fitting.pop(_GROUPED_BY_POINT, None)
    readings = [(re.sub(r"\D", "", found[1]), found[2] or "") for found in fitting.values()]
    if len(readings) > 1:
        at = position + re.search(r"\D", text).start()  # type: ignore[union-attr]
        first, second = sorted(map(written, readings), key=len)
        raise AnswerError(at, "readings", first=first, second=second)
    return readings[0] if readings else None


def written(parts: _Parts) -> str:
    """The number in the canonical notation, without a sign."""
    before, after = parts
    return (before.lstrip("0") or "0") + (f".{after}" if after else "")
