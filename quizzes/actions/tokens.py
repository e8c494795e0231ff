"""Makes and revokes the tokens with which machines use the API, and notes their use."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quizzes.models import ApiToken, Course, Scope, User
from quizzes.models.api import HINT_LENGTH
from quizzes.queries.access import courses_taught
from quizzes.queries.callers import teaches
from quizzes.sealed import secret_hash

PREFIX = "fp_"
LONGEST_LIFE = timedelta(days=2 * 366)
USUAL_LIFE = timedelta(days=365)


class TokenError(ValueError):
    """The token cannot be made; the message says why, and `field` what has to be another."""

    def __init__(self, field: str, message: object) -> None:
        super().__init__(str(message))
        self.field = field


def make_token(
    name: str,
    scopes: Iterable[str],
    expires_at: datetime,
    *,
    by: User,
    course: Course | None = None,
) -> tuple[ApiToken, str]:
    """Make a token that stands for `by`, or for the course; return it with its secret, which is kept nowhere.

    Raises TokenError.
    """
    chosen = set(scopes)
    _check(name, chosen, expires_at, by, course)
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        name=name.strip(),
        user=None if course else by,
        course=course,
        scopes=[scope for scope in Scope.values if scope in chosen],
        digest=secret_hash(secret),
        hint=secret[:HINT_LENGTH],
        created_by=by,
        expires_at=expires_at,
    )
    return token, secret


def _check(name: str, scopes: set[str], expires_at: datetime, by: User, course: Course | None) -> None:
    now = timezone.now()
    if not name.strip():
        raise TokenError("name", _("Give the token a name that says what uses it."))
    if not scopes or not scopes <= set(Scope.values):
        raise TokenError("scopes", _("Choose at least one scope, from those that there are."))
    if not now < expires_at <= now + LONGEST_LIFE:
        raise TokenError("expires_at", _("A token expires in the future, within two years."))
    if course and not courses_taught(by).filter(pk=course.pk).exists():
        raise TokenError("course", _("Only its instructors make tokens of a course."))
    if not course and not teaches(by):
        raise TokenError("course", _("Personal tokens are for those who teach a course."))


def revoke_token(token: ApiToken) -> None:
    """Let nobody in with the token from now on."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
    token.refresh_from_db()


def note_use(token_id: int, at: datetime, minute: int, requests: int, markings: int) -> None:
    """Add so many requests and markings to what the token did in this minute."""
    same = When(minute=minute, then=F("requests") + requests)
    also = When(minute=minute, then=F("markings") + markings)
    ApiToken.objects.filter(pk=token_id).update(
        last_used_at=at,
        minute=minute,
        requests=Case(same, default=Value(requests)),
        markings=Case(also, default=Value(markings)),
    )
