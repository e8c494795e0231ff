"""The site's addresses and one more: the barest view that reads, inserts and changes a row."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from quizzes.models import Attempt, LateDraft, Variant


def bare(request: HttpRequest) -> HttpResponse:
    """A select, an insert and an update, for somebody who is signed in."""
    assert request.user.is_authenticated
    variant = Variant.objects.select_related("place").get(pk=request.GET["variant"])
    LateDraft.objects.create(place=variant.place, variant=variant, typed={"z": "0.5", "y": "0.6"})
    Attempt.objects.filter(pk=variant.attempt_id).update(settled_at=None)
    return HttpResponse("<p>done</p>")


urlpatterns = [path("bare/", bare), path("", include("config.urls"))]
