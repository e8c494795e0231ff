"""What students did: attempts, variants, submissions and what came late, to be read."""

from typing import Any, cast

from django.contrib import admin
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.access import ReadOnlyAdmin
from quizzes.admin.filters import QuestionFilter, StudentFilter
from quizzes.models import Attempt, LateDraft, Quiz, Submission, Variant
from quizzes.queries.access import courses_taught
from quizzes.queries.results import marks_of
from quizzes.requests import person
from quizzes.templatetags.answers import points

MOST_KEYS = 100_000  # that are held at once to count them and to turn pages


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


class VariantsQuizFilter(SubmissionsQuizFilter):
    """Variants of one quiz, of which a site has as many."""

    path = "question__quiz"


class LateDraftsQuizFilter(QuizFilter):
    """What came late at one quiz."""

    path = "place__attempt__quiz"


class VariantsQuestionFilter(QuestionFilter):
    """Variants of one question."""

    path = "question"


class SubmissionsQuestionFilter(QuestionFilter):
    """Submissions at one question."""

    path = "variant__question"


class AttemptsStudentFilter(StudentFilter):
    """Attempts of one student."""

    path = "student"


class VariantsStudentFilter(StudentFilter):
    """Variants of one student."""

    path = "created_for"


class SubmissionsStudentFilter(StudentFilter):
    """Submissions of one student."""

    path = "variant__created_for"


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
        """The rows of a page, without the long texts that no list shows."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows: Any = self.object_list
        last = first + self.per_page
        keys = self._keys[first:last] if last <= MOST_KEYS else rows.values_list("pk", flat=True)[first:last]
        lean = rows.model.objects.select_related(*SubmissionAdmin.list_select_related)
        found = lean.defer(*SubmissionAdmin.long).in_bulk(keys)
        return Page([found[key] for key in keys], number, self)


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    """Attempts."""

    course_path = "quiz__course"
    fields = ["student", "quiz", "number", "started_at", "submitted_at", "settled_at", "marks"]
    readonly_fields = ["marks"]
    list_display = ["student", "quiz", "number", "started_at", "submitted_at"]
    list_filter = [AttemptsQuizFilter, AttemptsStudentFilter]
    list_select_related = ["student", "quiz"]
    search_fields = ["student__username", "student__last_name", "quiz__title"]
    show_full_result_count = False

    @admin.display(description=_("marks"))
    def marks(self, attempt: Attempt) -> SafeString:
        """The mark of each question, and the way to its history and to set it by hand."""
        places = attempt.places.select_related("question__problem_version__problem")
        return format_html_join(
            mark_safe("<br>"),
            '{}. {}: {} · <a href="{}">{}</a>',
            (
                (
                    place.position,
                    place.question.problem_version.problem.title,
                    points(place.question.points, (place.share or 0.0) * place.question.points),
                    reverse("admin:quizzes_remarking_mark", args=[place.pk]),
                    gettext("History, and mark by hand"),
                )
                for place in places
            ),
        )


@admin.register(Variant)
class VariantAdmin(ReadOnlyAdmin):
    """Variants with their facts."""

    course_path = "question__quiz__course"
    list_display = ["pk", "problem_version", "created_for", "question", "number", "created_at"]
    list_select_related = ["problem_version__problem", "created_for", "question__problem_version__problem"]
    list_filter = [VariantsQuizFilter, VariantsQuestionFilter, VariantsStudentFilter]
    show_full_result_count = False
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
    list_filter = [
        SubmissionsQuizFilter,
        SubmissionsQuestionFilter,
        SubmissionsStudentFilter,
        "complete",
        "counted",
    ]
    show_full_result_count = False
    paginator = KeysFirst
    long = ("typed", "marking", "variant__record", "variant__problem_version__document")
    search_fields = ["variant__created_for__username", "variant__problem_version__problem__title"]
    fields = [
        *("student", "variant", "number", "marks", "score", "out_of", "factor", "complete", "counted", "key"),
        *("received_at", "created_at"),
    ]
    readonly_fields = ["student", "marks"]

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


@admin.register(LateDraft)
class LateDraftAdmin(ReadOnlyAdmin):
    """What reached the server after the end of an attempt."""

    course_path = "place__attempt__quiz__course"
    list_display = ["student", "quiz", "question", "received_at"]
    list_select_related = [
        "place__attempt__student",
        "place__attempt__quiz",
        "place__question__problem_version__problem",
    ]
    list_filter = [LateDraftsQuizFilter]
    search_fields = ["place__attempt__student__username", "place__attempt__student__last_name"]
    fields = ["student", "quiz", "question", "variant", "typed", "received_at"]
    readonly_fields = ["student", "quiz", "question"]

    @admin.display(description=_("student"))
    def student(self, draft: LateDraft) -> str:
        """Who sent it."""
        return str(draft.place.attempt.student)

    @admin.display(description=_("quiz"))
    def quiz(self, draft: LateDraft) -> str:
        """At which quiz."""
        return str(draft.place.attempt.quiz)

    @admin.display(description=_("question"))
    def question(self, draft: LateDraft) -> str:
        """At which question."""
        return str(draft.place.question)
