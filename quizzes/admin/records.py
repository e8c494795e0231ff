"""What students did: attempts, variants and submissions, to be read."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from quizzes.admin.access import ReadOnlyAdmin
from quizzes.models import Attempt, Quiz, Submission, Variant
from quizzes.queries.access import courses_taught
from quizzes.queries.results import marks_of
from quizzes.requests import person


class QuizFilter(admin.SimpleListFilter):
    """Those of one quiz, of the courses that the user teaches; `path` leads from a row to its quiz."""

    title = _("quiz")
    parameter_name = "quiz"
    path: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The quizzes, by their keys."""
        quizzes = Quiz.objects.select_related("course").order_by("course__title", "title", "pk")
        if not request.user.is_superuser:
            quizzes = quizzes.filter(course__in=courses_taught(person(request)))
        return [(str(quiz.pk), f"{quiz.title} ({quiz.course})") for quiz in quizzes]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Those of the chosen quiz."""
        chosen = self.value() in dict(self.lookup_choices)
        return queryset.filter(**{self.path: self.value()}) if chosen else queryset


class AttemptsQuizFilter(QuizFilter):
    """Attempts at one quiz."""

    path = "quiz"


class SubmissionsQuizFilter(QuizFilter):
    """Submissions at one quiz, at first the one that was begun last: a site has a million of them."""

    path = "variant__question__quiz"

    def value(self) -> str | None:
        """The chosen quiz, or that of the newest attempt."""
        chosen = super().value()
        if chosen is None:
            own = [int(key) for key, _title in self.lookup_choices]
            newest = Attempt.objects.filter(quiz__in=own).order_by("-pk").first()
            chosen = str(newest.quiz_id) if newest else None
        return chosen

    def choices(self, changelist: Any) -> Any:
        """The quizzes, with all of them as a choice of its own."""
        every, *others = super().choices(changelist)
        yield every | {
            "selected": self.value() == "all",
            "query_string": changelist.get_query_string({self.parameter_name: "all"}),
        }
        yield from others


class KeysFirst(Paginator):
    """Sorts keys only, and then reads the rows of one page: sorting whole rows takes four times as long."""

    def page(self, number: Any) -> Page:
        """The rows of a page, without the long texts that no list shows."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows: Any = self.object_list
        keys = list(rows.values_list("pk", flat=True)[first : first + self.per_page])
        lean = rows.model.objects.select_related(*SubmissionAdmin.list_select_related)
        found = lean.defer(*SubmissionAdmin.long).in_bulk(keys)
        return Page([found[key] for key in keys], number, self)


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    """Attempts."""

    course_path = "quiz__course"
    list_display = ["student", "quiz", "number", "started_at"]
    list_filter = [AttemptsQuizFilter]
    list_select_related = ["student", "quiz"]
    search_fields = ["student__username", "student__last_name", "quiz__title"]
    show_full_result_count = False


@admin.register(Variant)
class VariantAdmin(ReadOnlyAdmin):
    """Variants with their facts."""

    course_path = "question__quiz__course"
    list_display = ["pk", "problem_version", "created_for", "question", "number", "created_at"]
    list_select_related = ["problem_version__problem", "created_for", "question__problem_version__problem"]
    search_fields = ["created_for__username", "problem_version__problem__title"]
    fields = [
        "problem_version",
        "created_for",
        "attempt",
        "question",
        "number",
        "record",
        "created_at",
        "revealed_at",
    ]
    readonly_fields = ["revealed_at"]

    @admin.display(description=_("worked solution shown"))
    def revealed_at(self, variant: Variant) -> str:
        """When the student asked for the worked solution."""
        return str(variant.reveal.created_at) if hasattr(variant, "reveal") else "–"


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    """Submissions: typed, marked, when."""

    course_path = "variant__question__quiz__course"
    list_display = ["student", "problem", "number", "score", "out_of", "complete", "created_at"]
    list_select_related = ["variant__created_for", "variant__problem_version__problem"]
    list_filter = [SubmissionsQuizFilter, "complete", "counted"]
    show_full_result_count = False
    paginator = KeysFirst
    long = ("typed", "marking", "variant__record", "variant__problem_version__document")
    search_fields = ["variant__created_for__username", "variant__problem_version__problem__title"]
    fields = ["variant", "number", "marks", "score", "out_of", "complete", "counted", "key", "created_at"]
    readonly_fields = ["marks"]

    @admin.display(description=_("how each mark came about"))
    def marks(self, submission: Submission) -> str:
        """Field by field: typed, read as, accepted, verdict, points and what the student was told."""
        return render_to_string("admin/quizzes/marks.html", {"marks": marks_of(submission)})

    @admin.display(description=_("student"), ordering="variant__created_for__username")
    def student(self, submission: Submission) -> str:
        """Who submitted."""
        return str(submission.variant.created_for)

    @admin.display(description=_("problem template"))
    def problem(self, submission: Submission) -> str:
        """What was answered."""
        return str(submission.variant.problem_version.problem)
