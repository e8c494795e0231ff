"""The addresses under /api/v1/."""

from django.urls import include, path, register_converter

from quizzes.api import documentation, drafting, problem_reports, problems, stateless
from quizzes.api.index import Anything, Index, NoSuchAddress

register_converter(Anything, "anything")

urlpatterns = [
    path("", Index.as_view(), name="api_index"),
    path("docs/", documentation.docs, name="api_docs"),
    path("docs/guide/", documentation.guide, name="api_guide"),
    path("openapi.yaml", documentation.openapi_yaml, name="api_openapi_yaml"),
    path("openapi.json", documentation.openapi_json, name="api_openapi_json"),
    path("problems/", problems.Problems.as_view(), name="api_problems"),
    path("problems/validate/", drafting.Validate.as_view(), name="api_validate"),
    path("problems/preview/", drafting.Preview.as_view(), name="api_preview"),
    path("problems/<slug:slug>/", problems.OneProblem.as_view(), name="api_problem"),
    path("problems/<slug:slug>/versions/", problems.Versions.as_view(), name="api_versions"),
    path("problems/<slug:slug>/versions/<int:number>/", problems.OneVersion.as_view(), name="api_version"),
    path("problems/<slug:slug>/report/", problem_reports.ProblemReport.as_view(), name="api_problem_report"),
    path("problems/<slug:slug>/variants/", stateless.StatelessVariants.as_view(), name="api_variants"),
    path("markings/", stateless.Markings.as_view(), name="api_markings"),
    path("", include("quizzes.api.course_urls")),
    path("<anything:rest>", NoSuchAddress.as_view()),  # the last: whatever is none of those above
]
