"""The pages around the questions: a student's home, and a quiz with its questions."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from quizzes import actions
from quizzes.queries.access import quizzes_of
from quizzes.queries.progress import courses_with_progress, progress
from quizzes.requests import SignedInRequest
from quizzes.views.caching import always_asked


@require_safe
@login_required
@always_asked
def home(request: SignedInRequest) -> HttpResponse:
    """My courses, their quizzes and how far I am."""
    return render(request, "quizzes/home.html", {"courses": courses_with_progress(request.user)})


@require_safe
@login_required
@always_asked
def quiz(request: SignedInRequest, quiz_id: int) -> HttpResponse:
    """One quiz: its questions, each with where I stand."""
    found = progress(request.user, quizzes_of(request.user).filter(pk=quiz_id).select_related("course"))
    if not found:
        raise Http404
    return render(request, "quizzes/quiz.html", {"progress": found[0], "quiz": found[0].quiz})


@require_POST
@login_required
def start(request: SignedInRequest, quiz_id: int) -> HttpResponse:
    """Start the quiz and go to its first question."""
    chosen = get_object_or_404(quizzes_of(request.user), pk=quiz_id)
    actions.start_attempt(chosen, request.user)
    first = chosen.questions.order_by("position", "pk").first()
    return redirect("question", first.pk) if first else redirect("quiz", chosen.pk)
