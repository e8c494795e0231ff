"""Variants drawn ahead: a handful at once takes little longer than one.

Each process keeps a few of each problem that was asked for lately, and hands out each of them once.
"""

import secrets
from collections import deque
from functools import lru_cache

from quizzes.queries.problems import parsed
from solvers import Variant

AT_ONCE = 16


def fresh_variant(document: str) -> Variant:
    """Return a variant that nobody was given."""
    stock = _stock(document)
    try:
        return stock.popleft()  # one step: no other thread gets the same
    except IndexError:
        first, *others = parsed(document).certified(count=AT_ONCE, seed=secrets.randbits(63))
        stock.extend(others)
        return first


@lru_cache(maxsize=128)
def _stock(document: str) -> deque[Variant]:
    return deque()
