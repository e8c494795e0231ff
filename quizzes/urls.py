"""The addresses of quizzes."""

from django.urls import path

from quizzes.views.health import health

urlpatterns = [
    path("healthz", health, name="health"),
]
