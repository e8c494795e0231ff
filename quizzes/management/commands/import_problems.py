"""Takes in problems from files slug.md: a folder, a zip, or one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from quizzes.actions.files import FilesError, import_problems, look_at, read_path
from quizzes.queries.files import NEW, SAME
from quizzes.queries.people import person_called


class Command(BaseCommand):
    help = "Take in problems from a folder of slug.md, a zip of them, or one file; all of them, or none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument(
            "--by",
            metavar="NAME",
            help="whose work it is: else a problem that ships is put back by the next upgrade",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = person_called(options["by"]) if options["by"] else None
        if options["by"] and by is None:
            raise CommandError(f"Nobody here is called {options['by']}.")
        try:
            documents = read_path(options["path"])
            planned = look_at(documents, by)
            import_problems(documents, by)
        except FilesError as error:
            raise CommandError(f"{error}\nNothing was taken in.") from None
        for one in planned:
            done = {NEW: "new", SAME: "unchanged"}.get(one.change, "a new version")
            self.stdout.write(f"{one.slug}: {done}")
