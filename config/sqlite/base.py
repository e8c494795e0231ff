"""Django's SQLite, with the transactions of one process waiting for each other in line.

SQLite lets one connection write at a time, and the others poll for their turn with growing sleeps: under load
the unlucky ones wait half a second. A lock in the process hands the turn over at once.
"""

import threading

from django.db import OperationalError
from django.db.backends.sqlite3 import base

_turn = threading.Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """Holds the turn from BEGIN IMMEDIATE until the transaction has ended, however it ends."""

    has_turn = False

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # missing in the stubs
        except BaseException:
            self._give_turn()
            raise

    def set_autocommit(
        self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False
    ) -> None:
        try:
            super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        finally:
            if autocommit:
                self._give_turn()

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._give_turn()

    def _take_turn(self) -> None:
        timeout = self.settings_dict["OPTIONS"].get("timeout", 5)
        # An in-memory database is shared by its threads through one connection: there is nobody to wait for.
        if self.is_in_memory_db():
            return
        if not _turn.acquire(timeout=timeout):
            raise OperationalError("database is locked: another transaction of this process goes on")
        self.has_turn = True

    def _give_turn(self) -> None:
        if self.has_turn:
            self.has_turn = False
            _turn.release()
