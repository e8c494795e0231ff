"""Writes a backup of the site, while it goes on."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from quizzes.backups.backup import back_up, secret_key_file_text, write_to


class Command(BaseCommand):
    help = "Write all data and the secret key into one file, while the site goes on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "target", help="the file, which must not be there yet; or a folder; or - for standard output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["target"] == "-":
            manifest, where = write_to(sys.stdout.buffer), "standard output"
        else:
            target = _file(Path(options["target"]))
            try:
                manifest, where = back_up(target), str(target)
            except FileExistsError:
                raise CommandError(f"{target} is there already: name another file.") from None
            except OSError as error:
                raise CommandError(f"{target} cannot be written: {error.strerror}.") from None
        # On standard error, as the backup itself may go to standard output.
        self.stderr.write(f"{sum(manifest.rows.values())} rows are in {where}.", self.style.SUCCESS)
        if secret_key_file_text() is None:
            self.stderr.write(
                "The secret key is not in it: SECRET_KEY in the environment sets it. Keep that too."
            )
        else:
            self.stderr.write("The secret key is in it: keep it where nobody else can read it.")


def _file(target: Path) -> Path:
    """The file to write; in a folder one that is named after the time, so that names sort by age."""
    if target.is_dir():
        return target / f"forward-pass-{timezone.now():%Y-%m-%dT%H-%M-%SZ}.zip"
    return target
