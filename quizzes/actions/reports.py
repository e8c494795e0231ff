"""Has reports made in the background, once for each text; where no worker comes, by whoever waits for it."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from quizzes.models import ProblemVersion
from quizzes.queries.reports import Making, as_tables, asked_for, making

PATIENCE = timedelta(seconds=2)  # a worker looks every half second: after that there is none, or it is busy
LOST = timedelta(minutes=2)  # no report takes as long: whoever made it is gone
BY_HAND = "request"


@task(takes_context=True)
def make_report(context: TaskContext, sha: str, language: str) -> dict[str, Any]:
    """Make the report on the text of this SHA-256."""
    return _made(context.task_result.id, sha, language)


def _made(key: str, sha: str, language: str) -> dict[str, Any]:
    """The report; the row of its task, which will hold it, tells meanwhile how far it is."""

    def tell(done: int, parts: int) -> None:
        DBTaskResult.objects.filter(pk=key).update(return_value={"done": done, "parts": parts})

    version = ProblemVersion.objects.filter(sha=sha).latest("pk")
    with override(language):
        return as_tables(version.document, tell)


def have_report_made(version: ProblemVersion, again: bool = False) -> Making:
    """Return the report if it is made; else queue it, or make it here once it has waited long enough.

    One that failed is made `again` only when somebody asks for it.
    """
    found = making(version)
    if found.task is None or (again and found.state == "failed") or _is_lost(found):
        make_report.enqueue(*asked_for(version))
        return making(version)
    if found.state == "waiting" and timezone.now() - found.task.enqueued_at > PATIENCE:
        _make_here(found.task)
        return making(version)
    return found


def _is_lost(found: Making) -> bool:
    begun = found.task.started_at if found.task else None
    return found.state == "running" and begun is not None and timezone.now() - begun > LOST


def _make_here(queued: DBTaskResult) -> None:
    """Do the queued task now, unless a worker has come to it meanwhile."""
    with transaction.atomic():
        ready = DBTaskResult.objects.filter(pk=queued.pk, status=TaskResultStatus.READY)
        mine = ready.select_for_update(skip_locked=True).first()
        if mine is None:
            return
        mine.claim(BY_HAND)
    try:
        mine.set_successful(_made(str(mine.pk), *mine.args_kwargs["args"]))
    except Exception as error:
        mine.set_failed(error)
        raise
