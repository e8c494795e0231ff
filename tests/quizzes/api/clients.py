"""Callers of the API: people and courses, each with a token of its own."""

from typing import Any

from rest_framework.test import APIClient

from quizzes.models import Course, Scope, User
from tests.quizzes.builders import token_of


def person_with(user: User, *scopes: str) -> APIClient:
    """Somebody's own token, with all scopes unless some are named."""
    return _with_token(token_of(user, scopes or Scope.values))


def course_with(course: Course, *scopes: str) -> APIClient:
    """A course's token, with all scopes unless some are named."""
    return _with_token(token_of(course, scopes or Scope.values))


def _with_token(secret: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


def problem(answer: Any) -> tuple[int, str, list[str]]:
    """Status, type and the places of the faults of an error."""
    body = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    assert body["status"] == answer.status_code
    places = [next(iter(set(fault) - {"detail"}), "") for fault in body.get("errors", [])]
    named = [fault.get(place, "") for fault, place in zip(body.get("errors", []), places, strict=True)]
    return answer.status_code, body["type"].rpartition(":")[2], named


def changing(client: APIClient, method: str, path: str, body: Any = None) -> Any:
    """Read what is there, then change it as it was read."""
    tag = client.get(path)["ETag"]
    return getattr(client, method)(path, body, format="json", headers={"If-Match": tag})
