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

from quizzes.actions import courses, mail
from quizzes.models import Course, Enrolment, User
from quizzes.queries.enrolling import Plan
from quizzes.queries.people import person_with

ACCOUNT_SALT = "quizzes.account"
SECONDS_BETWEEN_LETTERS = 60


def add_people(course: Course, plan: Plan) -> list[Enrolment]:
    """Do the whole of a plan without faults; return the enrolments of those who have to be invited."""
    assert not plan.faults
    invited = []
    with transaction.atomic():
        # New instructors first, so that one may go in the same list.
        for row in sorted(plan.effective, key=lambda row: row.role != Enrolment.Role.INSTRUCTOR):
            user = row.user or _new_person(row.line.email, row.line.first_name, row.line.last_name)
            external_id = row.line.external_id or None
            enrolment = courses.enrol(course, user, row.role, row.extra_time, external_id)
            if not user.has_usable_password():
                invited.append(enrolment)
    return invited


def _new_person(email: str, first_name: str, last_name: str) -> User:
    user = User(username=_free_username(email), email=email, first_name=first_name, last_name=last_name)
    user.set_unusable_password()
    user.save()
    return user


def _free_username(email: str) -> str:
    """The address itself, or with a number where somebody signs in by that name already."""
    room = User._meta.get_field("username").max_length or 150
    name, number = email[:room], 2
    while User.objects.filter(username=name).exists():
        name, number = f"{email[: room - 5]}-{number}", number + 1
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
    """Send whoever has this address a link to set a new password with; to nobody if it is unknown."""
    user = person_with(email)
    if user and user.is_active:
        _send_once(_letter("password", user, {"link": _password_link(user, site)}))


def _send_once(letter: mail.Letter) -> bool:
    """Send what anybody may ask for, once in a while only: nobody's mailbox shall be filled by a stranger."""
    key = f"letter-{sha256(letter.to.lower().encode()).hexdigest()}"
    if not cache.add(key, True, SECONDS_BETWEEN_LETTERS):
        return True
    sent = all(mail.send([letter]))
    if not sent:
        cache.delete(key)
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
