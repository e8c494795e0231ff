"""All that is stored about one person, in words and without what the person may not see yet."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from grader import Marking
from quizzes.models import (
    ApiToken,
    Attempt,
    AttemptQuestion,
    ContestedMark,
    Enrolment,
    Extension,
    MarkChange,
    ProblemVersion,
    Submission,
    User,
    Variant,
)
from quizzes.queries.problems import drawn
from quizzes.queries.sites import site_name
from quizzes.queries.times import Release, release, window, with_window

NOT_YET = "shows later, by the rules of the quiz"


def archive_of(person: User, at: datetime) -> bytes:
    """Return a zip file with all that is stored about the person, as one file of JSON."""
    text = json.dumps(personal_data(person, at), cls=DjangoJSONEncoder, indent=1, ensure_ascii=False)
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("personal-data.json", text)
    return file.getvalue()


def personal_data(person: User, at: datetime) -> dict[str, Any]:
    """Return all that is stored about the person; marks that do not show yet at that time are left out."""
    variants = _variants(person)
    return {
        "site": site_name(),
        "written_at": at,
        "profile": _profile(person),
        "enrolments": [_enrolment(row) for row in person.enrolments.select_related("course")],
        "extensions": [_extension(row) for row in person.extensions.select_related("quiz", "created_by")],
        "attempts": [_attempt(row, variants, at) for row in _attempts(person)],
        "written_for_courses": _written_for_courses(person),
        "done_in_the_admin": list(
            LogEntry.objects.filter(user=person).values("action_time", "object_repr", "change_message")
        ),
        "signing_in": _signing_in(person),
        "api_tokens": [_token(row) for row in _tokens(person)],
    }


def _written_for_courses(person: User) -> dict[str, Any]:
    return {
        "problem_templates": [
            {"problem": str(row.problem), "version": row.number, "saved_at": row.created_at}
            for row in ProblemVersion.objects.filter(created_by=person).select_related("problem")
        ],
        "answers_to_contested_marks": list(
            ContestedMark.objects.filter(answered_by=person).values("answer", "answered_at")
        ),
        "extensions_granted": Extension.objects.filter(created_by=person).count(),
    }


def _profile(person: User) -> dict[str, Any]:
    return {
        "username": person.username,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "joined_at": person.date_joined,
        "last_signed_in_at": person.last_login,
        "may_sign_in": person.is_active,
        "has_password": person.has_usable_password(),
        "teaches": person.is_staff,
        "administers": person.is_superuser,
        "groups": [group.name for group in person.groups.all()],
    }


def _tokens(person: User) -> QuerySet[ApiToken]:
    """The person's own, and those of courses that the person made."""
    return ApiToken.objects.filter(Q(user=person) | Q(created_by=person)).select_related("course")


def _token(row: ApiToken) -> dict[str, Any]:
    return {
        "name": row.name,
        "of_course": row.course.title if row.course else None,
        "scopes": row.scopes,
        "begins_with": row.hint,
        "made_at": row.created_at,
        "expires_at": row.expires_at,
        "revoked_at": row.revoked_at,
        "last_used_at": row.last_used_at,
    }


def _enrolment(row: Enrolment) -> dict[str, Any]:
    return {
        "course": row.course.title,
        "role": str(row.get_role_display()),
        "extra_time_percent": row.extra_time,
        "id_elsewhere": row.external_id,
        "invited_at": row.invited_at,
        "enrolled_at": row.created_at,
    }


def _extension(row: Extension) -> dict[str, Any]:
    return {
        "quiz": row.quiz.title,
        "opens_at": row.opens_at,
        "due_at": row.due_at,
        "closes_at": row.closes_at,
        "extra_minutes": row.extra_minutes,
        "extra_attempts": row.extra_attempts,
        "reason": row.reason,
        "granted_by": str(row.created_by) if row.created_by else None,
        "granted_at": row.created_at,
    }


def _attempts(person: User) -> QuerySet[Attempt]:
    rows = with_window(Attempt.objects.filter(student=person), quiz="quiz", student="student")
    return rows.select_related("quiz__course").prefetch_related(
        "places__question__problem_version__problem",
        "places__late_drafts",
        "places__contests__submission",
        "places__contests__answered_by",
        "places__mark_changes",
    )


def _variants(person: User) -> defaultdict[tuple[int, int], list[Variant]]:
    """The numbers given to the person, by attempt and question."""
    found: defaultdict[tuple[int, int], list[Variant]] = defaultdict(list)
    rows = Variant.objects.filter(created_for=person).select_related("problem_version__problem", "reveal")
    for variant in rows.prefetch_related("submissions"):
        found[variant.attempt_id, variant.question_id].append(variant)
    return found


def _attempt(attempt: Attempt, variants: Any, at: datetime) -> dict[str, Any]:
    shown = release(attempt.quiz, window(attempt.quiz, attempt), attempt, at)
    return {
        "course": attempt.quiz.course.title,
        "quiz": attempt.quiz.title,
        "number": attempt.number,
        "started_at": attempt.started_at,
        "submitted_at": attempt.submitted_at,
        "questions": [
            _question(place, variants[attempt.pk, place.question_id], shown) for place in attempt.places.all()
        ],
    }


def _question(place: AttemptQuestion, variants: Iterable[Variant], shown: Release) -> dict[str, Any]:
    points = place.question.points
    return {
        "question": place.position,
        "problem": place.question.problem_version.title,
        "points": points,
        "earned": _earned(place.share, points) if shown.marks else NOT_YET,
        "saved_answers": place.draft,
        "saved_at": place.saved_at,
        "numbers": [_numbers(variant, shown) for variant in variants],
        "came_too_late": [
            {"answers": late.typed, "received_at": late.received_at} for late in place.late_drafts.all()
        ],
        "marks_changed": [
            _mark_change(change, points) for change in (place.mark_changes.all() if shown.marks else ())
        ],
        "contested_marks": [_contest(contest) for contest in place.contests.all()],
    }


def _earned(share: float | None, points: float) -> float | None:
    return None if share is None else share * points


def _mark_change(change: MarkChange, points: float) -> dict[str, Any]:
    return {
        "before": _earned(change.before, points),
        "after": _earned(change.after, points),
        "reason": change.reason,
        "changed_at": change.created_at,
    }


def _contest(contest: ContestedMark) -> dict[str, Any]:
    return {
        "submission": contest.submission.number,
        "reason": contest.reason,
        "sent_at": contest.created_at,
        "answer": contest.answer,
        "answered_by": str(contest.answered_by) if contest.answered_by else None,
        "answered_at": contest.answered_at,
    }


def _numbers(variant: Variant, shown: Release) -> dict[str, Any]:
    return {
        "problem": variant.problem_version.title,
        "version": variant.problem_version.number,
        "number": variant.number,
        "given_at": variant.created_at,
        # As it was read: what was drawn but does not stand in it may give an answer away.
        "statement": drawn(variant).statement,
        "solution_shown_at": variant.reveal.created_at if hasattr(variant, "reveal") else None,
        "submissions": [_submission(submission, shown) for submission in variant.submissions.all()],
    }


def _submission(submission: Submission, shown: Release) -> dict[str, Any]:
    parts = Marking.restore(submission.marking).parts.values()
    marks: dict[str, Any] = {"marking": NOT_YET, "points": NOT_YET}
    if shown.feedback:
        marks["marking"] = {
            part.name: {"verdict": part.verdict, "read_as": part.read_as, "feedback": part.feedback}
            for part in parts
        }
    if shown.marks:
        marks["points"] = {
            "earned": submission.score,
            "out_of": submission.out_of,
            "left_after_penalties_percent": round(submission.factor * 100),
        }
    return {
        "number": submission.number,
        "received_at": submission.received_at,
        "answers": submission.typed,
        **marks,
    }


def sign_ins(model: type[Any], person: User) -> QuerySet[Any]:
    """Return the rows of one of the logs of signing in that are about the person, by name or by address."""
    names = [name for name in (person.username, person.email) if name]
    lowered = [name.lower() for name in names]
    rows = model.objects.annotate(lowered=Lower("username"))
    return rows.filter(Q(username__in=names) | Q(lowered__in=lowered))


def _signing_in(person: User) -> dict[str, Any]:
    kept = ("attempt_time", "ip_address", "user_agent")
    return {
        "done": list(sign_ins(AccessLog, person).values(*kept, "logout_time")),
        "failed": list(sign_ins(AccessFailureLog, person).values(*kept, "locked_out")),
        "failed_lately": list(sign_ins(AccessAttempt, person).values(*kept, "failures_since_start")),
    }
