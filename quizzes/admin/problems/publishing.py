"""Drafts and published problems: what a problem is, its buttons, and who changed what, and when."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from quizzes import actions
from quizzes.admin.files import FilesPages
from quizzes.models import Problem
from quizzes.queries.access import courses_taught, may_take_back, problems_for
from quizzes.queries.library import quizzes_asking
from quizzes.queries.problem_history import history_of
from quizzes.requests import person


class StateFilter(admin.SimpleListFilter):
    """Drafts, or what is published."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Both."""
        return [("draft", gettext_lazy("Draft")), ("published", gettext_lazy("Published"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Those in the chosen state."""
        if self.value() not in {"draft", "published"}:
            return queryset
        return queryset.filter(published_at__isnull=self.value() == "draft")


class PublishingPages(FilesPages):
    """Adds to problems that they are drafts or published."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Problem]:
        """Published problems, and the drafts that the user works on."""
        return super().get_queryset(request).filter(pk__in=problems_for(person(request)).values("pk"))

    @admin.display(description=gettext_lazy("state"), ordering="published_at")
    def state(self, problem: Problem) -> SafeString:
        """Whether it is a draft."""
        if problem.is_draft:
            return format_html('<strong class="state-draft">{}</strong>', _("Draft"))
        return format_html("{}", _("Published"))

    def get_urls(self) -> list[URLPattern]:
        """With what makes a draft of a problem again."""
        taken_back = self.admin_site.admin_view(require_POST(self.take_back))
        return [
            path("<int:pk>/take-back/", taken_back, name="quizzes_problem_take_back"),
            *super().get_urls(),
        ]

    def state_of(self, request: HttpRequest, problem: Problem | None) -> dict[str, Any]:
        """What the editor says of the problem's state."""
        if problem is None:
            return {}
        own, elsewhere = quizzes_asking(problem, courses_taught(person(request)))
        return {
            "may_take_back": may_take_back(person(request), problem),
            "asking": own,
            "asking_elsewhere": elsewhere,
            "next_version": problem.versions.count() + 1,
        }

    def take_back(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make a draft of a problem again."""
        problem = self.own(request, pk)
        if not may_take_back(person(request), problem):
            raise PermissionDenied
        actions.take_back_problem(problem, person(request))
        messages.success(request, _("It is a draft again: no quiz takes it any more."))
        return redirect("admin:quizzes_problem_change", pk)

    def published(self, request: HttpRequest, problem: Problem) -> HttpResponse:
        """Publish what was just saved, and stay on its page."""
        actions.publish_problem(problem, person(request))
        messages.success(
            request, _("“%(title)s” is published: quizzes can take it.") % {"title": problem.title}
        )
        return redirect("admin:quizzes_problem_change", problem.pk)

    def response_add(self, request: HttpRequest, obj: Problem, post_url_continue: Any = None) -> HttpResponse:
        """Say that it is a draft."""
        messages.success(request, _("“%(title)s” is saved as a draft.") % {"title": obj.title})
        return self._after_saving(request, obj)

    def response_change(self, request: HttpRequest, obj: Problem) -> HttpResponse:
        """Say which version was saved, or publish it."""
        if "_publish" in request.POST:
            return self.published(request, obj)
        newest = obj.versions.latest("number")
        messages.success(
            request,
            _("“%(title)s” is saved: version %(number)d.") % {"title": obj.title, "number": newest.number},
        )
        return self._after_saving(request, obj)

    def _after_saving(self, request: HttpRequest, problem: Problem) -> HttpResponse:
        if "_continue" in request.POST:
            return redirect("admin:quizzes_problem_change", problem.pk)
        return redirect("admin:quizzes_problem_changelist")

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who changed what, and when: versions, publishing, and its use in quizzes."""
        problem = self.get_object(request, object_id)
        if problem is None:
            raise Http404
        if not self.has_view_permission(request, problem):
            raise PermissionDenied
        found = {"title": problem.title, "subtitle": _("History"), "problem": problem}
        found["events"] = history_of(problem)
        return self.page(request, "admin/quizzes/problem/history.html", found)
