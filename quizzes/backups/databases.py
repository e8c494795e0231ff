"""What the two databases do differently: reading all of one moment, and putting all in place at once."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from quizzes.backups.archive import BackupError

BUSY = "The database is in use: stop the server and the worker, then restore again. Nothing was changed."


@contextmanager
def snapshot() -> Iterator[None]:
    """Let everything that is read inside be of one moment, while nobody who writes has to wait."""
    if connection.vendor == "sqlite":
        # By hand: a transaction of Django's would be IMMEDIATE, for writing, and keep all writers waiting.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(durable=True):
            _execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


@contextmanager
def replacing(tables: list[str]) -> Iterator[None]:
    """Give an empty database to fill; in the end it takes the place of `tables`, whole or not at all."""
    with _new_file() if connection.vendor == "sqlite" else _one_transaction(tables):
        yield


def checked_at_once() -> None:
    """Have foreign keys checked by each statement: PostgreSQL alters no table with checks outstanding."""
    if connection.vendor == "postgresql":
        _execute("SET CONSTRAINTS ALL IMMEDIATE")


def checked_in_the_end() -> None:
    """Have foreign keys checked when all rows are in."""
    if connection.vendor == "postgresql":
        _execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def _new_file() -> Iterator[None]:
    path = Path(connection.settings_dict["NAME"])
    draft = path.with_name(f"restoring-{secrets.token_hex(4)}.sqlite3")
    connection.close()
    connection.settings_dict["NAME"] = str(draft)
    try:
        yield
        connection.close()
        _put_in_place(draft, path)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(path)
        for file in path.parent.glob(f"{draft.name}*"):
            file.unlink()


def _put_in_place(draft: Path, path: Path) -> None:
    """Copy as one transaction of the old file: whoever has that open sees the one, then the other."""
    with closing(sqlite3.connect(draft)) as source, closing(sqlite3.connect(path, timeout=20)) as target:
        try:
            target.execute("PRAGMA journal_mode = WAL")
            target.execute("PRAGMA synchronous = FULL")
            target.execute("BEGIN IMMEDIATE").execute("ROLLBACK")  # waits, where a copy would not
            source.backup(target)
        except sqlite3.OperationalError as error:
            raise BackupError(BUSY) from error


@contextmanager
def _one_transaction(tables: list[str]) -> Iterator[None]:
    with transaction.atomic(durable=True):
        _execute("SET LOCAL lock_timeout = '20s'")
        present = set(connection.introspection.table_names())
        for table in [*tables, MigrationRecorder.Migration._meta.db_table]:
            if table in present:
                _execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
        yield


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
