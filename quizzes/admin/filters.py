"""Filters that other pages lead to: by one question, by one student: a list of all would be too long."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from quizzes.models import Question, User
from quizzes.queries.access import courses_taught
from quizzes.requests import person


class ChosenFilter(admin.SimpleListFilter):
    """Shows only once a link has chosen a row; `path` leads to it from the rows of the list."""

    path: str

    def rows(self, request: HttpRequest) -> QuerySet[Any]:
        """Those that may be chosen."""
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The one that was chosen; without one the filter stays away."""
        key = self.value() or ""
        if not (key.isascii() and key.isdigit() and len(key) < 18):
            return []
        found: Model | None = self.rows(request).filter(pk=key).first()
        return [(key, str(found))] if found else []

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Those of the chosen row."""
        chosen = dict(self.lookup_choices)
        return queryset.filter(**{self.path: self.value()}) if self.value() in chosen else queryset


class QuestionFilter(ChosenFilter):
    """Those of one question."""

    title = _("question")
    parameter_name = "question"

    def rows(self, request: HttpRequest) -> QuerySet[Question]:
        """The questions of courses taught."""
        questions = Question.objects.select_related("problem_version__problem")
        return questions.filter(quiz__course__in=courses_taught(person(request)))


class StudentFilter(ChosenFilter):
    """Those of one student."""

    title = _("student")
    parameter_name = "student"

    def rows(self, request: HttpRequest) -> QuerySet[User]:
        """The people of courses taught."""
        return User.objects.filter(enrolments__course__in=courses_taught(person(request))).distinct()
