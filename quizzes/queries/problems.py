"""Gets from stored rows back to the core's problems and variants."""

from functools import lru_cache

from quizzes.models import Variant
from solvers import Problem
from solvers import Variant as DrawnVariant


@lru_cache(maxsize=512)
def parsed(document: str) -> Problem:
    """Parse a problem's document; the text is its key, so a new version can never meet an old program."""
    return Problem.parse(document)


def drawn(variant: Variant) -> DrawnVariant:
    """Return the variant with its facts as they were stored, whatever the code would draw today."""
    return parsed(variant.problem_version.document).restore(variant.record)
