"""The gradebook of a course: what each student has in each quiz, by the quiz's rule of what counts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from quizzes.models import Attempt, AttemptQuestion, Course, Enrolment, Quiz
from quizzes.queries.progress import sizes_of
from quizzes.queries.results import counted
from quizzes.queries.times import window, with_window

PAGE = 100
STREAMED = 500  # people read at once for a file
ORDERS = {
    "name": ("user__last_name", "user__first_name", "user__username"),
    "username": ("user__username",),
    "email": ("user__email", "user__username"),
}


class Points(NamedTuple):
    """Points out of those that could be had."""

    earned: float
    out_of: float

    @property
    def percent(self) -> float | None:
        """The share in percent; None where there was nothing to be had."""
        return self.earned / self.out_of * 100 if self.out_of else None


@dataclass(frozen=True)
class Column:
    """A quiz, and the points of one attempt at it."""

    quiz: Quiz
    out_of: float


@dataclass(frozen=True)
class Cell:
    """What counts of a student's attempts at a quiz by now."""

    points: Points
    attempts: int
    is_going_on: bool


@dataclass(frozen=True)
class Row:
    """A person's place in the course, a cell for each quiz (None: no attempt), and their sum."""

    enrolment: Enrolment
    cells: list[Cell | None]
    total: Points


@dataclass(frozen=True)
class Wanted:
    """Which people, and in which order; `sort` is one of ORDERS, "total", or the key of a quiz."""

    name: str = ""
    missing: bool = False
    everybody: bool = False
    sort: str = "name"
    descending: bool = False

    @property
    def by_marks(self) -> bool:
        """Whether the order follows from marks, which no database column holds."""
        return self.sort not in ORDERS


def columns(course: Course) -> list[Column]:
    """Return the course's quizzes that are published or were taken."""
    taken = Exists(Attempt.objects.filter(quiz=OuterRef("pk")))
    quizzes = list(course.quizzes.filter(Q(published=True) | taken))
    sizes = sizes_of(quizzes)
    return [Column(quiz, sizes[quiz.pk].points) for quiz in quizzes]


def people(course: Course, shown: Sequence[Column], wanted: Wanted) -> QuerySet[Enrolment]:
    """Return the enrolments that are wanted, by name where the order follows from marks."""
    found = Enrolment.objects.filter(course=course).select_related("user")
    if not wanted.everybody:
        found = found.filter(role=Enrolment.Role.STUDENT)
    for word in wanted.name.split():
        found = found.filter(
            Q(user__first_name__icontains=word)
            | Q(user__last_name__icontains=word)
            | Q(user__username__icontains=word)
            | Q(user__email__icontains=word)
        )
    if wanted.missing:
        found = found.annotate(taken=_taken(shown)).filter(taken__lt=len(shown))
    order = ORDERS.get(wanted.sort, ORDERS["name"])
    return found.order_by(
        *(f"-{name}" if wanted.descending and not wanted.by_marks else name for name in order)
    )


def _taken(shown: Sequence[Column]) -> Any:
    """How many of the quizzes a person has begun."""
    attempts = Attempt.objects.filter(
        student=OuterRef("user"), quiz__in=[column.quiz.pk for column in shown]
    ).order_by()
    return Coalesce(
        Subquery(attempts.values("student").annotate(taken=Count("quiz", distinct=True)).values("taken")), 0
    )


def rows(shown: Sequence[Column], enrolments: Sequence[Enrolment], at: datetime) -> list[Row]:
    """Return the rows of these people: two queries, however many they are."""
    attempts: dict[tuple[int, int], list[Attempt]] = defaultdict(list)
    points: dict[int, Points] = {}
    students = [enrolment.user_id for enrolment in enrolments]
    chosen = Q(quiz__in=[column.quiz.pk for column in shown], student__in=students)
    for attempt in with_window(Attempt.objects.filter(chosen), "quiz", "student").order_by("number"):
        attempts[attempt.student_id, attempt.quiz_id].append(attempt)
    for found in _points_of(students, shown):
        points[found["attempt"]] = Points(found["earned"] or 0.0, found["worth"])

    def row(enrolment: Enrolment) -> Row:
        cells = [
            _cell(column, attempts.get((enrolment.user_id, column.quiz.pk), []), points, at)
            for column in shown
        ]
        return Row(enrolment, cells, _total(shown, cells))

    return [row(enrolment) for enrolment in enrolments]


def _points_of(students: list[int], shown: Sequence[Column]) -> QuerySet[AttemptQuestion, Any]:
    places = AttemptQuestion.objects.filter(
        attempt__student__in=students,
        attempt__quiz__in=[column.quiz.pk for column in shown],
        question__dropped=False,
    )
    sums = {"earned": Sum(F("share") * F("question__points")), "worth": Sum("question__points")}
    return places.order_by().values("attempt").annotate(**sums)


def _cell(column: Column, attempts: list[Attempt], points: dict[int, Points], at: datetime) -> Cell | None:
    if not attempts:
        return None
    found = [points.get(attempt.pk, Points(0.0, column.out_of)) for attempt in attempts]
    newest = attempts[-1]
    earned = counted(column.quiz.counts, [one.earned for one in found])
    going_on = not window(column.quiz, newest).is_over(newest, at)
    return Cell(Points(earned, found[-1].out_of), len(attempts), going_on)


def _total(shown: Sequence[Column], cells: Sequence[Cell | None]) -> Points:
    """The sum over all quizzes: one that was not taken gives nothing of its points."""
    out_of = (
        cell.points.out_of if cell else column.out_of for column, cell in zip(shown, cells, strict=True)
    )
    return Points(sum(cell.points.earned for cell in cells if cell), sum(out_of))


def sorted_by_marks(found: list[Row], shown: Sequence[Column], wanted: Wanted) -> list[Row]:
    """Return all rows by the total, or by one quiz; who has not taken it stands below the others."""
    place = next((at for at, column in enumerate(shown) if str(column.quiz.pk) == wanted.sort), None)

    def key(row: Row) -> float:
        if place is None:
            return row.total.percent or 0.0
        cell = row.cells[place]
        return -1.0 if cell is None else cell.points.percent or 0.0

    return sorted(found, key=key, reverse=wanted.descending)


def streamed(course: Course, shown: Sequence[Column], wanted: Wanted, at: datetime) -> Iterator[Row]:
    """Yield the rows by name, some hundred at a time: a file costs the same memory whatever its length."""
    found = people(course, shown, replace(wanted, sort="name", descending=False))
    after = Q()
    while page := list(found.filter(after)[:STREAMED]):
        yield from rows(shown, page, at)
        after = _after(page[-1])


def _after(last: Enrolment) -> Q:
    """Those behind this one in the order by name."""
    user = last.user
    same_name = Q(user__last_name=user.last_name)
    return (
        Q(user__last_name__gt=user.last_name)
        | (same_name & Q(user__first_name__gt=user.first_name))
        | (same_name & Q(user__first_name=user.first_name, user__username__gt=user.username))
    )
