"""Contested marks: what a student thinks is wrong, beside the marking, and the teacher's answer."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes import actions
from quizzes.admin.access import InstructorAdmin
from quizzes.admin.filters import QuestionFilter
from quizzes.models import ContestedMark
from quizzes.queries.results import marks_of
from quizzes.requests import person, site_address


class AnsweredFilter(admin.SimpleListFilter):
    """Those that wait for an answer, or those that have one."""

    title = gettext_lazy("answer")
    parameter_name = "answered"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The two kinds."""
        return [("no", _("waiting")), ("yes", _("answered"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Those of the chosen kind."""
        return queryset.filter(answered_at__isnull=self.value() == "no") if self.value() else queryset


@admin.register(ContestedMark)
class ContestedMarkAdmin(InstructorAdmin):
    """Contested marks, to be answered."""

    course_path = "place__attempt__quiz__course"
    list_display = ["student", "quiz", "question", "reason", "created_at", "answered_at"]
    list_filter = [AnsweredFilter, QuestionFilter.at("place__question")]
    list_select_related = [
        "place__attempt__student",
        "place__attempt__quiz",
        "place__question__problem_version__problem",
    ]
    readonly_fields = [
        *("student", "quiz", "question", "variant", "reason", "marks", "created_at"),
        "answered_by",
    ]
    fields = [*readonly_fields[:-1], "answer", "answered_by"]
    search_fields = ["place__attempt__student__username", "reason"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Students send them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They stay."""
        return False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The answer may be long, and is needed."""
        if db_field.name == "answer":
            return forms.CharField(
                label=_("Answer"),
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 5}),
                help_text=_("The student sees it beside the mark, and gets it by mail."),
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("student"), ordering="place__attempt__student__username")
    def student(self, contest: ContestedMark) -> str:
        """Whose mark it is."""
        return str(contest.place.attempt.student)

    @admin.display(description=gettext_lazy("quiz"))
    def quiz(self, contest: ContestedMark) -> str:
        """In which quiz."""
        return str(contest.place.attempt.quiz)

    @admin.display(description=gettext_lazy("question"))
    def question(self, contest: ContestedMark) -> str:
        """At which question."""
        return str(contest.place.question)

    @admin.display(description=gettext_lazy("numbers"))
    def variant(self, contest: ContestedMark) -> str:
        """The numbers that the student had."""
        numbers = contest.submission.variant
        return render_to_string("admin/quizzes/numbers.html", {"variant": numbers})

    @admin.display(description=gettext_lazy("how each mark came about"))
    def marks(self, contest: ContestedMark) -> str:
        """Field by field: typed, read as, accepted, verdict, points, what was told; and how to change it."""
        found = {"marks": marks_of(contest.submission), "place": contest.place}
        return render_to_string("admin/quizzes/contestedmark/marks.html", found)

    def save_model(self, request: HttpRequest, obj: ContestedMark, form: Any, change: bool) -> None:
        """Answer, and write to the student."""
        link = site_address(request) + reverse("results", args=[obj.place.attempt_id])
        if not actions.answer_contest(obj, form.cleaned_data["answer"], person(request), link):
            messages.warning(request, _("The answer is stored, but the mail could not be sent."))
