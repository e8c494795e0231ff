"""Gets from stored rows back to the core's problems and variants."""

from collections.abc import Iterable
from functools import lru_cache

from quizzes.models import Variant
from solvers import Problem
from solvers import Variant as DrawnVariant
from solvers.language.network import COLUMNS


@lru_cache(maxsize=512)
def parsed(document: str) -> Problem:
    """Parse a problem's document; the text is its key, so a new version can never meet an old program."""
    return Problem.parse(document)


def in_order(document: str, names: Iterable[str]) -> list[str]:
    """Sort names of answers as the page shows them: the database may turn JSON's keys round."""
    asked = dict.fromkeys(item.name.partition(".")[0] for item in parsed(document).program.asked)
    places = {name: place for place, name in enumerate(asked)}

    def order(name: str) -> tuple[int, list[str]]:
        first, *rest = name.split(".")
        return places.get(first, len(places)), [_sortable(part) for part in rest]

    return sorted(names, key=order)


def _sortable(part: str) -> str:
    """A row's number or the column of a table, so that texts stand as the table does."""
    return str(COLUMNS.index(part)) if part in COLUMNS else part.rjust(6)


def drawn(variant: Variant) -> DrawnVariant:
    """Return the variant with its facts as they were stored, whatever the code would draw today."""
    return parsed(variant.problem_version.document).restore(variant.record)
