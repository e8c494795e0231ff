"""Endpoints that stand for any: a list, something that two edit, and one with a fault of ours."""

import django_filters
from django.db import transaction
from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes.api.base import ApiView
from quizzes.api.conditional import check_match, etag
from quizzes.api.errors import ApiError
from quizzes.api.fields import Strict, StrictModel, TimeField
from quizzes.api.index import NoSuchAddress
from quizzes.api.schema import raises
from quizzes.models import Course, Scope
from solvers import ProblemError


class CourseSerializer(StrictModel):
    class Meta:
        model = Course
        fields = ["id", "title", "created_at"]


class Inside(Strict):
    a = serializers.IntegerField()


class Everything(Strict):
    title = serializers.CharField(max_length=20)
    at = TimeField(required=False)
    many = Inside(many=True, required=False)
    id = serializers.IntegerField(read_only=True)


class CourseFilters(django_filters.FilterSet):
    class Meta:
        model = Course
        fields = {"title": ["exact"], "id": ["gt"]}


class Courses(ApiView):
    scopes = {"GET": Scope.COURSES_READ, "POST": Scope.COURSES_WRITE}
    filters = CourseFilters
    paged = True

    @extend_schema(summary="List", description="All.", responses=CourseSerializer(many=True))
    def get(self, request: Request) -> Response:
        return self.paginated(self.filtered(self.caller.courses()), CourseSerializer, "pk")

    @extend_schema(summary="Make", description="One.", request=Everything, responses={201: CourseSerializer})
    @raises("conflict")
    def post(self, request: Request) -> Response:
        told = self.body(Everything)
        with transaction.atomic():
            course = Course.objects.create(title=told["title"])
            if told["title"] == "conflict":
                raise ApiError("conflict", "No.")
        return Response(CourseSerializer(course).data, 201, headers={"Location": f"/{course.pk}/"})


class OneCourse(ApiView):
    scopes = {"PUT": Scope.COURSES_WRITE}
    conditional = True

    @extend_schema(summary="Change", description="One.", request=CourseSerializer, responses=CourseSerializer)
    def put(self, request: Request, pk: int) -> Response:
        course = self.caller.courses_instructed().get(pk=pk)
        check_match(request, etag(course.pk, course.title))
        return Response({})


class Faulty(ApiView):
    scopes = {"GET": None, "POST": None}

    def get(self, request: Request) -> Response:
        raise RuntimeError("the password is swordfish")

    def post(self, request: Request) -> Response:
        raise ProblemError("Write a number.", 3, 7)


urlpatterns = [
    path("api/v1/courses/", Courses.as_view()),
    path("api/v1/courses/<int:pk>/", OneCourse.as_view()),
    path("api/v1/faulty/", Faulty.as_view()),
    path("api/v1/<path:rest>", NoSuchAddress.as_view()),
]
