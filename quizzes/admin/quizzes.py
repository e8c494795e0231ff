"""Quizzes with their questions."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest

from quizzes.admin.access import InstructorAdmin, InstructorInline
from quizzes.models import Question, Quiz
from quizzes.queries.access import courses_taught
from quizzes.requests import person


class QuestionForm(forms.ModelForm):
    """A question; what is left empty is filled in."""

    class Meta:
        model = Question
        fields = ["position", "problem_version", "points"]

    def clean(self) -> dict[str, Any]:
        """Fill in the points that the problem gives, and a place after the others."""
        given = super().clean() or self.cleaned_data
        version = given.get("problem_version")
        if version and given.get("points") is None and "points" not in self.errors:
            given["points"] = version.points
        if given.get("position") is None and "position" not in self.errors:
            given["position"] = self._last_position() + 1
        return given

    def _last_position(self) -> int:
        if not self.instance.quiz_id:
            return 0
        last = Question.objects.filter(quiz=self.instance.quiz_id).order_by("-position").first()
        return last.position if last else 0


class QuestionInline(InstructorInline, admin.TabularInline):
    """The questions of a quiz."""

    model = Question
    form = QuestionForm
    autocomplete_fields = ["problem_version"]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With the titles that a row shows."""
        return super().get_queryset(request).select_related("problem_version__problem")


@admin.register(Quiz)
class QuizAdmin(InstructorAdmin):
    """Quizzes."""

    course_path = "course"
    list_display = ["title", "course", "published", "created_at"]
    list_filter = ["published", "course"]
    list_select_related = ["course"]
    search_fields = ["title", "course__title"]
    inlines = [QuestionInline]

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the courses that the user instructs."""
        if db_field.name == "course":
            kwargs["queryset"] = courses_taught(person(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
