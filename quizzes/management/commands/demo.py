"""Prepares the demo: a course with a quiz of each kind, and somebody to log in as."""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sites.models import Site
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from quizzes.actions import create_course, create_quiz, enrol, import_library
from quizzes.models import Course, Enrolment, Problem, User

COURSE = "Neural networks, from the first neuron"
# Of each kind of quiz one: the practice asks every problem that ships.
PRACTICE = "Forward pass"
HOMEWORK = "Homework: sizes and parameters"
EXAM = "Exam: neurons"
HOMEWORK_ASKS = ("convolution-output", "cnn-table-mnist", "batch-normalisation-counts")
EXAM_ASKS = ("sigmoid-neuron", "medical-diagnosis", "network-2-2-1")
PEOPLE = {
    "student": ("sam", Enrolment.Role.STUDENT),
    "instructor": ("ines", Enrolment.Role.INSTRUCTOR),
}


class Command(BaseCommand):
    help = "Prepare the demo course, its quiz and two logins; a second time only print the logins."

    def handle(self, *args: Any, **options: Any) -> None:
        logins = settings.VAR_DIR / "logins.txt"
        with transaction.atomic():
            course = _course()
            if not logins.exists() or not _all_people():
                _write(logins, [_login(role, course) for role in PEOPLE])
        self.stdout.write(logins.read_text().rstrip())


def _course() -> Course:
    """The demo's course; once it is there it belongs to whoever plays with it, and nothing is put back."""
    problems = [version.problem for version in import_library()]
    course = Course.objects.filter(title=COURSE).first()
    if course is None:
        course = create_course(COURSE)
        _make_quizzes(course, problems)
        Site.objects.update_or_create(
            pk=settings.SITE_ID, defaults={"name": "Forward Pass", "domain": "127.0.0.1:8000"}
        )
    return course


def _make_quizzes(course: Course, problems: list[Problem]) -> None:
    by_slug = {problem.slug: problem for problem in problems}
    today = timezone.now().replace(hour=21, minute=59, second=0, microsecond=0)
    create_quiz(course, PRACTICE, problems)
    create_quiz(
        course,
        HOMEWORK,
        [by_slug[slug] for slug in HOMEWORK_ASKS],
        preset="homework",
        due_at=today + timedelta(days=7),
        closes_at=today + timedelta(days=10),
    )
    create_quiz(
        course,
        EXAM,
        [by_slug[slug] for slug in EXAM_ASKS],
        preset="exam",
        time_limit=30,
        closes_at=today + timedelta(days=14),
    )


def _all_people() -> bool:
    names = [name for name, _role in PEOPLE.values()]
    return User.objects.filter(username__in=names).count() == len(names)


def _login(role: str, course: Course) -> str:
    """Make the person who plays `role`, with a new password; return the line that tells it."""
    name, place = PEOPLE[role]
    password = secrets.token_urlsafe(9)
    user, _created = User.objects.get_or_create(
        username=name,
        defaults={
            "first_name": name.title(),
            "last_name": role.title(),
            "email": f"{name}@example.edu",
        },
    )
    user.set_password(password)
    user.save()
    enrol(course, user, place)
    return f"{role:<10}  {name}  {password}"


def _write(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write("\n".join(lines) + "\n")
