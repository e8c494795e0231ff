"""What students did: attempts, variants and what came late, to be read."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.admin.access import ReadOnlyAdmin
from quizzes.admin.filters import NewestQuizFilter, QuestionFilter, QuizFilter, StudentFilter
from quizzes.models import Attempt, LateDraft, Variant
from quizzes.templatetags.answers import points


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    """Attempts."""

    course_path = "quiz__course"
    fields = ["student", "quiz", "number", "started_at", "submitted_at", "settled_at", "marks"]
    readonly_fields = ["marks"]
    list_display = ["student", "quiz", "number", "started_at", "submitted_at"]
    list_filter = [QuizFilter.at("quiz"), StudentFilter.at("student")]
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
                    place.question.problem_version.title,
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
    list_filter = [
        NewestQuizFilter.at("question__quiz"),
        QuestionFilter.at("question"),
        StudentFilter.at("created_for"),
    ]
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
    list_filter = [QuizFilter.at("place__attempt__quiz")]
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
