"""Attempts at quizzes: one's own, those of a course for who teaches it, and on behalf of its students."""

from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value
from django.db.models import When as Where
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import CharFilter, ChoiceFilter, FilterSet, NumberFilter
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from quizzes import actions
from quizzes.api.attempts_json import STATES, AttemptSerializer, attempt_as_json, attempts_as_json
from quizzes.api.base import ApiView
from quizzes.api.errors import ApiError, Fault
from quizzes.api.fields import Strict
from quizzes.api.schema import raises
from quizzes.models import Attempt, Enrolment, Quiz, Scope, User
from quizzes.queries.access import TEACHING, quizzes_of
from quizzes.queries.callers import Caller
from quizzes.queries.reach import Sight, attempts_read, is_taught, points_of, quizzes_read, sight
from quizzes.queries.times import time_is_up, window

WHY_NOT = {
    "early": gettext_lazy("The quiz is not open yet."),
    "closed": gettext_lazy("The quiz is closed."),
    "used": gettext_lazy("All attempts are used up."),
}


class StartSerializer(Strict):
    """For whom an attempt is started."""

    student = serializers.IntegerField(
        required=False, help_text="The person in the course; only, and always, with a course's token."
    )


class AttemptFilter(FilterSet):
    """Which attempts."""

    student = NumberFilter(field_name="enrolment", label="The person in the course.")
    external_id = CharFilter(label="What another system calls the student.")
    state = ChoiceFilter(choices=[(state, state) for state in STATES], method="in_state")

    class Meta:
        model = Attempt
        fields = ["number"]

    def in_state(self, attempts: QuerySet[Attempt], _name: str, state: str) -> QuerySet[Attempt]:
        """Keep those that go on, were submitted, or whose time is up."""
        if state == "submitted":
            return attempts.filter(submitted_at__isnull=False)
        up = Where(time_is_up(arrival(self.request)), then=Value(True))
        told = attempts.filter(submitted_at=None).annotate(
            is_up=Case(up, default=Value(False), output_field=BooleanField())
        )
        return told.filter(is_up=state == "over")


def arrival(request: Request) -> datetime:
    """Return when the request reached the server: that is when what it brings counts."""
    at: datetime = request._request.arrived_at  # type: ignore[attr-defined]
    return at


def found_attempt(caller: Caller, attempt_id: int, at: datetime) -> tuple[Any, Sight]:
    """Return an attempt and what shows of it; what was saved in time is marked once it is over."""
    attempts = attempts_read(caller)
    attempt = get_object_or_404(attempts, pk=attempt_id)
    if not attempt.settled_at and not window(attempt.quiz, attempt).accepts(attempt, at):
        actions.settle(attempt)
        attempt = attempts.get(pk=attempt_id)
    return attempt, sight(caller, attempt, attempt, at)


def must_act(seen: Sight) -> None:
    """Refuse who only reads: nobody answers for somebody else but the student's own system."""
    if not seen.acts:
        raise ApiError("forbidden", _("Only the student may do this, or a token of the course."))


class Attempts(ApiView):
    """The attempts at a quiz."""

    scopes = {"GET": Scope.ATTEMPTS_READ, "POST": Scope.ATTEMPTS_WRITE}
    filters = AttemptFilter
    paged = True

    @extend_schema(summary="List the attempts at a quiz", responses=AttemptSerializer(many=True))
    def get(self, request: Request, quiz_id: int) -> Response:
        """List the own ones, and for those who teach, everybody's."""
        at = arrival(request)
        quiz = get_object_or_404(quizzes_read(self.caller), pk=quiz_id)
        teaches = is_taught(self.caller, quiz)
        readable = attempts_read(self.caller).filter(quiz=quiz)
        actions.settle_overdue(Q(pk__in=readable.values("pk")), at)
        return self.page(
            self.filtered(readable), "id", lambda rows: attempts_as_json(self.caller, rows, at, teaches)
        )

    @raises("not-open")
    @extend_schema(
        summary="Start an attempt",
        request=StartSerializer,
        responses={200: AttemptSerializer, 201: AttemptSerializer},
    )
    def post(self, request: Request, quiz_id: int) -> Response:
        """Start an attempt (201), or go on with the one that is not over (200)."""
        at = arrival(request)
        quiz = get_object_or_404(quizzes_read(self.caller), pk=quiz_id)
        student = self._student(quiz, self.body(StartSerializer).get("student"))
        try:
            started = actions.start_attempt(quiz, student, at)
        except actions.NotOpenError as error:
            raise ApiError("not-open", WHY_NOT[error.reason]) from error
        answer = told_attempt(*found_attempt(self.caller, started.pk, at), at)
        answer.status_code = 201 if started.started_at == at else 200
        answer["Location"] = reverse("api_attempt", args=[started.pk])
        return answer

    def _student(self, quiz: Quiz, key: int | None) -> User:
        """Who takes the quiz: the caller, or whom a course's token names."""
        if self.caller.course is None:
            user = self.caller.user
            if user is None or not quizzes_of(user).filter(pk=quiz.pk).exists():
                raise Http404
            if key is not None and not user.enrolments.filter(pk=key, course=quiz.course_id).exists():
                raise ApiError("forbidden", _("Only a token of the course may act for its students."))
            return user
        if key is None:
            raise invalid_student(_("Say for which person of the course."))
        person = Enrolment.objects.filter(course=quiz.course_id, pk=key).select_related("user").first()
        if person is None:
            raise invalid_student(_("There is no such person in the course."))
        if not quiz.published and person.role not in TEACHING:
            raise ApiError("not-open", _("The quiz is not published."))
        return person.user


def invalid_student(told: str) -> ApiError:
    """Say what is wrong with whom an attempt is started for."""
    return ApiError("invalid-request", errors=[Fault(told, pointer="/student")])


def told_attempt(attempt: Any, seen: Sight, at: datetime) -> Response:
    """Answer with an attempt."""
    points = points_of([attempt.pk]).get(attempt.pk, (0.0, 0.0))
    return Response(attempt_as_json(attempt, seen, at, points))


class OneAttempt(ApiView):
    """One attempt."""

    scopes = {"GET": Scope.ATTEMPTS_READ}

    @extend_schema(summary="Read an attempt", responses=AttemptSerializer)
    def get(self, request: Request, attempt_id: int) -> Response:
        """Show it, with its points once marks show."""
        at = arrival(request)
        return told_attempt(*found_attempt(self.caller, attempt_id, at), at)


class Submit(ApiView):
    """Submitting an attempt as a whole."""

    scopes = {"POST": Scope.ATTEMPTS_WRITE}

    @raises("conflict")
    @extend_schema(summary="Submit an attempt", request=None, responses=AttemptSerializer)
    def post(self, request: Request, attempt_id: int) -> Response:
        """Submit it as it is saved: nothing more is accepted, and what is saved is marked.

        An attempt that was submitted before stays as it was.
        """
        at = arrival(request)
        attempt, seen = found_attempt(self.caller, attempt_id, at)
        must_act(seen)
        if not attempt.quiz.is_submitted_as_a_whole:
            raise ApiError("conflict", _("Attempts at this quiz are not submitted: each answer is checked."))
        if window(attempt.quiz, attempt).accepts(attempt, at):
            actions.submit_attempt(attempt, at)
        elif attempt.submitted_at is None:
            raise ApiError("conflict", _("Time was up before: what was saved until then is marked."))
        return told_attempt(*found_attempt(self.caller, attempt_id, at), at)
