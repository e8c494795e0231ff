"""One variant as its student sees it: fields, what was typed, how it was marked, and what may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, Max, OuterRef, QuerySet, Subquery

from grader import Marking, Part, Reading, mark, read
from quizzes.models import Submission, Topic, Variant
from quizzes.queries.problems import drawn
from solvers import Variant as DrawnVariant
from solvers.explain.numbers import latex
from solvers.fields import Field
from solvers.pictures import Picture
from solvers.tables import Table

EARLIER_SHOWN = 20


@dataclass(frozen=True)
class Row:
    """One field of a sheet; after the release also the accepted band, in LaTeX, and the right options."""

    field: Field
    typed: str
    reading: Reading
    part: Part | None
    points: float
    accepted: tuple[str, str] | None
    right: frozenset[str]


@dataclass(frozen=True)
class Yours:
    """What was typed for one asked name, and what was said of it: a slip named, or what it follows from."""

    typed: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Layer:
    """A line of a network's table: its heading, and a row for each column."""

    heading: str
    cells: list[tuple[str, Row | None]]


@dataclass(frozen=True)
class LayerTable:
    """A network's table: `input` is the size that is given."""

    table: Table
    layers: list[Layer]

    @property
    def points(self) -> float:
        """The points of all its cells."""
        return sum(row.points for layer in self.layers for _, row in layer.cells if row)


@dataclass(frozen=True)
class Sheet:
    """A variant with its rows; `released`: right answers may be shown, and nothing is marked any more."""

    variant: Variant
    numbers: DrawnVariant
    rows: list[Row]
    submission: Submission | None
    revealed: bool
    released: bool

    @property
    def tables(self) -> list[LayerTable]:
        """The tables of networks."""
        rows = {row.field.name: row for row in self.rows}
        return [LayerTable(table, _layers(table, rows)) for table in self.numbers.tables]

    @property
    def single_rows(self) -> list[Row]:
        """The rows that stand in no table."""
        cells = {
            cell.name for table in self.numbers.tables for row in table.rows for cell in row.cells if cell
        }
        return [row for row in self.rows if row.field.name not in cells]

    @property
    def pictures(self) -> list[Picture]:
        """The pictures that give nothing away."""
        return [picture for picture in self.numbers.pictures if not picture.reveals]

    @property
    def solution_pictures(self) -> list[Picture]:
        """The pictures that show with the worked solution."""
        return [picture for picture in self.numbers.pictures if picture.reveals and self.released]

    @property
    def yours(self) -> dict[str, Yours]:
        """What the student wrote where it is not simply right, by asked name."""
        found: dict[str, Yours] = {}
        for row in self.rows:
            if row.part and row.typed and row.part.verdict not in ("correct", "blank"):
                earlier = found.get(row.field.asked)
                typed = (*earlier.typed, row.typed) if earlier else (row.typed,)
                found[row.field.asked] = Yours(typed, row.part.feedback)
        return found

    @property
    def solved(self) -> bool:
        """Whether everything is right, or follows."""
        return self.submission is not None and self.submission.complete

    @property
    def right(self) -> int:
        """How many answers are right, or follow from an earlier one."""
        return sum(row.part is not None and row.part.verdict in ("correct", "follows") for row in self.rows)

    @property
    def earned(self) -> float:
        """The points of the submission shown, in the question's points."""
        return self.submission.score * point_scale(self.variant) if self.submission else 0.0

    @property
    def points(self) -> float:
        """The points that can be had."""
        return sum(row.points for row in self.rows)


def _layers(table: Table, rows: Mapping[str, Row]) -> list[Layer]:
    return [
        Layer(
            line.layer,
            [
                (heading, rows[cell.name] if cell else None)
                for heading, cell in zip(table.headings, line.cells, strict=True)
            ],
        )
        for line in table.rows
    ]


def point_scale(variant: Variant) -> float:
    """What a point of the problem is worth in its question."""
    if variant.question is None:
        return 1.0
    return variant.question.points / variant.problem_version.points


def with_sheet(variants: QuerySet[Variant]) -> QuerySet[Variant]:
    """Fetch what a sheet needs along with the variants; `formulas` is their topic's formula sheet."""
    topics = Topic.objects.filter(name=OuterRef("problem_version__problem__topic"))
    return variants.select_related(
        "problem_version__problem", "question__quiz__course", "attempt", "reveal"
    ).annotate(formulas=Subquery(topics.values("formulas")))


def sheet(variant: Variant, unmarked: Mapping[str, str] | None = None) -> Sheet:
    """Show the variant with its last submission, or with `unmarked` text that came after it.

    One query, if the variant was fetched through `with_sheet`.
    """
    numbers = drawn(variant)
    submission = variant.submissions.order_by("-number").first()
    revealed = hasattr(variant, "reveal")
    released = revealed or bool(submission and submission.complete)
    if unmarked is not None and not released:
        submission = None
    marking = Marking.restore(submission.marking) if submission else None
    if released and marking is None:
        marking = mark(numbers, {})  # nothing was typed, but the accepted bands may be seen
    typed = submission.typed if submission else unmarked or {}
    scale = point_scale(variant)
    rows = [
        _row(field, typed.get(field.name, ""), marking, scale, numbers if released else None)
        for field in numbers.fields
    ]
    return Sheet(variant, numbers, rows, submission, revealed, released)


def _row(
    field: Field, typed: str, marking: Marking | None, scale: float, released: DrawnVariant | None
) -> Row:
    """The row of a field; `released`: the numbers whose right answers may be shown."""
    part = marking.parts[field.name] if marking else None
    return Row(
        field=field,
        typed=typed,
        reading=read(field, typed),
        part=part,
        points=field.points * scale,
        accepted=_accepted(part) if part and released else None,
        right=_right_options(field, released) if released else frozenset(),
    )


def _accepted(part: Part) -> tuple[str, str] | None:
    if part.accepted is None:
        return None
    low, high = part.accepted
    return latex(Decimal(low)), latex(Decimal(high))


def _right_options(field: Field, numbers: DrawnVariant) -> frozenset[str]:
    """The values of the options that are right."""
    if not field.options:
        return frozenset()
    answer = numbers.answers[field.asked]
    return frozenset(map(str, answer)) if isinstance(answer, list) else frozenset({str(answer)})


def marks_of(submission: Submission) -> list[tuple[str, Part]]:
    """What was typed and how it was marked, field by field, for a teacher."""
    parts = Marking.restore(submission.marking).parts  # in no order: the database may turn JSON's keys round
    names = [field.name for field in drawn(submission.variant).fields]
    return [(submission.typed.get(name, ""), parts[name]) for name in names]


def earlier_variants(variant: Variant) -> QuerySet[Variant, Any]:
    """Return the latest variants before this one at the same question, with the best share of each."""
    return (
        Variant.objects.filter(
            attempt=variant.attempt_id, question=variant.question_id, number__lt=variant.number
        )
        .annotate(share=Max(F("submissions__score") / F("submissions__out_of")))
        .order_by("-number")
        .values("pk", "number", "share", "created_at")[:EARLIER_SHOWN]
    )
