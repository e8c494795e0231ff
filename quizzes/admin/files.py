"""Problems in and out of the admin as files: the chosen ones go out, and one is looked at before it is in."""

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from quizzes.actions import files
from quizzes.admin.access import InstructorAdmin
from quizzes.models import Problem
from quizzes.queries.files import SAME, documents
from quizzes.requests import person

Documents = dict[str, str]


class FileForm(forms.Form):
    """A file of problems, or the documents of one that was looked at."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".md,.zip"}),
        help_text=gettext_lazy("One problem as slug.md, or a zip of such files."),
    )
    faults: Sequence[files.Fault] = ()
    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def clean_seen(self) -> Documents:
        """Read the documents that the page before showed, with every character as it was in the file."""
        if not self.cleaned_data["seen"]:
            return {}
        try:
            told = json.loads(self.cleaned_data["seen"])
            sent = {f"{slug}.md": str(text).encode() for slug, text in dict(told).items()}
            return files.read_files(_("The file"), sent)
        except (ValueError, TypeError, files.FilesError) as error:
            raise forms.ValidationError(_("Choose the file again.")) from error

    def clean(self) -> dict[str, Any]:
        """Read the file."""
        given = super().clean() or {}
        if given.get("file"):
            try:
                content = given["file"].read(files.MOST_ZIP + 1)
                given["documents"] = files.read_upload(given["file"].name, content)
            except files.FilesError as error:
                self.faults = error.faults
        elif given.get("seen"):
            given["documents"] = given["seen"]
        elif not self.errors:
            self.add_error("file", _("Choose a file."))
        return given


class FilesPages(InstructorAdmin):
    """Adds to problems what takes them out and in as files."""

    actions = ["export_chosen"]

    def get_urls(self) -> list[URLPattern]:
        """With the page on which a file is taken in."""
        taken = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.take_in))
        return [path("import/", taken, name="quizzes_problem_import"), *super().get_urls()]

    @admin.action(description=gettext_lazy("Export the chosen problem templates as files"))
    def export_chosen(self, request: HttpRequest, queryset: QuerySet[Problem]) -> HttpResponse:
        """Send one as slug.md, several as a zip."""
        chosen = list(documents(Q(problem__in=queryset)))
        if len(chosen) == 1:
            [(slug, document)] = chosen
            return _file(f"{slug}.md", document.encode(), "text/markdown; charset=utf-8")
        return _file("problems.zip", files.zipped(chosen), "application/zip")

    def take_in(self, request: HttpRequest) -> HttpResponse:
        """Show what a file would do, then do it, whole or not at all."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = FileForm(request.POST or None, request.FILES or None)
        found: dict[str, Any] = {"title": _("Import problem templates"), "form": form}
        if form.is_valid():
            told: Documents = form.cleaned_data.get("documents", {})
            found["faults"] = form.faults
            try:
                found["planned"] = files.look_at(told, person(request))
                if "import" in request.POST and form.cleaned_data["seen"]:
                    return self._import(request, told)
            except files.FilesError as error:
                found["faults"] = error.faults
            found["effective"] = [one for one in found.get("planned", []) if one.change != SAME]
            found["seen"] = json.dumps(told)
            found["form"] = FileForm()
        return self.page(request, "admin/quizzes/files/import.html", found)

    def _import(self, request: HttpRequest, told: Documents) -> HttpResponse:
        count = len(files.import_problems(told, person(request)))
        said = ngettext("%(count)s problem template is in.", "%(count)s problem templates are in.", count)
        messages.success(request, said % {"count": count})
        return redirect("admin:quizzes_problem_changelist")


def _file(name: str, content: bytes, kind: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
