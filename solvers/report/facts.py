"""What the author's report says: plain records, each with the warning that follows from it."""

from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

LEAST_SUCCESS = 0.10  # of draws that can be used
LEAST_DISTINCT = 100  # variants, below which students soon meet each other's numbers
MOST_FAR = 0.01  # of variants with answers too small or too large for decimals
MOST_CAPPED = 0.05  # of variants in which rounding on the way may leave the accepted range
MOST_HIDING_DECLARED = 0.50  # of draws, in which a mistake of the author's may hide
MOST_HIDING = 0.15  # of variants handed out, in which any other may hide if a `require` line would cure it
LEAST_SHARE = 0.02  # of variants, in which a label, an option or a branch comes up
MOST_SHARE = 0.90  # of variants, in which the same option may be the right one
MOST_CLOSE = 0.05  # of variants that rounding may carry over a threshold
MOST_AMBIGUOUS = 0.25  # of slips that cannot be told apart, if more places would tell them apart


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


@dataclass(frozen=True)
class Requirement:
    """In what share of draws the `require` of a line holds."""

    line: int
    share: float


@dataclass(frozen=True)
class Drawing:
    """How many variants there are.

    `success` is the share of draws that can be used, `handed_out` the share of those in which every declared
    mistake shows. `duplicates` is the share of the variants handed out whose givens came up before, and
    `distinct` estimates how many there are. A `pool` is a question that shows some of its options.
    """

    count: int
    success: float
    handed_out: float
    duplicates: float
    distinct: int
    pool: bool
    requirements: tuple[Requirement, ...]

    @property
    def warnings(self) -> tuple[Advice, ...]:
        """Few usable draws, few variants."""
        found = []
        if self.success < LEAST_SUCCESS:
            found.append(
                f"Only {percent(self.success)} of draws can be used{self._hardest()}: "
                "widen the draws or ask for less."
            )
        if self.distinct < LEAST_DISTINCT and not self.pool:
            found.append(
                f"There are about {self.distinct} distinct variants: draw more numbers, or from wider ranges."
            )
        return tuple(Advice(text, serious=True) for text in found)

    def _hardest(self) -> str:
        """The condition that is met least often, in words."""
        if not self.requirements:
            return ""
        hardest = min(self.requirements, key=lambda requirement: requirement.share)
        return f"; the 'require' of line {hardest.line} holds in {percent(hardest.share)}"


@dataclass(frozen=True)
class Spread:
    """The sizes of an asked number, all elements together.

    `far` is the share of variants in which one is below 0.1 or above 10⁴ in size and not exact at the places
    asked; `capped` that in which the widening of the accepted range meets its cap. `chosen` tells whether the
    author wrote how closely is asked.
    """

    name: str
    least: float
    quartiles: tuple[float, float, float]
    largest: float
    far: float
    capped: float
    places: int | None
    chosen: bool

    @property
    def suggests_figures(self) -> bool:
        """Whether significant figures would ask more evenly than decimals do."""
        return self.places is not None and self.far > MOST_FAR

    @property
    def warnings(self) -> tuple[Advice, ...]:
        """Decimals by default where figures fit better; ranges at their cap."""
        found = []
        if self.suggests_figures and not self.chosen:
            found.append(
                f"{self.name} is below 0.1 or above 10,000 in size in {percent(self.far)} of variants: "
                f"ask({self.name}, figures=3) asks for the same care everywhere."
            )
        if self.capped > MOST_CAPPED:
            found.append(
                f"In {percent(self.capped)} of variants honest rounding on the way may carry {self.name} out "
                "of the accepted range: ask for fewer places, or ask for the steps before it too."
            )
        return tuple(map(Advice, found))


@dataclass(frozen=True)
class Hiding:
    """A slip in a step, and how often whoever makes it gets full marks all the same.

    `drawn` is the share of all draws, `handed_out` of the variants handed out: none, where it is `declared`.
    `cure` is the `require` line that would leave such numbers out, if there is a simple one.
    """

    text: str
    step: str
    declared: bool
    drawn: float
    handed_out: float
    cure: str = ""

    @property
    def warnings(self) -> tuple[Advice, ...]:
        """Declared mistakes that cost many draws, and others that one line would cure."""
        if self.declared and self.drawn > MOST_HIDING_DECLARED:
            advice = f"add {self.cure}" if self.cure else "ask for more places, or draw other numbers"
            text = f"'{self.text}' gets full marks in {percent(self.drawn)} of draws: {advice}."
            return (Advice(text, serious=True),)
        if not self.declared and self.cure and MOST_HIDING < self.handed_out < 1:
            return (
                Advice(
                    f"'{self.text}' (in {self.step}) gets full marks in {percent(self.handed_out)} "
                    f"of variants: add {self.cure}."
                ),
            )
        return ()


@dataclass(frozen=True)
class Share:
    """How often a label, an option or a branch comes up, before and after certification.

    `varies` tells an option whose truth depends on the numbers.
    """

    kind: str  # "label", "option", "shown option", "branch"
    what: str
    drawn: float
    handed_out: float
    varies: bool = True

    @property
    def warnings(self) -> tuple[Advice, ...]:
        """What never or hardly ever comes up, and an option that is nearly always the right one."""
        if self.kind == "option":
            if self.varies and self.handed_out > MOST_SHARE:
                return (
                    Advice(
                        f"{self.what} is right in {percent(self.handed_out)} of variants: "
                        "draw numbers for which others are right too."
                    ),
                )
            return ()
        if not self.handed_out:
            return (Advice(f"{self.what} never comes up: widen the draws, or take it out.", serious=True),)
        if self.handed_out < LEAST_SHARE:
            return (
                Advice(
                    f"{self.what} comes up in {percent(self.handed_out)} of variants only: "
                    "draw numbers that reach it more often."
                ),
            )
        return ()


@dataclass(frozen=True)
class Closeness:
    """In what share of variants rounding by `unit` may carry a compared value over its threshold."""

    step: str
    line: int
    unit: float
    share: float

    @property
    def warnings(self) -> tuple[Advice, ...]:
        """Decisions that hang on the student's rounding."""
        if self.share <= MOST_CLOSE:
            return ()
        return (
            Advice(
                f"In {percent(self.share)} of variants a value that {self.step} (line {self.line}) compares "
                f"lies within {self.unit:g} of its threshold, where rounding decides: "
                "ask for more places, or keep it away with a 'require' line."
            ),
        )


@dataclass(frozen=True)
class Ambiguity:
    """Which share of slips in an asked answer look like another slip at the places asked.

    `telling` is the number of places that would tell them apart, None where three more would not.
    """

    name: str
    places: int | None
    share: float
    telling: int | None

    @property
    def warnings(self) -> tuple[Advice, ...]:
        """Slips that stay unnamed although more places would name them."""
        if self.share <= MOST_AMBIGUOUS or self.telling is None:
            return ()
        return (
            Advice(
                f"{percent(self.share)} of slips in {self.name} cannot be told apart: "
                f"ask({self.name}, places={self.telling}) would tell them."
            ),
        )


Fact = Drawing | Spread | Hiding | Share | Closeness | Ambiguity


@dataclass(frozen=True)
class Report:
    """All that is known about the variants of a problem. Diagnosis, in the grader, adds `ambiguities`."""

    title: str
    drawing: Drawing
    spreads: tuple[Spread, ...]
    hiding: tuple[Hiding, ...]
    shares: tuple[Share, ...]
    closeness: tuple[Closeness, ...]
    ambiguities: tuple[Ambiguity, ...] = ()

    @property
    def warnings(self) -> tuple[Advice, ...]:
        """What to mend, the serious ones first."""
        parts: tuple[Fact, ...] = (
            self.drawing,
            *self.spreads,
            *self.hiding,
            *self.shares,
            *self.closeness,
            *self.ambiguities,
        )
        found = dict.fromkeys(chain.from_iterable(part.warnings for part in parts))
        return tuple(sorted(found, key=lambda warning: not warning.serious))

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.warnings

    @property
    def is_serious(self) -> bool:
        """Whether something should keep the problem from students."""
        return any(warning.serious for warning in self.warnings)
