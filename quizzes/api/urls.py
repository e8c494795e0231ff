"""The addresses under /api/v1/."""

from django.urls import path

from quizzes.api import views
from quizzes.api.index import Index, NoSuchAddress

urlpatterns = [
    path("", Index.as_view(), name="api_index"),
    path("problems/", views.ProblemList.as_view(), name="api_problems"),
    path("problems/<slug:slug>/variants/", views.VariantCreate.as_view(), name="api_variants"),
    path("variants/<int:variant_id>/submissions/", views.SubmissionCreate.as_view(), name="api_submissions"),
    path("<path:rest>", NoSuchAddress.as_view()),  # the last: whatever is none of those above
]
