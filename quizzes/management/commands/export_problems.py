"""Writes problems as files slug.md, into a folder or a zip."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from quizzes.actions.files import zipped
from quizzes.queries.files import documents


class Command(BaseCommand):
    help = "Write the newest version of problems as slug.md, into a folder or a zip file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="FOLDER or FILE.zip")
        parser.add_argument("slugs", nargs="*", metavar="slug", help="without any: all problems")

    def handle(self, *args: Any, **options: Any) -> None:
        path, slugs = options["path"], set(options["slugs"])
        found = dict(documents(Q(problem__slug__in=slugs) if slugs else Q()))
        unknown = sorted(slugs - found.keys())
        if unknown:
            raise CommandError(f"There is no problem {', '.join(unknown)}.")
        try:
            _write(path, found)
        except FileExistsError:
            raise CommandError(f"{path} is there already: name another file.") from None
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"{len(found)} problems are in {path}.", self.style.SUCCESS)


def _write(path: Path, found: dict[str, str]) -> None:
    if path.suffix.lower() == ".zip":
        with path.open("xb") as file:
            file.write(zipped(found.items()))
        return
    path.mkdir(parents=True, exist_ok=True)
    for slug, document in found.items():
        (path / f"{slug}.md").write_bytes(document.encode())
