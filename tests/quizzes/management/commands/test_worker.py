"""The command that runs the background worker, as a process of its own."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.server import ROOT, Server
from tests.sites import MakeSite, Site

pytestmark = [pytest.mark.server, pytest.mark.slow]

PATIENCE = 30


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    made = make_site("sqlite")
    made.must("migrate", "--verbosity=0")
    return made


def _until_there(path: Path, text: str = "") -> None:
    deadline = time.monotonic() + PATIENCE
    while not path.exists() or text not in path.read_text():
        assert time.monotonic() < deadline, path
        time.sleep(0.05)


def test_killed_workers_task_is_done_by_the_next(site: Site) -> None:
    notes = site.folder / "notes"
    site.shell(
        "from tests.quizzes.management.tasks import note_slowly_at_first, note\n"
        f"note_slowly_at_first.enqueue({str(notes)!r}, 'begun')\n"
        f"note.enqueue({str(notes)!r}, 'after it')"
    )
    first = site.start("worker")
    _until_there(notes, "begun\n")
    first.kill()
    first.wait()
    second = site.start("worker")
    _until_there(notes, "begun\nafter it\n")
    second.terminate()
    assert second.wait(PATIENCE) == 0
    show = "from django_tasks_db.models import DBTaskResult as R\nprint(*R.objects.values_list('status'))"
    assert site.shell(show) == "('SUCCESSFUL',) ('SUCCESSFUL',)"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_worker_says_that_it_is_alive_and_stops_in_order(site: Site, number: signal.Signals) -> None:
    dead = site.manage("worker", "--check")
    assert (dead.returncode, dead.stderr) == (
        1,
        "CommandError: No worker has shown a sign of life within the last minute.\n",
    )
    worker = site.start("worker")
    _until_there(site.folder / "worker.lock")
    alive = site.manage("worker", "--check")
    assert (alive.returncode, alive.stdout) == (0, "The worker is alive.\n")
    worker.send_signal(number)
    assert worker.wait(PATIENCE) == 0


def test_worker_waits_for_tables_that_are_not_there_yet(make_site: MakeSite) -> None:
    site = make_site("sqlite")
    worker = site.start("worker")
    _until_there(site.folder / "worker.lock")
    site.must("migrate", "--verbosity=0")
    notes = site.folder / "notes"
    site.shell(f"from tests.quizzes.management.tasks import note\nnote.enqueue({str(notes)!r}, 'done')")
    _until_there(notes, "done\n")
    worker.terminate()
    assert worker.wait(PATIENCE) == 0


def test_servers_worker_is_gone_with_the_server(server: Server) -> None:
    """As the server of these tests is still needed: a parent of our own."""
    script = (
        "import os, subprocess, sys, time\n"
        "print(subprocess.Popen([sys.executable, 'manage.py', 'worker', '--parent', str(os.getpid())]).pid,"
        " flush=True)\n"
        "time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=server.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + PATIENCE
    while _runs(worker):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        # One that has ended and that nobody has asked for yet is gone all the same.
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
