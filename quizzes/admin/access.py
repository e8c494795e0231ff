"""Who may do what in the admin: administrators all, instructors what belongs to their courses."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from quizzes.queries.access import courses_taught, is_instructor
from quizzes.requests import person


def _may_teach(request: HttpRequest) -> bool:
    """Asked once a request: a page of the admin wants to know it some forty times."""
    known = request.__dict__.get("may_teach")
    if known is None or known[0] != request.user.pk:
        user = request.user
        known = user.pk, bool(user.is_active and user.is_staff and is_instructor(person(request)))
        request.__dict__["may_teach"] = known
    return known[1]


class InstructorAdmin(ModelAdmin):
    """Instructors see and change the rows of their courses; `course_path` leads from a row to its course."""

    course_path: str | None = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Instructors see the app."""
        return _may_teach(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Instructors see their rows: `get_queryset` leaves out the others."""
        return _may_teach(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Instructors add rows."""
        return _may_teach(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Instructors change their rows."""
        return _may_teach(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Only rows of the courses that the user instructs."""
        rows = super().get_queryset(request)
        if self.course_path is None or request.user.is_superuser:
            return rows
        return rows.filter(**{f"{self.course_path}__in": courses_taught(person(request))})

    def own(self, request: HttpRequest, pk: int) -> Any:
        """Return the row for a page of ours about it: 404 for the rows of others."""
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return row

    def page(
        self, request: HttpRequest, template: str, found: dict[str, Any], status: int = 200
    ) -> TemplateResponse:
        """Return a page of ours in the admin's frame."""
        around = self.admin_site.each_context(request) | {"opts": self.opts}
        return TemplateResponse(request, template, around | found, status=status)


class ReadOnlyAdmin(InstructorAdmin):
    """Facts: to be read, by anyone who teaches the course, and changed by nobody."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody adds facts by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes facts."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes facts."""
        return False


class InstructorInline:
    """Rows edited on the page of what they belong to, by whoever may edit that page."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As on the page around it."""
        return _may_teach(request)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission
