"""Choices: the numbers of the options that are ticked, as in 2 or 1,3."""

import re

from grader.answers.characters import clean
from grader.answers.errors import AnswerError

_STRAY = re.compile(r"^[,;]|[,;] ?[,;]|[,;]$")


def read_choices(text: str, count: int, several: bool) -> frozenset[int]:
    """The options' numbers, from 1 to `count`, or AnswerError."""
    plain = clean(text)
    if not plain.text:
        raise AnswerError(0, "empty")
    chosen: set[int] = set()
    for found in re.finditer(r"[^,; ]+", plain.text):
        number = _option(found[0], count, plain.origins[found.start()])
        if number in chosen:
            raise AnswerError(plain.origins[found.start()], "option repeated", found=str(number))
        chosen.add(number)
        if len(chosen) > 1 and not several:
            raise AnswerError(plain.origins[found.start()], "one option")
    if stray := _STRAY.search(plain.text):
        raise AnswerError(plain.origins[stray.start()], "option number", found=stray[0])
    return frozenset(chosen)


def _option(typed: str, count: int, position: int) -> int:
    if not re.fullmatch(r"\d+", typed):
        raise AnswerError(position, "option number", found=typed)
    number = int(typed)
    if not 1 <= number <= count:
        raise AnswerError(position, "option range", found=typed, limit=str(count))
    return number
