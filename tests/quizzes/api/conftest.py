"""Clients with tokens."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from quizzes.models import Course, Scope, User
from tests.quizzes.builders import token_of

WithToken = Callable[..., Client]


@pytest.fixture
def with_token() -> WithToken:
    """with_token(holder, scopes): a client of a machine; a person's or a course's token, with all scopes."""

    def make(holder: User | Course, scopes: Any = tuple(Scope.values), **fields: Any) -> Client:
        secret = token_of(holder, scopes, **fields)
        return Client(headers={"Authorization": f"Bearer {secret}"}, raise_request_exception=False)

    return make


@pytest.fixture
def machine(course: Course, with_token: WithToken) -> Client:
    """The course's own token, with all scopes."""
    return with_token(course)
