"""The page around a variant: what it needs, whichever view shows it."""

import secrets
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from quizzes.models import Variant
from quizzes.queries.places import place_of, times_of
from quizzes.queries.progress import Progress, Step, progress_around, progress_at
from quizzes.queries.sheets import Sheet, earlier_variants, my_variant, sheet
from quizzes.requests import SiteRequest, person


def mine(request: HttpRequest, variant_id: int) -> Variant:
    """The variant, with what a sheet needs, if it was given to who asks; else 404."""
    found = my_variant(variant_id, person(request))
    if found is None:
        raise Http404
    return found


def place_around(shown: Variant, at: datetime) -> tuple[Progress, Step]:
    """The attempt around the variant, and its step there."""
    timezone.activate(shown.attempt.quiz.course.zone)
    progress = progress_around(shown.attempt, times_of(shown), at)
    step = progress.at_question(shown.question_id)
    if step is None:
        raise Http404
    return progress, step


def page_of(shown: Sheet, progress: Progress, step: Step) -> dict[str, Any]:
    """What the templates of a question are given."""
    before, after = progress.beside(step)
    return {
        "sheet": shown,
        "progress": progress,
        "quiz": progress.quiz,
        "step": step,
        "before": before,
        "after": after,
        "earlier": earlier_variants(shown.variant) if shown.variant.number > 1 else [],
        "form_key": secrets.token_urlsafe(12),
    }


def checked_page(shown: Variant, at: datetime) -> dict[str, Any]:
    """What the templates of a checked sheet are given: of the attempt around it only this question."""
    place = place_of(shown)
    if place is None:
        progress, step = place_around(shown, at)  # other numbers have taken their place meanwhile
    else:
        timezone.activate(shown.attempt.quiz.course.zone)
        progress = progress_at(shown, place, times_of(shown), at)
        step = progress.steps[0]
    return {
        "sheet": sheet(shown, at),
        "progress": progress,
        "quiz": progress.quiz,
        "step": step,
        "form_key": secrets.token_urlsafe(12),
    }


def refused(
    request: SiteRequest, shown: Variant, typed: dict[str, str], status: int, **why: bool
) -> HttpResponse:
    """Nothing is recorded, the page says why, and what was typed is still in the boxes."""
    at = request.arrived_at
    context = page_of(sheet(shown, at, typed), *place_around(shown, at))
    return render(request, "quizzes/question.html", context | why, status=status)
