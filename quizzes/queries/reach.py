"""Which quizzes, attempts and numbers a caller of the API reaches, and how much of them shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from quizzes.models import Attempt, AttemptQuestion, Quiz, Scope, Variant
from quizzes.queries.access import TEACHING, open_to_students, with_place
from quizzes.queries.callers import Caller
from quizzes.queries.sheets import with_sheet
from quizzes.queries.times import Release, release, window, with_window


def quizzes_read(caller: Caller) -> QuerySet[Quiz]:
    """Return the quizzes that the caller sees: those not yet published only for who teaches there."""
    seen = Q(published=True, course__in=caller.courses()) | Q(course__in=caller.courses_taught())
    return Quiz.objects.filter(seen).select_related("course")


def quizzes_taught(caller: Caller) -> QuerySet[Quiz]:
    """Return the quizzes whose questions, marks and extensions the caller sees."""
    return Quiz.objects.filter(course__in=caller.courses_taught()).select_related("course")


def quizzes_changed(caller: Caller) -> QuerySet[Quiz]:
    """Return the quizzes that the caller may change."""
    return Quiz.objects.filter(course__in=caller.courses_instructed()).select_related("course")


def attempts_read(caller: Caller) -> QuerySet[Attempt]:
    """Return the caller's own attempts and those at quizzes of courses taught, with windows and people's ids.

    Own ones as the pages show them: of quizzes that are published, in courses one is still in.
    """
    attempts: QuerySet[Any] = with_window(Attempt.objects.all(), quiz="quiz", student="student")
    attempts = attempts.annotate(
        enrolment=F("_enrolment__pk"), external_id=F("_enrolment__external_id")
    ).select_related("quiz__course", "student")
    readable = Q(quiz__course__in=caller.courses_taught())
    if caller.user is not None:
        readable |= open_to_students("quiz__") & Q(student=caller.user)
    return attempts.filter(readable)


def variants_read(caller: Caller) -> QuerySet[Variant]:
    """Return the numbers given in those attempts, with what their sheets need."""
    variants: QuerySet[Any] = with_sheet(with_place(Variant.objects.all()))
    readable = Q(attempt__quiz__course__in=caller.courses_taught())
    if caller.user is not None:
        readable |= open_to_students("question__quiz__") & Q(created_for=caller.user)
    return variants.filter(readable)


@dataclass(frozen=True)
class Sight:
    """What a caller may do with an attempt, and see of it by now.

    `acts`: the caller is its student, or a course's token on the student's behalf. `shown` is what shows to
    the student, and to who teaches with the scopes for it; `solutions` are shown there, whatever was done.
    """

    acts: bool
    shown: Release
    solutions: bool


def sight(caller: Caller, attempt: Attempt, row: Any, at: datetime, teaches: bool | None = None) -> Sight:
    """Return what the caller sees; `row` is the attempt or variant as fetched by the above."""
    quiz = attempt.quiz
    if teaches is None:
        teaches = is_taught(caller, quiz)
    marks = teaches and Scope.MARKS_READ in caller.scopes
    student = release(quiz, window(quiz, row), attempt, at)
    return Sight(
        acts=_acts(caller, attempt, row),
        shown=Release(student.feedback or marks, student.marks or marks, student.solutions),
        solutions=teaches and Scope.SOLUTIONS_READ in caller.scopes,
    )


def is_taught(caller: Caller, quiz: Quiz) -> bool:
    """Tell whether the caller teaches the quiz's course."""
    return caller.courses_taught().filter(pk=quiz.course_id).exists()


def _acts(caller: Caller, attempt: Attempt, row: Any) -> bool:
    enrolled = row.role is not None and (attempt.quiz.published or row.role in TEACHING)
    if caller.course is not None:
        return enrolled and attempt.quiz.course_id == caller.course.pk
    return enrolled and caller.user is not None and attempt.student_id == caller.user.pk


def state_of(attempt: Attempt, at: datetime) -> str:
    """Return whether the attempt goes on, was submitted, or its time is up."""
    if attempt.submitted_at is not None:
        return "submitted"
    return "over" if window(attempt.quiz, attempt).is_over(attempt, at) else "going_on"


def points_of(attempts: list[int]) -> dict[int, tuple[float, float]]:
    """Return for each attempt the points so far, and those that can be had: one query."""
    places = AttemptQuestion.objects.filter(attempt__in=attempts, question__dropped=False).order_by()
    earned, out_of = Sum(F("share") * F("question__points")), Sum("question__points")
    found = places.values("attempt").annotate(earned=earned, out_of=out_of)
    return {row["attempt"]: (row["earned"] or 0.0, row["out_of"]) for row in found}
