"""Marks: of one quiz, and of a whole course as JSON by pages and as a file that is sent while it is made."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django_filters import FilterSet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes import actions
from quizzes.api.attempts import arrival
from quizzes.api.base import ApiView
from quizzes.models import Course, Enrolment, Scope
from quizzes.queries import gradebook
from quizzes.queries.gradebook import Cell, Column, Points, Row, Wanted
from quizzes.queries.gradebook_file import file_name, table
from quizzes.queries.progress import sizes_of
from quizzes.queries.reach import quizzes_taught
from quizzes.spreadsheets import csv_lines

EVERYBODY = Wanted(everybody=True)


class StudentFilter(FilterSet):
    """Whose marks."""

    class Meta:
        model = Enrolment
        fields = ["role", "external_id"]


class MarkSerializer(serializers.Serializer):
    """What counts of a person's attempts at a quiz by now."""

    quiz = serializers.IntegerField()
    earned = serializers.FloatField(allow_null=True, help_text="Null where there was no attempt.")
    out_of = serializers.FloatField()
    attempts = serializers.IntegerField()
    going_on = serializers.BooleanField(help_text="An attempt takes answers still.")


class StudentSerializer(serializers.Serializer):
    """Whose marks these are."""

    student = serializers.IntegerField(help_text="The person in the course.")
    external_id = serializers.CharField(help_text="What another system calls the person.")
    username = serializers.CharField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    role = serializers.ChoiceField(choices=Enrolment.Role.choices)


class StudentMarkSerializer(StudentSerializer, MarkSerializer):
    """A person's mark at one quiz."""


class TotalSerializer(serializers.Serializer):
    """The sum over all quizzes."""

    earned = serializers.FloatField()
    out_of = serializers.FloatField()


class LineSerializer(StudentSerializer):
    """A person's marks."""

    marks = MarkSerializer(many=True, help_text="Of each quiz that is published or was taken, in order.")
    total = TotalSerializer()


def _student(enrolment: Enrolment) -> dict[str, Any]:
    user = enrolment.user
    return {
        "student": enrolment.pk,
        "external_id": enrolment.external_id,
        "username": user.username,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "role": enrolment.role,
    }


def _mark(column: Column, cell: Cell | None) -> dict[str, Any]:
    points = cell.points if cell else Points(0.0, column.out_of)
    return {
        "quiz": column.quiz.pk,
        "earned": points.earned if cell else None,
        "out_of": points.out_of,
        "attempts": cell.attempts if cell else 0,
        "going_on": bool(cell and cell.is_going_on),
    }


def _line(shown: Sequence[Column], row: Row) -> dict[str, Any]:
    marks = [_mark(column, cell) for column, cell in zip(shown, row.cells, strict=True)]
    total = {"earned": row.total.earned, "out_of": row.total.out_of}
    return _student(row.enrolment) | {"marks": marks, "total": total}


class CsvRenderer(JSONRenderer):
    """Says that there is CSV: the file is sent as it is made, and only errors come by here."""

    media_type = "text/csv"
    format = "csv"


class Marks(ApiView):
    """The marks of a quiz, for those who teach."""

    scopes = {"GET": Scope.MARKS_READ}
    filters = StudentFilter
    paged = True

    @extend_schema(summary="List the marks of a quiz", responses=StudentMarkSerializer(many=True))
    def get(self, request: Request, quiz_id: int) -> Response:
        """List what each person has by now, whatever shows to them."""
        at = arrival(request)
        quiz = get_object_or_404(quizzes_taught(self.caller), pk=quiz_id)
        actions.settle_overdue(Q(quiz=quiz), at)
        column = Column(quiz, sizes_of([quiz])[quiz.pk].points)

        def told(people: list[Enrolment]) -> list[dict[str, Any]]:
            rows = gradebook.rows([column], people, at)
            return [_student(row.enrolment) | _mark(column, row.cells[0]) for row in rows]

        return self.page(self.filtered(_people(quiz.course, [column])), "id", told)


class Gradebook(ApiView):
    """The marks of a course, for those who teach."""

    scopes = {"GET": Scope.MARKS_READ}
    filters = StudentFilter
    paged = True

    @extend_schema(summary="List the marks of a course", responses=LineSerializer(many=True))
    def get(self, request: Request, course_id: int) -> Response:
        """List what each person has by now, whatever shows to them."""
        at = arrival(request)
        course = settled(get_object_or_404(self.caller.courses_taught(), pk=course_id), at)
        shown = gradebook.columns(course)

        def told(people: list[Enrolment]) -> list[dict[str, Any]]:
            return [_line(shown, row) for row in gradebook.rows(shown, people, at)]

        return self.page(self.filtered(_people(course, shown)), "id", told)


class GradebookFile(ApiView):
    """The same as a file for spreadsheets."""

    scopes = {"GET": Scope.MARKS_READ}
    renderer_classes = [CsvRenderer, JSONRenderer]

    @extend_schema(
        summary="Get the marks of a course as CSV",
        responses={(200, "text/csv"): OpenApiResponse(OpenApiTypes.STR, "A line for each student, by name.")},
    )
    def get(self, request: Request, course_id: int) -> StreamingHttpResponse:
        """Send it while it is made: it costs the server as much memory for 20 students as for 2,000."""
        at = arrival(request)
        course = settled(get_object_or_404(self.caller.courses_taught(), pk=course_id), at)
        shown = gradebook.columns(course)
        found = gradebook.streamed(course, shown, Wanted(), at)
        named = f'attachment; filename="{file_name(course)}"'
        return StreamingHttpResponse(
            csv_lines(table(shown, found, with_ids=True)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": named, "Cache-Control": "no-store"},
        )


def settled(course: Course, at: datetime) -> Course:
    """Mark what was saved in time in attempts that are over: whoever reads marks does so first."""
    actions.settle_overdue(Q(quiz__course=course), at)
    return course


def _people(course: Course, shown: Sequence[Column]) -> QuerySet[Enrolment]:
    return gradebook.people(course, shown, EVERYBODY)
