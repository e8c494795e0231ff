"""The server that `make run` starts."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.server import ROOT, Server, running

pytestmark = pytest.mark.server


def _serve(**environment: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stderr.strip()


def test_server_answers_beside_silent_connections(server: Server) -> None:
    address = ("127.0.0.1", int(server.url.rsplit(":", 1)[1]))
    # Were each given a thread for the seconds that gunicorn waits, these would hold it up for a minute.
    silent = [socket.create_connection(address) for _ in range(40)]
    assert server.get("/healthz", timeout=20) == (200, '{"status": "ok"}')
    for connection in silent:
        connection.close()


def test_server_prints_logins_and_address(server: Server) -> None:
    lines = [line.split() for line in server.output.read_text().splitlines()]
    student, instructor = server.logins["student"], server.logins["instructor"]
    assert lines[:4] == [
        ["student", *student],
        ["instructor", *instructor],
        [],
        ["Forward", "Pass", "is", "at", f"{server.url}/", "(Ctrl-C", "stops", "it)"],
    ]


@pytest.mark.parametrize(("kill", "number"), [(os.killpg, signal.SIGINT), (os.kill, signal.SIGTERM)])
def test_server_stops_cleanly_and_keeps_its_logins(
    tmp_path: Path, kill: Callable[[int, int], None], number: signal.Signals
) -> None:
    """Ctrl-C goes to all processes of the terminal, SIGTERM to the one that was started."""
    with running(tmp_path) as server:
        first = server.logins
        silent = socket.create_connection(("127.0.0.1", int(server.url.rsplit(":", 1)[1])))
        kill(server.process.pid, number)
        assert server.process.wait(timeout=15) == 0  # although somebody is connected
        silent.close()
    assert server.output.read_text().splitlines()[4:] == []
    with running(tmp_path) as server:
        assert server.logins == first


def test_server_names_the_port_that_is_busy(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert _serve(LOCAL="1", PORT=str(port), VAR_DIR=str(tmp_path)) == (
            1,
            f"CommandError: Port {port} is in use; choose another: PORT={port + 1} make run",
        )


def test_server_refuses_what_is_no_port(tmp_path: Path) -> None:
    assert _serve(LOCAL="1", PORT="eight", VAR_DIR=str(tmp_path)) == (
        1,
        "CommandError: PORT is 'eight', which is not a port: give a number such as 8123.",
    )


def test_server_refuses_plain_http_unless_local(tmp_path: Path) -> None:
    assert _serve(LOCAL="0", VAR_DIR=str(tmp_path)) == (
        1,
        "CommandError: This serves plain HTTP: set LOCAL=1, or serve with gunicorn (docs/operations.md).",
    )
