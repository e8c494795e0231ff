"""The addresses under /api/v1/."""

from django.urls import path

from quizzes.api import views

urlpatterns = [
    path("problems/", views.ProblemList.as_view(), name="api_problems"),
    path("problems/<slug:slug>/variants/", views.VariantCreate.as_view(), name="api_variants"),
    path("variants/<int:variant_id>/submissions/", views.SubmissionCreate.as_view(), name="api_submissions"),
]
