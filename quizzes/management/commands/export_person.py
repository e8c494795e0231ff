"""Writes all that is stored about one person into a file."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from quizzes.queries.people import person_called
from quizzes.queries.personal_data import archive_of


class Command(BaseCommand):
    help = "Write all that is stored about one person into a zip file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the person's user name or e-mail address")
        parser.add_argument("file", type=Path, help="the file, which must not be there yet")

    def handle(self, *args: Any, **options: Any) -> None:
        user, path = person_called(options["name"]), options["file"]
        if user is None:
            raise CommandError(f"Nobody here is called {options['name']}.")
        data = archive_of(user, timezone.now())
        try:
            # Readable by its owner only: it is somebody's whole record.
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(data)
        except FileExistsError:
            raise CommandError(f"{path} is there already: name another file.") from None
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"The data of {user.username} is in {path}.", self.style.SUCCESS)
