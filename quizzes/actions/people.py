"""Adds people to courses, invites them, makes their accounts, and lets the locked out in again."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from axes.utils import reset
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import task
from django_tasks.base import TASK_MAX_PRIORITY

from quizzes.actions import courses, mail
from quizzes.models import Course, Enrolment, User
from quizzes.queries.enrolling import Plan, Planned
from quizzes.queries.people import person_with

ACCOUNT_SALT = "quizzes.account"
SECONDS_BETWEEN_LETTERS = 60
AT_ONCE = 200  # rows of one statement
ROOM = 150  # characters of a user name


def add_people(course: Course, plan: Plan) -> list[Enrolment]:
    """Do the whole of a plan without faults; return the enrolments of those who have to be invited.

    Students and assistants in a few statements, however many they are: meanwhile nobody else can write.
    """
    assert not plan.faults
    with transaction.atomic():
        new = _new_people(plan)
        held = {each.user_id: each for each in course.enrolments.select_related("user")}
        rows = [(row, row.user or new[row.line.email]) for row in plan.effective]
        instructing = [(row, user) for row, user in rows if _instructs(row, held.get(user.pk))]
        others = [(row, user) for row, user in rows if not _instructs(row, held.get(user.pk))]
        # New instructors first, so that one may go in the same list.
        instructing.sort(key=lambda pair: pair[0].role != Enrolment.Role.INSTRUCTOR)
        enrolments = [
            courses.enrol(course, user, row.role, row.extra_time, row.line.external_id or None)
            for row, user in instructing
        ]
        enrolments += _enrolled(course, others, held)
    return [each for each in enrolments if not each.user.has_usable_password()]


def _instructs(row: Planned, held: Enrolment | None) -> bool:
    """Whether the course gains or loses an instructor: that decides on more than the course."""
    return Enrolment.Role.INSTRUCTOR in (row.role, held.role if held else None)


def _enrolled(
    course: Course, rows: list[tuple[Planned, User]], held: dict[int, Enrolment]
) -> list[Enrolment]:
    """Enrol people who instruct neither before nor after, or change their places."""
    enrolments = []
    for row, user in rows:
        enrolment = held.get(user.pk) or Enrolment(course=course, user=user)
        enrolment.role = row.role
        if row.extra_time is not None:
            enrolment.extra_time = row.extra_time
        enrolment.external_id = row.line.external_id or enrolment.external_id
        enrolments.append(enrolment)
    told = ["role", "extra_time", "external_id"]
    Enrolment.objects.bulk_update([each for each in enrolments if each.pk], told, batch_size=AT_ONCE)
    Enrolment.objects.bulk_create([each for each in enrolments if not each.pk], batch_size=AT_ONCE)
    return enrolments


def _new_people(plan: Plan) -> dict[str, User]:
    """Make the accounts of those who are new, and return them by their addresses."""
    lines = {row.line.email: row.line for row in plan.effective if row.user is None}
    taken = set(User.objects.filter(username__in=lines).values_list("username", flat=True))
    free = [line for email, line in lines.items() if email not in taken and len(email) <= ROOM]
    made = User.objects.bulk_create(
        [_unknown(line.email, line.email, line.first_name, line.last_name) for line in free],
        batch_size=AT_ONCE,
    )
    others = [lines[email] for email in lines.keys() - {line.email for line in free}]
    made += [_new_person(line.email, line.first_name, line.last_name) for line in others]
    return {user.email: user for user in made}


def _new_person(email: str, first_name: str, last_name: str) -> User:
    user = _unknown(_free_username(email), email, first_name, last_name)
    user.save()
    return user


def _unknown(username: str, email: str, first_name: str, last_name: str) -> User:
    """An account that nobody has a password to yet."""
    user = User(username=username, email=email, first_name=first_name, last_name=last_name)
    user.set_unusable_password()
    return user


def _free_username(email: str) -> str:
    """The address itself, or with a number where somebody signs in by that name already."""
    name, number = email[:ROOM], 2
    while User.objects.filter(username=name).exists():
        name, number = f"{email[: ROOM - 5]}-{number}", number + 1
    return name


def invite(enrolments: Iterable[Enrolment], site: str) -> list[Enrolment]:
    """Send each a link to set a password with; return those to whom none could be sent.

    `site` is the address under which the site is reached, up to the slash.
    """
    enrolments = [each for each in enrolments if each.user.email]
    letters = [_invitation(enrolment, site) for enrolment in enrolments]
    unsent = []
    for enrolment, sent in zip(enrolments, mail.send(letters), strict=True):
        if sent:
            Enrolment.objects.filter(pk=enrolment.pk).update(invited_at=timezone.now())
        else:
            unsent.append(enrolment)
    return unsent


def invite_later(enrolments: Iterable[Enrolment], site: str) -> None:
    """Have those invited in the background who were not yet."""
    keys = [each.pk for each in enrolments if each.invited_at is None]
    if keys:
        send_invitations.enqueue(keys, site)


@task()
def send_invitations(keys: list[int], site: str) -> None:
    """Invite these people, each once however often it is done."""
    waiting = Enrolment.objects.filter(pk__in=keys, invited_at=None).select_related("user", "course")
    invite([each for each in waiting if not each.user.has_usable_password()], site)


def _invitation(enrolment: Enrolment, site: str) -> mail.Letter:
    named = {
        "course": enrolment.course,
        "role": enrolment.get_role_display(),
        "link": _password_link(enrolment.user, site),
        "forgotten": site + reverse("password_reset"),
    }
    return _letter("invitation", enrolment.user, named)


def send_password_link(email: str, site: str) -> None:
    """Have a link to set a new password with sent to whoever has this address; to nobody if it is unknown.

    That is queued for nobody too: how long it takes does not tell whether the address is known.
    """
    if _may_be_asked(email):
        user = person_with(email)
        send_password_letter.enqueue(user.pk if user else None, site)


@task(priority=TASK_MAX_PRIORITY)  # somebody waits for it
def send_password_letter(pk: int | None, site: str) -> None:
    """Send the link, if there is such a person."""
    user = User.objects.filter(pk=pk, is_active=True).first() if pk else None
    if user:
        mail.send([_letter("password", user, {"link": _password_link(user, site)})])


def _may_be_asked(address: str) -> bool:
    """Whether a letter is due that anybody may ask for: nobody's mailbox shall be filled by a stranger."""
    return cache.add(_asked(address), True, SECONDS_BETWEEN_LETTERS)


def _asked(address: str) -> str:
    return f"letter-{sha256(address.lower().encode()).hexdigest()}"


def _send_once(letter: mail.Letter) -> bool:
    """Send what anybody may ask for, once in a while only."""
    if not _may_be_asked(letter.to):
        return True
    sent = all(mail.send([letter]))
    if not sent:
        cache.delete(_asked(letter.to))
    return sent


def _password_link(user: User, site: str) -> str:
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return site + reverse("password_reset_confirm", kwargs={"uidb64": uid, "token": token})


def _letter(name: str, user: User, named: dict[str, Any]) -> mail.Letter:
    return mail.letter(name, user.email, {"user": user, **named})


def ask_for_account(course: Course, email: str, first_name: str, last_name: str, site: str) -> bool:
    """Answer somebody who came by the join link and has no account, by mail only; tell whether it went out.

    Nothing is stored yet: a stranger's address makes no account, and whoever asks does not learn here
    whether the address has one.
    """
    email = email.strip().lower()
    user = person_with(email)
    joining = site + reverse("join", args=[course.join_code])
    if user is None:
        asked = [course.join_code, email, first_name, last_name]
        token = signing.dumps(asked, salt=ACCOUNT_SALT, compress=True)
        link = site + reverse("make_account", kwargs={"token": token})
        # Not by name: whoever asks would choose words in a letter to somebody else.
        letter = mail.letter("account", email, {"course": course, "link": link})
    elif user.has_usable_password():
        letter = _letter("account_exists", user, {"course": course, "link": joining})
    else:
        named = {"course": course, "link": _password_link(user, site), "joining": joining}
        letter = _letter("account_waits", user, named)
    return _send_once(letter)


def make_account(course: Course, asked: User, password: str) -> User:
    """Make the account that was asked for and confirmed, and let its owner into the course."""
    with transaction.atomic():
        user = _new_person(asked.email, asked.first_name, asked.last_name)
        user.set_password(password)
        user.save()
        courses.join(course, user)
    return user


def unlock(user: User) -> None:
    """Let somebody in again who was locked out after too many wrong passwords."""
    reset(username=user.username)
