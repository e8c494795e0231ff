"""Erases a person: name, address, ways to sign in and every word typed go; marks without a name stay."""

import json
import re
from collections.abc import Mapping
from typing import Any

import structlog
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quizzes.actions.courses import take_out
from quizzes.actions.endings import settle_overdue
from quizzes.actions.history import note
from quizzes.models import (
    ApiToken,
    Attempt,
    AttemptQuestion,
    ContestedMark,
    LateDraft,
    Submission,
    User,
    Variant,
)
from quizzes.queries.personal_data import sign_ins

log = structlog.get_logger("personal data")

AT_ONCE = 500  # rows held in memory: sites have hundreds of thousands of sessions


class AdministratorError(ValueError):
    """Administrators are not erased: somebody has to take their rights first."""

    def __init__(self) -> None:
        super().__init__(str(_("This is an administrator. Take the superuser status away first.")))


def erase_person(person: User, by: User | None = None) -> str:
    """Erase the person for good; return the name that stands in the person's place from now on.

    `by` is who does it, None from the command line. Raises AdministratorError, and OnlyInstructorError
    where a course would be left without an instructor.
    """
    if person.is_superuser:
        raise AdministratorError
    settle_overdue(Q(student=person))  # else what was saved in time would get no mark
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=person.pk)
        for enrolment in person.enrolments.select_related("user", "course"):
            take_out(enrolment)
        names = _names(person)
        _forget_signing_in(person)
        _erase_typed(person)
        person.extensions.all().delete()
        alias = _rename(person)
        _rename_in_log(person, names, alias)
        _rename_in_tokens(person, names, alias)
        note(person, by or person, str(_("Erased the person.")))
    log.warning("person erased", person=person.pk, by=by.pk if by else None)
    return alias


def _forget_signing_in(person: User) -> None:
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        sign_ins(model, person).delete()
    person.api_tokens.all().delete()  # those of courses stay: they stand for nobody
    own = set(Variant.objects.filter(created_for=person).values_list("pk", flat=True))
    gone = [row.pk for row in Session.objects.iterator(AT_ONCE) if _is_session_of(person, own, row)]
    Session.objects.filter(pk__in=gone).delete()


def _is_session_of(person: User, own: set[int], session: Session) -> bool:
    """Also of who was signed out while typing: the answers are kept in it until the next sign-in."""
    told = session.get_decoded()
    kept = told.get("typed_before_sign_in", {}).get("variant")
    return str(told.get("_auth_user_id")) == str(person.pk) or kept in own


def _erase_typed(person: User) -> None:
    """Take the words out of what the person did; numbers, verdicts and points stay."""
    submissions = Submission.objects.filter(variant__created_for=person)
    for key in list(submissions.values_list("pk", flat=True)):
        row = submissions.get(pk=key)
        submissions.filter(pk=key).erase(
            typed={},
            marking={name: _without_words(part, row.typed) for name, part in row.marking.items()},
            key=f"erased-{row.pk}",  # it held a fingerprint of the words
        )
    LateDraft.objects.filter(variant__created_for=person).erase(typed={})
    places = AttemptQuestion.objects.filter(attempt__student=person)
    places.update(draft={})
    places.filter(last_submission=None).update(answered=False)
    Attempt.objects.filter(student=person, submitted_at=None).update(submitted_at=timezone.now())
    ContestedMark.objects.filter(place__attempt__student=person).delete()


def _without_words(part: Mapping[str, Any], typed: Mapping[str, str]) -> dict[str, Any]:
    """The marking of one answer without what repeats an answer; a slip that is named stays for statistics."""
    diagnosis = part["diagnosis"]
    repeats = any(text.strip() and text.strip() in (diagnosis or "") for text in typed.values())
    return {**part, "read_as": "", "feedback": "", "diagnosis": None if repeats else diagnosis}


def _names(person: User) -> list[str]:
    """What the person is called in the log of the admin, as text and as JSON writes it, longest first."""
    names = {person.username, person.email, person.get_full_name()} - {""}
    return sorted(names | {json.dumps(name)[1:-1] for name in names}, key=len, reverse=True)


def _rename(person: User) -> str:
    alias = f"erased-{person.pk}"
    person.username, person.first_name, person.last_name, person.email = alias, "", "", ""
    person.is_active = person.is_staff = False
    person.last_login, person.date_joined = None, timezone.now()
    person.set_unusable_password()
    person.groups.clear()
    person.user_permissions.clear()
    person.save()
    return alias


def _rename_in_log(person: User, names: list[str], alias: str) -> None:
    """Replace the names in the log of the admin, in what it says of this person and of anything else."""
    about = Q(content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk))
    LogEntry.objects.filter(about).update(object_repr=alias, change_message="")
    words = _matching(names)
    for entry in LogEntry.objects.iterator(AT_ONCE):
        renamed = words.sub(alias, entry.object_repr), words.sub(alias, entry.change_message)
        if renamed != (entry.object_repr, entry.change_message):
            LogEntry.objects.filter(pk=entry.pk).update(object_repr=renamed[0], change_message=renamed[1])


def _rename_in_tokens(person: User, names: list[str], alias: str) -> None:
    """Replace the names in what the person called tokens of courses."""
    words = _matching(names)
    for token in ApiToken.objects.filter(created_by=person):
        ApiToken.objects.filter(pk=token.pk).update(name=words.sub(alias, token.name)[:100])


def _matching(names: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))
