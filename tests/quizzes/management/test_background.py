"""The background worker: does what is queued, is the only one, and stops when told."""

import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from structlog.testing import capture_logs

from quizzes import actions
from quizzes.management.background import ALIVE, BackgroundWorker, Duty, is_alive
from quizzes.models import Quiz, Submission, Variant
from tests.quizzes.management.tasks import fail, note

PATIENCE = 30


def _until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@contextmanager
def _working(worker: BackgroundWorker) -> Iterator[list[bool]]:
    """Run the worker in a thread, and stop it in the end; the list then holds whether that went in order."""
    ended: list[bool] = []

    def run() -> None:
        ended.append(worker.run())
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield ended
    finally:
        worker.stopping.set()
        thread.join(PATIENCE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_worker_does_what_is_queued_and_outlives_a_failure(tmp_path: Path) -> None:
    fail.enqueue()
    note.enqueue(str(tmp_path / "notes"), "done")
    with _working(BackgroundWorker(tmp_path / "lock", grace=PATIENCE)) as ended:
        _until(lambda: not DBTaskResult.objects.exclude(finished_at__isnull=False).exists())
    assert ended == [True]
    assert (tmp_path / "notes").read_text() == "done\n"
    assert sorted(DBTaskResult.objects.values_list("status", "exception_class_path")) == [
        ("FAILED", "builtins.ValueError"),
        ("SUCCESSFUL", ""),
    ]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_second_worker_waits_and_takes_the_place_of_the_first(tmp_path: Path) -> None:
    lock, notes = tmp_path / "lock", tmp_path / "notes"
    first, second = (BackgroundWorker(lock, grace=PATIENCE) for _ in range(2))
    with _working(first) as ended:
        _until(lambda: is_alive(lock))
        with _working(second):
            first.stopping.set()
            _until(lambda: ended == [True])
            note.enqueue(str(notes), "by the second")
            _until(notes.exists)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_worker_marks_what_was_saved_when_time_is_up(tmp_path: Path, variant: Variant) -> None:
    actions.save_draft(variant, {"z": "0.87"}, base=0)
    Quiz.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    with _working(BackgroundWorker(tmp_path / "lock", grace=PATIENCE)):
        _until(Submission.objects.exists)
    assert [submission.typed["z"] for submission in Submission.objects.all()] == ["0.87"]


@pytest.mark.slow
def test_worker_that_cannot_begin_stops_when_its_parent_is_gone(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert BackgroundWorker(tmp_path / "lock", grace=0).run(go_on=lambda: False)


def test_worker_is_alive_for_a_minute_after_its_last_sign(tmp_path: Path) -> None:
    sign = tmp_path / "lock"
    assert not is_alive(sign)
    sign.touch()
    assert is_alive(sign)
    before = time.time() - ALIVE - 1
    os.utime(sign, (before, before))
    assert not is_alive(sign)


@pytest.mark.django_db  # it closes connections that no longer answer, if there are any
def test_duty_that_fails_is_logged_and_tried_again_when_due() -> None:
    tries = []

    def keep_house() -> None:
        tries.append(1)
        raise DatabaseError("away")

    duty = Duty(keep_house, every=3600)
    with capture_logs() as events:
        duty.do_if_due()
        duty.do_if_due()
        duty.due = 0
        duty.do_if_due()
    assert len(tries) == 2
    assert [(event["event"], event["what"]) for event in events] == [
        ("housekeeping failed", "keep_house")
    ] * 2
