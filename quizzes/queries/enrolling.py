"""What a list of people would do to a course: whom each line means, and what it changes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from quizzes.models import Course, Enrolment, User
from quizzes.queries.access import people_known_to
from quizzes.queries.people import ONLY_INSTRUCTOR
from quizzes.roster import Line

NEW, ENROL, CHANGE, SAME, TWICE, FAULT = "new", "enrol", "change", "same", "twice", "fault"


@dataclass(frozen=True)
class Planned:
    """What one line of a list would do: to whom, and how; `note` says it in words.

    Of a stranger to whoever looks at it, nothing shows but what is written in the list.
    """

    line: Line
    user: User | None
    role: Enrolment.Role
    extra_time: int | None
    change: str
    note: str
    is_stranger: bool

    @property
    def name(self) -> str:
        """The name that the person has here, or else the one in the list."""
        return (
            self.user.get_full_name()
            if self.user and not self.is_stranger
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


def plan(course: Course, lines: Iterable[Line], role: str | None = None, by: User | None = None) -> Plan:
    """Return what these lines would do, `role` where they name none; `by` is who looks at it.

    Without a role, who is in the course keeps the role held, and others become students.
    """
    people = _People(course, list(lines), by)
    first: dict[object, Planned] = {}
    rows = []
    for line in people.lines:
        row = _planned(line, people, Enrolment.Role(role) if role else None)
        if row.change != FAULT:
            row = _again(row, first)
        rows.append(row)
    return Plan(_with_an_instructor(rows, list(people.enrolled.values())))


class _People:
    """Those in the course, and those whom the lines name: two queries, and one for whom `by` may look up."""

    def __init__(self, course: Course, lines: list[Line], by: User | None) -> None:
        self.lines = lines
        self.enrolled = {each.user_id: each for each in course.enrolments.select_related("user")}
        self.elsewhere = {each.external_id: each for each in self.enrolled.values() if each.external_id}
        self.known = _known(lines)
        self.strangers = _strangers(self.known.values(), by) if by else set()

    def by_address(self, line: Line) -> User | None:
        """Whose address or user name the line gives."""
        return self.known.get(line.email.lower() if "@" in line.email else line.email)

    def meant(self, line: Line) -> User | None:
        """Whom the line means: another system's id goes before the address, which may have changed."""
        found = self.elsewhere.get(line.external_id) if line.external_id else None
        return found.user if found else self.by_address(line)

    def contradiction(self, line: Line) -> str:
        """What is wrong where id and address name different people; marks would go to the wrong one."""
        found, addressed = self.elsewhere.get(line.external_id), self.by_address(line)
        named = {"id": line.external_id, "email": line.email}
        if found and addressed and found.user_id != addressed.pk:
            return _("“%(id)s” is %(person)s here, and %(email)s is somebody else's address. Mend one.") % (
                named | {"person": found.user}
            )
        held = self.enrolled.get(addressed.pk) if addressed else None
        if held and line.external_id and held.external_id not in ("", line.external_id):
            return _(
                "%(email)s is in the course as “%(held)s”. Write that id, or change it at that person first."
            ) % (named | {"held": held.external_id})
        return ""


def _known(lines: list[Line]) -> dict[str, User]:
    """The people whom these lines name, by lower-case e-mail address and by user name."""
    names = [line.email for line in lines if line.email and not line.fault]
    people = User.objects.annotate(lowered=Lower("email")).filter(
        Q(lowered__in=[name.lower() for name in names if "@" in name]) | Q(username__in=names)
    )
    found: dict[str, User] = {}
    for user in people:
        # A user name that looks like an address is none, once its owner has another.
        if "@" not in user.username or not user.email:
            found[user.username] = user
    return found | {user.email.lower(): user for user in people if user.email}


def _strangers(users: Iterable[User], by: User) -> set[int]:
    """Those of these people whom `by` may not look up: who is here is not theirs to know."""
    named = {user.pk for user in users}
    return named - set(people_known_to(by).filter(pk__in=named).values_list("pk", flat=True))


def _planned(line: Line, people: _People, role: Enrolment.Role | None) -> Planned:
    user = people.meant(line)
    enrolment = people.enrolled.get(user.pk) if user else None
    held = Enrolment.Role(enrolment.role) if enrolment else Enrolment.Role.STUDENT
    wanted = line.role or role or held
    fault = line.fault or _fault(line, user, people)
    change, note = (FAULT, fault) if fault else _change(line, user, enrolment, wanted)
    is_stranger = user is not None and user.pk in people.strangers
    return Planned(line, user, wanted, line.extra_time, change, note, is_stranger)


def _fault(line: Line, user: User | None, people: _People) -> str:
    if user is None and "@" not in line.email:
        if not line.email:
            return _("Nobody here is “%(id)s” yet: give an e-mail address.") % {"id": line.external_id}
        return _(
            "“%(text)s” is neither an e-mail address nor a user name here. Write the person's e-mail address."
        ) % {"text": line.email}
    if user is not None and not user.is_active:
        return _(
            "This account is switched off. Ask the administrator to switch it on, or leave out the line."
        )
    return people.contradiction(line)


def _change(
    line: Line, user: User | None, enrolment: Enrolment | None, role: Enrolment.Role
) -> tuple[str, str]:
    """What the line does, and what is said of it."""
    if user is None:
        return NEW, _("New here: gets an invitation by e-mail")
    if enrolment is None:
        return ENROL, _("Is here already: gets enrolled")
    changes = []
    if enrolment.role != role:
        named = {"old": enrolment.get_role_display(), "new": role.label}
        changes.append(_("Changes role: %(old)s becomes %(new)s") % named)
    if line.extra_time not in {None, enrolment.extra_time}:
        percents = {"old": enrolment.extra_time, "new": line.extra_time}
        changes.append(_("Extra time: %(old)s %% becomes %(new)s %%") % percents)
    if line.external_id not in {"", enrolment.external_id}:
        changes.append(_("Is “%(id)s” elsewhere") % {"id": line.external_id})
    return (CHANGE, "; ".join(changes)) if changes else (SAME, _("In the course already"))


def _again(row: Planned, first: dict[object, Planned]) -> Planned:
    """Take somebody once: a second line that says the same does nothing; else it is a fault."""
    who = row.user.pk if row.user else row.line.email
    before, called = first.setdefault(who, row), row
    if row.line.external_id:
        called = first.setdefault(("id", row.line.external_id), row)
    if called is not row and called is not before:
        fault = _("Line %(number)s gives another person the id “%(id)s”. Keep one of the two.")
        given = {"number": called.line.number, "id": row.line.external_id}
        return replace(row, change=FAULT, note=fault % given)
    if before is row:
        return row
    number = {"number": before.line.number}
    if before.line.external_id != row.line.external_id:
        fault = _("Line %(number)s gives the same person another id. Keep one of the two.")
        return replace(row, change=FAULT, note=fault % number)
    if (before.role, before.extra_time) == (row.role, row.extra_time):
        return replace(row, change=TWICE, note=_("As line %(number)s") % number)
    fault = _("Line %(number)s gives the same person another role or extra time. Keep one of the two.")
    return replace(row, change=FAULT, note=fault % number)


def _with_an_instructor(rows: list[Planned], enrolled: list[Enrolment]) -> list[Planned]:
    """Turn the lines that would leave the course without any instructor into faults."""
    instructors = {each.user_id for each in enrolled if each.role == Enrolment.Role.INSTRUCTOR}
    named = {row.user.pk: row.role for row in rows if row.user and row.change in {CHANGE, SAME, ENROL}}
    stay = {pk for pk in instructors if named.get(pk, Enrolment.Role.INSTRUCTOR) == Enrolment.Role.INSTRUCTOR}
    gained = any(row.role == Enrolment.Role.INSTRUCTOR and row.change in {NEW, ENROL, CHANGE} for row in rows)
    if stay or gained or not instructors:
        return rows
    return [
        replace(row, change=FAULT, note=str(ONLY_INSTRUCTOR))
        if row.user and row.user.pk in instructors and row.change == CHANGE
        else row
        for row in rows
    ]
