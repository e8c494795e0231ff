"""Saving what is typed while it is typed, and the clock that the page's timer follows."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import formats, timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quizzes import actions
from quizzes.models import Attempt, Variant
from quizzes.queries.access import attempts_of
from quizzes.queries.places import place_of, times_of
from quizzes.queries.times import Window, window
from quizzes.requests import SignedInRequest, SiteRequest
from quizzes.views.sheet_page import mine, refused
from quizzes.views.typed import keep_typed, revision_of, typed_answers


@require_POST
@never_cache
def save(request: SiteRequest, variant_id: int) -> HttpResponse:
    """Save a draft: 200 with its new revision, 401 signed out, 409 stale, 410 nothing is taken any more.

    Scripts get JSON; a browser without them comes by a button and is led back to the page.
    """
    by_script = "application/json" in request.headers.get("Accept", "")
    if not request.user.is_authenticated:
        return (
            JsonResponse({"problem": "signed out"}, status=401)
            if by_script
            else _sign_in(request, variant_id)
        )
    shown = mine(request, variant_id)
    assert shown.attempt is not None
    timezone.activate(shown.attempt.quiz.course.zone)
    typed = typed_answers(request)
    answer: dict[str, Any]
    try:
        revision = actions.save_draft(shown, typed, revision_of(request) or 0, request.arrived_at)
        status, answer = 200, {"revision": revision} | _saved(request.arrived_at)
    except actions.StaleError:
        status, answer = 409, {"problem": "stale"} | _elsewhere(mine(request, variant_id))
    except actions.VariantClosedError as closed:
        status, answer = 410, {"problem": closed.reason} | _elsewhere(shown)
    if by_script:
        return JsonResponse(answer | _clock(shown.attempt, times_of(shown)), status=status)
    if status == 409:
        return refused(request, shown, typed, status, stale=True)
    return redirect(reverse("variant", args=[variant_id]) + "#saving")


def _saved(at: datetime | None) -> dict[str, Any]:
    """When it was saved, also as the pages write it: not in the browser's time zone."""
    return {"saved_at": at, "time": formats.time_format(timezone.localtime(at), "H:i") if at else ""}


def _elsewhere(variant: Variant) -> dict[str, Any]:
    """The draft that the server has: another page may have saved it meanwhile."""
    place = place_of(variant)
    if place is None:
        return {"revision": 0, "typed": {}} | _saved(None)
    return {"revision": place.revision, "typed": place.draft} | _saved(place.saved_at)


def _sign_in(request: SiteRequest, variant_id: int) -> HttpResponse:
    keep_typed(request, variant_id)
    return redirect_to_login(reverse("variant", args=[variant_id]))


@require_safe
@login_required
@never_cache
def clock(request: SignedInRequest, attempt_id: int) -> HttpResponse:
    """The server's time, and when the attempt ends: an extension shows here without a reload."""
    attempt = get_object_or_404(attempts_of(request.user), pk=attempt_id)
    timezone.activate(attempt.quiz.course.zone)
    return JsonResponse(_clock(attempt, window(attempt.quiz, attempt)))


def _clock(attempt: Attempt, times: Window) -> dict[str, Any]:
    """`over`: nothing more is to be typed; `final`: what was on its way at the end is in, too."""
    now = timezone.now()
    ends = times.ends(attempt)
    return {
        "now": now,
        "ends_at": ends,
        "ends": formats.date_format(timezone.localtime(ends), "H:i T") if ends else "",
        "over": times.is_over(attempt, now),
        "final": not times.accepts(attempt, now),
    }
