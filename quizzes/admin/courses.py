"""Courses with the people in them."""

from typing import Any

from django.contrib import admin
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest

from quizzes import actions
from quizzes.admin.access import InstructorAdmin, InstructorInline
from quizzes.models import Course, Enrolment
from quizzes.requests import person


class EnrolmentInline(InstructorInline, admin.TabularInline):
    """The people of a course, each with a role."""

    model = Enrolment
    autocomplete_fields = ["user"]
    extra = 0


@admin.register(Course)
class CourseAdmin(InstructorAdmin):
    """Courses."""

    course_path = "pk"
    list_display = ["title", "created_at"]
    search_fields = ["title"]
    inlines = [EnrolmentInline]

    def save_formset(
        self, request: HttpRequest, form: ModelForm, formset: BaseModelFormSet, change: bool
    ) -> None:
        """Enrol through the action, which lets instructors into the admin."""
        super().save_formset(request, form, formset, change)
        if formset.model is not Enrolment:
            return
        for enrolment in [*formset.new_objects, *(changed for changed, _fields in formset.changed_objects)]:
            actions.enrol(enrolment.course, enrolment.user, enrolment.role)

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """Keep whoever makes a course in it: nobody else but an administrator could open it."""
        super().save_related(request, form, formsets, change)
        if not change and not request.user.is_superuser:
            actions.enrol(form.instance, person(request), Enrolment.Role.INSTRUCTOR)
