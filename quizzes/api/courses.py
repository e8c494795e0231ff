"""Courses."""

from typing import Any

from django.db import transaction
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django_filters import CharFilter, FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes import actions
from quizzes.api.base import ApiView
from quizzes.api.conditional import check_match, etag
from quizzes.api.errors import ApiError
from quizzes.api.fields import StrictModel
from quizzes.models import Course, Enrolment, Scope
from quizzes.queries.access import is_instructor
from quizzes.queries.callers import Caller


class CourseSerializer(StrictModel):
    """A course."""

    role = serializers.ChoiceField(
        choices=Enrolment.Role.choices,
        read_only=True,
        allow_null=True,
        help_text="What the caller is in it; null for an administrator who is not in it.",
    )

    class Meta:
        model = Course
        fields = ["id", "title", "time_zone", "role", "created_at"]


class CourseFilter(FilterSet):
    """Which courses."""

    title = CharFilter(lookup_expr="icontains", label="Part of the title.")

    class Meta:
        model = Course
        fields = ["title"]


def with_role(courses: QuerySet[Course], caller: Caller) -> QuerySet[Course]:
    """Fetch along what the caller is in each course."""
    if caller.user is None:
        return courses.annotate(role=Value(Enrolment.Role.INSTRUCTOR.value, CharField()))
    own = Enrolment.objects.filter(course=OuterRef("pk"), user=caller.user)
    return courses.annotate(role=Subquery(own.values("role")))


def course_tag(course: Course) -> str:
    """Return the ETag of what can be edited of a course."""
    return etag("course", course.pk, course.title, course.time_zone)


class Courses(ApiView):
    """The courses that the caller is in."""

    scopes = {"GET": Scope.COURSES_READ, "POST": Scope.COURSES_WRITE}
    filters = CourseFilter
    paged = True

    @extend_schema(summary="List courses", responses=CourseSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List them."""
        courses = with_role(self.filtered(self.caller.courses()), self.caller)
        return self.paginated(courses, CourseSerializer, "id")

    @extend_schema(summary="Make a course", request=CourseSerializer, responses={201: CourseSerializer})
    def post(self, request: Request) -> Response:
        """Make a course, with the caller as its instructor."""
        user = self.caller.user
        if user is None or not is_instructor(user):
            raise ApiError("forbidden", _("A course is made by a person who instructs one already."))
        course = actions.create_course(**self.body(CourseSerializer), by=user)
        made = get_object_or_404(with_role(Course.objects.all(), self.caller), pk=course.pk)
        headers = {"Location": reverse("api_course", args=[made.pk]), "ETag": course_tag(made)}
        return Response(CourseSerializer(made).data, status=201, headers=headers)


class OneCourse(ApiView):
    """One course."""

    conditional = True
    scopes = {"GET": Scope.COURSES_READ, "PATCH": Scope.COURSES_WRITE}

    @extend_schema(summary="Read a course", responses=CourseSerializer)
    def get(self, request: Request, course_id: int) -> Response:
        """Show it."""
        return _told(get_object_or_404(with_role(self.caller.courses(), self.caller), pk=course_id))

    @extend_schema(
        summary="Change a course", request=CourseSerializer(partial=True), responses=CourseSerializer
    )
    @transaction.atomic
    def patch(self, request: Request, course_id: int) -> Response:
        """Change its title or time zone."""
        reached = self.caller.courses_instructed().select_for_update(of=("self",))
        course = get_object_or_404(reached, pk=course_id)
        check_match(request, course_tag(course))
        told: dict[str, Any] = self.body(CourseSerializer, partial=True)
        actions.change_course(course, **told)
        return self.get(request, course_id)


def _told(course: Course) -> Response:
    return Response(CourseSerializer(course).data, headers={"ETag": course_tag(course)})
