"""Serves the site to this machine's own browser, with everything prepared: what `make run` does."""

import os
import signal
import socket
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Prepare the database, the static files and the demo, then serve on 127.0.0.1 (PORT, 8000)."

    def handle(self, *args: Any, **options: Any) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: sys.exit(0))
        if not settings.LOCAL:
            raise CommandError(
                "This serves plain HTTP: set LOCAL=1, or serve with gunicorn (docs/operations.md)."
            )
        port = _free_port(os.environ.get("PORT", "8000"))
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("demo", stdout=self.stdout)
        self.stdout.write(f"\nForward Pass is at http://127.0.0.1:{port}/ (Ctrl-C stops it)")
        self.stdout.flush()
        worker = [sys.executable, "manage.py", "worker", "--parent", str(os.getpid())]
        # In a group of its own: Ctrl-C would break into its start, and it stops with its parent anyway.
        subprocess.Popen(worker, stdin=subprocess.DEVNULL, process_group=0)  # noqa: S603
        # In place of this process, so that Ctrl-C and SIGTERM reach gunicorn itself.
        os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py"])  # noqa: S606


def _free_port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CommandError(f"PORT is {text!r}, which is not a port: give a number such as 8123.")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise CommandError(f"Port {port} is for the system's own use: PORT=8123 make run") from None
        except OSError:
            raise CommandError(f"Port {port} is in use; choose another: PORT={port + 1} make run") from None
    return port
