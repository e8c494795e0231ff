"""Topics, and problem templates: their document is edited as text, and saving makes a new version."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Field
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes import actions
from quizzes.admin.access import InstructorAdmin, ReadOnlyAdmin
from quizzes.models import Problem, ProblemVersion, Topic
from quizzes.queries.reports import report_on
from quizzes.requests import person
from solvers import ProblemError
from solvers.report.tables import sections

FIRST_DOCUMENT = """---
title:
topic:
---
The statement, with {{x}} where a number goes.

```problem
x = uniform(0, 1, step=0.1)
y: "Output" = sigmoid(x)

ask(y, places=3, points=1)
```

The explanation, shown with the worked solution.
"""


class ProblemForm(forms.ModelForm):
    """A problem's lasting name and its text."""

    document = forms.CharField(
        label=gettext_lazy("Document"),
        strip=False,
        widget=forms.Textarea(attrs={"class": "document", "rows": 32, "spellcheck": "false", "wrap": "off"}),
        help_text=gettext_lazy("Statement, program and explanation. Saving a change makes a new version."),
    )

    class Meta:
        model = Problem
        fields = ["slug"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = self.instance.versions.order_by("-number").first() if self.instance.pk else None
        self.initial.setdefault("document", newest.document if newest else FIRST_DOCUMENT)

    def clean_document(self) -> str:
        """Put an author's mistake at the field, with its line."""
        document = actions.with_unix_lines(self.cleaned_data["document"])
        try:
            actions.checked(document)
        except ProblemError as error:
            raise forms.ValidationError(_at_line(error, document)) from error
        return document


def _at_line(error: ProblemError, document: str) -> SafeString:
    lines = document.split("\n")
    quoted = lines[error.line - 1].strip() if error.line <= len(lines) else ""
    if not quoted:
        return format_html(_("Line {}: {}"), error.line, error.message)
    return format_html(_("Line {}: {} <code>{}</code>"), error.line, error.message, quoted)


class VersionInline(admin.TabularInline):
    """All versions, newest first, to be read."""

    model = ProblemVersion
    fields = ["number", "points", "created_at", "created_by"]
    readonly_fields = ["number", "points", "created_at", "created_by"]
    ordering = ["-number"]
    extra = 0
    can_delete = False
    show_change_link = True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As on the page around it."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Versions come from saving the document."""
        return False

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(Problem)
class ProblemAdmin(InstructorAdmin):
    """Problem templates."""

    form = ProblemForm
    fields = ["slug", "document"]
    list_display = ["title", "topic", "slug", "created_at"]
    list_filter = ["topic"]
    search_fields = ["title", "topic", "slug"]
    inlines = [VersionInline]

    class Media:
        css = {"all": ["css/authoring.css"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Problem | None = None) -> list[str]:
        """The slug is chosen once: files and the REST interface go by it."""
        return ["slug"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Its versions are facts, so a problem stays."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """With the page of the report."""
        report = self.admin_site.admin_view(self.report)
        return [path("<int:pk>/report/", report, name="quizzes_problem_report"), *super().get_urls()]

    def report(self, request: HttpRequest, pk: int) -> TemplateResponse:
        """Show the author what the problem's variants are like, and what to mend."""
        problem = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, problem):
            raise PermissionDenied
        found = {"title": problem.title, "subtitle": _("Report"), "problem": problem, "opts": self.opts}
        try:
            report = report_on(problem.versions.latest("number").document)
        except ProblemError as error:
            found["fault"] = str(error)
        else:
            found |= {"warnings": report.warnings, "sections": sections(report)}
        return TemplateResponse(
            request, "admin/quizzes/problem/report.html", self.admin_site.each_context(request) | found
        )

    def save_model(self, request: HttpRequest, obj: Problem, form: ProblemForm, change: bool) -> None:
        """Save the document as the newest version."""
        version = actions.save_problem(obj.slug, form.cleaned_data["document"], person(request))
        obj.pk = version.problem_id
        obj.refresh_from_db()


@admin.register(Topic)
class TopicAdmin(InstructorAdmin):
    """Topics with their formula sheets."""

    search_fields = ["name"]

    class Media:
        css = {"all": ["css/authoring.css"]}

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Write the formula sheet in a box like a document's."""
        if db_field.name == "formulas":
            kwargs["widget"] = forms.Textarea(attrs={"class": "document", "rows": 32})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(ProblemVersion)
class ProblemVersionAdmin(ReadOnlyAdmin):
    """One version of a problem template, to be read."""

    fields = ["problem", "number", "points", "created_at", "created_by", "sha", "text"]
    readonly_fields = ["text"]
    search_fields = ["problem__title", "problem__slug"]
    list_display = ["problem", "number", "points", "created_at", "created_by"]
    list_select_related = ["problem", "created_by"]
    ordering = ["problem__title", "-number"]

    class Media:
        css = {"all": ["css/authoring.css"]}

    @admin.display(description=gettext_lazy("document"))
    def text(self, version: ProblemVersion) -> SafeString:
        """The document as it was written."""
        return format_html('<pre class="document">{}</pre>', version.document)
