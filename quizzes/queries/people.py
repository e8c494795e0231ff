"""Who is who: people by name or address, who is the only instructor, and who is locked out."""

from collections.abc import Iterable
from datetime import datetime

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy

from quizzes.models import Enrolment, User


def person_called(name: str) -> User | None:
    """Return who signs in as `name`: by e-mail address in any case first, then by user name."""
    if not name or "\0" in name:
        return None
    people = User.objects.annotate(lowered=Lower("email")).filter(
        Q(lowered=name.lower()) | Q(username__in=[name, name.lower()])
    )
    return min(
        people, key=lambda user: (user.email.lower() != name.lower(), user.username != name), default=None
    )


def person_with(address: str) -> User | None:
    """Return whose e-mail address this is, in any case."""
    return (
        User.objects.annotate(lowered=Lower("email")).filter(lowered=address.lower()).first()
        if address
        else None
    )


ONLY_INSTRUCTOR = gettext_lazy("A course keeps an instructor. Make somebody else an instructor first.")


def is_only_instructor(enrolment: Enrolment) -> bool:
    """Tell whether the course would have no instructor without this one."""
    instructors = Enrolment.objects.filter(course=enrolment.course_id, role=Enrolment.Role.INSTRUCTOR)
    return set(instructors.values_list("pk", flat=True)) == {enrolment.pk}


def locked_until(users: Iterable[User]) -> dict[int, datetime]:
    """Return, for each of these people who is locked out somewhere, when the last such lock ends."""
    names = {user.username: user.pk for user in users}
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    attempts = AccessAttempt.objects.filter(username__in=names, attempt_time__gte=since)
    places: dict[tuple[str, str], list[AccessAttempt]] = {}
    for attempt in attempts.order_by("-attempt_time"):
        places.setdefault((attempt.username, attempt.ip_address), []).append(attempt)
    ends: dict[int, datetime] = {}
    for (name, _address), failed in places.items():
        begun = _filled(failed)
        if begun:
            end = begun + settings.AXES_COOLOFF_TIME
            ends[names[name]] = max(end, ends.get(names[name], end))
    return ends


def _filled(newest_first: list[AccessAttempt]) -> datetime | None:
    """The oldest time without which these failures would be too few for a lock."""
    failures = 0
    for attempt in newest_first:
        failures += attempt.failures_since_start
        if failures >= settings.AXES_FAILURE_LIMIT:
            return attempt.attempt_time
    return None
