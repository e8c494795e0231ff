"""Puts a backup in place of what the site holds."""

import io
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from quizzes.backups import BackupError, holds_data, restore


class Command(BaseCommand):
    help = "Fill an empty site from a backup; --force replaces what a site holds."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="what `backup` wrote; - for standard input")
        parser.add_argument("--force", action="store_true", help="replace all that the site holds now")

    def handle(self, *args: Any, **options: Any) -> None:
        if holds_data() and not options["force"]:
            raise CommandError(
                "This site holds data, and a restore would replace all of it. Back it up, "
                "then give --force. Nothing was changed."
            )
        try:
            if options["file"] == "-":
                manifest = restore(io.BytesIO(sys.stdin.buffer.read()))
            else:
                with Path(options["file"]).open("rb") as file:
                    manifest = restore(file)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from None
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{sum(manifest.rows.values())} rows of {manifest.made_at} are in place.")
        self.stdout.write("Start the server and the worker anew: they may hold the former secret key.")
