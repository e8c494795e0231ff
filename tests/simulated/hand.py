"""How a simulated student writes: rounds as asked, goes on with what is written, and slips once."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

ROUNDINGS = (ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_DOWN)
GUARD_PLACES = 2  # beyond those of the answer, kept in a step that is not asked

Givens = Mapping[str, Any]


@dataclass(frozen=True)
class Slip:
    """A slip that teachers meet: where it can be made, and the words that name it rightly.

    One of the alternatives of `said` is enough; all its words must be in the diagnosis.
    """

    name: str
    said: tuple[tuple[str, ...], ...]
    places: tuple[str, ...] = ("",)

    def is_named_by(self, text: str) -> bool:
        """Whether a diagnosis says what happened."""
        return any(all(word in text for word in words) for words in self.said)


@dataclass
class Hand:
    """Writes one sheet. The student makes the slip at one place, or `fault` changes one written answer."""

    rounding: str
    slip: str = ""
    at: str = ""
    fault: "Fault | None" = None
    texts: dict[str, str] = field(default_factory=dict)

    def makes(self, slip: str, at: str = "") -> bool:
        """Whether the student makes this slip here."""
        return (self.slip, self.at) == (slip, at)

    def number(self, name: str, value: float, places: int) -> float:
        """Write a number with so many decimals."""
        return float(self._write(name, self._rounded(value, places), 10**-places))

    def whole(self, name: str, value: int) -> int:
        """Write a whole number."""
        return int(self._write(name, str(value), 1))

    def shape(self, name: str, sides: Sequence[int]) -> tuple[int, ...]:
        """Write the sides of a feature map."""
        return tuple(int(side) for side in self._write(name, "x".join(map(str, sides)), 1).split("x"))

    def text(self, name: str, value: str) -> None:
        """Write a label or a formula."""
        self.texts[name] = value

    def aside(self, value: float, places: int) -> float:
        """A step that is not asked, for an answer of so many places."""
        return float(self._rounded(value, places + GUARD_PLACES))

    def _rounded(self, value: float, places: int) -> str:
        rounded = Decimal(format(value, ".12g")).quantize(Decimal(1).scaleb(-places), self.rounding)
        return format(rounded if rounded else abs(rounded), "f")

    def _write(self, name: str, text: str, unit: float) -> str:
        if self.fault is not None and self.fault.at == name:
            text = self.fault.change(text, unit)
        self.texts[name] = text
        return text


@dataclass(frozen=True)
class Fault:
    """What no application can know: one written answer comes out otherwise."""

    at: str
    change: Callable[[str, float], str]


def swapped_digits(text: str, unit: float) -> str:
    """Two neighbouring digits change places; without two different ones, an arithmetic slip."""
    for place in range(len(text) - 1, 0, -1):
        left, right = text[place - 1 : place + 1]
        leads = not text[: place - 1][-1:].isdigit()
        if left.isdigit() and right.isdigit() and left != right and not (leads and right == "0"):
            return text[: place - 1] + right + left + text[place + 1 :]
    return carried(text, unit)


def carried(text: str, unit: float) -> str:
    """A carry is forgotten: 0.1 more, or ten more of a whole number, or of the last side of a map."""
    before, times, last = text.rpartition("x")
    places = len(last.partition(".")[2])
    return before + times + format(Decimal(last) + (Decimal("0.1") if unit < 1 else 10), f".{places}f")


def misread(givens: Givens, rng: random.Random) -> dict[str, Any]:
    """The givens with one number read wrongly: digits swapped, or the last one up by one."""
    changed = dict(givens)
    name = rng.choice(sorted(givens))
    value = changed[name]
    if isinstance(value, list):
        place = rng.randrange(len(value))
        changed[name] = [_misread(item) if at == place else item for at, item in enumerate(value)]
    else:
        changed[name] = _misread(value)
    return changed


def _misread(number: float) -> float:
    if isinstance(number, int):
        digits = str(abs(number))
        other = int(digits[::-1])
        return other if other > abs(number) and number > 0 else number + 1
    return round(number + 0.1, 9)
