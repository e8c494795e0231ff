"""Copies a course for its next term: quizzes with rules and questions, and dates moved by whole days."""

from datetime import datetime, timedelta, tzinfo

from django.db import transaction

from quizzes.actions.courses import enrol
from quizzes.models import Course, Enrolment, Pool, Question, Quiz, User

DATES = ("opens_at", "due_at", "closes_at")


def copy_course(course: Course, title: str, days: int, by: User | None = None) -> Course:
    """Make a course with copies of the quizzes, `days` later; nobody is in it but `by`, as instructor.

    A quiz that opened at eight opens at eight, also across a change of the clocks. Questions that a
    re-marking dropped stay out.
    """
    with transaction.atomic():
        copied = Course.objects.create(title=title, time_zone=course.time_zone)
        for quiz in course.quizzes.order_by("pk"):
            _copy_quiz(quiz, copied, days)
        if by is not None:
            enrol(copied, by, Enrolment.Role.INSTRUCTOR)
        return copied


def _copy_quiz(quiz: Quiz, course: Course, days: int) -> None:
    pools = list(quiz.pools.order_by("pk"))
    questions = list(quiz.questions.filter(dropped=False).order_by("position", "pk"))
    for name in DATES:
        setattr(quiz, name, _moved(getattr(quiz, name), days, course.zone))
    quiz.course = course
    _as_new(quiz)
    copies: dict[int | None, Pool | None] = {None: None}
    for pool in pools:
        before, pool.quiz = pool.pk, quiz
        _as_new(pool)
        copies[before] = pool
    for question in questions:
        question.quiz, question.pool = quiz, copies[question.pool_id]
        _as_new(question)


def _as_new(row: Quiz | Pool | Question) -> None:
    """Store the row as another one; it keeps what is not said to differ, whatever fields there will be."""
    row.pk = None
    row._state.adding = True
    row.save()


def _moved(moment: datetime | None, days: int, zone: tzinfo) -> datetime | None:
    """The same time of day in that zone, so many days later."""
    return moment.astimezone(zone) + timedelta(days=days) if moment else None
