"""The preview beside the editor: a posted document as students see it; nothing is stored."""

import secrets
from collections.abc import Callable
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST

from grader import read
from quizzes import actions
from quizzes.queries.given_numbers import GIVEN
from quizzes.queries.preview import Wanted, draft, numbers_of, preview
from quizzes.views.typed import typed_answers
from solvers import ProblemError

View = Callable[..., HttpResponseBase]
BUTTON = "use"
MOST_SEED = 2**31
# The page stands in a frame of the editor, which is this site's, and wherever the site itself may be framed.
from_here = csp_replace(
    {"frame-ancestors": [SELF, *(host for host in settings.FRAME_ANCESTORS if host != NONE)]}
)


def framed(view: View) -> View:
    """Let the site itself show the page in a frame."""
    return from_here(xframe_options_sameorigin(never_cache(view)))


@framed
@require_http_methods(["GET", "HEAD", "POST"])
def preview_page(request: HttpRequest) -> HttpResponse:
    """The document with all that follows from it, or its fault; asked for with GET, the empty frame."""
    if request.method != "POST":
        return render(request, "admin/quizzes/problem/preview.html")
    return preview_of(request, actions.with_unix_lines(request.POST.get("document", "")))


def preview_of(request: HttpRequest, document: str) -> HttpResponse:
    """The page of a document."""
    found: dict[str, Any] = {"document": document}
    try:
        program = draft(document)
        actions.points_of(program)
    except ProblemError as fault:
        found["fault"] = fault
    else:
        found["preview"] = preview(program, _wanted(request))
    return render(request, "admin/quizzes/problem/preview.html", found)


@require_POST
def preview_reading(request: HttpRequest) -> HttpResponse:
    """How an answer that is tried is read as it is typed."""
    name = request.GET.get("field", "")
    try:
        program = draft(actions.with_unix_lines(request.POST.get("document", "")))
    except ProblemError as fault:
        raise Http404 from fault
    numbers, _fault = numbers_of(program, _wanted(request))
    field = next((field for field in numbers.fields if field.name == name), None)
    if field is None:
        raise Http404(_("There is no such answer."))
    reading = read(field, typed_answers(request).get(name, ""))
    return render(request, "quizzes/reading.html", {"reading": reading, "field": field})


def _wanted(request: HttpRequest) -> Wanted:
    """What the form asks for: `use` is the button that was clicked, if any."""
    button = request.POST.get(BUTTON, "")
    given = {
        name.removeprefix(GIVEN): str(text) for name, text in request.POST.items() if name.startswith(GIVEN)
    }
    if button == "other":
        return Wanted(seed=secrets.randbelow(MOST_SEED))
    return Wanted(
        seed=_seed(request.POST.get("seed", "")),
        given=given or None,
        typed={} if button == "given" else typed_answers(request),
        check=button == "check" or (button != "given" and "checked" in request.POST),
    )


def _seed(text: str) -> int:
    return int(text) % MOST_SEED if text.isascii() and text.isdigit() and len(text) < 12 else 1
