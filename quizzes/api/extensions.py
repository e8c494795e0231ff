"""What single students are allowed at a quiz beyond the others."""

from typing import Any

from django.db import transaction
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes import actions
from quizzes.api.base import ApiView
from quizzes.api.conditional import check_match, etag
from quizzes.api.errors import ApiError
from quizzes.api.fields import StrictModel
from quizzes.api.quizzes import changed_quiz
from quizzes.api.validation import check
from quizzes.models import Enrolment, Extension, Quiz, Scope
from quizzes.queries.problem_reach import author
from quizzes.queries.reach import quizzes_taught

ALLOWED = ["opens_at", "due_at", "closes_at", "extra_minutes", "extra_attempts", "reason"]


class ExtensionSerializer(StrictModel):
    """An extension; a time that is null is that of everybody."""

    student = serializers.IntegerField(
        source="person",
        read_only=True,
        allow_null=True,
        help_text="The person in the course; null for somebody who left it.",
    )
    external_id = serializers.CharField(read_only=True, allow_null=True)

    class Meta:
        model = Extension
        fields = ["student", "external_id", *ALLOWED, "created_at"]
        read_only_fields = ["created_at"]


def extension_tag(extension: Extension) -> str:
    """Return the ETag of an extension."""
    return etag("extension", extension.pk, *(getattr(extension, name) for name in ALLOWED))


def with_people(extensions: QuerySet[Extension]) -> QuerySet[Any]:
    """Fetch along whose they are, as the course knows them."""
    own = FilteredRelation("student__enrolments", condition=Q(student__enrolments__course=F("quiz__course")))
    found: QuerySet[Any] = extensions
    return found.annotate(_own=own, person=F("_own__pk"), external_id=F("_own__external_id"))


class Extensions(ApiView):
    """The extensions of a quiz."""

    scopes = {"GET": Scope.QUIZZES_READ}
    paged = True

    @extend_schema(summary="List the extensions of a quiz", responses=ExtensionSerializer(many=True))
    def get(self, request: Request, quiz_id: int) -> Response:
        """List them, for those who teach."""
        quiz = get_object_or_404(quizzes_taught(self.caller), pk=quiz_id)
        return self.paginated(with_people(quiz.extensions.all()), ExtensionSerializer, "id")


class OneExtension(ApiView):
    """What one person is allowed at a quiz."""

    scopes = {"GET": Scope.QUIZZES_READ, "PUT": Scope.QUIZZES_WRITE, "DELETE": Scope.QUIZZES_WRITE}
    conditional = True

    @extend_schema(summary="Read an extension", responses=ExtensionSerializer)
    def get(self, request: Request, quiz_id: int, person_id: int) -> Response:
        """Show it."""
        quiz = get_object_or_404(quizzes_taught(self.caller), pk=quiz_id)
        found = with_people(quiz.extensions.all())
        return _told(get_object_or_404(found, person=person_id))

    @extend_schema(
        summary="Grant or change an extension",
        request=ExtensionSerializer,
        responses={200: ExtensionSerializer, 201: ExtensionSerializer},
    )
    @transaction.atomic
    def put(self, request: Request, quiz_id: int, person_id: int) -> Response:
        """Grant it, or change it as a whole; If-Match only where there is one."""
        quiz = changed_quiz(self.caller, quiz_id)
        person = get_object_or_404(Enrolment, course=quiz.course, pk=person_id)
        extension = quiz.extensions.filter(student=person.user).first()
        status = 200 if extension else 201
        if extension or "If-Match" in request.headers:
            check_match(request, extension_tag(extension) if extension else "")
        if extension is None and request.headers.get("If-Match") == "*":
            raise ApiError("precondition-failed")
        extension = extension or Extension(quiz=quiz, student=person.user)
        told = _blank() | self.body(ExtensionSerializer)
        for name, value in told.items():
            setattr(extension, name, value)
        extension.created_by = author(self.caller)
        check(extension)
        actions.grant_extension(extension)
        answer = self.get(request, quiz_id, person_id)
        answer.status_code = status
        if status == 201:
            answer["Location"] = reverse("api_extension", args=[quiz_id, person_id])
        return answer

    @extend_schema(summary="Take an extension back", responses={204: None})
    @transaction.atomic
    def delete(self, request: Request, quiz_id: int, person_id: int) -> Response:
        """Take it back."""
        quiz: Quiz = changed_quiz(self.caller, quiz_id)
        extension = with_people(quiz.extensions.all()).filter(person=person_id).first()
        if extension is None:
            raise Http404
        check_match(request, extension_tag(extension))
        actions.take_back_extension(extension)
        return Response(status=204)


def _blank() -> dict[str, Any]:
    """What an extension is that allows nothing."""
    fresh = Extension()
    return {name: getattr(fresh, name) for name in ALLOWED}


def _told(extension: Extension) -> Response:
    return Response(ExtensionSerializer(extension).data, headers={"ETag": extension_tag(extension)})
