"""Who asks over the API, and which courses that reaches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet

from quizzes.models import ApiToken, Course, Enrolment, Scope, User
from quizzes.queries.access import TEACHING
from quizzes.queries.prepared import Prepared
from quizzes.sealed import secret_hash


@dataclass(frozen=True)
class Caller:
    """A person by session or token, or a course by its token."""

    user: User | None
    course: Course | None
    scopes: frozenset[str]
    token: ApiToken | None = None

    @property
    def identity(self) -> str:
        """What tells callers apart: two tokens of one person are two."""
        if self.token:
            return f"token {self.token.pk}"
        assert self.user
        return f"person {self.user.pk}"

    def courses(self) -> QuerySet[Course]:
        """Return the courses that may be read: those of which the caller is a member, or teaches."""
        return self._courses(Enrolment.Role.values)

    def courses_taught(self) -> QuerySet[Course]:
        """Return the courses whose people, attempts and marks may be read."""
        return self._courses(TEACHING)

    def courses_instructed(self) -> QuerySet[Course]:
        """Return the courses that may be changed."""
        return self._courses([Enrolment.Role.INSTRUCTOR])

    def _courses(self, roles: Iterable[str]) -> QuerySet[Course]:
        if self.course:
            return Course.objects.filter(pk=self.course.pk)
        assert self.user
        if self.user.is_superuser:
            return Course.objects.all()
        own = Enrolment.objects.filter(user=self.user, role__in=roles)
        return Course.objects.filter(pk__in=own.values("course"))

    @cached_property
    def teaches_any(self) -> bool:
        """Whether the caller teaches anywhere: problems and their marking are for no student."""
        return self.course is not None or (self.user is not None and teaches(self.user))


def teaches(user: User) -> bool:
    """Tell whether the user teaches any course, or administers them all."""
    return user.is_superuser or user.enrolments.filter(role__in=TEACHING).exists()


def caller_by_session(user: User) -> Caller:
    """Return who is signed in to the pages: everything that the person's roles allow."""
    return Caller(user, None, frozenset(Scope.values))


def token_by_secret(secret: str) -> ApiToken | None:
    """Return the token with this secret, also one that is over, with whom it stands for."""
    return next(iter(_tokens(secret_hash(secret))), None)


_tokens = Prepared(lambda digest: ApiToken.objects.select_related("user", "course").filter(digest=digest), 1)


def caller_by_token(token: ApiToken) -> Caller:
    """Return whom the token stands for."""
    return Caller(token.user, token.course, frozenset(token.scopes), token)


def is_over(token: ApiToken, at: datetime) -> bool:
    """Tell whether the token no longer lets anybody in."""
    inactive = token.user is not None and not token.user.is_active
    return token.revoked_at is not None or token.expires_at <= at or inactive
