"""Gets from stored rows back to the core's problems and variants."""

from collections.abc import Iterable
from functools import lru_cache

from quizzes.models import Variant
from solvers import Problem
from solvers import Variant as DrawnVariant


@lru_cache(maxsize=512)
def parsed(document: str) -> Problem:
    """Parse a problem's document; the text is its key, so a new version can never meet an old program."""
    return Problem.parse(document)


def in_order(document: str, names: Iterable[str]) -> list[str]:
    """Sort names of answers as the problem asks them: the database may turn JSON's keys round."""
    asked = {ask.name: place for place, ask in enumerate(parsed(document).program.asks)}

    def place(name: str) -> tuple[int, list[str]]:
        parts = name.split(".")  # an element of a table: its rows are numbers
        return asked.get(parts[0], len(asked)), [part.rjust(6) if part.isdigit() else part for part in parts]

    return sorted(names, key=place)


def drawn(variant: Variant) -> DrawnVariant:
    """Return the variant with its facts as they were stored, whatever the code would draw today."""
    return parsed(variant.problem_version.document).restore(variant.record)
