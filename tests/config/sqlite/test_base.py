"""Transactions of one process on one SQLite file."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import OperationalError, transaction
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from config.sqlite.base import DatabaseWrapper

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


def test_writers_wait_in_line_rather_than_fail(connect: Connect) -> None:
    connections = [connect() for _ in range(8)]

    def write_ten(connection: DatabaseWrapper) -> None:
        for score in range(10):
            _write(connection, score)
            _end(connection, "commit")

    threads = [threading.Thread(target=write_ten, args=[connection]) for connection in connections]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.monotonic() - begun < 5
    with connections[0].cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM marks").fetchone() == (80,)


@pytest.mark.django_db
def test_nested_transactions_share_one_turn() -> None:
    with transaction.atomic(), transaction.atomic():
        pass
