"""Rate limits: so many requests in each minute of the clock, for a token or a signed-in person.

Each process counts by itself and adds what it counted to the token's row once a second; the row, which is
read with each request anyway, tells what the others counted. So the limit holds across processes to within
a second of requests, and a request costs no write.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum
from math import ceil
from threading import Lock

from django.conf import settings
from django.utils.translation import gettext as _

from quizzes import actions
from quizzes.api.errors import ApiError
from quizzes.queries.callers import Caller

MINUTE = 60
SECONDS_BETWEEN_NOTES = 1
MOST_CALLERS = 10_000  # remembered by a process; whoever asked longest ago is forgotten first


class Rate(IntEnum):
    """What is counted by itself: marking for a system with many students comes in bursts."""

    REQUESTS = 0
    MARKINGS = 1

    @property
    def limit(self) -> int:
        """How many a minute."""
        return (settings.API_REQUESTS_A_MINUTE, settings.API_MARKINGS_A_MINUTE)[self]


@dataclass
class Count:
    """What one caller did in a minute, and how much of it is not in the token's row yet."""

    minute: int
    total: list[int] = field(default_factory=lambda: [0, 0])
    unnoted: list[int] = field(default_factory=lambda: [0, 0])
    noted_at: float = 0


class Limits:
    """The counts of one process."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self._counts: OrderedDict[str, Count] = OrderedDict()
        self._lock = Lock()

    def clear(self) -> None:
        """Forget everything."""
        self._counts.clear()

    def count(self, caller: Caller, rate: Rate) -> None:
        """Count a request; raises ApiError where there were too many in this minute."""
        now = self.clock()
        minute = int(now // MINUTE)
        with self._lock:
            count = self._of(caller, minute)
            too_many = count.total[rate] >= rate.limit
            noted = None if too_many else self._add(count, rate, now)
        if too_many:
            wait = ceil((minute + 1) * MINUTE - now)
            detail = _("More than %(limit)s requests in a minute. Wait %(wait)s seconds.")
            told = detail % {"limit": rate.limit, "wait": wait}
            raise ApiError("too-many-requests", told, headers={"Retry-After": str(wait)})
        if noted and caller.token:
            actions.note_use(caller.token.pk, datetime.fromtimestamp(now, UTC), minute, *noted)

    def _of(self, caller: Caller, minute: int) -> Count:
        """The caller's count in this minute, with what other processes noted."""
        count = self._counts.pop(caller.identity, None)
        if count is None or count.minute != minute:
            count = Count(minute)
        self._counts[caller.identity] = count
        if len(self._counts) > MOST_CALLERS:
            self._counts.popitem(last=False)
        token = caller.token
        if token and token.minute == minute:
            for rate, noted in enumerate((token.requests, token.markings)):
                count.total[rate] = max(count.total[rate], noted + count.unnoted[rate])
        return count

    @staticmethod
    def _add(count: Count, rate: Rate, now: float) -> list[int] | None:
        """Count one more; return what is to be noted, once a second."""
        count.total[rate] += 1
        count.unnoted[rate] += 1
        if now - count.noted_at < SECONDS_BETWEEN_NOTES:
            return None
        noted, count.unnoted, count.noted_at = count.unnoted, [0, 0], now
        return noted


LIMITS = Limits()
