"""Transactions of one process on one SQLite file."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import OperationalError, transaction
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from config.sqlite.base import DatabaseWrapper
from tests.server import ROOT

Connect = Callable[[], DatabaseWrapper]
OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 0.2, "init_command": "PRAGMA journal_mode = WAL"}


@pytest.fixture
def connect(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Connect]:
    """Opens connections to one database file, each as a thread of the server would have it."""
    opened: list[DatabaseWrapper] = []
    settings = {"default": {"ENGINE": "config.sqlite", "NAME": tmp_path / "db", "OPTIONS": OPTIONS}}

    def connect() -> DatabaseWrapper:
        connection = ConnectionHandler(settings).create_connection("default")
        connection.inc_thread_sharing()
        opened.append(connection)
        return connection

    with django_db_blocker.unblock():
        with connect().cursor() as cursor:
            cursor.execute("CREATE TABLE marks (score INTEGER)")
        yield connect
        for connection in opened:
            connection.close()


def _write(connection: DatabaseWrapper, score: int) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO marks VALUES (%s)", [score])


def _end(connection: DatabaseWrapper, how: str) -> None:
    {"commit": connection.commit, "rollback": connection.rollback, "close": connection.close}[how]()
    if how != "close":
        connection.set_autocommit(True)


@pytest.mark.parametrize("how", ["commit", "rollback", "close"])
def test_turn_passes_on_however_a_transaction_ends(connect: Connect, how: str) -> None:
    first, second = connect(), connect()
    _write(first, 1)
    _end(first, how)
    _write(second, 2)
    _end(second, "commit")
    with second.cursor() as cursor:
        scores = cursor.execute("SELECT score FROM marks ORDER BY score").fetchall()
    assert scores == ([(1,), (2,)] if how == "commit" else [(2,)])


def test_turn_is_given_up_when_beginning_fails(connect: Connect) -> None:
    first, second = connect(), connect()
    _write(first, 1)
    with pytest.raises(OperationalError):
        _write(second, 2)
    _end(first, "commit")
    _write(second, 2)
    _end(second, "commit")


WRITE_TEN = """
import sys, threading
import django
from django.conf import settings
from django.db.utils import ConnectionHandler

settings.configure()
django.setup()
database = {"ENGINE": "config.sqlite", "NAME": sys.argv[1], "OPTIONS": {"transaction_mode": "IMMEDIATE",
    "timeout": 20, "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"}}
together = threading.Barrier(10)

def write_ten():
    connection = ConnectionHandler({"default": database}).create_connection("default")
    together.wait()
    for score in range(10):
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO marks VALUES (%s)", [score])
        connection.commit()
        connection.set_autocommit(True)
    connection.close()

threads = [threading.Thread(target=write_ten) for _ in range(10)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


@pytest.mark.slow
def test_forty_writers_in_four_processes_find_nothing_locked(connect: Connect, tmp_path: Path) -> None:
    """Threads of one process hand the turn to each other; processes wait where SQLite lets them."""
    command = [sys.executable, "-c", WRITE_TEN, tmp_path / "db"]
    writers = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(4)
    ]
    assert [writer.communicate()[0] for writer in writers] == [""] * 4
    with connect().cursor() as cursor:
        assert cursor.execute("SELECT count(*), sum(score) FROM marks").fetchone() == (400, 1800)


@pytest.mark.django_db
def test_nested_transactions_share_one_turn() -> None:
    with transaction.atomic(), transaction.atomic():
        pass
