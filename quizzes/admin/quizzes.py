"""Quizzes with their rules, their questions, and what single students are allowed besides."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django import forms
from django.contrib import admin
from django.db.models import ForeignKey, Max, QuerySet
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes import actions
from quizzes.admin.access import InstructorInline
from quizzes.admin.following.live import LivePages
from quizzes.admin.following.questions import QuestionPages
from quizzes.admin.labels import NamedFormSet, name_box
from quizzes.admin.remarking import page_of
from quizzes.models import Extension, Pool, ProblemVersion, Question, Quiz, User
from quizzes.queries.access import courses_taught
from quizzes.queries.library import versions_to_ask
from quizzes.queries.pools import uneven_pool
from quizzes.requests import person

TIMES = _("Times")


class QuestionFormSet(NamedFormSet):
    """The questions of a quiz together."""

    def clean(self) -> None:
        """Let no pool be a lottery: its questions are worth the same."""
        super().clean()
        kept = [form.instance for form in self.forms if form.is_valid() and form not in self.deleted_forms]
        fault = uneven_pool(question for question in kept if question.problem_version_id)
        if fault:
            raise forms.ValidationError(fault)

    def moves(self) -> list[tuple[ProblemVersion | None, ProblemVersion | None]]:
        """What each question asked before it was saved, and what it asks now; None where there is none."""
        first = [form.initial.get("problem_version") for form in self.initial_forms]
        known = ProblemVersion.objects.select_related("problem").in_bulk(first)
        gone = self.deleted_forms
        return [
            (
                known.get(form.initial.get("problem_version")),
                form.instance.problem_version if form.instance.pk and form not in gone else None,
            )
            for form in self.forms
        ]


class QuestionInline(InstructorInline, admin.TabularInline):
    """The questions of a quiz."""

    model = Question
    formset = QuestionFormSet
    autocomplete_fields = ["problem_version"]
    fields = ["position", "problem_version", "use", "points", "pool"]
    readonly_fields = ["use"]
    extra = 0

    @admin.display(description=_("version in use"))
    def use(self, question: Question) -> str:
        """Which of the versions, and the way to another and to re-marking."""
        if not question.pk:
            return "–"
        said = gettext("version %(number)d of %(newest)d") % {
            "number": question.problem_version.number,
            "newest": question.newest,  # type: ignore[attr-defined]
        }
        if question.problem_version.problem.is_draft:
            said = f"{said}, {gettext('a draft')}"
        look = reverse("admin:quizzes_problemversion_look", args=[question.problem_version_id])
        return format_html(
            '{} · <a class="look" target="_blank" href="{}">{}</a> · <a href="{}">{}</a>',
            *(said, look, gettext("How it looks"), page_of(question), gettext("Mend and re-mark")),
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With the titles that a row shows."""
        rows = super().get_queryset(request).select_related("problem_version__problem")
        return rows.annotate(newest=Max("problem_version__problem__versions__number"))

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the pools of this quiz, once it is saved with them, and what it may ask: no drafts."""
        quiz = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
        if db_field.name == "pool":
            kwargs["queryset"] = Pool.objects.filter(quiz=quiz) if quiz else Pool.objects.none()
        if db_field.name == "problem_version":
            kwargs["queryset"] = versions_to_ask(quiz)
            said = _("This is a draft: publish it first, on its own page.")
            kwargs["error_messages"] = {"invalid_choice": said}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class PoolInline(InstructorInline, admin.TabularInline):
    """The pools of a quiz."""

    model = Pool
    formset = NamedFormSet
    extra = 0


class ManyOptions(forms.Select):
    """A list to choose from in one template rather than one for each option: a course has 2,000 people."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The list as HTML."""
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, mark_safe(" selected") if str(key) == chosen else "", text) for key, text in self.choices),
        )
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(given), options)


class ExtensionInline(InstructorInline, admin.TabularInline):
    """The extensions of a quiz."""

    model = Extension
    formset = NamedFormSet
    extra = 0
    fields = ["student", "opens_at", "due_at", "closes_at", "extra_minutes", "extra_attempts", "reason"]

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the people of the quiz's course."""
        if db_field.name == "student":
            quiz = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
            people = User.objects.filter(enrolments__course__quizzes=quiz) if quiz else User.objects.none()
            kwargs["queryset"] = people.order_by("last_name", "first_name", "username")
            kwargs["widget"] = ManyOptions
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Quiz)
class QuizAdmin(LivePages, QuestionPages):
    """Quizzes."""

    course_path = "course"
    list_display = ["title", "course", "published", "opens_at", "due_at", "closes_at"]
    list_filter = ["published", "course"]
    list_select_related = ["course"]
    search_fields = ["title", "course__title"]
    inlines = [PoolInline, QuestionInline, ExtensionInline]
    fieldsets = [
        (None, {"fields": ["course", "title", "published", "instructions"]}),
        (
            TIMES,
            {"fields": ["opens_at", "due_at", "closes_at", "time_limit", ("late_penalty", "late_per")]},
        ),
        (
            _("Attempts and tries"),
            {
                "fields": [
                    ("attempts_allowed", "counts"),
                    ("tries", "try_penalty"),
                    "new_numbers",
                    "solution_on_request",
                    ("shuffle_questions", "shuffle_options"),
                ]
            },
        ),
        (_("What students see, and when"), {"fields": ["feedback_when", "marks_when", "solutions_when"]}),
    ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the rules of the kind of quiz that was chosen: ?preset=exam."""
        given = super().get_changeform_initial_data(request)
        return actions.PRESETS.get(str(given.pop("preset", "practice")), {}) | given

    class Media:
        css = {"all": ["css/following.css"]}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Name the boxes of a date and of its time."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.SplitDateTimeField):
            name_box(field)
        return field

    @method_decorator(csp_update({"frame-src": [SELF]}))
    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> Any:
        """Show and take dates in the time zone of the quiz's course; problems show in a frame."""
        key = int(object_id) if object_id and object_id.isascii() and object_id.isdigit() else None
        quiz = Quiz.objects.select_related("course").filter(pk=key).first() if key else None
        if quiz:
            timezone.activate(quiz.course.zone)
        return super().changeform_view(request, object_id, *args, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Lead who is in the course to what students see."""
        quiz = context.get("original")
        found = {
            "sees_as_student": quiz and person(request).enrolments.filter(course=quiz.course_id).exists()
        }
        return super().render_change_form(request, context | found, *args, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Quiz | None = None) -> Any:
        """Say which time zone the dates are in."""
        where = gettext("Dates are in the time zone %(zone)s.") % {
            "zone": timezone.get_current_timezone_name()
        }
        return [
            (title, {**fields, "description": where} if title == TIMES else fields)
            for title, fields in super().get_fieldsets(request, obj)
        ]

    def get_inlines(self, request: HttpRequest, obj: Quiz | None) -> Any:
        """Extensions come once there is a quiz to extend."""
        return self.inlines if obj else [PoolInline, QuestionInline]

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the courses that the user instructs."""
        if db_field.name == "course":
            kwargs["queryset"] = courses_taught(person(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Note who granted an extension, and in the history of problems who put them into the quiz."""
        for row in formset.forms:
            if isinstance(row.instance, Extension) and row.has_changed():
                row.instance.created_by = person(request)
        super().save_formset(request, form, formset, change)
        if formset.model is Question:
            for before, after in formset.moves():
                actions.note_asking(form.instance, before, after, person(request))
