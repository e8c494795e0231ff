"""The question page: its numbers, Check, the worked solution, New numbers."""

import logging
import secrets
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from grader import read
from quizzes import actions
from quizzes.models import Attempt, Variant
from quizzes.queries.access import variants_of
from quizzes.queries.problems import drawn
from quizzes.queries.progress import Progress, progress_around
from quizzes.queries.sheets import Sheet, earlier_variants, sheet, with_sheet
from quizzes.views.typed import keep_typed, take_kept, typed_answers

logger = logging.getLogger(__name__)


@require_safe
@login_required
@never_cache
def question(request: HttpRequest, question_id: int) -> HttpResponse:
    """The numbers that I work on at this question."""
    progress = progress_around(request.user, question_id)
    if progress is None:
        raise Http404
    step = progress.at(question_id)
    if step.attempt_id is None:
        return redirect("quiz", progress.quiz.pk)
    variant_id = step.variant_id or _open(question_id, step.attempt_id, progress)
    variant = with_sheet(Variant.objects).get(pk=variant_id)
    kept = take_kept(request, variant.pk)
    return render(request, "quizzes/question.html", _page(sheet(variant, kept), progress) | {"kept": kept})


def _open(question_id: int, attempt_id: int, progress: Progress) -> int:
    attempt = Attempt.objects.select_related("student").get(pk=attempt_id)
    return actions.open_question(progress.at(question_id).question, attempt).pk


@require_safe
@login_required
@never_cache
def variant(request: HttpRequest, variant_id: int) -> HttpResponse:
    """Earlier numbers, to read again; the newest ones are the question's page."""
    shown = _mine(request, variant_id)
    progress = progress_around(request.user, shown.question_id)
    if progress.at(shown.question_id).variant_id == shown.pk:
        return redirect("question", shown.question_id)
    return render(request, "quizzes/earlier.html", _page(sheet(shown), progress))


@require_POST
@never_cache
def check(request: HttpRequest, variant_id: int) -> HttpResponse:
    """Mark the answers: the sheet alone for htmx, otherwise back to the page."""
    if not request.user.is_authenticated:
        return _sign_in_first(request, variant_id)
    shown = _mine(request, variant_id)
    typed = typed_answers(request)
    try:
        actions.submit(shown, typed, actions.key_for(request.POST.get("form", ""), typed))
    except actions.VariantClosedError:
        pass  # solved or shown in another tab: the page says so
    except Exception:
        logger.exception("Marking failed", extra={"variant": variant_id})
        return _not_marked(request, shown, typed)
    if not request.htmx:
        return redirect(reverse("variant", args=[variant_id]) + "#result")
    progress = progress_around(request.user, shown.question_id)
    return render(request, "quizzes/checked.html", _page(sheet(shown), progress))


def _sign_in_first(request: HttpRequest, variant_id: int) -> HttpResponse:
    keep_typed(request, variant_id)
    answer = redirect_to_login(reverse("variant", args=[variant_id]))
    return HttpResponseClientRedirect(answer.url) if request.htmx else answer


def _not_marked(request: HttpRequest, shown: Variant, typed: dict[str, str]) -> HttpResponse:
    """A fault of ours: nothing is recorded, and what was typed is still in the boxes."""
    context = _page(sheet(shown, typed), progress_around(request.user, shown.question_id)) | {"fault": True}
    return render(request, "quizzes/question.html", context, status=500)


@require_POST
def read_as(request: HttpRequest, variant_id: int) -> HttpResponse:
    """How one answer, as typed so far, would be read. It depends on the typed text alone."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)  # not the sign-in page, which would land beside the field
    shown = _mine(request, variant_id)
    name = request.GET.get("field", "")
    field = next((field for field in drawn(shown).fields if field.name == name), None)
    if field is None:
        raise Http404
    reading = read(field, typed_answers(request).get(name, ""))
    return render(request, "quizzes/reading.html", {"reading": reading, "field": field})


@require_POST
@login_required
def solution(request: HttpRequest, variant_id: int) -> HttpResponse:
    """Show the worked solution; nothing more is marked on these numbers."""
    shown = _mine(request, variant_id)
    if not shown.question.quiz.solution_on_request:
        raise Http404
    actions.reveal_solution(shown)
    return redirect(reverse("variant", args=[variant_id]) + "#solution")


@require_POST
@login_required
def new_numbers(request: HttpRequest, variant_id: int) -> HttpResponse:
    """Put other numbers in place of these."""
    shown = _mine(request, variant_id)
    actions.new_numbers(shown.question, shown.attempt, after=shown)
    return redirect("question", shown.question_id)


def _mine(request: HttpRequest, variant_id: int) -> Variant:
    return get_object_or_404(with_sheet(variants_of(request.user)), pk=variant_id)


def _page(shown: Sheet, progress: Progress) -> dict[str, Any]:
    step = progress.at(shown.variant.question_id)
    before, after = progress.beside(step)
    return {
        "sheet": shown,
        "progress": progress,
        "quiz": progress.quiz,
        "step": step,
        "before": before,
        "after": after,
        "earlier": earlier_variants(shown.variant),
        "form_key": secrets.token_urlsafe(12),
    }
