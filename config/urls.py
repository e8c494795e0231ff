"""Every address of the site: the admin's, and those of quizzes."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("quizzes.urls")),
]
