"""Who is who: people by name or address, what a list would do to a course, and who is locked out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.models import Course, Enrolment, User
from quizzes.roster import Line

NEW, ENROL, CHANGE, SAME, TWICE, FAULT = "new", "enrol", "change", "same", "twice", "fault"


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


@dataclass(frozen=True)
class Planned:
    """What one line of a list would do: to whom, and how; `note` says it in words."""

    line: Line
    user: User | None
    role: Enrolment.Role
    extra_time: int | None
    change: str
    note: str

    @property
    def name(self) -> str:
        """The name that the person has here, or else the one in the list."""
        return (
            self.user.get_full_name()
            if self.user
            else f"{self.line.first_name} {self.line.last_name}".strip()
        )

    @property
    def role_label(self) -> str:
        """The role in words."""
        return str(self.role.label)


@dataclass(frozen=True)
class Plan:
    """What a list of people would do to a course; nothing of it is done while there are faults."""

    rows: list[Planned]

    @property
    def faults(self) -> list[Planned]:
        """The lines that have to be mended first."""
        return [row for row in self.rows if row.change == FAULT]

    @property
    def effective(self) -> list[Planned]:
        """The lines that change something."""
        return [row for row in self.rows if row.change in {NEW, ENROL, CHANGE}]

    @property
    def digest(self) -> str:
        """Tells whether a plan is still the one that somebody has seen."""
        seen = [
            (row.line, row.user and row.user.pk, row.role, row.extra_time, row.change) for row in self.rows
        ]
        return sha256(repr(seen).encode()).hexdigest()


def plan(course: Course, lines: Iterable[Line], role: str) -> Plan:
    """Return what these lines would do, `role` where they name none."""
    lines = list(lines)
    known = _known(lines)
    enrolled = {enrolment.user_id: enrolment for enrolment in course.enrolments.select_related("user")}
    first: dict[object, Planned] = {}
    rows = []
    for line in lines:
        user = known.get(line.email.lower()) if "@" in line.email else known.get(line.email)
        row = _planned(line, user, enrolled.get(user.pk) if user else None, line.role or Enrolment.Role(role))
        if row.change != FAULT:
            row = _again(row, first)
        rows.append(row)
    return Plan(_with_an_instructor(rows, list(enrolled.values())))


def _known(lines: list[Line]) -> dict[str, User]:
    """The people whom these lines name, by lower-case e-mail address and by user name."""
    names = [line.email for line in lines if not line.fault]
    people = User.objects.annotate(lowered=Lower("email")).filter(
        Q(lowered__in=[name for name in names if "@" in name]) | Q(username__in=names)
    )
    found: dict[str, User] = {}
    for user in people:
        # A user name that looks like an address is none, once its owner has another.
        if "@" not in user.username or not user.email:
            found[user.username] = user
    return found | {user.email.lower(): user for user in people if user.email}


def _planned(line: Line, user: User | None, enrolment: Enrolment | None, role: Enrolment.Role) -> Planned:
    def row(change: str, note: str) -> Planned:
        return Planned(line, user, role, line.extra_time, change, note)

    if line.fault:
        return row(FAULT, line.fault)
    if user is None and "@" not in line.email:
        fault = _(
            "“%(text)s” is neither an e-mail address nor a user name here. Write the person's e-mail address."
        )
        return row(FAULT, fault % {"text": line.email})
    if user is not None and not user.is_active:
        return row(
            FAULT,
            _("This account is switched off. Ask the administrator to switch it on, or leave out the line."),
        )
    if user is None:
        return row(NEW, _("New here: gets an invitation by e-mail"))
    if enrolment is None:
        return row(ENROL, _("Is here already: gets enrolled"))
    changes = []
    if enrolment.role != role:
        named = {"old": enrolment.get_role_display(), "new": role.label}
        changes.append(_("Changes role: %(old)s becomes %(new)s") % named)
    if line.extra_time not in {None, enrolment.extra_time}:
        percents = {"old": enrolment.extra_time, "new": line.extra_time}
        changes.append(_("Extra time: %(old)s %% becomes %(new)s %%") % percents)
    return row(CHANGE, "; ".join(changes)) if changes else row(SAME, _("In the course already"))


def _again(row: Planned, first: dict[object, Planned]) -> Planned:
    """Take somebody once: a second line that says the same does nothing; else it is a fault."""
    who = row.user.pk if row.user else row.line.email
    before = first.setdefault(who, row)
    if before is row:
        return row
    number = {"number": before.line.number}
    if (before.role, before.extra_time) == (row.role, row.extra_time):
        return Planned(row.line, row.user, row.role, row.extra_time, TWICE, _("As line %(number)s") % number)
    fault = (
        _("Line %(number)s gives the same person another role or extra time. Keep one of the two.") % number
    )
    return Planned(row.line, row.user, row.role, row.extra_time, FAULT, fault)


def _with_an_instructor(rows: list[Planned], enrolled: list[Enrolment]) -> list[Planned]:
    """Turn the lines that would leave the course without any instructor into faults."""
    instructors = {each.user_id for each in enrolled if each.role == Enrolment.Role.INSTRUCTOR}
    named = {row.user.pk: row.role for row in rows if row.user and row.change in {CHANGE, SAME, ENROL}}
    stay = {pk for pk in instructors if named.get(pk, Enrolment.Role.INSTRUCTOR) == Enrolment.Role.INSTRUCTOR}
    gained = any(row.role == Enrolment.Role.INSTRUCTOR and row.change in {NEW, ENROL, CHANGE} for row in rows)
    if stay or gained or not instructors:
        return rows
    return [
        Planned(row.line, row.user, row.role, row.extra_time, FAULT, str(ONLY_INSTRUCTOR))
        if row.user and row.user.pk in instructors and row.change == CHANGE
        else row
        for row in rows
    ]


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
