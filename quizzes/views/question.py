"""The question page: its numbers, Save, Check, the worked solution, New numbers."""

import logging

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from grader import read
from quizzes import actions
from quizzes.models import Attempt, Variant
from quizzes.queries.access import newest_attempt_at, quizzes_of
from quizzes.queries.problems import drawn
from quizzes.queries.progress import Progress, progress_around
from quizzes.queries.sheets import sheet
from quizzes.queries.times import window
from quizzes.requests import SignedInRequest, SiteRequest
from quizzes.views.caching import always_asked
from quizzes.views.sheet_page import checked_page, mine, page_of, place_around, refused
from quizzes.views.typed import keep_typed, revision_of, take_kept, typed_answers

logger = logging.getLogger(__name__)


@require_safe
@login_required
@always_asked
def question(request: SignedInRequest, question_id: int) -> HttpResponse:
    """The numbers that I work on at this question."""
    attempt = newest_attempt_at(question_id, request.user)
    if attempt is None:
        return redirect("quiz", get_object_or_404(quizzes_of(request.user), questions=question_id).pk)
    timezone.activate(attempt.quiz.course.zone)
    progress = progress_around(attempt, window(attempt.quiz, attempt), request.arrived_at)
    progress = _with_all_questions(_settled(progress), question_id)
    step = progress.at_question(question_id)
    if step is None or (step.place.variant_id is None and progress.is_over):
        return redirect("quiz", attempt.quiz_id)  # not drawn for me, or never opened and too late now
    variant_id = step.place.variant_id
    if variant_id is None:
        variant_id = actions.open_question(step.question, attempt).pk
        progress = progress_around(attempt, progress.times, request.arrived_at)
        step = progress.at_question(question_id) or step
    shown = mine(request, variant_id)
    kept = take_kept(request, shown.pk)
    page = page_of(sheet(shown, request.arrived_at, kept), progress, step)
    return render(request, "quizzes/question.html", page | {"kept": kept})


def _settled(progress: Progress) -> Progress:
    """Mark what was saved when time was up, whether or not the background worker has come to it."""
    attempt = progress.attempt
    if attempt is None or attempt.settled_at or progress.times.accepts(attempt, progress.at):
        return progress
    actions.settle(attempt)
    return progress_around(attempt, progress.times, progress.at)


def _with_all_questions(progress: Progress, question_id: int) -> Progress:
    """Give the attempt that goes on a question that its quiz was given meanwhile."""
    attempt = progress.attempt
    if attempt is None or progress.is_over or progress.at_question(question_id):
        return progress
    actions.add_missing_questions(attempt)
    return progress_around(attempt, progress.times, progress.at)


@require_safe
@login_required
@always_asked
def variant(request: SignedInRequest, variant_id: int) -> HttpResponse:
    """Earlier numbers, to read again; the newest ones of the newest attempt are the question's page."""
    shown = mine(request, variant_id)
    progress, step = place_around(shown, request.arrived_at)
    if step.place.variant_id == shown.pk and not _is_earlier_attempt(shown):
        return redirect("question", step.question.pk)
    return render(request, "quizzes/earlier.html", page_of(sheet(shown, request.arrived_at), progress, step))


def _is_earlier_attempt(shown: Variant) -> bool:
    attempt = shown.attempt
    assert attempt is not None
    later = Attempt.objects.filter(
        quiz=attempt.quiz_id, student=attempt.student_id, number__gt=attempt.number
    )
    return later.exists()


@require_POST
@always_asked
def check(request: SiteRequest, variant_id: int) -> HttpResponse:
    """Mark the answers: the sheet alone for htmx, otherwise back to the page."""
    if not request.user.is_authenticated:
        return _sign_in_first(request, variant_id)
    shown = mine(request, variant_id)
    typed = typed_answers(request)
    key = actions.key_for(request.POST.get("form", ""), typed)
    try:
        actions.submit(shown, typed, key, request.arrived_at, revision_of(request))
    except actions.VariantClosedError:
        shown = mine(request, variant_id)  # solved, shown or over meanwhile: the page says so
    except actions.StaleError:
        return refused(request, shown, typed, status=409, stale=True)
    except Exception:
        logger.exception("Marking failed", extra={"variant": variant_id})
        return refused(request, shown, typed, status=500, fault=True)
    if not request.htmx:
        return redirect(reverse("variant", args=[variant_id]) + "#result")
    return render(request, "quizzes/checked.html", checked_page(shown, request.arrived_at))


def _sign_in_first(request: SiteRequest, variant_id: int) -> HttpResponse:
    keep_typed(request, variant_id)
    answer = redirect_to_login(reverse("variant", args=[variant_id]))
    return HttpResponseClientRedirect(answer.url) if request.htmx else answer


@require_POST
def read_as(request: SiteRequest, variant_id: int) -> HttpResponse:
    """How one answer, as typed so far, would be read. It depends on the typed text alone."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)  # not the sign-in page, which would land beside the field
    shown = mine(request, variant_id)
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
    shown = mine(request, variant_id)
    try:
        actions.reveal_solution(shown)
    except actions.SolutionWithheldError as withheld:
        raise Http404 from withheld
    return redirect(reverse("variant", args=[variant_id]) + "#solution")


@require_POST
@login_required
def new_numbers(request: SignedInRequest, variant_id: int) -> HttpResponse:
    """Put other numbers in place of these."""
    try:
        new = actions.new_numbers(after=mine(request, variant_id), at=request.arrived_at)
    except actions.NewNumbersWithheldError as withheld:
        raise Http404 from withheld
    return redirect("question", new.question_id)
