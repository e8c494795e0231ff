"""People who sign in."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from quizzes.models import User
from quizzes.queries.access import is_instructor
from quizzes.requests import person


@admin.register(User)
class PersonAdmin(UserAdmin):
    """People: administrators change them, instructors find them to enrol them."""

    list_display = ["username", "first_name", "last_name", "email", "is_staff"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """As `has_view_permission`."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Instructors look people up."""
        return super().has_view_permission(request, obj) or (
            request.user.is_staff and is_instructor(person(request))
        )

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Instructors see who somebody is, not what that person may do elsewhere."""
        if request.user.is_superuser:
            return super().get_fieldsets(request, obj)
        return [(_("Person"), {"fields": ["username", "first_name", "last_name", "email"]})]
