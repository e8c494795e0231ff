"""What the report says of numbers: how many variants there are, and how large the asked ones come out."""

from dataclasses import dataclass

from solvers.report.advice import Advice, percent
from solvers.words import say

LEAST_SUCCESS = 0.10  # of draws that can be used
LEAST_DISTINCT = 100  # variants, below which students soon meet each other's numbers
MOST_FAR = 0.01  # of variants with answers too small or too large for decimals
MOST_CAPPED = 0.05  # of variants in which rounding on the way may leave the accepted range


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
