"""A student's own results, and the word that a mark is thought to be wrong."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quizzes import actions
from quizzes.models import AttemptQuestion
from quizzes.queries.access import attempts_of
from quizzes.queries.results import pending, result_of
from quizzes.queries.times import release, window
from quizzes.requests import SignedInRequest, site_address
from quizzes.views.caching import always_asked


@require_safe
@login_required
@always_asked
def results(request: SignedInRequest, attempt_id: int) -> HttpResponse:
    """The marks of one of my attempts, and how each came about."""
    attempt = get_object_or_404(attempts_of(request.user), pk=attempt_id)
    timezone.activate(attempt.quiz.course.zone)
    times = window(attempt.quiz, attempt)
    if not attempt.settled_at and not times.accepts(attempt, request.arrived_at):
        actions.settle(attempt)
    found = result_of(attempt, times, request.arrived_at)
    page = {"result": found, "progress": found.progress, "quiz": attempt.quiz, "attempt": attempt}
    return render(request, "quizzes/results.html", page | {"pending": pending(found.progress)})


@require_POST
@login_required
def contest(request: SignedInRequest, attempt_id: int, position: int) -> HttpResponse:
    """Tell the teacher that the mark of a question is thought to be wrong."""
    attempt = get_object_or_404(attempts_of(request.user), pk=attempt_id)
    if not release(attempt.quiz, window(attempt.quiz, attempt), attempt, request.arrived_at).feedback:
        raise Http404
    place = get_object_or_404(AttemptQuestion, attempt=attempt, position=position)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        messages.error(request, _("Say in a few words what you think is wrong with the mark."))
    else:
        try:
            actions.contest_mark(place, reason, site_address(request))
        except actions.NothingToContestError as nothing:
            raise Http404 from nothing
        messages.success(request, _("Sent to your teacher, with your numbers, your answers and the marks."))
    return redirect(reverse("results", args=[attempt_id]) + f"#question-{position}")
