"""Somebody of her own at a quiz of her own, so that no other journey is in the way."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page

from tests.server import Server

PREPARE = """
import json
from datetime import timedelta
from django.test import Client
from django.utils import timezone
from quizzes import actions
from quizzes.models import *
name = f"worker{{User.objects.count()}}"
student = User.objects.create_user(name, password=name)
course = Course.objects.first()
actions.enrol(course, student)
problems = [Problem.objects.get(slug=slug) for slug in {slugs}]
quiz = actions.create_quiz(course, f"Quiz of {{name}}", problems, preset={preset!r}, **{rules})
begun = timezone.now() - timedelta(seconds={begun})
attempt = actions.start_attempt(quiz, student, begun)
client = Client()
client.force_login(student)
print(json.dumps({{
    "name": name, "quiz": quiz.pk, "attempt": attempt.pk, "session": client.cookies["sessionid"].value,
    "questions": list(quiz.questions.order_by("position").values_list("pk", flat=True)),
}}))
"""
LOOK_UP = """
from datetime import timedelta
from django.utils import timezone
from quizzes import actions
from quizzes.models import *
attempt = Attempt.objects.select_related("quiz", "student").get(pk={attempt})
"""


@dataclass(frozen=True)
class Work:
    """An attempt that goes on; the student's password is her name."""

    server: Server
    name: str
    quiz: int
    attempt: int
    session: str
    questions: list[int]

    def open(self, page: Page, number: int = 1) -> Page:
        """Open that question, signed in."""
        cookie = {"name": "sessionid", "value": self.session, "url": self.server.url}
        page.context.add_cookies([cookie])
        page.goto(f"/questions/{self.questions[number - 1]}/")
        return page

    def shell(self, code: str) -> str:
        """Run Python beside the server, with `attempt` at hand."""
        return self.server.shell(LOOK_UP.format(attempt=self.attempt) + code).strip()

    def shift(self, seconds: float) -> None:
        """Let the attempt have begun so much earlier."""
        self.shell(f"attempt.started_at -= timedelta(seconds={seconds}); attempt.save()")


StartWork = Callable[..., Work]


def begin(
    server: Server,
    preset: str = "practice",
    slugs: tuple[str, ...] = ("sigmoid-neuron", "learning-rate"),
    begun: float = 0,
    **rules: Any,
) -> Work:
    """Let somebody new begin a new quiz of that kind so many seconds ago."""
    rules = {"shuffle_questions": False} | rules
    code = PREPARE.format(slugs=slugs, preset=preset, begun=begun, rules=rules)
    return Work(server, **json.loads(server.shell(code)))


def box(page: Page, name: str) -> Locator:
    """The box of an answer."""
    return page.locator(f"input[name='answer.{name}']")
