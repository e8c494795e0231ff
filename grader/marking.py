"""The one way in: what a variant's typed answers are worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from grader.answers.characters import is_blank
from grader.answers.errors import AnswerError, words
from grader.diagnosis import diagnosis_of
from grader.follow_through import Followed, FollowThrough, is_stock
from grader.judging import JUDGES
from grader.patience import SECONDS, STOCK_SECONDS, Patience
from grader.reading import Read, read_answer
from grader.student import Student
from solvers import Variant
from solvers.bands import Band
from solvers.explain.numbers import place_of_figure, plain, rounded
from solvers.fields import Field
from solvers.words import say

Verdict = Literal["correct", "follows", "wrong", "imprecise", "unreadable", "blank"]


class Part(NamedTuple):
    """The marking of one field.

    `credit` is the share of the points that is earned. `band` and `diagnosis` are for after release;
    `read_as` and `feedback` may be seen while tries are left. Sentences are in the language of the moment of
    marking, and are kept so.
    """

    name: str
    verdict: Verdict
    credit: float
    points: float
    out_of: float
    read_as: str = ""
    feedback: str = ""
    band: Band | None = None
    diagnosis: str | None = None

    @property
    def accepted(self) -> tuple[str, str] | None:
        """The lowest and the highest accepted value as decimals, one finer than what is asked."""
        if self.band is None:
            return None
        low, high, unit = self.band.low, self.band.high, self.band.unit
        if not unit:
            return plain(rounded(low, 9).normalize()), plain(rounded(high, 9).normalize())
        places = max(0, place_of_figure(unit, 2))
        return plain(rounded(low, places)), plain(rounded(high, places))


@dataclass(frozen=True)
class Marking:
    """The marking of one submission, field by field."""

    parts: Mapping[str, Part]

    @property
    def score(self) -> float:
        """The points earned."""
        return round(sum(part.points for part in self.parts.values()), 9)

    @property
    def out_of(self) -> float:
        """The points to be earned."""
        return round(sum(part.out_of for part in self.parts.values()), 9)

    @property
    def complete(self) -> bool:
        """Whether nothing is left to be earned."""
        return all(part.verdict in ("correct", "follows") for part in self.parts.values())

    def record(self) -> dict[str, Any]:
        """The marking as JSON."""
        return {name: part._asdict() for name, part in self.parts.items()}

    @classmethod
    def restore(cls, record: Mapping[str, Any]) -> "Marking":
        """The marking whose `record()` this is."""
        return cls({name: Part(**{**part, "band": _band(part["band"])}) for name, part in record.items()})


def mark(variant: Variant, typed: Mapping[str, str], patience: Patience | None = None) -> Marking:
    """Mark typed texts, by field name; fields that are not there are blank, other names are ignored.

    What a diagnosis cannot tell within patience is not told.
    """
    bands = variant.bands
    reads: dict[str, Read] = {}
    parts = {
        field.name: _part(variant, field, typed.get(field.name, ""), bands.get(field.name), reads)
        for field in variant.fields
    }
    if any(part.verdict in ("wrong", "imprecise") for part in parts.values()):
        parts = explained(variant, parts, reads, patience or Patience())
    return Marking(parts)


def _part(variant: Variant, field: Field, text: str, band: Band | None, reads: dict[str, Read]) -> Part:
    """Mark one text by itself; what was read goes into `reads`."""
    if is_blank(text):
        return Part(field.name, "blank", 0.0, 0.0, field.points, band=band)
    try:
        answer = reads[field.name] = read_answer(field, text)
    except AnswerError as error:
        return Part(field.name, "unreadable", 0.0, 0.0, field.points, feedback=words(error), band=band)
    verdict, credit, feedback = JUDGES[field.kind](variant, field, answer)
    points = field.points * credit
    return Part(field.name, verdict, credit, points, field.points, answer.echo, feedback, band)


def explained(
    variant: Variant, parts: dict[str, Part], reads: Mapping[str, Read], patience: Patience
) -> dict[str, Part]:
    """The parts with what follows from an earlier slip, and with what went wrong where it can be told."""
    student = Student(variant, reads)
    wrong = {name for name, part in parts.items() if part.verdict in ("wrong", "imprecise")}
    told: set[str] = set()
    misread: frozenset[str] = frozenset()  # givens of wrong answers that nothing explains
    diagnosis = diagnosis_of(variant.problem)
    follow_through = FollowThrough(student, wrong, told)
    found = dict(parts)
    for ask in student.asks:
        names = [field.name for field in student.fields[ask.name] if parts[field.name].verdict == "wrong"]
        if not names:
            continue
        for name, followed in follow_through.find(ask).items():
            found[name] = _follows(found[name], followed, ask.follow)
            told.add(name)
        if not told.isdisjoint(names):
            continue
        with patience.spending(STOCK_SECONDS if _is_stock(reads, names) else SECONDS):
            givens = diagnosis.givens(student, ask)
            said = diagnosis.explain(student, ask, patience) if misread.isdisjoint(givens) else ""
        for name in names if said else []:
            found[name] = found[name]._replace(diagnosis=said, feedback=said)
            told.add(name)
        misread |= frozenset() if said else givens
    return found


def _is_stock(reads: Mapping[str, Read], names: list[str]) -> bool:
    """Whether a stock answer is among them."""
    return any(is_stock(reads[name].value) for name in names)


def _follows(part: Part, followed: Followed, share: float) -> Part:
    feedback = say("Follows from your {answer}.", answer=f"${followed.typed}$")
    return part._replace(verdict="follows", credit=share, points=part.out_of * share, feedback=feedback)


def _band(record: Any) -> Band | None:
    return None if record is None else Band(*record)
