"""What a report advises, in words."""

from typing import NamedTuple


class Advice(NamedTuple):
    """What is wrong and what to do, in words; a serious one should keep the problem from students."""

    text: str
    serious: bool = False


def percent(share: float) -> str:
    """A share as people read it: never 0 % or 100 % unless it is exactly that."""
    if 0 < share < 0.001:
        return "< 0.1 %"
    if 0.999 < share < 1:
        return "> 99.9 %"
    return f"{100 * share:.1f} %" if 0 < share < 0.1 else f"{100 * share:.0f} %"
