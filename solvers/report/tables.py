"""The report as tables of words: one section for each thing that an author asks."""

from dataclasses import dataclass

from solvers.report.advice import percent
from solvers.report.facts import Report
from solvers.report.slips import Hiding
from solvers.words import say, voiced

Row = tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A heading, a sentence on what stands below, and a table, which may be empty.

    `prose` tells that the first column is Markdown.
    """

    heading: str
    about: str
    columns: Row = ()
    rows: tuple[Row, ...] = ()
    prose: bool = False


def sections(report: Report) -> tuple[Section, ...]:
    """All sections that have something to say about this problem."""
    found = (_drawing(report), _answers(report), _hiding(report), _shares(report), _closeness(report))
    return tuple(section for section in (*found, _ambiguities(report)) if section.rows)


def _drawing(report: Report) -> Section:
    drawing = report.drawing
    rows = [
        (say("Draws that can be used"), percent(drawing.success)),
        *(
            (
                say("Draws that meet the 'require' of line {line}", line=requirement.line),
                percent(requirement.share),
            )
            for requirement in drawing.requirements
        ),
        (say("Of those, handed out"), percent(drawing.handed_out)),
        (say("Distinct variants, about"), about(drawing.distinct)),
        (say("Of those handed out, had come up before"), percent(drawing.duplicates)),
    ]
    told = say("How many there are, told from {count} draws.", count=f"{drawing.count:,}")
    return Section(say("Variants"), told, (say("What"), say("Number")), tuple(rows))


def _answers(report: Report) -> Section:
    rows = tuple(
        (
            spread.name,
            *map(_number, (spread.least, *spread.quartiles, spread.largest)),
            percent(spread.far),
            percent(spread.capped),
            "figures=3" if spread.suggests_figures else "",
        )
        for spread in report.spreads
    )
    about = say("How they spread, and in what share of variants they are below 0.1 or above 10,000 in size.")
    columns = (
        say("Answer"),
        say("Least"),
        say("Quartile"),
        say("Median"),
        say("Quartile"),
        say("Largest"),
        say("Small or large"),
        say("At cap"),
        say("Consider"),
    )
    return Section(say("Answers"), about, columns, rows)


def _hiding(report: Report) -> Section:
    """Slips that hide in some variants; those that make no difference anywhere are only counted."""
    shown = [slip for slip in report.hiding if slip.drawn and (slip.declared or slip.drawn < 1)]
    idle = sum(slip.drawn == 1 and not slip.declared for slip in report.hiding)
    about = say(
        "{count} slips were tried; {idle} make no difference in any variant. These get full marks in some.",
        count=len(report.hiding),
        idle=idle,
    )
    ordered = sorted(shown, key=lambda slip: (-slip.handed_out, -slip.drawn))
    columns = (
        say("Slip"),
        say("In"),
        say("Known from"),
        say("Of draws"),
        say("Handed out"),
        say("Cure"),
    )
    return Section(say("Slips that hide"), about, columns, tuple(map(_slip, ordered)), prose=True)


def _slip(slip: Hiding) -> Row:
    source = say("your line") if slip.declared else say("the program")
    return voiced(slip.text), slip.step, source, percent(slip.drawn), percent(slip.handed_out), slip.cure


def _shares(report: Report) -> Section:
    rows = tuple(
        (voiced(share.what), percent(share.drawn), percent(share.handed_out)) for share in report.shares
    )
    about = say("How often they come up, before and after variants are held back in which a mistake hides.")
    columns = (say("What"), say("Of draws"), say("Handed out"))
    return Section(say("Labels, options and branches"), about, columns, rows)


def _closeness(report: Report) -> Section:
    rows = tuple(
        (close.step, str(close.line), f"{close.unit:g}", percent(close.share)) for close in report.closeness
    )
    about = say("In what share of variants a compared value is so close that rounding decides.")
    columns = (say("Compared in"), say("Line"), say("Rounding"), say("Variants"))
    return Section(say("Thresholds"), about, columns, rows)


def _ambiguities(report: Report) -> Section:
    rows = tuple(
        (
            ambiguity.name,
            "" if ambiguity.places is None else str(ambiguity.places),
            percent(ambiguity.share),
            "" if ambiguity.telling is None else str(ambiguity.telling),
        )
        for ambiguity in report.ambiguities
        if ambiguity.share
    )
    about = say("What share of slips looks like another slip, and how many places would halve it.")
    columns = (say("Answer"), say("Places"), say("Look alike"), say("Places that tell"))
    return Section(say("Slips that look alike"), about, columns, rows)


def about(count: int) -> str:
    """An estimate, with no more figures than are known."""
    return f"{count:,}" if count < 1_000 else f"{float(f'{count:.2g}'):,.0f}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) and abs(value) < 1e15 else f"{value:.4g}"
