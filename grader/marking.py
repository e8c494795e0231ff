"""The one way in: what a variant's typed answers are worth."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from grader.answers.characters import is_blank
from grader.answers.errors import AnswerError, words
from grader.judging import JUDGES, Judged
from grader.reading import read_answer
from solvers import Variant
from solvers.explain.numbers import place_of_figure, plain, rounded
from solvers.fields import Field

Verdict = Literal["correct", "follows", "wrong", "imprecise", "unreadable", "blank"]


@dataclass(frozen=True)
class Part:
    """The marking of one field.

    `credit` is the share of the points that is earned. `band` (lowest and highest accepted value, as text)
    and `diagnosis` are for after release; `read_as` and `feedback` may be seen while tries are left.
    """

    name: str
    verdict: Verdict
    credit: float
    points: float
    out_of: float
    read_as: str = ""
    feedback: str = ""
    band: tuple[str, str] | None = None
    diagnosis: str | None = None


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
        return {name: asdict(part) for name, part in self.parts.items()}

    @classmethod
    def restore(cls, record: Mapping[str, Any]) -> "Marking":
        """The marking whose `record()` this is."""
        return cls({name: Part(**{**part, "band": _pair(part["band"])}) for name, part in record.items()})


def mark(variant: Variant, typed: Mapping[str, str]) -> Marking:
    """Mark typed texts, by field name; fields that are not there are blank, other names are ignored."""
    return Marking({field.name: _part(variant, field, typed.get(field.name, "")) for field in variant.fields})


def _part(variant: Variant, field: Field, text: str) -> Part:
    band = _band(variant, field)
    if is_blank(text):
        return Part(field.name, "blank", 0.0, 0.0, field.points, band=band)
    try:
        answer = read_answer(field, text)
    except AnswerError as error:
        return Part(field.name, "unreadable", 0.0, 0.0, field.points, feedback=words(error), band=band)
    judged: Judged = JUDGES[field.kind](variant, field, answer)
    return Part(
        name=field.name,
        verdict=judged.verdict,
        credit=judged.credit,
        points=field.points * judged.credit,
        out_of=field.points,
        read_as=answer.echo,
        feedback=judged.feedback,
        band=band,
    )


def _band(variant: Variant, field: Field) -> tuple[str, str] | None:
    """The accepted range in decimals, one finer than what is asked."""
    band = variant.bands.get(field.name)
    if band is None:
        return None
    if not band.unit:
        return plain(rounded(band.low, 9).normalize()), plain(rounded(band.high, 9).normalize())
    places = max(0, place_of_figure(band.unit, 2))
    return plain(rounded(band.low, places)), plain(rounded(band.high, places))


def _pair(band: Any) -> tuple[str, str] | None:
    return None if band is None else (band[0], band[1])
