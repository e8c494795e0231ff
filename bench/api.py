"""What stateless variants and their marking cost beside an endpoint of the framework that writes a row.

In processor time of one process, over HTTP as a server calls the application.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from http.cookies import SimpleCookie
from itertools import count
from typing import Any

from bench.requests import Client, from_empty

VARIANTS = "/api/v1/problems/sigmoid-neuron/variants/"


def main() -> None:
    """Print the table for the database of the settings."""
    from_empty(ApiSite)


class ApiSite:
    """The requests to measure, by name; `limited` are those with a limit, in times of `bare`."""

    bare = "a bare endpoint: a serializer and an insert"

    def __init__(self) -> None:
        from django.conf import settings
        from django.utils import timezone

        from bench.site import application
        from quizzes import actions
        from quizzes.models import Scope, User

        settings.API_REQUESTS_A_MINUTE = settings.API_MARKINGS_A_MINUTE = 10**9
        actions.import_library()
        course = actions.create_course("Bench")
        teacher = User.objects.create_user("teacher")
        actions.enrol(course, teacher, "instructor")
        until = timezone.now() + timedelta(days=1)
        _token, self.secret = actions.make_token("bench", Scope.values, until, by=teacher, course=course)
        self.client = Client(application(), SimpleCookie())
        self.numbers = count()
        self.tokens = {
            level: json.loads(self._send(VARIANTS, {"feedback": level}))["token"]
            for level in ("marks", "feedback", "solutions")
        }
        self.requests: dict[str, Callable[[], object]] = {
            self.bare: lambda: self._send("/api/bare/", {"title": "Bench"}),
            "an insert of what is not even checked": lambda: self._send("/api/barest/", {"title": "Bench"}),
            "a variant": lambda: self._send(VARIANTS, {}),
            "a variant, to be repeated on request": lambda: self._send(VARIANTS, {}, self._key()),
            "a marking, all wrong": lambda: self._mark("feedback"),
            "a marking, all wrong, to be repeated on request": lambda: self._mark("feedback", self._key()),
            "a marking, of which only the score is told": lambda: self._mark("marks", self._key()),
            "a marking with its worked solution": lambda: self._mark("solutions", self._key()),
        }
        ours = [name for name in self.requests if name.startswith(("a variant", "a marking"))]
        self.limited = [name for name in ours if "worked solution" not in name]

    def _send(self, path: str, body: dict[str, Any], key: str = "") -> bytes:
        headers = {"HTTP_AUTHORIZATION": f"Bearer {self.secret}", "HTTP_ACCEPT": "application/json"}
        return self.client.send(path, body, **headers, **({"HTTP_IDEMPOTENCY_KEY": key} if key else {}))

    def _key(self) -> str:
        return f"key {next(self.numbers)}"

    def _answers(self, level: str) -> dict[str, Any]:
        number = next(self.numbers)
        typed = {"z": f"{number % 89 + 5}.{number % 97:02}", "y": f"{number % 71 + 2}.125"}
        return {"token": self.tokens[level], "answers": typed}

    def _mark(self, level: str, key: str = "") -> None:
        self._send("/api/v1/markings/", self._answers(level), key)


if __name__ == "__main__":
    main()
