"""What the report says of labels, options, branches and the comparisons that decide between them."""

from dataclasses import dataclass

from solvers.report.advice import Advice, percent
from solvers.words import say, voiced

LEAST_SHARE = 0.02  # of variants, in which a label, an option or a branch comes up
MOST_SHARE = 0.90  # of variants, in which the same option may be the right one
MOST_CLOSE = 0.05  # of variants that rounding may carry over a threshold


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
