"""Every address of the site: the admin's, and those of quizzes."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path


def favicon(request: HttpRequest) -> HttpResponse:
    """The icon, where browsers look for it on pages that link to none: the admin's, an image's, JSON."""
    return redirect(static("icons/forward-pass.svg"))


urlpatterns = [
    path("admin/", admin.site.urls),
    path("favicon.ico", favicon),
    path("", include("quizzes.urls")),
]
