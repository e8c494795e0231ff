"""The pages of a problem template: the editor, its variants at a glance, and the report."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from quizzes import actions
from quizzes.admin.problems.form import ProblemForm
from quizzes.admin.problems.preview import preview_page, preview_reading
from quizzes.admin.problems.publishing import PublishingPages, StateFilter
from quizzes.admin.problems.version import VersionInline
from quizzes.models import Problem, ProblemVersion
from quizzes.queries.access import problems_for
from quizzes.queries.beginnings import begin_from, problems_by_topic
from quizzes.queries.reference import reference
from quizzes.queries.variety import variety
from quizzes.requests import person
from solvers import ProblemError

View = Callable[..., HttpResponseBase]
MOST_SEED = 2**31


@admin.register(Problem)
class ProblemAdmin(PublishingPages):
    """Problem templates."""

    form = ProblemForm
    fieldsets = [(None, {"fields": ["slug"]}), (None, {"fields": ["document"], "classes": ["wide-document"]})]
    list_display = ["title", "topic", "state", "slug", "created_at"]
    list_filter = [StateFilter, "topic"]
    search_fields = ["title", "topic", "slug"]
    inlines = [VersionInline]

    class Media:
        css = {"all": ["css/authoring.css"]}
        js = ["js/authoring-saved.js"]

    def get_readonly_fields(self, request: HttpRequest, obj: Problem | None = None) -> list[str]:
        """The slug is chosen once: files and the REST interface go by it."""
        return ["slug"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Its versions are facts, so a problem stays."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """With the preview, the variants and the report."""

        def named(route: str, view: View, name: str) -> URLPattern:
            return path(route, self.admin_site.admin_view(view), name=f"quizzes_problem_{name}")

        return [
            named("preview/", self._for_authors(preview_page), "preview"),
            named("preview/reading/", self._for_authors(preview_reading), "reading"),
            named("<int:pk>/variants/", self.variants, "variants"),
            named("<int:pk>/report/", self.report, "report"),
            *super().get_urls(),
        ]

    def _for_authors(self, view: View) -> View:
        @wraps(view)
        def allowed(request: HttpRequest) -> HttpResponseBase:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return view(request)

        return allowed

    @method_decorator(csp_update({"frame-src": [SELF]}))
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the editor with its preview in a frame; it needs the width that the menu would take."""
        found = {
            "is_nav_sidebar_enabled": False,
            "reference": reference(),
            "beginnings": [] if object_id else problems_by_topic(problems_for(person(request))),
        }
        if object_id is None:
            form_url = reverse("admin:quizzes_problem_add")  # without `from`, which would go along for good
        return super().changeform_view(request, object_id, form_url, found | (extra_context or {}))

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Problem | None = None,
    ) -> HttpResponse:
        """With the problem's state."""
        context |= self.state_of(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin a new problem from the one that `from` names."""
        begun = request.GET.get("from", "")
        known = begun.isascii() and begun.isdigit() and len(begun) < 18
        found = begin_from(problems_for(person(request)), int(begun)) if known else None
        return {"slug": found.slug, "document": found.document} if found else {}

    def variants(self, request: HttpRequest, pk: int) -> TemplateResponse:
        """Show twenty variants beside each other."""
        version = self._newest(request, pk)
        text = request.GET.get("seed", "")
        seed = int(text) % MOST_SEED if text.isascii() and text.isdigit() and len(text) < 12 else 1
        found: dict[str, Any] = {"subtitle": _("Variants"), "seed": seed, "next_seed": seed + 1}
        try:
            found["variety"] = variety(version.document, seed)
        except ProblemError as error:
            found["fault"] = str(error)
        return self._page(request, version, "variants", found)

    def report(self, request: HttpRequest, pk: int) -> TemplateResponse:
        """Show the author what the problem's variants are like, and what to mend."""
        version = self._newest(request, pk)
        making = actions.have_report_made(version, again=request.method == "POST")
        found = {"subtitle": _("Report"), "state": making.state, "parts": making.parts}
        if making.task and making.state == "done":
            found |= making.task.return_value
        return self._page(request, version, "report", found)

    def _newest(self, request: HttpRequest, pk: int) -> ProblemVersion:
        problem = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, problem):
            raise PermissionDenied
        return problem.versions.select_related("problem").latest("number")

    def _page(
        self, request: HttpRequest, version: ProblemVersion, name: str, found: dict[str, Any]
    ) -> TemplateResponse:
        about = {
            "title": version.problem.title,
            "problem": version.problem,
            "version": version,
            "opts": self.opts,
        }
        return TemplateResponse(
            request,
            f"admin/quizzes/problem/{name}.html",
            self.admin_site.each_context(request) | about | found,
        )

    def save_model(self, request: HttpRequest, obj: Problem, form: ProblemForm, change: bool) -> None:
        """Save the document as the newest version; a new problem begins as a draft."""
        version = actions.save_problem(obj.slug, form.cleaned_data["document"], person(request), not change)
        obj.pk = version.problem_id
        obj.refresh_from_db()
