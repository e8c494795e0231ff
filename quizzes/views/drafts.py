"""Saving what is typed while it is typed, and the clock that the page's timer follows."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quizzes import actions
from quizzes.models import Attempt
from quizzes.queries.access import attempts_of
from quizzes.queries.places import times_of
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
    typed = typed_answers(request)
    answer: dict[str, Any]
    try:
        revision = actions.save_draft(shown, typed, revision_of(request) or 0, request.arrived_at)
        status, answer = 200, {"revision": revision, "saved_at": request.arrived_at}
    except actions.StaleError:
        status, answer = 409, {"problem": "stale"}
    except actions.VariantClosedError as closed:
        status, answer = 410, {"problem": closed.reason}
    if by_script:
        assert shown.attempt is not None
        return JsonResponse(answer | _clock(shown.attempt, times_of(shown)), status=status)
    if status == 409:
        return refused(request, shown, typed, status, stale=True)
    return redirect(reverse("variant", args=[variant_id]) + "#saving")


def _sign_in(request: SiteRequest, variant_id: int) -> HttpResponse:
    keep_typed(request, variant_id)
    return redirect_to_login(reverse("variant", args=[variant_id]))


@require_safe
@login_required
@never_cache
def clock(request: SignedInRequest, attempt_id: int) -> HttpResponse:
    """The server's time, and when the attempt ends: an extension shows here without a reload."""
    attempt = get_object_or_404(attempts_of(request.user), pk=attempt_id)
    return JsonResponse(_clock(attempt, window(attempt.quiz, attempt)))


def _clock(attempt: Attempt, times: Window) -> dict[str, Any]:
    now = timezone.now()
    return {"now": now, "ends_at": times.ends(attempt), "over": times.is_over(attempt, now)}
