"""The question page: its numbers, Check, the worked solution, New numbers."""

import logging
import secrets
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from grader import read
from quizzes import actions
from quizzes.models import Attempt, Variant
from quizzes.queries.access import variants_of
from quizzes.queries.problems import drawn
from quizzes.queries.progress import Progress, Step, progress_around
from quizzes.queries.sheets import Sheet, earlier_variants, sheet, with_sheet
from quizzes.requests import SignedInRequest, SiteRequest, person
from quizzes.views.caching import always_asked
from quizzes.views.typed import keep_typed, take_kept, typed_answers

logger = logging.getLogger(__name__)


@require_safe
@login_required
@always_asked
def question(request: SignedInRequest, question_id: int) -> HttpResponse:
    """The numbers that I work on at this question."""
    progress = progress_around(request.user, question_id)
    if progress is None:
        raise Http404
    step = progress.at(question_id)
    if step.attempt_id is None:
        return redirect("quiz", progress.quiz.pk)
    variant_id = step.variant_id or _open(step, step.attempt_id)
    shown = with_sheet(Variant.objects.all()).get(pk=variant_id)
    kept = take_kept(request, shown.pk)
    return render(
        request, "quizzes/question.html", _page(sheet(shown, kept), progress, step) | {"kept": kept}
    )


def _open(step: Step, attempt_id: int) -> int:
    attempt = Attempt.objects.select_related("student").get(pk=attempt_id)
    return actions.open_question(step.question, attempt).pk


@require_safe
@login_required
@always_asked
def variant(request: SignedInRequest, variant_id: int) -> HttpResponse:
    """Earlier numbers, to read again; the newest ones are the question's page."""
    shown = _mine(request, variant_id)
    progress, step = _place(request, shown)
    if step.variant_id == shown.pk:
        return redirect("question", step.question.pk)
    return render(request, "quizzes/earlier.html", _page(sheet(shown), progress, step))


@require_POST
@always_asked
def check(request: SiteRequest, variant_id: int) -> HttpResponse:
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
    return render(request, "quizzes/checked.html", _page(sheet(shown), *_place(request, shown)))


def _sign_in_first(request: SiteRequest, variant_id: int) -> HttpResponse:
    keep_typed(request, variant_id)
    answer = redirect_to_login(reverse("variant", args=[variant_id]))
    return HttpResponseClientRedirect(answer.url) if request.htmx else answer


def _not_marked(request: HttpRequest, shown: Variant, typed: dict[str, str]) -> HttpResponse:
    """A fault of ours: nothing is recorded, and what was typed is still in the boxes."""
    context = _page(sheet(shown, typed), *_place(request, shown))
    return render(request, "quizzes/question.html", context | {"fault": True}, status=500)


@require_POST
def read_as(request: SiteRequest, variant_id: int) -> HttpResponse:
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
def solution(request: SignedInRequest, variant_id: int) -> HttpResponse:
    """Show the worked solution; nothing more is marked on these numbers."""
    shown = _mine(request, variant_id)
    try:
        actions.reveal_solution(shown)
    except actions.SolutionWithheldError as withheld:
        raise Http404 from withheld
    return redirect(reverse("variant", args=[variant_id]) + "#solution")


@require_POST
@login_required
def new_numbers(request: SignedInRequest, variant_id: int) -> HttpResponse:
    """Put other numbers in place of these."""
    new = actions.new_numbers(after=_mine(request, variant_id))
    return redirect("question", new.question_id)


def _mine(request: HttpRequest, variant_id: int) -> Variant:
    return get_object_or_404(with_sheet(variants_of(person(request))), pk=variant_id)


def _place(request: HttpRequest, shown: Variant) -> tuple[Progress, Step]:
    """The quiz around the variant, and its step there."""
    question_id = shown.question_id
    progress = progress_around(person(request), question_id) if question_id else None
    if question_id is None or progress is None:
        raise Http404
    return progress, progress.at(question_id)


def _page(shown: Sheet, progress: Progress, step: Step) -> dict[str, Any]:
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
