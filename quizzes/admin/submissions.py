"""Submissions: what was typed, how it was read and marked, and when; to be read."""

from typing import Any, cast

from django.contrib import admin
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from quizzes.admin.access import ReadOnlyAdmin
from quizzes.admin.filters import (
    CourseFilter,
    NewestMarkedQuizFilter,
    ProblemFilter,
    QuestionFilter,
    StudentFilter,
)
from quizzes.models import ProblemVersion, Submission, User, Variant
from quizzes.queries.problems import in_order
from quizzes.queries.results import marks_of
from quizzes.templatetags.answers import short

MOST_KEYS = 100_000  # that are held at once to count them and to turn pages
MOST_STUDENTS = 1_000  # whose name may match what is searched
MOST_ANSWERS = 6  # of a submission that the list shows


class KeysFirst(Paginator):
    """Sorts keys only, and then reads the rows of one page: sorting whole rows takes four times as long."""

    @cached_property
    def _keys(self) -> list[int]:
        """The keys of all rows, or of the first where there are very many."""
        return list(cast(QuerySet, self.object_list).values_list("pk", flat=True)[:MOST_KEYS])

    @cached_property
    def count(self) -> int:  # type: ignore[override]
        """How many rows there are: the keys say so, but for the longest lists."""
        return len(self._keys) if len(self._keys) < MOST_KEYS else cast(QuerySet, self.object_list).count()

    def page(self, number: Any) -> Page:
        """The rows of a page, with what the list shows of them and no more."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows: Any = self.object_list
        last = first + self.per_page
        keys = self._keys[first:last] if last <= MOST_KEYS else rows.values_list("pk", flat=True)[first:last]
        lean = rows.model.objects.select_related(*SubmissionAdmin.list_select_related)
        found = lean.only(*SubmissionAdmin.shown).in_bulk(keys)
        _give_documents([row.variant for row in found.values()])
        return Page([found[key] for key in keys], number, self)


def _give_documents(variants: list[Variant]) -> None:
    """Read each problem's text once, however many of the rows are about it."""
    wanted = {variant.problem_version_id for variant in variants}
    texts = dict(ProblemVersion.objects.filter(pk__in=wanted).values_list("pk", "document"))
    for variant in variants:
        variant.problem_version.document = texts[variant.problem_version_id]


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    """Submissions: typed, read as, marked, when."""

    course_path = "variant__question__quiz__course"
    list_display = ["student", "quiz", "problem", "answers", "score_of", "complete", "received"]
    list_select_related = [
        "variant__created_for",
        "variant__question__quiz",
        "variant__problem_version__problem",
    ]
    shown = [
        *("variant", "number", "typed", "marking", "score", "out_of", "complete", "received_at"),
        *(f"variant__created_for__{name}" for name in ("username", "first_name", "last_name")),
        *("variant__question__quiz__title", "variant__problem_version__problem__title"),
    ]
    list_filter = [
        CourseFilter.at("variant__question__quiz__course"),
        NewestMarkedQuizFilter.at("variant__question__quiz"),
        ProblemFilter.at("variant__problem_version__problem"),
        QuestionFilter.at("variant__question"),
        StudentFilter.at("variant__created_for"),
        "complete",
        "counted",
    ]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # each would count a million rows
    paginator = KeysFirst
    search_fields = ["variant__created_for__username"]
    fields = [
        *("student", "variant", "number", "marks", "score", "out_of", "factor", "complete", "counted", "key"),
        *("received_at", "created_at"),
    ]
    readonly_fields = ["student", "marks"]

    class Media:
        css = {"all": ["css/following.css"]}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list; it needs the width that the menu would take."""
        found = {"is_nav_sidebar_enabled": False} | (extra_context or {})
        return super().changelist_view(request, found)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Look for the students first: there are few of them beside what they sent."""
        words = search_term.split()
        if not words:
            return queryset, False
        found = User.objects.all()
        for word in words:
            named = (f"{name}__icontains" for name in ("username", "first_name", "last_name", "email"))
            found = found.filter(Q.create([(name, word) for name in named], connector=Q.OR))
        keys = list(found.values_list("pk", flat=True)[:MOST_STUDENTS])
        return queryset.filter(variant__created_for__in=keys), False

    @admin.display(description=_("how each mark came about"))
    def marks(self, submission: Submission) -> str:
        """Field by field: typed, read as, accepted, verdict, points and what the student was told."""
        return render_to_string("admin/quizzes/marks.html", {"marks": marks_of(submission)})

    @admin.display(description=_("answers: typed, read as, verdict"))
    def answers(self, submission: Submission) -> SafeString:
        """The first answers at a glance."""
        parts = submission.marking
        names = in_order(submission.variant.problem_version.document, parts)
        found = [(name, submission.typed.get(name, ""), parts[name]) for name in names]
        about: dict[str, Any] = {"answers": found[:MOST_ANSWERS], "more": len(found) - MOST_ANSWERS}
        return render_to_string("admin/quizzes/answers.html", about)

    @admin.display(description=_("points"), ordering="score")
    def score_of(self, submission: Submission) -> str:
        """The points, of how many."""
        return f"{short(submission.score)} / {short(submission.out_of)}"

    @admin.display(description=_("received"), ordering="received_at")
    def received(self, submission: Submission) -> str:
        """When, in few letters."""
        return date_format(localtime(submission.received_at), "SHORT_DATETIME_FORMAT")

    @admin.display(description=_("student"), ordering="variant__created_for__username")
    def student(self, submission: Submission) -> str:
        """Who submitted."""
        return str(submission.variant.created_for)

    @admin.display(description=_("quiz"))
    def quiz(self, submission: Submission) -> str:
        """At which quiz."""
        return submission.variant.question.quiz.title

    @admin.display(description=_("problem template"))
    def problem(self, submission: Submission) -> str:
        """What was answered."""
        return str(submission.variant.problem_version.problem)
