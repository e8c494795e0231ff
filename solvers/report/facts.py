"""What the author's report says: plain records, each with the warning that follows from it."""

from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from solvers.words import say, voiced

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
            found.append(self._few_usable())
        if self.distinct < LEAST_DISTINCT and not self.pool:
            found.append(
                say(
                    "There are about {count} distinct variants: draw more numbers, or from wider ranges.",
                    count=self.distinct,
                )
            )
        return tuple(Advice(text, serious=True) for text in found)

    def _few_usable(self) -> str:
        """How few draws can be used, and which condition is met least often."""
        share = percent(self.success)
        if not self.requirements:
            return say("Only {share} of draws can be used: widen the draws or ask for less.", share=share)
        hardest = min(self.requirements, key=lambda requirement: requirement.share)
        return say(
            "Only {share} of draws can be used; the 'require' of line {line} holds in {holds}: widen the"
            " draws or ask for less.",
            share=share,
            line=hardest.line,
            holds=percent(hardest.share),
        )


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
                say(
                    "{name} is below 0.1 or above 10,000 in size in {share} of variants: ask({name},"
                    " figures=3) asks for the same care everywhere.",
                    name=self.name,
                    share=percent(self.far),
                )
            )
        if self.capped > MOST_CAPPED:
            found.append(
                say(
                    "In {share} of variants honest rounding on the way may carry {name} out of the accepted"
                    " range: ask for fewer places, or ask for the steps before it too.",
                    share=percent(self.capped),
                    name=self.name,
                )
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
            return (Advice(self._costly(), serious=True),)
        if not self.declared and self.cure and MOST_HIDING < self.handed_out < 1:
            text = say(
                "'{slip}' (in {step}) gets full marks in {share} of variants: add {cure}.",
                slip=voiced(self.text),
                step=self.step,
                share=percent(self.handed_out),
                cure=self.cure,
            )
            return (Advice(text),)
        return ()

    def _costly(self) -> str:
        """That a declared mistake keeps many draws back."""
        slip, share = voiced(self.text), percent(self.drawn)
        if self.cure:
            return say(
                "'{slip}' gets full marks in {share} of draws: add {cure}.",
                slip=slip,
                share=share,
                cure=self.cure,
            )
        return say(
            "'{slip}' gets full marks in {share} of draws: ask for more places, or draw other numbers.",
            slip=slip,
            share=share,
        )


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
        what, share = voiced(self.what), percent(self.handed_out)
        if self.kind == "option":
            if self.varies and self.handed_out > MOST_SHARE:
                text = say(
                    "{what} is right in {share} of variants: draw numbers for which others are right too.",
                    what=what,
                    share=share,
                )
                return (Advice(text),)
            return ()
        if not self.handed_out:
            text = say("{what} never comes up: widen the draws, or take it out.", what=what)
            return (Advice(text, serious=True),)
        if self.handed_out < LEAST_SHARE:
            text = say(
                "{what} comes up in {share} of variants only: draw numbers that reach it more often.",
                what=what,
                share=share,
            )
            return (Advice(text),)
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
        text = say(
            "In {share} of variants a value that {step} (line {line}) compares lies within {unit} of its"
            " threshold, where rounding decides: ask for more places, or keep it away with a 'require' line.",
            share=percent(self.share),
            step=self.step,
            line=self.line,
            unit=f"{self.unit:g}",
        )
        return (Advice(text),)


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
        text = say(
            "{share} of slips in {name} cannot be told apart: ask({name}, places={places}) would tell them.",
            share=percent(self.share),
            name=self.name,
            places=self.telling,
        )
        return (Advice(text),)


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
