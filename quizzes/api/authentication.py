"""Lets machines in by their tokens, and whoever is signed in to the pages."""

from typing import Any

import structlog
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import authentication, exceptions
from rest_framework.request import Request

from quizzes.models import User
from quizzes.queries.callers import (
    Caller,
    caller_by_session,
    caller_by_token,
    is_over,
    token_by_secret,
)

CHALLENGE = 'Bearer realm="api"'


class CoursePrincipal:
    """Who a course's token is: somebody who is let in and yet no person, so that nobody's rights are lent."""

    is_authenticated = True
    is_anonymous = False
    pk = None


class BearerAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer fp_…`."""

    def authenticate(self, request: Request) -> tuple[User | CoursePrincipal, Caller] | None:
        """Return who the token stands for; None where no such header was sent."""
        scheme, _space, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = token_by_secret(secret.strip())
        if token is None or is_over(token, timezone.now()):
            raise exceptions.AuthenticationFailed(_("There is no such token, or it expired or was revoked."))
        structlog.contextvars.bind_contextvars(token=token.pk)
        caller = caller_by_token(token)
        return caller.user or CoursePrincipal(), caller

    def authenticate_header(self, request: Request) -> str:
        """Say how to sign in, and whether what was sent was not valid."""
        sent = request.META.get("HTTP_AUTHORIZATION", "").lower().startswith("bearer")
        return f'{CHALLENGE}, error="invalid_token"' if sent else CHALLENGE


class PageAuthentication(authentication.SessionAuthentication):
    """The session of the pages; what changes anything needs their CSRF token."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        """Return who is signed in, with all scopes."""
        found = super().authenticate(request)
        return (found[0], caller_by_session(found[0])) if found else None
