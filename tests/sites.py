"""Sites of their own for tests that start processes: a data folder, a database, and no server yet."""

import secrets
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg

from tests.server import ROOT, environment_for

Done = subprocess.CompletedProcess[str]
MakeSite = Callable[..., "Site"]


class Site:
    """What `manage.py` works on, in one environment."""

    def __init__(self, folder: Path, **settings: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.environment = environment_for(folder, **settings)

    def manage(self, *arguments: str) -> Done:
        """Run a command, which may fail."""
        return self.start(*arguments).done()

    def start(self, *arguments: str) -> "Started":
        """Begin a command."""
        return Started(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def must(self, *arguments: str) -> str:
        """Run a command that has to succeed, and return what it prints."""
        done = self.manage(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def shell(self, code: str) -> str:
        """Run Python in this site, and return what it prints."""
        return self.must("shell", "--verbosity=0", "-c", code)


class Started(subprocess.Popen[str]):
    """A command that runs."""

    def done(self) -> Done:
        """Wait for its end."""
        out, err = self.communicate(timeout=120)
        return subprocess.CompletedProcess(self.args, self.returncode, out, err)


def fresh_database(server: str) -> str:
    """Make an empty database on a PostgreSQL server, and return its address."""
    name = f"site_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")
