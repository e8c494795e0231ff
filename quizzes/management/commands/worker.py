"""Does what is queued, and keeps house: the background worker of a site."""

import os
import signal
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from quizzes.management.background import BackgroundWorker, is_alive


class Command(BaseCommand):
    help = "Do queued tasks and housekeeping until stopped. A site needs one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say whether the worker is alive")
        parser.add_argument("--parent", type=int, help="stop when this process, which started it, is gone")

    def handle(self, *args: Any, **options: Any) -> None:
        file = settings.VAR_DIR / "worker.lock"
        if options["check"]:
            if not is_alive(file):
                raise CommandError("No worker has shown a sign of life within the last minute.")
            self.stdout.write("The worker is alive.")
            return
        worker = BackgroundWorker(file, grace=2 if settings.LOCAL else 20)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: worker.stopping.set())
        in_order = worker.run(lambda: options["parent"] in {None, os.getppid()})
        sys.exit(0 if in_order else 1)
