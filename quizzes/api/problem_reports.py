"""The author's report on a problem: asked for, and read when it is made."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes import actions
from quizzes.api.base import ApiView
from quizzes.api.fields import rfc3339
from quizzes.api.problems import may_read_document, refuse_students, version_or_404
from quizzes.api.schema import raises
from quizzes.models import ProblemVersion, Scope
from quizzes.queries.reports import Making, making

STATES = ("none", "waiting", "running", "done", "failed")
NOTHING_FOUND: dict[str, Any] = {"warnings": [], "sections": [], "fault": None}


class WarningSerializer(serializers.Serializer):
    """What to mend."""

    text = serializers.CharField(help_text="Markdown.")
    serious = serializers.BooleanField()


class SectionSerializer(serializers.Serializer):
    """A table of the report."""

    heading = serializers.CharField()
    about = serializers.CharField()
    columns = serializers.ListField(child=serializers.CharField())
    rows = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
    prose = serializers.BooleanField(help_text="Whether the cells are sentences.")


class ReportSerializer(serializers.Serializer):
    """What a thousand variants of a problem are like; found only where `state` is `done`."""

    problem = serializers.SlugField()
    version = serializers.IntegerField()
    state = serializers.ChoiceField(choices=STATES, help_text="`none`: nobody asked for it.")
    asked_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    warnings = WarningSerializer(many=True)
    sections = SectionSerializer(many=True)
    fault = serializers.CharField(allow_null=True, help_text="Of the document, where it cannot be used.")


class ProblemReport(ApiView):
    """The report on the newest version of a problem."""

    scopes = {"GET": Scope.PROBLEMS_READ, "POST": Scope.PROBLEMS_WRITE}

    @extend_schema(summary="Read the report on a problem", responses=ReportSerializer)
    @raises("forbidden")
    def get(self, request: Request, slug: str) -> Response:
        """Say how far the report is, and what it found.

        It tells how right answers spread: it takes `problems:write` or `solutions:read` besides.
        """
        refuse_students(self.caller)
        if not may_read_document(self.caller):
            self.need(Scope.SOLUTIONS_READ)
        version = version_or_404(self.caller, slug)
        found = making(version)
        if found.state == "waiting":  # whoever waits makes it, where no worker comes
            found = actions.have_report_made(version)
        return Response(_told(version, found))

    @extend_schema(
        summary="Ask for the report on a problem",
        request=None,
        responses={status.HTTP_202_ACCEPTED: ReportSerializer},
    )
    @raises("forbidden")
    def post(self, request: Request, slug: str) -> Response:
        """Have the report made in the background; its address says when it is there."""
        refuse_students(self.caller)
        version = version_or_404(self.caller, slug)
        found = actions.have_report_made(version, again=True)
        address = reverse("api_problem_report", args=[slug])
        return Response(_told(version, found), status.HTTP_202_ACCEPTED, headers={"Location": address})


def _told(version: ProblemVersion, found: Making) -> dict[str, Any]:
    task = found.task
    told = task.return_value if task and found.state == "done" else {}
    return {
        "problem": version.problem.slug,
        "version": version.number,
        "state": found.state,
        "asked_at": rfc3339(task.enqueued_at) if task else None,
        "finished_at": rfc3339(task.finished_at) if task and task.finished_at else None,
        **NOTHING_FOUND,
        **told,
    }
