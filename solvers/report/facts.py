"""The author's report as a whole: plain records, each with the warnings that follow from it."""

from dataclasses import dataclass
from itertools import chain

from solvers.report.advice import Advice
from solvers.report.decisions import Closeness, Share
from solvers.report.sizes import Drawing, Spread
from solvers.report.slips import Ambiguity, Hiding

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
