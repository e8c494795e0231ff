"""Versions of problem templates: facts, to be read."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from quizzes.admin.access import ReadOnlyAdmin
from quizzes.admin.problems.preview import framed, preview_of
from quizzes.models import ProblemVersion
from quizzes.queries.access import problems_for
from quizzes.queries.library import versions_to_ask
from quizzes.requests import person


class VersionInline(admin.TabularInline):
    """All versions, newest first, to be read."""

    model = ProblemVersion
    fields = ["number", "points", "created_at", "created_by", "changes"]
    readonly_fields = ["number", "points", "created_at", "created_by", "changes"]
    ordering = ["-number"]
    extra = 0
    can_delete = False
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With the version before each."""
        before = ProblemVersion.objects.filter(problem=OuterRef("problem"), number__lt=OuterRef("number"))
        return (
            super()
            .get_queryset(request)
            .annotate(before=Subquery(before.order_by("-number").values("pk")[:1]))
        )

    @admin.display(description=gettext_lazy("what changed"))
    def changes(self, version: ProblemVersion) -> str:
        """The way to what it says beside the version before."""
        before = getattr(version, "before", None)
        if before is None:
            return "–"
        path = reverse("admin:quizzes_remarking_compare", args=[before, version.pk])
        return format_html('<a href="{}">{}</a>', path, gettext("Compare"))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As on the page around it."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Versions come from saving the document."""
        return False

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(ProblemVersion)
class ProblemVersionAdmin(ReadOnlyAdmin):
    """One version of a problem template, to be read."""

    fields = ["problem", "number", "points", "created_at", "created_by", "sha", "text"]
    readonly_fields = ["text"]
    search_fields = ["problem__title", "problem__slug"]
    list_display = ["problem", "number", "points", "created_at", "created_by"]
    list_select_related = ["problem", "created_by"]
    ordering = ["problem__title", "-number"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Versions of published problems, and of the drafts that the user works on."""
        return super().get_queryset(request).filter(problem__in=problems_for(person(request)))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Offer no drafts where a question is picked."""
        if "field_name" in request.GET:
            queryset = queryset.filter(pk__in=versions_to_ask())
        return super().get_search_results(request, queryset, search_term)

    class Media:
        css = {"all": ["css/authoring.css"]}

    def get_urls(self) -> list[URLPattern]:
        """With how a version looks."""
        shown = self.admin_site.admin_view(framed(require_safe(self.look)))
        return [path("<int:pk>/look/", shown, name="quizzes_problemversion_look"), *super().get_urls()]

    def look(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a version as a student sees it, with right answers and worked solution."""
        return preview_of(request, self.own(request, pk).document)

    @admin.display(description=gettext_lazy("document"))
    def text(self, version: ProblemVersion) -> SafeString:
        """The document as it was written."""
        return format_html('<pre class="document">{}</pre>', version.document)
