"""Shapes as students type them: 63x25, 63 × 25, (63, 25), [63, 25], 63 by 25, or one number."""

import re
from dataclasses import dataclass

from grader.answers.characters import Clean, clean, visible
from grader.answers.equations import right_side
from grader.answers.errors import AnswerError

_MAX_SIDES = 8
_MAX_DIGITS = 9
_BRACKETS = {"(": ")", "[": "]"}
_SEPARATOR = re.compile(r" ?([x*,;]|by) ?| ", re.IGNORECASE)
_GROUPED = re.compile(r"[1-9]\d{0,2}[, ](\d{3})(?:[, ]\d{3})*")


@dataclass(frozen=True, slots=True)
class ReadShape:
    """The sides of a shape; `echo` is its canonical notation, empty where just that was typed."""

    value: tuple[int, ...]
    echo: str


def read_shape(text: str, *, length: int | None = None) -> ReadShape:
    """The shape typed, or AnswerError. With another number of sides than `length` it is read all the same."""
    plain = clean(text)
    if not plain.text:
        raise AnswerError(0, "empty")
    right = right_side(plain)
    if right is None or not right.text:
        raise AnswerError(plain.origins[0], "shape", found=plain.text)
    inside = _without_brackets(right)
    if not inside.text:
        raise AnswerError(right.origins[0], "shape", found=right.text)
    bracketed = inside is not right
    _refuse_thousands(inside, one_side=length == 1 and not bracketed)
    value = _same_map(_sides(inside, bracketed), length)
    canonical = "x".join(map(str, value))
    return ReadShape(value, "" if visible(text) == canonical else canonical)


def _without_brackets(shape: Clean) -> Clean:
    closing = _BRACKETS.get(shape.text[0])
    if closing is None:
        return shape
    if not shape.text.endswith(closing):
        raise AnswerError(shape.origins[0], "never closed")
    return shape.cut(1, len(shape.text) - 1).strip()


def _refuse_thousands(shape: Clean, *, one_side: bool) -> None:
    """1,024 is one side or two, since nobody writes a side as 024; 128,128 only where one side is asked."""
    groups = _GROUPED.fullmatch(shape.text)
    if groups and (one_side or groups[1].startswith("0")):
        sides = re.split(r"\D", shape.text)
        listed = "x".join(str(int(side)) for side in sides)
        raise AnswerError(shape.origins[groups.start(1) - 1], "readings", first="".join(sides), second=listed)


def _sides(shape: Clean, bracketed: bool) -> tuple[int, ...]:
    sides: list[int] = []
    separators: set[str] = set()
    start = 0
    for found in _SEPARATOR.finditer(shape.text):
        sides.append(_side(shape, start, found.start()))
        separators.add((found[1] or " ").lower())
        start = found.end()
        if len(separators) > 1:
            raise AnswerError(shape.origins[found.start()], "mixed separators")
    if start < len(shape.text) or not (bracketed and separators == {","}):  # (128,) is a shape
        sides.append(_side(shape, start, len(shape.text)))
    if len(sides) > _MAX_SIDES:
        raise AnswerError(shape.origins[0], "sides", limit=str(_MAX_SIDES))
    return tuple(sides)


def _side(shape: Clean, start: int, stop: int) -> int:
    typed = shape.text[start:stop]
    if not typed and start:
        raise AnswerError(shape.origins[start], "unfinished", found=shape.text[:start].strip())
    if not re.fullmatch(r"\d+", typed):
        raise AnswerError(shape.origins[start], "shape", found=typed or shape.text)
    if len(typed.lstrip("0")) > _MAX_DIGITS:
        raise AnswerError(shape.origins[start], "digits", limit=str(_MAX_DIGITS))
    return int(typed)


def _same_map(sides: tuple[int, ...], length: int | None) -> tuple[int, ...]:
    """A map of one number is 128, (128,) or 1x1x128, whichever of them is asked."""
    if length == 1 and sides[:-1] == (1, 1):
        return sides[-1:]
    if length == 3 and len(sides) == 1:
        return (1, 1, *sides)
    return sides
