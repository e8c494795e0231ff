"""Requests as views get them, for the type checker: what the middleware adds."""

from datetime import datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from quizzes.models import User


class SiteRequest(HttpRequest):
    """Any request: htmx says of itself whether it asks; `arrived_at` is when it reached the server."""

    htmx: HtmxDetails
    arrived_at: datetime


class SignedInRequest(SiteRequest):
    """The request of somebody who is signed in."""

    user: User


def person(request: HttpRequest) -> User:
    """Return who is signed in, where nobody else comes by."""
    assert isinstance(request.user, User)
    return request.user


def site_address(request: HttpRequest) -> str:
    """Return the address under which this request reached the site: links in mail begin so."""
    return request.build_absolute_uri("/").rstrip("/")
