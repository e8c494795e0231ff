"""The gradebook as the table of a file: a line of headings, then a line for each person."""

from collections.abc import Iterator, Sequence

from django.utils.text import slugify
from django.utils.translation import gettext as _

from quizzes.models import Course
from quizzes.queries.gradebook import Column, Points, Row
from quizzes.spreadsheets import Cell

DIGITS = 6  # of a number in the file: more than anybody typed


def file_name(course: Course) -> str:
    """Return what to call the file."""
    return f"gradebook-{slugify(course.title) or course.pk}.csv"


def table(shown: Sequence[Column], found: Iterator[Row], with_ids: bool = False) -> Iterator[list[Cell]]:
    """Yield the lines; `with_ids`: the person's here and elsewhere come first, for programs."""
    ids: list[Cell] = [_("Person"), _("Id elsewhere")] if with_ids else []
    people: list[Cell] = [_("Last name"), _("First name"), _("E-mail address"), _("User name"), _("Role")]
    marks: list[Cell] = []
    for title in [*(column.quiz.title for column in shown), _("Total")]:
        marks += [_("%(title)s: points") % {"title": title}, _("%(title)s: percent") % {"title": title}]
    yield [*ids, *people, *marks]
    for row in found:
        ids = [row.enrolment.pk, row.enrolment.external_id] if with_ids else []
        yield [*ids, *_person(row), *_marks(row)]


def _person(row: Row) -> list[Cell]:
    user = row.enrolment.user
    return [user.last_name, user.first_name, user.email, user.username, row.enrolment.get_role_display()]


def _marks(row: Row) -> list[Cell]:
    cells = [number for cell in row.cells for number in _numbers(cell.points if cell else None)]
    return [*cells, *_numbers(row.total)]


def _numbers(points: Points | None) -> list[Cell]:
    if points is None:
        return [None, None]
    percent = points.percent
    return [round(points.earned, DIGITS), None if percent is None else round(percent, DIGITS)]
