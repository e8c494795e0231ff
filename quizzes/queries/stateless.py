"""Variants that are handed out and marked with nothing stored: all there is to know is in a sealed token."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import TextChoices

from grader import Marking, mark
from quizzes.models import ProblemVersion
from quizzes.queries.callers import Caller
from quizzes.queries.prepared import Prepared
from quizzes.queries.problems import parsed
from quizzes.queries.stock import fresh_variant
from quizzes.variant_tokens import Sealed, TokenBrokenError, read, written
from solvers import Variant

SHORTEST, USUAL, LONGEST = timedelta(minutes=1), timedelta(days=7), timedelta(days=366)


class Level(TextChoices):
    """How much a marking tells: fixed when the variant is handed out."""

    MARKS = "marks"
    FEEDBACK = "feedback"
    SOLUTIONS = "solutions"


class TokenExpiredError(Exception):
    """The token was good until `at`."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


class TokenOfAnotherError(Exception):
    """The token was given to another course or person."""


class UnknownFieldError(Exception):
    """Answers came for fields that the variant has not: `names`, of `known` ones."""

    def __init__(self, names: list[str], known: list[str]) -> None:
        super().__init__(names)
        self.names, self.known = names, known


@dataclass(frozen=True)
class HandedOut:
    """A variant, what its markings tell, and the token that brings it back."""

    version: ProblemVersion
    numbers: Variant
    level: Level
    expires_at: datetime
    token: str


@dataclass(frozen=True)
class Marked:
    """A variant that came back, marked."""

    version: ProblemVersion
    numbers: Variant
    level: Level
    marking: Marking


def hand_out(
    version: ProblemVersion, caller: Caller, level: Level, at: datetime, lasting: timedelta = USUAL
) -> HandedOut:
    """Draw a variant for the caller's own students."""
    numbers = fresh_variant(version.document)
    expires = int((at + lasting).timestamp())
    token = written(Sealed(version.pk, level.value, expires, _audience(caller), numbers.record()))
    return HandedOut(version, numbers, level, datetime.fromtimestamp(expires, UTC), token)


def mark_answers(token: str, caller: Caller, typed: Mapping[str, str], at: datetime) -> Marked:
    """Mark answers to the variant that the token brings back; `typed` is field name -> text.

    Raises TokenBrokenError, TokenOfAnotherError, TokenExpiredError and UnknownFieldError.
    """
    content = read(token)
    if content.audience != _audience(caller):
        raise TokenOfAnotherError
    expires_at = datetime.fromtimestamp(content.expires, UTC)
    if at >= expires_at:
        raise TokenExpiredError(expires_at)
    version = next(iter(_version(content.version)), None)
    if version is None:  # of a site that was since replaced by a backup
        raise TokenBrokenError
    numbers = parsed(version.document).restore(content.record)
    known = [field.name for field in numbers.fields]
    unknown = sorted(typed.keys() - set(known))
    if unknown:
        raise UnknownFieldError(unknown, known)
    return Marked(version, numbers, Level(content.level), mark(numbers, typed))


_version = Prepared(lambda pk: ProblemVersion.objects.select_related("problem").filter(pk=pk), 1)


def _audience(caller: Caller) -> str:
    """For whom a token is: another token of the same course or person reads it too."""
    if caller.course:
        return f"course {caller.course.pk}"
    assert caller.user
    return f"person {caller.user.pk}"
