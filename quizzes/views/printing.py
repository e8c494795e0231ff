"""An attempt on paper: its questions, with or without solutions, or the key alone."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from quizzes import actions
from quizzes.models import Attempt, Variant
from quizzes.queries.access import attempts_to_read, is_teaching, with_place
from quizzes.queries.progress import Progress, progress_around
from quizzes.queries.sheets import Sheet, sheet, with_sheet
from quizzes.queries.times import window
from quizzes.requests import SignedInRequest
from quizzes.views.caching import always_asked

PARTS = ("questions", "solutions", "key")


@require_safe
@login_required
@always_asked
def printed(request: SignedInRequest, attempt_id: int) -> HttpResponse:
    """All questions of an attempt on one page; a teacher's print has the solutions whatever shows by now."""
    attempt = get_object_or_404(attempts_to_read(request.user), pk=attempt_id)
    timezone.activate(attempt.quiz.course.zone)
    progress = progress_around(attempt, window(attempt.quiz, attempt), request.arrived_at)
    to_teacher = is_teaching(request.user, attempt.quiz.course)
    part = request.GET.get("part", "questions")
    page = {
        "attempt": attempt,
        "quiz": attempt.quiz,
        "progress": progress,
        "sheets": _sheets(progress, attempt, to_teacher),
        "part": part if part in PARTS else "questions",
    }
    return render(request, "quizzes/print.html", page)


def _sheets(progress: Progress, attempt: Attempt, to_teacher: bool) -> list[tuple[int, str, Sheet]]:
    """The sheets of the attempt's questions; printing opens those that were not opened yet."""
    if not progress.is_over:
        for step in progress.steps:
            if step.place.variant_id is None:
                actions.open_question(step.question, attempt)
    newest = with_sheet(with_place(Variant.objects.filter(place__attempt=attempt)))
    variants = {variant.question_id: variant for variant in newest}
    return [
        (
            step.number,
            step.title,
            sheet(variants[step.question.pk], progress.at, to_teacher=to_teacher),
        )
        for step in progress.steps
        if step.question.pk in variants
    ]
