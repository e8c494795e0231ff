"""A small histogram of shares from 0 to 100 %: how high each bar is, for the template to draw."""

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT, GAP = 200.0, 60.0, 2.0


class Bar(NamedTuple):
    """A bar in the picture's units, and what it counts."""

    x: float
    y: float
    width: float
    height: float
    low: int
    high: int
    counted: int


def histogram(bins: Sequence[int]) -> list[Bar]:
    """Return a bar for each bin, the fullest as high as the picture; none where nothing was counted."""
    most = max(bins, default=0)
    if not most:
        return []
    step, percent = WIDTH / len(bins), 100 / len(bins)
    return [
        Bar(
            x=round(number * step, 2),
            y=round(HEIGHT * (1 - count / most), 2),
            width=round(step - GAP, 2),
            height=round(HEIGHT * count / most, 2),
            low=round(number * percent),
            high=round((number + 1) * percent),
            counted=count,
        )
        for number, count in enumerate(bins)
    ]
