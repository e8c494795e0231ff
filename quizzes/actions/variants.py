"""Draws the numbers that are handed out."""

import secrets
from typing import Any

from quizzes.models import ProblemVersion
from quizzes.queries.problems import parsed

TRIES = 20


def fresh_record(version: ProblemVersion, unlike: dict[str, Any] | None) -> dict[str, Any]:
    """Return the record of a variant that was just drawn, with other numbers than `unlike`.

    A problem with few variants may have no others: then it is one of those it has.
    """
    problem = parsed(version.document)
    for _try in range(TRIES):
        record = problem.certified(count=1, seed=secrets.randbits(63))[0].record()
        if unlike is None or record["givens"] != unlike["givens"]:
            break
    return record
