"""Asking for variants and markings of which nothing is stored."""

from typing import Any

from django.utils import timezone

from quizzes.models import Course, ProblemVersion
from quizzes.queries.problems import parsed
from quizzes.variant_tokens import Sealed, written
from solvers import Variant
from tests.quizzes.conftest import TUTORIAL

MARKINGS = "/api/v1/markings/"
VARIANTS = "/api/v1/problems/sigmoid-neuron/variants/"
HOUR = 3600


def variant_of(client: Any, slug: str = "sigmoid-neuron", **wanted: Any) -> dict[str, Any]:
    """Ask for a variant."""
    answer = client.post(f"/api/v1/problems/{slug}/variants/", wanted, format="json")
    assert answer.status_code == 201, answer.json()
    found: dict[str, Any] = answer.json()
    return found


def mark(client: Any, token: str, answers: Any, **headers: str) -> Any:
    """Have answers marked."""
    return client.post(MARKINGS, {"token": token, "answers": answers}, format="json", headers=headers)


def token_for(
    course: Course, version: ProblemVersion, numbers: Variant | None = None, level: str = "feedback"
) -> str:
    """The token of a course with given numbers: those of the tutorial, so z = 0.87 and y = 0.705."""
    record = (numbers or parsed(version.document).variant(**TUTORIAL)).record()
    expires = int(timezone.now().timestamp()) + HOUR
    return written(Sealed(version.pk, level, expires, f"course {course.pk}", record))
