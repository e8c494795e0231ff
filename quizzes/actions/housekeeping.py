"""Keeps the database tidy: what is over is removed, and tasks of a worker that died are taken up again."""

from datetime import timedelta

import structlog
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from quizzes.actions.replays import old_requests

log = structlog.get_logger("worker")

TRIES = 3  # of a task whose worker died: a task that kills every worker would stop all that follow it
ATTEMPTS_KEPT = timedelta(days=1)  # far beyond the wait that wrong passwords bring
LOGINS_KEPT = timedelta(days=90)
RESULTS_KEPT = timedelta(days=7)


class WorkerLostError(Exception):
    """The worker died while it did the task, every time."""


def tidy_up() -> dict[str, int]:
    """Remove what is over; return how many rows of each kind went."""
    now = timezone.now()
    gone: dict[str, QuerySet] = {
        "sessions": Session.objects.filter(expire_date__lt=now),
        "login attempts": AccessAttempt.objects.filter(attempt_time__lt=now - ATTEMPTS_KEPT),
        "login failures": AccessFailureLog.objects.filter(attempt_time__lt=now - LOGINS_KEPT),
        "logins": AccessLog.objects.filter(attempt_time__lt=now - LOGINS_KEPT),
        "task results": DBTaskResult.objects.finished().filter(finished_at__lt=now - RESULTS_KEPT),
    }
    gone["repeatable requests"] = old_requests()
    return {kind: rows.delete()[0] for kind, rows in gone.items()}


def take_up_lost_tasks() -> int:
    """Queue again what a worker had begun that is gone now; only for the one worker, before it begins.

    A task may so be done twice: each has to be such that twice is as good as once.
    """
    with transaction.atomic():
        lost = list(DBTaskResult.objects.running().select_for_update())
        for task in lost:
            if len(task.worker_ids) < TRIES:
                task.status = TaskResultStatus.READY
                task.save(update_fields=["status"])
            else:
                task.set_failed(WorkerLostError(f"{TRIES} workers died while they did this."))
    for task in lost:
        log.warning("task taken up again", task=task.task_path, id=str(task.pk), tries=len(task.worker_ids))
    return len(lost)
