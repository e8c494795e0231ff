"""The quizzes of a course, with their rules."""

from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django_filters import FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes import actions
from quizzes.api.base import ApiView
from quizzes.api.conditional import check_match, etag
from quizzes.api.errors import ApiError, Fault
from quizzes.api.fields import StrictModel
from quizzes.api.validation import check
from quizzes.models import Problem, Quiz, Scope
from quizzes.queries.callers import Caller
from quizzes.queries.library import versions_to_ask
from quizzes.queries.problem_reach import problems_found
from quizzes.queries.progress import sizes_of
from quizzes.queries.reach import quizzes_changed, quizzes_read

MOST_PROBLEMS = 200
RULES = [
    "title",
    "published",
    "instructions",
    "opens_at",
    "due_at",
    "closes_at",
    "time_limit",
    "late_penalty",
    "late_per",
    "attempts_allowed",
    "counts",
    "tries",
    "try_penalty",
    "new_numbers",
    "solution_on_request",
    "shuffle_questions",
    "shuffle_options",
    "feedback_when",
    "marks_when",
    "solutions_when",
]


class QuizSerializer(StrictModel):
    """A quiz with its rules; times are those for everybody, without extensions."""

    questions = serializers.IntegerField(
        source="size.questions", read_only=True, help_text="How many one attempt asks."
    )
    points = serializers.FloatField(source="size.points", read_only=True)

    class Meta:
        model = Quiz
        fields = ["id", "course", *RULES, "questions", "points", "created_at"]
        read_only_fields = ["course", "created_at"]


class NewQuizSerializer(QuizSerializer):
    """A quiz to make: what is left out is as the kind of quiz has it."""

    preset = serializers.ChoiceField(
        choices=list(actions.PRESETS), default="practice", write_only=True, help_text="The kind of quiz."
    )
    problems = serializers.ListField(
        child=serializers.SlugField(max_length=80),
        default=list,
        write_only=True,
        max_length=MOST_PROBLEMS,
        help_text="Slugs of the problems to ask, in this order, each in its newest version.",
    )

    class Meta(QuizSerializer.Meta):
        fields = [*QuizSerializer.Meta.fields, "preset", "problems"]


class QuizFilter(FilterSet):
    """Which quizzes."""

    class Meta:
        model = Quiz
        fields = ["published"]


def quiz_tag(quiz: Quiz) -> str:
    """Return the ETag of what can be edited of a quiz."""
    return etag("quiz", quiz.pk, *(getattr(quiz, name) for name in RULES))


def quizzes_as_json(quizzes: list[Quiz]) -> list[dict[str, Any]]:
    """Tell of quizzes, with how much each asks: one query."""
    sizes = sizes_of(quizzes)
    for quiz in quizzes:
        quiz.size = sizes[quiz.pk]  # type: ignore[attr-defined]
    return [QuizSerializer(quiz).data for quiz in quizzes]


def _told(quiz: Quiz, **options: Any) -> Response:
    return Response(quizzes_as_json([quiz])[0], headers={"ETag": quiz_tag(quiz)} | options)


class Quizzes(ApiView):
    """The quizzes of a course."""

    scopes = {"GET": Scope.QUIZZES_READ, "POST": Scope.QUIZZES_WRITE}
    filters = QuizFilter
    paged = True

    @extend_schema(summary="List the quizzes of a course", responses=QuizSerializer(many=True))
    def get(self, request: Request, course_id: int) -> Response:
        """List them; students get those that are published."""
        course = get_object_or_404(self.caller.courses(), pk=course_id)
        quizzes = self.filtered(quizzes_read(self.caller).filter(course=course))
        return self.page(quizzes, "id", quizzes_as_json)

    @extend_schema(summary="Make a quiz", request=NewQuizSerializer, responses={201: QuizSerializer})
    def post(self, request: Request, course_id: int) -> Response:
        """Make a quiz with the rules of its kind; unless it says so, it is not published."""
        course = get_object_or_404(self.caller.courses_instructed(), pk=course_id)
        told = self.body(NewQuizSerializer)
        problems, preset = self._problems(told.pop("problems")), told.pop("preset")
        told = {"published": False} | told
        check(Quiz(course=course, **(actions.PRESETS[preset] | told)))
        quiz = actions.create_quiz(course, told.pop("title"), problems, preset=preset, **told)
        made = _told(quiz, Location=reverse("api_quiz", args=[quiz.pk]))
        made.status_code = 201
        return made

    def _problems(self, slugs: list[str]) -> list[Problem]:
        asked = versions_to_ask().filter(problem__in=problems_found(self.caller), problem__slug__in=slugs)
        known = {problem.slug: problem for problem in Problem.objects.filter(versions__in=asked).distinct()}
        faults = [no_such_problem(f"/problems/{at}") for at, slug in enumerate(slugs) if slug not in known]
        if faults:
            raise ApiError("invalid-request", errors=faults)
        return [known[slug] for slug in slugs]


def no_such_problem(pointer: str) -> Fault:
    """Say that a problem cannot be asked."""
    return Fault(_("There is no such problem that a quiz may ask."), pointer=pointer)


class OneQuiz(ApiView):
    """One quiz."""

    scopes = {"GET": Scope.QUIZZES_READ, "PATCH": Scope.QUIZZES_WRITE}
    conditional = True

    @extend_schema(summary="Read a quiz", responses=QuizSerializer)
    def get(self, request: Request, quiz_id: int) -> Response:
        """Show it with its rules."""
        return _told(get_object_or_404(quizzes_read(self.caller), pk=quiz_id))

    @extend_schema(summary="Change a quiz", request=QuizSerializer(partial=True), responses=QuizSerializer)
    @transaction.atomic
    def patch(self, request: Request, quiz_id: int) -> Response:
        """Change its rules: they hold for attempts that go on, too."""
        quiz = changed_quiz(self.caller, quiz_id)
        check_match(request, quiz_tag(quiz))
        told = self.body(QuizSerializer, partial=True)
        for name, value in told.items():
            setattr(quiz, name, value)
        check(quiz)
        actions.change_quiz(quiz, **told)
        return _told(quiz)


def changed_quiz(caller: Caller, quiz_id: int) -> Quiz:
    """Return a quiz that the caller may change, for one change at a time."""
    locked = quizzes_changed(caller).select_for_update(of=("self",))
    return get_object_or_404(locked, pk=quiz_id)
