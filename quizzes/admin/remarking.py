"""Re-marking: which version a question uses, what another makes of the answers, and marks set by hand."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from quizzes import actions
from quizzes.admin.access import ReadOnlyAdmin
from quizzes.models import AttemptQuestion, Policy, ProblemVersion, Question, Remarking
from quizzes.queries.access import courses_taught, problems_for
from quizzes.queries.remarking_pages import advance_of, marks_shown, since
from quizzes.queries.versions import difference, use_of
from quizzes.requests import person

MARKS_ON_A_PAGE = 100
A_LITTLE = 0.4  # seconds that showing the page does of the work: it goes on also where no worker lives
asked_or_done = require_http_methods(["GET", "HEAD", "POST"])


class StartForm(forms.Form):
    """What a re-marking does, and why."""

    policy = forms.ChoiceField(
        label=gettext_lazy("What is done"), choices=Policy.choices, widget=forms.RadioSelect, initial="raise"
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Students whose mark changes read it beside their mark."),
    )
    by_hand_too = forms.BooleanField(
        label=gettext_lazy("Also change marks that were set by hand"), required=False, label_suffix=""
    )


class MarkForm(forms.Form):
    """A mark set by hand, and why."""

    points = forms.FloatField(label=gettext_lazy("Points"), min_value=0)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The student reads it beside the mark."),
    )

    def __init__(self, *args: Any, most: float, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most

    def clean_points(self) -> float:
        """Refuse more points than the question is worth."""
        points: float = self.cleaned_data["points"]
        if points > self.most:
            raise forms.ValidationError(
                _("The question is worth %(most)g points: give no more."), params={"most": self.most}
            )
        return points


class Remarkings(ChangeList):
    """The list, which leads to what each re-marking does rather than to its stored fields."""

    def url_for_result(self, result: Model) -> str:
        """The page of a re-marking."""
        return reverse("admin:quizzes_remarking_steps", args=[result.pk])


@admin.register(Remarking)
class RemarkingAdmin(ReadOnlyAdmin):
    """Re-markings: each has a page of its own."""

    course_path = "question__quiz__course"
    list_display = ["question", "quiz", "policy", "stage", "up", "down", "created_by", "created_at"]
    list_select_related = ["question__quiz", "question__problem_version__problem", "created_by"]
    fields = ["question", "version", "policy", "reason", "stage", "up", "down", "same", "left_out"]

    @admin.display(description=gettext_lazy("quiz"))
    def quiz(self, remarking: Remarking) -> str:
        """The quiz of the question."""
        return str(remarking.question.quiz)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The list with its own links."""
        return Remarkings

    def get_urls(self) -> list[URLPattern]:
        """With the pages of a question, of a re-marking, of a mark, and of two versions beside each other."""
        views: dict[str, tuple[str, Any]] = {
            "question/<int:question_id>/": ("question", asked_or_done(self.question)),
            "<int:pk>/": ("steps", never_cache(asked_or_done(self.steps))),
            "mark/<int:place_id>/": ("mark", asked_or_done(self.mark)),
            "compare/<int:old>/<int:new>/": ("compare", require_safe(self.compare)),
        }
        return [
            path(route, self.admin_site.admin_view(view), name=f"quizzes_remarking_{name}")
            for route, (name, view) in views.items()
        ] + super().get_urls()

    def _rows(self, request: HttpRequest, rows: QuerySet[Any], course: str) -> QuerySet[Any]:
        """Those rows that belong to courses of the user."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return rows if request.user.is_superuser else rows.filter(**{course: courses_taught(person(request))})

    def _page(self, request: HttpRequest, name: str, title: str, found: dict[str, Any]) -> TemplateResponse:
        return self.page(request, f"admin/quizzes/remarking/{name}.html", found | {"title": title})

    def question(self, request: HttpRequest, question_id: int) -> HttpResponse:
        """Show the version in use and what is new since, move to the newest, and start a re-marking."""
        questions = Question.objects.select_related("problem_version__problem", "quiz__course")
        question = get_object_or_404(self._rows(request, questions, "quiz__course__in"), pk=question_id)
        if "newest" in request.POST:
            newest = actions.use_newest_version(question, person(request))
            done = _("The question uses version %(number)s now.") % {"number": newest.number}
            self.log_change(request, question, done)
            messages.success(request, done)
            return redirect("admin:quizzes_remarking_question", question_id)
        form = StartForm(request.POST or None)
        if form.is_valid():
            told = form.cleaned_data
            remarking = actions.start_remarking(
                question, told["policy"], told["reason"], person(request), told["by_hand_too"]
            )
            return redirect("admin:quizzes_remarking_steps", remarking.pk)
        use = use_of(question)
        marked = question.places.filter(share__isnull=False).count()
        found = {"question": question, "quiz": question.quiz, "use": use, "form": form, "marked": marked}
        found["lines"] = difference(use.version.document, use.newest.document)
        found["remarkings"] = question.remarkings.select_related("created_by", "version")
        found["older"] = (
            question.places.filter(share__isnull=False)
            .exclude(variant__problem_version=F("question__problem_version"))
            .count()
        )
        return self._page(request, "question", str(question), found)

    def steps(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show how far a re-marking is and what it finds; apply it, undo it, or begin the same once more."""
        remarking = self.own(request, pk)
        if request.method == "POST":
            return self._step(request, remarking)
        if remarking.is_moving:
            remarking = actions.advance(pk, A_LITTLE)
        question = remarking.question
        show = request.GET.get("show", "")
        found = {
            "remarking": remarking,
            "question": question,
            "quiz": question.quiz,
            "advance": advance_of(remarking),
            "since": since(remarking),
            "show": show,
            "page": Paginator(marks_shown(remarking, show), MARKS_ON_A_PAGE).get_page(
                request.GET.get("page")
            ),
        }
        found["marks"] = [
            (row, _points(row.before, question.points), _points(row.after, question.points))
            for row in found["page"]
        ]
        return self._page(request, "steps", str(remarking), found)

    def _step(self, request: HttpRequest, remarking: Remarking) -> HttpResponse:
        if "again" in request.POST:
            told = remarking.policy, remarking.reason, person(request), remarking.by_hand_too
            begun = actions.start_remarking(remarking.question, *told)
            return redirect("admin:quizzes_remarking_steps", begun.pk)
        step = actions.undo_remarking if "undo" in request.POST else actions.apply_remarking
        try:
            step(remarking)
        except actions.NotNowError:
            messages.error(
                request, _("Not now: another re-marking of this question goes on, or came after this one.")
            )
        else:
            self.log_change(request, remarking, str(remarking.get_stage_display()))
        return redirect("admin:quizzes_remarking_steps", remarking.pk)

    def mark(self, request: HttpRequest, place_id: int) -> HttpResponse:
        """Set the mark of one student at a question by hand, or withdraw it; with the mark's history."""
        places = AttemptQuestion.objects.select_related(
            "attempt__student", "attempt__quiz", "question__problem_version__problem"
        )
        place = get_object_or_404(self._rows(request, places, "attempt__quiz__course__in"), pk=place_id)
        points = place.question.points
        share = place.share or 0.0
        form = MarkForm(request.POST or None, most=points, initial={"points": round(share * points, 4)})
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            if "release" in request.POST:
                actions.release_mark(place, reason, person(request))
                messages.success(request, _("Submissions and re-markings give the mark again."))
            else:
                actions.set_mark(place, form.cleaned_data["points"] / points, reason, person(request))
                messages.success(request, _("The mark is set."))
            return redirect("admin:quizzes_remarking_mark", place_id)
        found = {
            "place": place,
            "question": place.question,
            "quiz": place.attempt.quiz,
            "form": form,
            "earned": None if place.share is None else place.share * points,
            "changes": [
                (change, _points(change.before, points), _points(change.after, points))
                for change in place.mark_changes.select_related("created_by")
            ],
        }
        return self._page(
            request, "mark", _("Mark of %(student)s") % {"student": place.attempt.student}, found
        )

    def compare(self, request: HttpRequest, old: int, new: int) -> HttpResponse:
        """Show two versions of a problem beside each other."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        versions = ProblemVersion.objects.select_related("problem")
        versions = versions.filter(problem__in=problems_for(person(request)))
        before = get_object_or_404(versions, pk=old)
        after = get_object_or_404(versions, pk=new, problem=before.problem_id)
        found = {"before": before, "after": after, "lines": difference(before.document, after.document)}
        return self._page(request, "compare", before.problem.title, found)


def _points(share: float | None, points: float) -> float | None:
    return None if share is None else share * points


def page_of(question: Question) -> str:
    """The address of a question's versions and re-markings."""
    return reverse("admin:quizzes_remarking_question", args=[question.pk])
