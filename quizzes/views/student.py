"""The pages around the questions: a student's home, a quiz with its questions, and submitting an attempt."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quizzes import actions
from quizzes.queries.access import attempts_of, quizzes_of
from quizzes.queries.progress import courses_with_progress, progress
from quizzes.queries.results import counted_points, totals
from quizzes.queries.review import review
from quizzes.queries.times import window
from quizzes.requests import SignedInRequest
from quizzes.views.caching import always_asked


@require_safe
@login_required
@always_asked
def home(request: SignedInRequest) -> HttpResponse:
    """My courses, their quizzes and how far I am."""
    courses = courses_with_progress(request.user, request.arrived_at)
    return render(request, "quizzes/home.html", {"courses": courses})


@require_safe
@login_required
@always_asked
def quiz(request: SignedInRequest, quiz_id: int) -> HttpResponse:
    """One quiz: its rules, its questions, each with where I stand, and my attempts."""
    shown = quizzes_of(request.user).filter(pk=quiz_id).select_related("course")
    found = progress(request.user, shown, request.arrived_at)
    if not found:
        raise Http404
    timezone.activate(found[0].quiz.course.zone)
    attempt = found[0].attempt
    if attempt and not attempt.settled_at and not found[0].times.accepts(attempt, request.arrived_at):
        actions.settle(attempt)
        found = progress(request.user, shown, request.arrived_at)
    attempts = totals(found[0]) if attempt else []
    page = {"progress": found[0], "quiz": found[0].quiz, "totals": attempts}
    return render(request, "quizzes/quiz.html", page | {"counted": counted_points(found[0].quiz, attempts)})


@require_POST
@login_required
def start(request: SignedInRequest, quiz_id: int) -> HttpResponse:
    """Start an attempt at the quiz, or go on with it, and go to its first question."""
    chosen = get_object_or_404(quizzes_of(request.user), pk=quiz_id)
    try:
        attempt = actions.start_attempt(chosen, request.user, request.arrived_at)
    except actions.NotOpenError:
        return redirect("quiz", chosen.pk)  # the page says when it opens, or that it is closed
    first = attempt.places.order_by("position").first()
    return redirect("question", first.question_id) if first else redirect("quiz", chosen.pk)


@require_safe
@login_required
@always_asked
def submitting(request: SignedInRequest, attempt_id: int) -> HttpResponse:
    """What is empty, unreadable or short of decimals, before an attempt is submitted for good."""
    attempt = get_object_or_404(attempts_of(request.user), pk=attempt_id)
    timezone.activate(attempt.quiz.course.zone)
    times = window(attempt.quiz, attempt)
    if times.is_over(attempt, request.arrived_at) or not attempt.quiz.is_submitted_as_a_whole:
        return redirect("quiz", attempt.quiz_id)
    return render(request, "quizzes/submitting.html", review(attempt, times, request.arrived_at))


@require_POST
@login_required
def submit_attempt(request: SignedInRequest, attempt_id: int) -> HttpResponse:
    """Submit the attempt as it is saved."""
    attempt = get_object_or_404(attempts_of(request.user), pk=attempt_id)
    if not attempt.quiz.is_submitted_as_a_whole:
        raise Http404
    if window(attempt.quiz, attempt).accepts(attempt, request.arrived_at):
        actions.submit_attempt(attempt, request.arrived_at)
        messages.success(request, _("Your attempt is submitted."))
    return redirect("quiz", attempt.quiz_id)
