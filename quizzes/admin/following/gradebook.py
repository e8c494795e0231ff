"""The gradebook of a course: a page to look at and sort, and a file for a spreadsheet."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quizzes import actions
from quizzes.admin.access import InstructorAdmin
from quizzes.models import Course
from quizzes.queries import gradebook
from quizzes.queries.gradebook import Column, Row, Wanted
from quizzes.queries.gradebook_file import file_name, table
from quizzes.spreadsheets import csv_lines


class GradebookPages(InstructorAdmin):
    """Adds the gradebook to a course."""

    def get_urls(self) -> list[URLPattern]:
        """With the page and the file."""
        shown = self.admin_site.admin_view(require_safe(self.gradebook))
        file = self.admin_site.admin_view(require_safe(self.gradebook_file))
        return [
            path("<int:pk>/gradebook/", shown, name="quizzes_course_gradebook"),
            path("<int:pk>/gradebook.csv", file, name="quizzes_course_gradebook_file"),
            *super().get_urls(),
        ]

    def gradebook(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a hundred people with their marks."""
        course = self.own(request, pk)
        timezone.activate(course.zone)
        quizzes = gradebook.columns(course)
        shown, wanted = _shown(request, quizzes), _wanted(request)
        actions.settle_overdue(Q(quiz__course=course))
        page, found = _page(request, course, shown, wanted)
        return self.page(
            request,
            "admin/quizzes/gradebook/page.html",
            {
                "title": course.title,
                "subtitle": _("Gradebook"),
                "course": course,
                "quizzes": quizzes,
                "columns": shown,
                "only": shown[0].quiz.pk if request.GET.get("quiz") and shown else None,
                "wanted": wanted,
                "rows": found,
                "page": page,
                "people": [("name", _("Name")), ("username", _("User name")), ("email", _("E-mail address"))],
            },
        )

    def gradebook_file(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        """Send the people chosen on the page as CSV, while it is read."""
        course = self.own(request, pk)
        shown, wanted = _shown(request, gradebook.columns(course)), _wanted(request)
        actions.settle_overdue(Q(quiz__course=course))
        found = gradebook.streamed(course, shown, wanted, timezone.now())
        named = f'attachment; filename="{file_name(course)}"'
        return StreamingHttpResponse(
            csv_lines(table(shown, found), bom="bom" in request.GET),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": named, "Cache-Control": "no-store"},
        )


def _shown(request: HttpRequest, quizzes: list[Column]) -> list[Column]:
    """The one quiz that is asked for, or all."""
    only = request.GET.get("quiz", "")
    return [column for column in quizzes if str(column.quiz.pk) == only] or quizzes


def _wanted(request: HttpRequest) -> Wanted:
    asked = request.GET.get("sort", "name")
    return Wanted(
        name=request.GET.get("q", "").replace("\0", "")[:100],
        missing="missing" in request.GET,
        everybody="everybody" in request.GET,
        sort=asked.removeprefix("-"),
        descending=asked.startswith("-"),
    )


def _page(
    request: HttpRequest, course: Course, shown: list[Column], wanted: Wanted
) -> tuple[Page, list[Row]]:
    enrolments: Any = gradebook.people(course, shown, wanted)
    at, number = timezone.now(), request.GET.get("page")
    if wanted.by_marks:
        everyone = gradebook.rows(shown, list(enrolments), at)
        in_order = gradebook.sorted_by_marks(everyone, shown, wanted)
        ranked = Paginator(in_order, gradebook.PAGE).get_page(number)
        return ranked, list(ranked)
    page = Paginator(enrolments, gradebook.PAGE).get_page(number)
    return page, gradebook.rows(shown, list(page), at)
