"""Who changed what of a problem, and when: its versions, its publishing, and its use in quizzes."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from quizzes.models import Problem, ProblemVersion, User


class Event(NamedTuple):
    """Something that happened to a problem; `by` is None for what came with Forward Pass.

    `version` where one was saved, and `before` the one before it.
    """

    at: datetime
    by: User | None
    said: str
    version: ProblemVersion | None = None
    before: ProblemVersion | None = None


def history_of(problem: Problem) -> list[Event]:
    """Return all that happened to a problem, newest first: two queries."""
    return sorted([*_versions(problem), *_notes(problem)], key=lambda event: event.at, reverse=True)


def _versions(problem: Problem) -> list[Event]:
    found: list[Event] = []
    before: ProblemVersion | None = None
    versions = problem.versions.select_related("created_by").defer("document").order_by("number")
    for version in versions:
        said = _("Saved version %(number)d.") % {"number": version.number}
        found.append(Event(version.created_at, version.created_by, said, version, before))
        before = version
    return found


def _notes(problem: Problem) -> list[Event]:
    """What the log of the admin has in words; what Django writes there by itself is of saving versions."""
    about = ContentType.objects.get_for_model(Problem)
    rows = LogEntry.objects.filter(content_type=about, object_id=str(problem.pk)).select_related("user")
    rows = rows.exclude(change_message="").exclude(change_message__startswith="[")
    return [Event(row.action_time, row.user, row.change_message) for row in rows]
