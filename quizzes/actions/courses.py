"""Makes courses and quizzes, and enrols people."""

from collections.abc import Iterable

from django.db import transaction

from quizzes.models import Course, Enrolment, Problem, ProblemVersion, Question, Quiz, User


def create_course(title: str) -> Course:
    """Make an empty course."""
    return Course.objects.create(title=title)


def enrol(course: Course, user: User, role: str = Enrolment.Role.STUDENT) -> Enrolment:
    """Give `user` that role in `course`, also where another one was held; instructors may use the admin."""
    role = Enrolment.Role(role)
    with transaction.atomic():
        enrolment, _created = Enrolment.objects.update_or_create(
            course=course, user=user, defaults={"role": role}
        )
        if role == Enrolment.Role.INSTRUCTOR and not user.is_staff:
            user.is_staff = True
            user.save(update_fields=["is_staff"])
    return enrolment


def create_quiz(course: Course, title: str, problems: Iterable[Problem], published: bool = True) -> Quiz:
    """Make a quiz that asks the newest version of each of `problems`, in that order."""
    with transaction.atomic():
        quiz = Quiz.objects.create(course=course, title=title, published=published)
        for position, problem in enumerate(problems, start=1):
            version = ProblemVersion.objects.filter(problem=problem).latest("number")
            Question.objects.create(
                quiz=quiz, position=position, problem_version=version, points=version.points
            )
    return quiz
