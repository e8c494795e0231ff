"""The background worker: one thread does the queued tasks, another keeps house, until told to stop."""

import fcntl
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import structlog
from django.db import DatabaseError, close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from quizzes import actions

log = structlog.get_logger("worker")

TICK = 0.5  # seconds from an order to stop, or a new task, until it is noticed
ALIVE = 60  # seconds after its last sign of life that a worker is taken for dead


@dataclass
class Duty:
    """Something to be done again and again, `every` so many seconds."""

    what: Callable[[], object]
    every: float
    due: float = 0.0

    def do_if_due(self) -> None:
        """Do it, if it is time; what goes wrong is logged, and tried again when it is due again."""
        if time.monotonic() < self.due:
            return
        self.due = time.monotonic() + self.every
        try:
            self.what()
        except Exception:
            log.exception("housekeeping failed", what=self.what.__name__)
        finally:
            close_old_connections()


@dataclass
class BackgroundWorker:
    """One for each site: whoever has the lock on `file`. Another waits, to take its place."""

    file: Path
    grace: float  # seconds that a task under way has to end, once the worker is to stop
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self, go_on: Callable[[], bool] = lambda: True) -> bool:
        """Work until `stopping` is set, or `go_on` says no; return whether all ended in good order."""
        with self.file.open("a") as lock:
            while not _locked(lock):
                if self.stopping.wait(TICK) or not go_on():
                    return True
            return self._work(go_on)

    def _work(self, go_on: Callable[[], bool]) -> bool:
        duties = [
            Duty(self._show_life, every=ALIVE / 6),
            Duty(actions.settle_overdue, every=60),
            Duty(actions.tidy_up, every=3600),
        ]
        runner = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        # A daemon: a task that does not end keeps nobody from stopping.
        tasks = threading.Thread(target=self._do_tasks, args=[runner], daemon=True)
        tasks.start()
        log.info("worker started", id=runner.worker_id)
        while tasks.is_alive() and go_on() and not self.stopping.wait(TICK):
            for duty in duties:
                duty.do_if_due()
        in_order = tasks.is_alive() or self.stopping.is_set()
        self.stopping.set()
        runner.running = False
        tasks.join(self.grace)
        if tasks.is_alive():
            log.warning("stopped within a task; the next worker takes it up again")
        return in_order

    def _show_life(self) -> None:
        os.utime(self.file)

    def _do_tasks(self, runner: Worker) -> None:
        """Do what is queued. A database that is away, or not migrated yet, is waited for."""
        taken_up = False
        while not self.stopping.wait(TICK):
            try:
                close_old_connections()
                if not taken_up:
                    actions.take_up_lost_tasks()
                    taken_up = True
                if DBTaskResult.objects.ready().exists():
                    runner.run()
            except DatabaseError:
                log.exception("the database does not answer")
                self.stopping.wait(10 * TICK)
        connections.close_all()  # this thread's


def is_alive(file: Path) -> bool:
    """Whether a worker showed a sign of life within the last minute."""
    with suppress(FileNotFoundError):
        return time.time() - file.stat().st_mtime < ALIVE
    return False


def _locked(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
