"""The page of one's own account: who I am here, a new password, and a copy of my data."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quizzes.queries.personal_data import archive_of
from quizzes.requests import SignedInRequest
from quizzes.views.caching import always_asked


@require_safe
@login_required
@always_asked
def account(request: SignedInRequest) -> HttpResponse:
    """My name and address, and what I can do about them."""
    return render(request, "people/account.html")


@require_safe
@login_required
@never_cache
def my_data(request: SignedInRequest) -> HttpResponse:
    """All that is stored about me, as a file; marks that do not show yet are not in it."""
    data = archive_of(request.user, request.arrived_at)
    headers = {"Content-Disposition": 'attachment; filename="my-data.zip"'}
    return HttpResponse(data, content_type="application/zip", headers=headers)
