"""How long diagnosis may hold up a mark, whatever the author wrote."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SECONDS = 0.11  # that the diagnoses of one marking may take in all; those left over are not given
# For an answer of 0, 1 or −1 a little is kept back: whether anything follows from it hangs on its diagnosis.
STOCK_SECONDS = 0.13

Clock = Callable[[], float]


class Patience:
    """Counts the time that diagnosis takes: the processor's, so that the same is said on a busy machine.

    Its `clock` is asked as seldom as possible, since a busy machine may pause whoever asks; in between, a
    `watch` shows that it cannot be time yet.
    """

    def __init__(self, clock: Clock = time.thread_time, watch: Clock = time.perf_counter) -> None:
        self.clock, self.watch = clock, watch
        self.spent = 0.0
        self._until = self._not_before = 0.0

    @contextmanager
    def spending(self, seconds: float = SECONDS) -> Iterator[None]:
        """Time passes within this block only; in all such blocks together, as much as `seconds`."""
        begun = self.clock()
        left = seconds - self.spent
        self._until, self._not_before = begun + left, self.watch() + left
        try:
            yield
        finally:
            self.spent += self.clock() - begun

    def allows(self, seconds: float = 0.0) -> bool:
        """Whether a piece of work that takes so long may be begun."""
        if self.watch() + seconds < self._not_before:
            return True
        left = self._until - self.clock()
        self._not_before = self.watch() + left
        return seconds < left
