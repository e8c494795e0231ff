"""What the report says of slips: those that get full marks, and those that cannot be told apart."""

from dataclasses import dataclass

from solvers.report.advice import Advice, percent
from solvers.words import say, voiced

MOST_HIDING_DECLARED = 0.50  # of draws, in which a mistake of the author's may hide
MOST_HIDING = 0.15  # of variants handed out, in which any other may hide if a `require` line would cure it
MOST_AMBIGUOUS = 0.25  # of slips that cannot be told apart, if more places would tell them apart


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
