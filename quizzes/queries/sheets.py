"""One variant as its student sees it: fields, what was typed, how it was marked, and what may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max, OuterRef, QuerySet, Subquery

from grader import Marking, mark
from quizzes.models import AttemptQuestion, Submission, Topic, User, Variant
from quizzes.queries.access import variants_of
from quizzes.queries.places import Closed, closed, place_of, times_of
from quizzes.queries.prepared import Prepared
from quizzes.queries.problems import drawn
from quizzes.queries.sheet_rows import LayerTable, Row, layers_of, row_of, shuffled
from quizzes.queries.times import Release, release
from solvers import Variant as DrawnVariant
from solvers.explain.steps import Step
from solvers.fields import Field
from solvers.pictures import Picture

EARLIER_SHOWN = 20


@dataclass(frozen=True)
class Yours:
    """What was typed for one asked name, and what was said of it: a slip named, or what it follows from.

    `chosen` are the texts of the options taken (Markdown), where there were any to take.
    """

    typed: tuple[str, ...]
    why: str
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A variant with its rows, and what of it may be shown.

    `closed` is why nothing is marked at a student's request, None where something is; `released`: right
    answers may be shown; `revision` is that of the draft in the boxes.
    """

    variant: Variant
    numbers: DrawnVariant
    rows: list[Row]
    submission: Submission | None
    place: AttemptQuestion | None
    closed: Closed | None
    shown: Release
    released: bool
    at: datetime

    @property
    def takes_answers(self) -> bool:
        """Whether the boxes may be written into: for a check, or for the end of the attempt."""
        return self.closed in (None, "later")

    @property
    def marked(self) -> bool:
        """Whether the last submission may be seen marked."""
        return self.submission is not None

    @property
    def readable(self) -> bool:
        """Whether anything of the last submission could be read."""
        return any(row.part and row.part.verdict not in ("blank", "unreadable") for row in self.rows)

    @property
    def revealed(self) -> bool:
        """Whether the student asked for the worked solution."""
        return hasattr(self.variant, "reveal")

    @property
    def tries_left(self) -> int | None:
        """How many tries are left; None without end."""
        if self.place is None:
            return None
        tries = self.variant.attempt.quiz.tries
        return None if tries is None else max(0, tries - self.place.tries_used)

    @property
    def percent_left(self) -> int:
        """What share of the points a right answer now gets, for the tries used."""
        if self.place is None:
            return 100
        return max(0, 100 - self.place.tries_used * self.variant.attempt.quiz.try_penalty)

    @property
    def late_percent(self) -> int | None:
        """What share of the points lateness leaves by now; None in time."""
        if self.place is None:
            return None
        left = times_of(self.variant).late_share(self.variant.attempt.quiz, self.at)
        return None if left == 1 else round(left * 100)

    @property
    def tables(self) -> list[LayerTable]:
        """The tables of networks."""
        rows = {row.field.name: row for row in self.rows}
        return [LayerTable(table, layers_of(table, rows)) for table in self.numbers.tables]

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
        return list(self.numbers.question_pictures)

    @property
    def solution_pictures(self) -> list[Picture]:
        """The pictures that show with the worked solution."""
        return [picture for picture in self.numbers.pictures if picture.reveals and self.released]

    @property
    def key(self) -> list[Step]:
        """The right answers, one for each asked name that stands in no table; nothing before the release."""
        asked = {row.field.asked for row in self.single_rows}
        return [step for step in self.numbers.solution if step.name in asked] if self.released else []

    @property
    def yours(self) -> dict[str, Yours]:
        """What the student wrote where it is not simply right, by asked name."""
        found: dict[str, Yours] = {}
        for row in self.rows:
            if row.part and row.typed and row.part.verdict not in ("correct", "blank"):
                earlier = found.get(row.field.asked)
                typed = (*earlier.typed, row.typed) if earlier else (row.typed,)
                found[row.field.asked] = Yours(typed, row.part.feedback, row.chosen)
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
        """The points of the submission shown, in the question's points and after its penalties."""
        if self.submission is None:
            return 0.0
        return self.submission.score * self.submission.factor * point_scale(self.variant)

    @property
    def points(self) -> float:
        """The points that can be had."""
        return sum(row.points for row in self.rows)


def point_scale(variant: Variant) -> float:
    """What a point of the problem is worth in its question."""
    return variant.question.points / variant.problem_version.points


def with_sheet(variants: QuerySet[Variant]) -> QuerySet[Variant]:
    """Fetch what a sheet needs besides `with_place`; `formulas` is the topic's formula sheet."""
    topics = Topic.objects.filter(name=OuterRef("problem_version__topic"))
    return variants.select_related("reveal").annotate(formulas=Subquery(topics.values("formulas")))


_variant_of = Prepared(lambda variant_id, user_id: with_sheet(variants_of(user_id)).filter(pk=variant_id), 2)


def my_variant(variant_id: int, user: User) -> Variant | None:
    """Return the variant with what its sheet needs, if the user was given it in a quiz still open to them."""
    return next(iter(_variant_of(variant_id, user.pk)), None)


def sheet(
    variant: Variant, at: datetime, unmarked: Mapping[str, str] | None = None, to_teacher: bool = False
) -> Sheet:
    """Show the variant with its last submission and draft, or with `unmarked` text that came after them.

    A teacher may see everything at any time. No query for the newest numbers, if the variant was fetched
    through `with_place` and `with_sheet`.
    """
    numbers = drawn(variant)
    place = place_of(variant)
    last = place.last_submission if place else variant.submissions.order_by("-number").first()
    shown = Release(True, True, True) if to_teacher else _release(variant, at)
    why = closed(variant, place, at)
    released = (
        to_teacher or hasattr(variant, "reveal") or (shown.solutions and _is_done(why, last, variant, at))
    )
    typed = _typed(place, last, why)
    if unmarked is not None and why in (None, "later"):
        typed, last = unmarked, None
    submission = last if shown.feedback or released else None
    rows = _rows(variant, numbers, typed, submission, released)
    return Sheet(variant, numbers, rows, submission, place, why, shown, released, at)


def _rows(
    variant: Variant,
    numbers: DrawnVariant,
    typed: Mapping[str, str],
    submission: Submission | None,
    released: bool,
) -> list[Row]:
    marking = Marking.restore(submission.marking) if submission else None
    if released and marking is None:
        marking = mark(numbers, {})  # nothing was typed, but the accepted bands may be seen
    scale = point_scale(variant)
    return [
        row_of(
            field,
            typed.get(field.name, ""),
            # What was edited since it was marked stands there without its old verdict.
            marking if not submission or typed.get(field.name) == submission.typed.get(field.name) else None,
            scale,
            numbers if released else None,
        )
        for field in _in_order(numbers, variant)
    ]


def _typed(place: AttemptQuestion | None, last: Submission | None, why: Closed | None) -> Mapping[str, str]:
    """What stands in the boxes: the draft, or what was marked where nothing more is taken."""
    if last and (place is None or why not in (None, "later")):
        return last.typed
    return place.draft if place else {}


def _release(variant: Variant, at: datetime) -> Release:
    return release(variant.attempt.quiz, times_of(variant), variant.attempt, at)


def _is_done(why: Closed | None, last: Submission | None, variant: Variant, at: datetime) -> bool:
    """Whether nothing more is marked on these numbers, for good: other numbers may have taken their place."""
    if why == "earlier":
        over = not times_of(variant).accepts(variant.attempt, at)
        return over or bool(last and last.complete)
    return why in ("solved", "shown", "tries", "over")


def _in_order(numbers: DrawnVariant, variant: Variant) -> list[Field]:
    """The fields; with their options shuffled, always in the same order, where the quiz says so."""
    if not variant.attempt.quiz.shuffle_options:
        return list(numbers.fields)
    return [shuffled(field, variant.pk) for field in numbers.fields]


def earlier_variants(variant: Variant) -> QuerySet[Variant, Any]:
    """Return the latest variants before this one at the same question, with the best share of each."""
    return (
        Variant.objects.filter(
            attempt=variant.attempt_id, question=variant.question_id, number__lt=variant.number
        )
        .annotate(share=Max(F("submissions__score") / F("submissions__out_of") * F("submissions__factor")))
        .order_by("-number")
        .values("pk", "number", "share", "created_at")[:EARLIER_SHOWN]
    )
