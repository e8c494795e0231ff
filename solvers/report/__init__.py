"""The author's report: what a thousand variants of a problem are like, and what to mend."""

from solvers.bands import Bands
from solvers.certification import Certification
from solvers.language.sample import Sampler
from solvers.report.advice import Advice, percent
from solvers.report.answers import spreads
from solvers.report.balance import Balance
from solvers.report.drawing import Sample, drawing
from solvers.report.facts import Report
from solvers.report.hiding import hiding
from solvers.report.slips import Ambiguity

__all__ = ["Advice", "Ambiguity", "Report", "percent", "report_on"]


def report_on(
    title: str, sampler: Sampler, bands: Bands, certification: Certification, count: int, seed: int
) -> Report:
    """The report on `count` variants of a program."""
    sample = Sample(sampler, certification, count, seed)
    balance = Balance(sample)
    return Report(
        title=title,
        drawing=drawing(sample),
        spreads=tuple(spreads(sample, bands)),
        hiding=tuple(hiding(sample, balance.reached())),
        shares=tuple(balance.shares()),
        closeness=tuple(balance.closeness()),
    )
