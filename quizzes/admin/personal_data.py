"""What an administrator may do with a person's data: hand it out, and erase the person."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes import actions
from quizzes.models import Submission, User
from quizzes.queries.personal_data import archive_of
from quizzes.requests import person


class PersonalDataAdmin(ModelAdmin):
    """Adds Export and Erase to the page of a person, for administrators."""

    def get_urls(self) -> list[URLPattern]:
        """With the two pages."""
        views = {"export": self.export, "erase": self.erase}
        return [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"quizzes_user_{name}")
            for name, view in views.items()
        ] + super().get_urls()

    def _person(self, request: HttpRequest, pk: int) -> User:
        if not request.user.is_superuser:
            raise PermissionDenied
        return get_object_or_404(User, pk=pk)

    def export(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Download all that is stored about the person."""
        data = archive_of(self._person(request, pk), timezone.now())
        headers = {"Content-Disposition": f'attachment; filename="person-{pk}.zip"'}
        return HttpResponse(data, content_type="application/zip", headers=headers)

    def erase(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say what would be lost, and erase the person once that is confirmed."""
        user = self._person(request, pk)
        fault = ""
        if request.method == "POST":
            try:
                alias = actions.erase_person(user, person(request))
            except (actions.AdministratorError, actions.OnlyInstructorError) as refused:
                fault = str(refused)
            else:
                messages.success(
                    request, _("Erased. The marks stay under the name %(name)s.") % {"name": alias}
                )
                return redirect("admin:quizzes_user_change", pk)
        return self._confirmation(request, user, fault)

    def _confirmation(self, request: HttpRequest, user: User, fault: str) -> HttpResponse:
        found: dict[str, Any] = {
            "title": _("Erase %(person)s?") % {"person": user},
            "person": user,
            "opts": self.opts,
            "fault": fault,
            "courses": [enrolment.course for enrolment in user.enrolments.select_related("course")],
            "attempts": user.attempts.count(),
            "submissions": Submission.objects.filter(variant__created_for=user).count(),
        }
        return TemplateResponse(
            request, "admin/quizzes/user/erase.html", self.admin_site.each_context(request) | found
        )
