"""Problems and their versions: read by those who teach, written by those who instruct."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django_filters import CharFilter, ChoiceFilter, FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes import actions
from quizzes.api.base import ApiView
from quizzes.api.conditional import check_match, etag
from quizzes.api.errors import ApiError, Fault
from quizzes.api.fields import Strict, TimeField
from quizzes.api.schema import raises
from quizzes.models import Problem, ProblemVersion, Scope, User
from quizzes.models.problems import refuse_reserved
from quizzes.queries.callers import Caller
from quizzes.queries.problem_reach import (
    author,
    may_withdraw,
    may_write,
    problems_found,
    version_found,
    with_newest,
)
from solvers.document import MAX_DOCUMENT

# What is empty or a little too long is refused by the parser of documents, which says what to write.
DOCUMENT: dict[str, Any] = {"allow_blank": True, "trim_whitespace": False, "max_length": 2 * MAX_DOCUMENT}


def refuse_students(caller: Caller) -> None:
    """Problems and what comes of them are for those who teach."""
    if not caller.teaches_any:
        raise ApiError("forbidden", _("Only those who teach a course may do this."))


def refuse_readers(caller: Caller) -> None:
    """Problems are written by instructors, and tried out while they are written."""
    if not may_write(caller):
        raise ApiError("forbidden", _("Only instructors may do this."))


def writer(caller: Caller) -> User:
    """Return who writes: a course's token does so for whoever made it."""
    refuse_readers(caller)
    by = author(caller)
    if by is None:
        raise ApiError("forbidden", _("Whoever made this token is gone: make another one."))
    return by


def version_or_404(caller: Caller, slug: str, number: int | None = None) -> ProblemVersion:
    """Return the newest version of a problem, or that of a number."""
    version = version_found(caller, slug, number)
    if version is None:
        raise Http404
    return version


def may_read_document(caller: Caller) -> bool:
    """Whether documents may be told: they hold the program that computes the right answers."""
    return not caller.scopes.isdisjoint({Scope.PROBLEMS_WRITE, Scope.SOLUTIONS_READ})


class ProblemSerializer(serializers.ModelSerializer):
    """A problem, in its newest version."""

    version = serializers.IntegerField(source="newest_number")
    points = serializers.FloatField(source="newest_points")
    published = serializers.SerializerMethodField(help_text="False: a draft, which no quiz takes.")

    class Meta:
        model = Problem
        fields = ["slug", "title", "topic", "version", "points", "published"]

    def get_published(self, problem: Problem) -> bool:
        """Return whether quizzes may take it."""
        return not problem.is_draft


class VersionSerializer(serializers.ModelSerializer):
    """One text of a problem."""

    problem = serializers.SlugField(source="problem.slug")
    version = serializers.IntegerField(source="number")
    created_at = TimeField()
    created_by = serializers.CharField(
        source="created_by.username", allow_null=True, default=None, help_text="Null: it came with the site."
    )

    class Meta:
        model = ProblemVersion
        fields = ["problem", "version", "points", "created_at", "created_by"]


class DocumentSerializer(VersionSerializer):
    """The same with what it says."""

    title = serializers.CharField(source="problem.title")
    topic = serializers.CharField(source="problem.topic", allow_blank=True)
    published = serializers.SerializerMethodField(help_text="False: a draft, which no quiz takes.")
    document = serializers.CharField(
        allow_null=True, help_text="Null without the scope `problems:write` or `solutions:read`."
    )

    class Meta(VersionSerializer.Meta):
        fields = [*VersionSerializer.Meta.fields, "title", "topic", "published", "document"]

    def get_published(self, version: ProblemVersion) -> bool:
        """Return whether quizzes may take it."""
        return not version.problem.is_draft

    def to_representation(self, instance: ProblemVersion) -> dict[str, Any]:
        """Leave the document out where it may not be told."""
        found = super().to_representation(instance)
        return found if may_read_document(self.context["caller"]) else found | {"document": None}


class NewProblemSerializer(Strict):
    """A problem to be made."""

    slug = serializers.SlugField(max_length=80, validators=[refuse_reserved], help_text="Its lasting name.")
    document = serializers.CharField(**DOCUMENT)
    published = serializers.BooleanField(default=False, help_text="Whether quizzes may take it at once.")


class NewVersionSerializer(Strict):
    """What a problem shall say."""

    document = serializers.CharField(**DOCUMENT)
    published = serializers.BooleanField(
        required=False, help_text="Publish it, or make a draft of it again; as it is, if not given."
    )


class ProblemFilter(FilterSet):
    """Which problems are listed."""

    topic = CharFilter(help_text="Of this topic.")
    q = CharFilter(field_name="title", lookup_expr="icontains", help_text="With this in the title.")
    published = ChoiceFilter(
        choices=[("true", "true"), ("false", "false")],
        method="by_state",
        help_text="Published ones, or drafts.",
    )

    class Meta:
        model = Problem
        fields: list[str] = []

    def by_state(self, problems: QuerySet[Problem], _name: str, value: str) -> QuerySet[Problem]:
        """Return the published ones, or the others."""
        return problems.filter(published_at__isnull=value == "false")


class Problems(ApiView):
    """The problems there are."""

    scopes = {"GET": Scope.PROBLEMS_READ, "POST": Scope.PROBLEMS_WRITE}
    filters = ProblemFilter
    paged = True

    @extend_schema(summary="List problems", responses=ProblemSerializer(many=True))
    @raises("forbidden")
    def get(self, request: Request) -> Response:
        """List problems, by slug."""
        refuse_students(self.caller)
        problems = with_newest(problems_found(self.caller))
        return self.paginated(self.filtered(problems), ProblemSerializer, "slug")

    @extend_schema(
        summary="Make a problem", request=NewProblemSerializer, responses={201: DocumentSerializer}
    )
    @raises("forbidden", "conflict")
    def post(self, request: Request) -> Response:
        """Make a problem."""
        by = writer(self.caller)
        wanted = self.body(NewProblemSerializer)
        try:
            version = actions.create_problem(by=by, **wanted)
        except actions.SlugTakenError as error:
            detail = _("There is a problem of this name. PUT to its address to change it.")
            raise ApiError("conflict", errors=[Fault(detail, pointer="/slug")]) from error
        address = reverse("api_problem", args=[version.problem.slug])
        return _told(self, version, status.HTTP_201_CREATED, {"Location": address})


class OneProblem(ApiView):
    """A problem in its newest version."""

    conditional = True
    scopes = {"GET": Scope.PROBLEMS_READ, "PUT": Scope.PROBLEMS_WRITE}

    @extend_schema(summary="Read a problem", responses=DocumentSerializer)
    @raises("forbidden")
    def get(self, request: Request, slug: str) -> Response:
        """Return the newest version."""
        refuse_students(self.caller)
        return _told(self, version_or_404(self.caller, slug))

    @extend_schema(summary="Change a problem", request=NewVersionSerializer, responses=DocumentSerializer)
    @raises("forbidden")
    def put(self, request: Request, slug: str) -> Response:
        """Save the next version; the same text makes none."""
        by = writer(self.caller)
        version = version_or_404(self.caller, slug)
        check_match(request, tag_of(version))
        wanted = self.body(NewVersionSerializer)
        if wanted.get("published") is False and not may_withdraw(self.caller, version.problem):
            raise ApiError("forbidden", _("Only who wrote it, and who teaches with them, may take it back."))
        try:
            return _told(self, actions.change_problem(version, by=by, **wanted))
        except actions.OvertakenError as error:
            raise ApiError("precondition-failed", _("It was changed just now. Read it again.")) from error


class Versions(ApiView):
    """The versions of a problem."""

    scopes = {"GET": Scope.PROBLEMS_READ}
    paged = True

    @extend_schema(summary="List the versions of a problem", responses=VersionSerializer(many=True))
    @raises("forbidden")
    def get(self, request: Request, slug: str) -> Response:
        """List them, newest first."""
        refuse_students(self.caller)
        problem = version_or_404(self.caller, slug).problem
        versions = problem.versions.select_related("problem", "created_by").defer("document")
        return self.paginated(versions, VersionSerializer, "-number")


class OneVersion(ApiView):
    """One version of a problem."""

    scopes = {"GET": Scope.PROBLEMS_READ}

    @extend_schema(summary="Read a version of a problem", responses=DocumentSerializer)
    @raises("forbidden")
    def get(self, request: Request, slug: str, number: int) -> Response:
        """Return the version."""
        refuse_students(self.caller)
        return _told(self, version_or_404(self.caller, slug, number))


def tag_of(version: ProblemVersion) -> str:
    """Return the ETag of a version."""
    return etag("problem version", version.pk, version.sha, version.problem.is_draft)


def _told(
    view: ApiView, version: ProblemVersion, code: int = status.HTTP_200_OK, more: dict[str, str] | None = None
) -> Response:
    body = DocumentSerializer(version, context={"caller": view.caller}).data
    return Response(body, code, headers={"ETag": tag_of(version)} | (more or {}))
