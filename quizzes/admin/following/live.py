"""The page on which a teacher sees who works at a quiz now, gives time, ends and opens attempts again."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes import actions
from quizzes.actions import running
from quizzes.admin.access import InstructorAdmin
from quizzes.models import Attempt, Quiz
from quizzes.queries.live import hall, late_drafts
from quizzes.queries.times import window_of
from quizzes.requests import person

MOST_LATE = 100  # late drafts on the page: the list of all of them has the others
asked_or_done = require_http_methods(["GET", "HEAD", "POST"])


class MinutesForm(forms.Form):
    """How much time somebody is given."""

    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"), min_value=1, max_value=running.MOST_MINUTES, initial=10
    )


class LivePages(InstructorAdmin):
    """Adds to a quiz the page of who is working, and what its buttons do."""

    def get_urls(self) -> list[URLPattern]:
        """With the page, and an address for each button."""
        views: dict[str, tuple[str, Any]] = {
            "": ("live", never_cache(require_safe(self.live))),
            "<int:attempt_id>/time/": ("add_time", require_POST(self.add_time)),
            "<int:attempt_id>/end/": ("end", asked_or_done(self.end)),
            "<int:attempt_id>/reopen/": ("reopen", asked_or_done(self.reopen)),
            "late/<int:draft_id>/": ("count_late", require_POST(self.count_late)),
        }
        return [
            path(f"<int:pk>/live/{route}", self.admin_site.admin_view(view), name=f"quizzes_quiz_{name}")
            for route, (name, view) in views.items()
        ] + super().get_urls()

    def live(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show who works, who ended, and what came too late, by the server's clock."""
        quiz, at = self._quiz(request, pk), timezone.now()
        actions.settle_overdue(Q(quiz=quiz), at)
        name = request.GET.get("q", "").replace("\0", "")[:100]
        found = {"subtitle": _("Working now"), "at": at, "name": name, "hall": hall(quiz, at, name)}
        found["late"] = late_drafts(quiz)[:MOST_LATE]
        return self._live_page(request, "page", quiz, found)

    def add_time(self, request: HttpRequest, pk: int, attempt_id: int) -> HttpResponse:
        """Move the end of an attempt."""
        _quiz, attempt = self._attempt(request, pk, attempt_id)
        form = MinutesForm(request.POST)
        if not form.is_valid():
            most = running.MOST_MINUTES
            messages.error(request, _("Write how many minutes to add, from 1 to %(most)s.") % {"most": most})
            return redirect("admin:quizzes_quiz_live", pk)
        minutes = form.cleaned_data["minutes"]
        try:
            ends = running.add_time(attempt, minutes, person(request))
        except running.NotRunningError as refused:
            messages.error(request, str(refused))
        else:
            more = ngettext("%(count)s minute more", "%(count)s minutes more", minutes) % {"count": minutes}
            said = _("%(more)s, until %(time)s") % {"more": more, "time": _written(ends)}
            self._done(request, attempt, said)
        return redirect("admin:quizzes_quiz_live", pk)

    def end(self, request: HttpRequest, pk: int, attempt_id: int) -> HttpResponse:
        """Ask once more, then submit the attempt as it is saved."""
        quiz, attempt = self._attempt(request, pk, attempt_id)
        if request.method != "POST":
            return self._live_page(
                request, "end", quiz, {"subtitle": _("End an attempt"), "attempt": attempt}
            )
        try:
            running.end_attempt(attempt)
        except running.NotRunningError as refused:
            messages.error(request, str(refused))
        else:
            self._done(request, attempt, _("Ended by a teacher."))
        return redirect("admin:quizzes_quiz_live", pk)

    def reopen(self, request: HttpRequest, pk: int, attempt_id: int) -> HttpResponse:
        """Ask for how long, then let the student go on."""
        quiz, attempt = self._attempt(request, pk, attempt_id)
        form = MinutesForm(request.POST or None)
        if not form.is_valid():
            found = {"subtitle": _("Open an attempt again"), "attempt": attempt, "form": form}
            found["is_limited"] = window_of(quiz, attempt.student).ends(attempt) is not None
            return self._live_page(request, "reopen", quiz, found)
        try:
            ends = running.reopen_attempt(attempt, form.cleaned_data["minutes"], person(request))
        except running.NotRunningError as refused:
            messages.error(request, str(refused))
        else:
            said = _("Open again until %(time)s") % {"time": _written(ends)} if ends else _("Open again")
            self._done(request, attempt, said)
        return redirect("admin:quizzes_quiz_live", pk)

    def count_late(self, request: HttpRequest, pk: int, draft_id: int) -> HttpResponse:
        """Mark what came too late."""
        quiz = self._quiz(request, pk)
        draft = get_object_or_404(late_drafts(quiz), pk=draft_id)
        try:
            submission = running.count_late_draft(draft)
        except actions.VariantClosedError:
            said = _("It cannot be counted: it is solved, shown, out of tries, or has newer numbers.")
            messages.error(request, said)
        else:
            said = _("Answers that came late at question %(number)s are counted: %(score)s of %(out_of)s.")
            told = {"score": round(submission.score, 2), "out_of": round(submission.out_of, 2)}
            self._done(request, draft.place.attempt, said % (told | {"number": draft.place.position}))
        return redirect("admin:quizzes_quiz_live", pk)

    def _quiz(self, request: HttpRequest, pk: int) -> Quiz:
        quiz: Quiz = self.own(request, pk)
        if not self.has_change_permission(request, quiz):
            raise PermissionDenied
        timezone.activate(quiz.course.zone)
        return quiz

    def _attempt(self, request: HttpRequest, pk: int, attempt_id: int) -> tuple[Quiz, Attempt]:
        quiz = self._quiz(request, pk)
        attempts = Attempt.objects.select_related("quiz", "student")
        return quiz, get_object_or_404(attempts, pk=attempt_id, quiz=quiz)

    def _done(self, request: HttpRequest, attempt: Attempt, said: str) -> None:
        """Tell the teacher, and keep it in the attempt's history: who did what, and when."""
        self.log_change(request, attempt, said)
        messages.success(request, f"{attempt.student}: {said}")

    def _live_page(self, request: HttpRequest, name: str, quiz: Quiz, found: dict) -> HttpResponse:
        about = {"title": quiz.title, "quiz": quiz}
        return self.page(request, f"admin/quizzes/live/{name}.html", about | found)


def _written(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
