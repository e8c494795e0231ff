"""Every address of the site: the admin's, and those of quizzes."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path
from django.views.generic import RedirectView


def favicon(request: HttpRequest) -> HttpResponse:
    """The icon, where browsers look for it on pages that link to none: the admin's, an image's, JSON."""
    return redirect(static("icons/forward-pass.svg"))


urlpatterns = [
    # By this name the admin's own page to sign in finds the way to a new password.
    path(
        "admin/password_reset/",
        RedirectView.as_view(pattern_name="password_reset"),
        name="admin_password_reset",
    ),
    path("admin/", admin.site.urls),
    path("favicon.ico", favicon),
    path("", include("quizzes.urls")),
]
