"""What is removed in time, and which tasks are taken up again."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from quizzes import actions
from quizzes.models import IdempotentRequest
from tests.quizzes.management.tasks import fail

pytestmark = pytest.mark.django_db


def _days_ago(days: float) -> dict[str, object]:
    return {"attempt_time": timezone.now() - timedelta(days=days)}


def test_tidy_up_removes_what_is_over_and_nothing_else() -> None:
    for days in (-1, 1):
        Session.objects.create(session_key=f"{days}", expire_date=timezone.now() - timedelta(days=days))
    for number, days in enumerate((0, 2)):
        made = AccessAttempt.objects.create(username=f"{number}", failures_since_start=1)
        AccessAttempt.objects.filter(pk=made.pk).update(**_days_ago(days))
    for days in (89, 91):
        entry = AccessLog.objects.create()
        AccessLog.objects.filter(pk=entry.pk).update(**_days_ago(days))
    for days in (6, 8, None):
        task = DBTaskResult.objects.get(pk=fail.enqueue().id)
        if days:
            task.set_failed(ValueError())
            DBTaskResult.objects.filter(pk=task.pk).update(finished_at=timezone.now() - timedelta(days=days))
    for hours in (23, 25):
        IdempotentRequest.objects.create(name=f"{hours}", body="", answer=b"")
        made = timezone.now() - timedelta(hours=hours)
        IdempotentRequest.objects.filter(name=f"{hours}").update(created_at=made)

    assert actions.tidy_up() == {
        "sessions": 1,
        "login attempts": 1,
        "login failures": 0,
        "logins": 1,
        "task results": 1,
        "repeatable requests": 1,
    }
    assert [entry.session_key for entry in Session.objects.all()] == ["-1"]
    assert [request.name for request in IdempotentRequest.objects.all()] == ["23"]
    assert sorted(task.status for task in DBTaskResult.objects.all()) == ["FAILED", "READY"]


@pytest.mark.parametrize(
    ("tries", "status", "exception"),
    [
        (1, TaskResultStatus.READY, ""),
        (2, TaskResultStatus.READY, ""),
        (3, TaskResultStatus.FAILED, "quizzes.actions.housekeeping.WorkerLostError"),
    ],
)
def test_task_of_a_dead_worker_is_queued_again_twice(
    tries: int, status: TaskResultStatus, exception: str
) -> None:
    task = DBTaskResult.objects.get(pk=fail.enqueue().id)
    for worker in range(tries):
        task.claim(f"worker {worker}")
    assert actions.take_up_lost_tasks() == 1
    task.refresh_from_db()
    assert (task.status, task.exception_class_path) == (status, exception)


def test_tasks_that_wait_or_are_done_are_left_alone() -> None:
    fail.enqueue()
    DBTaskResult.objects.get(pk=fail.enqueue().id).set_successful(None)
    assert actions.take_up_lost_tasks() == 0
