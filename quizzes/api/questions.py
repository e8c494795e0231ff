"""The questions of a quiz, for those who teach: which problem stands where, for how many points."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes import actions
from quizzes.api.base import ApiView
from quizzes.api.conditional import check_match, etag
from quizzes.api.errors import ApiError, Fault
from quizzes.api.fields import Strict, StrictModel
from quizzes.api.quizzes import changed_quiz, no_such_problem
from quizzes.api.schema import raises
from quizzes.api.validation import invalid
from quizzes.models import Pool, ProblemVersion, Question, Quiz, Scope
from quizzes.queries.library import versions_to_ask
from quizzes.queries.problem_reach import author, problems_found
from quizzes.queries.reach import quizzes_taught

MOST = 2**31 - 1


class QuestionSerializer(StrictModel):
    """A question of a quiz."""

    problem = serializers.SlugField(source="problem_version.problem.slug")
    title = serializers.CharField(source="problem_version.title")
    version = serializers.IntegerField(source="problem_version.number")

    class Meta:
        model = Question
        fields = ["id", "quiz", "position", "problem", "title", "version", "points", "pool", "dropped"]


class QuestionChangeSerializer(Strict):
    """What can be changed of a question."""

    version = serializers.IntegerField(
        min_value=1,
        max_value=MOST,
        required=False,
        help_text="Of the problem; numbers given out stay.",
    )
    position = serializers.IntegerField(min_value=1, max_value=MOST, required=False)
    points = serializers.FloatField(min_value=0.001, max_value=1e6, required=False)
    pool = serializers.IntegerField(
        required=False, allow_null=True, help_text="Of the quiz's pools; null: everybody gets the question."
    )


class NewQuestionSerializer(QuestionChangeSerializer):
    """A question to add: at the end, with the problem's points, if nothing else is said."""

    problem = serializers.SlugField(max_length=80)
    version = serializers.IntegerField(
        min_value=1, max_value=MOST, required=False, help_text="The newest, if not given."
    )


def question_tag(question: Question) -> str:
    """Return the ETag of what can be edited of a question."""
    told = (question.problem_version_id, question.position, question.points, question.pool_id)
    return etag("question", question.pk, *told)


class Questions(ApiView):
    """The questions of a quiz."""

    scopes = {"GET": Scope.QUIZZES_READ, "POST": Scope.QUIZZES_WRITE}
    paged = True

    @extend_schema(summary="List the questions of a quiz", responses=QuestionSerializer(many=True))
    def get(self, request: Request, quiz_id: int) -> Response:
        """List them, for those who teach: students see those of their attempts."""
        quiz = get_object_or_404(quizzes_taught(self.caller), pk=quiz_id)
        questions = quiz.questions.select_related("problem_version__problem").defer(
            "problem_version__document"
        )
        return self.paginated(questions, QuestionSerializer, ("position", "id"))

    @extend_schema(
        summary="Add a question", request=NewQuestionSerializer, responses={201: QuestionSerializer}
    )
    @transaction.atomic
    def post(self, request: Request, quiz_id: int) -> Response:
        """Add a question; attempts that go on get it too."""
        quiz = changed_quiz(self.caller, quiz_id)
        told = self.body(NewQuestionSerializer)
        slug, number = told.pop("problem"), told.pop("version", None)
        question = Question(quiz=quiz, problem_version=self._version(quiz, slug, number))
        save(question, told, self)
        headers = {"Location": reverse("api_question", args=[quiz.pk, question.pk])}
        headers["ETag"] = question_tag(question)
        return Response(QuestionSerializer(question).data, status=201, headers=headers)

    def _version(self, quiz: Quiz, slug: str, number: int | None) -> ProblemVersion:
        versions = versions_to_ask(quiz.pk).filter(
            problem__slug=slug, problem__in=problems_found(self.caller)
        )
        if number is not None:
            versions = versions.filter(number=number)
        version = versions.select_related("problem").order_by("-number").first()
        if version is None:
            place = (
                "/problem"
                if number is None or not versions_to_ask(quiz.pk).filter(problem__slug=slug).exists()
                else "/version"
            )
            raise ApiError("invalid-request", errors=[no_such_problem(place)])
        return version


class OneQuestion(ApiView):
    """One question of a quiz."""

    scopes = {"GET": Scope.QUIZZES_READ, "PATCH": Scope.QUIZZES_WRITE, "DELETE": Scope.QUIZZES_WRITE}
    conditional = True

    @extend_schema(summary="Read a question", responses=QuestionSerializer)
    def get(self, request: Request, quiz_id: int, question_id: int) -> Response:
        """Show it, for those who teach."""
        quiz = get_object_or_404(quizzes_taught(self.caller), pk=quiz_id)
        questions = quiz.questions.select_related("problem_version__problem")
        return _told(get_object_or_404(questions, pk=question_id))

    @extend_schema(
        summary="Change a question",
        request=QuestionChangeSerializer(partial=True),
        responses=QuestionSerializer,
    )
    @transaction.atomic
    def patch(self, request: Request, quiz_id: int, question_id: int) -> Response:
        """Change its place, points, pool, or the version that it asks."""
        question = self._matched(quiz_id, question_id)
        told = self.body(QuestionChangeSerializer, partial=True)
        if "version" in told:
            problem = question.problem_version.problem_id
            number = told.pop("version")
            version = ProblemVersion.objects.filter(problem=problem, number=number).first()
            if version is None:
                fault = Fault(_("The problem has no such version."), pointer="/version")
                raise ApiError("invalid-request", errors=[fault])
            question.problem_version = version
        save(question, told, self)
        return _told(question)

    @raises("conflict")
    @extend_schema(summary="Take a question out of a quiz", responses={204: None})
    @transaction.atomic
    def delete(self, request: Request, quiz_id: int, question_id: int) -> Response:
        """Take it out of the quiz, unless somebody was given it."""
        question = self._matched(quiz_id, question_id)
        try:
            actions.remove_question(question, author(self.caller))
        except actions.QuestionInUseError as error:
            told = _("Attempts have this question: their answers and marks are kept. Re-mark it to drop it.")
            raise ApiError("conflict", told) from error
        return Response(status=204)

    def _matched(self, quiz_id: int, question_id: int) -> Question:
        quiz = changed_quiz(self.caller, quiz_id)
        questions = quiz.questions.select_related("quiz__course", "problem_version__problem", "pool")
        question = get_object_or_404(questions, pk=question_id)
        check_match(self.request, question_tag(question))
        return question


def save(question: Question, told: dict[str, Any], view: ApiView) -> None:
    """Store the question with what is told of it, or say what is wrong with that."""
    if "pool" in told:
        key = told.pop("pool")
        pool = Pool.objects.filter(quiz=question.quiz, pk=key).first() if key is not None else None
        if key is not None and pool is None:
            fault = Fault(_("The quiz has no such pool."), pointer="/pool")
            raise ApiError("invalid-request", errors=[fault])
        question.pool = pool
    for name, value in told.items():
        setattr(question, name, value)
    try:
        actions.save_question(question, author(view.caller))
    except ValidationError as error:
        raise invalid(error) from error
    except actions.UnevenPoolError as error:
        raise ApiError("invalid-request", errors=[Fault(str(error), pointer="/points")]) from error


def _told(question: Question) -> Response:
    return Response(QuestionSerializer(question).data, headers={"ETag": question_tag(question)})
