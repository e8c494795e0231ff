"""The real server, started as `make run` starts it, over a data folder of its own."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60
# Each line is code, answered by a line: what it printed, and how it failed.
RUN_EACH_LINE = """
import contextlib, io, json, sys, traceback
for line in sys.stdin:
    printed, failed = io.StringIO(), ""
    try:
        with contextlib.redirect_stdout(printed):
            exec(json.loads(line), dict(globals()))
    except Exception:
        failed = traceback.format_exc()
    print(json.dumps([printed.getvalue(), failed]), flush=True)
"""


class Shell:
    """Python in a site, in one process from the first call on: to start takes longer than what it is for."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.process: subprocess.Popen[str] | None = None

    def run(self, code: str) -> str:
        """Run this by itself, and return what it prints."""
        if self.process is None:
            command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", RUN_EACH_LINE]
            pipe = subprocess.PIPE
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdin=pipe, stdout=pipe, text=True
            )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(code) + "\n")
        self.process.stdin.flush()
        printed, failed = json.loads(self.process.stdout.readline())
        assert not failed, failed
        return printed

    def close(self) -> None:
        """End it, if it ever began."""
        if self.process is not None:
            self.process.communicate(timeout=10)


@dataclass(frozen=True)
class Server:
    """A running server: its address, its data, and the people who may log in."""

    url: str
    environment: dict[str, str]
    process: subprocess.Popen[bytes]
    output: Path
    beside: Shell

    @property
    def logins(self) -> dict[str, tuple[str, str]]:
        """Role -> (user name, password) of the demo's people."""
        lines = (Path(self.environment["VAR_DIR"]) / "logins.txt").read_text().splitlines()
        return {role: (name, password) for role, name, password in (line.split() for line in lines)}

    def shell(self, code: str) -> str:
        """Run Python in the site of this server, to prepare what no page can; returns what it prints."""
        return self.beside.run(code)

    def get(self, path: str, timeout: float = 5) -> tuple[int, str]:
        """Status and body of an address."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=timeout) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()

    def wait(self) -> None:
        """Wait until it answers."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.output.read_text()
            try:
                if self.get("/healthz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"no answer within {PATIENCE} s: {self.output.read_text()}")


def free_port() -> int:
    """A port that nothing uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment_for(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a site whose data is in `folder`, on a port of its own."""
    ours = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY"}}
    return ours | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOCAL": "1",
        "PORT": str(free_port()),
        "VAR_DIR": str(folder),
        "STATIC_ROOT": str(folder / "static"),
        **more,
    }


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Server]:
    """Start the server with its data in `folder`, wait until it answers, and stop it in the end."""
    environment = environment_for(folder, **settings)
    output = folder / "output.txt"
    with output.open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=environment,
            stdout=sink,
            stderr=sink,
            start_new_session=True,  # a group of its own, as a terminal gives it
        )
    shell = Shell(environment)
    server = Server(f"http://127.0.0.1:{environment['PORT']}", environment, process, output, shell)
    try:
        server.wait()
        yield server
    finally:
        shell.close()
        process.terminate()
        process.wait(timeout=10)
