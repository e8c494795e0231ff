"""Reports on problems: how their variants come out, and what to mend before students meet them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from quizzes.actions.problems import LIBRARY
from quizzes.models import Problem
from quizzes.queries.reports import report_on
from solvers import ProblemError
from solvers.report import Report, percent
from solvers.report.tables import Row, Section, about, sections

MOST_WIDTH = 60  # of a column


class Command(BaseCommand):
    help = "Report on problems, by slug or file; without any, on the library that ships."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("problems", nargs="*", metavar="slug or file.md")
        parser.add_argument("--full", action="store_true", help="print all tables")

    def handle(self, *args: Any, **options: Any) -> None:
        faulty = [
            name
            for name, document in list(_documents(options["problems"]))
            if not self._is_good(name, document, options["full"])
        ]
        if faulty:
            raise CommandError(f"To be mended: {', '.join(faulty)}.")

    def _is_good(self, name: str, document: str, full: bool) -> bool:
        """Print the report on a document; whether students may meet it."""
        try:
            report = report_on(document)
        except ProblemError as error:
            self.stdout.write(f"{name}: {error}")
            return False
        self.stdout.write(f"{name}: {_verdict(report)} ({_summary(report)})")
        for text, serious in report.warnings:
            self.stdout.write(f"  {'Serious' if serious else 'Warning'}: {text}")
        for section in sections(report) if full else ():
            self.stdout.write("\n".join(["", *_lines(section)]))
        return not report.is_serious


def _documents(wanted: list[str]) -> Iterator[tuple[str, str]]:
    """The names and texts of the problems that are wanted."""
    if not wanted:
        for slug in (LIBRARY / "order.txt").read_text(encoding="utf-8").split():
            yield slug, (LIBRARY / f"{slug}.md").read_text(encoding="utf-8")
    for name in wanted:
        yield name, _text(Path(name)) if name.endswith(".md") else _saved(name)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from None


def _saved(slug: str) -> str:
    """The newest version of a saved problem, or what ships under that name."""
    problem = Problem.objects.filter(slug=slug).first()
    if problem is not None:
        return problem.versions.latest("number").document
    if (LIBRARY / f"{slug}.md").is_file():
        return _text(LIBRARY / f"{slug}.md")
    raise CommandError(f"There is no problem {slug!r}; a file's name ends in .md.")


def _verdict(report: Report) -> str:
    count = len(report.warnings)
    return "clean" if report.is_clean else f"{count} warning{'s' * (count > 1)}"


def _summary(report: Report) -> str:
    drawing = report.drawing
    usable = percent(drawing.success * drawing.handed_out)
    return f"about {about(drawing.distinct)} variants, {usable} of draws handed out"


def _lines(section: Section) -> Iterator[str]:
    """A section as text, its columns below one another."""
    yield f"  {section.heading}. {section.about}"
    table = [tuple(map(_short, row)) for row in (section.columns, *section.rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        yield f"    {_padded(row, widths)}".rstrip()


def _padded(row: Row, widths: list[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))


def _short(cell: str) -> str:
    return cell if len(cell) <= MOST_WIDTH else f"{cell[: MOST_WIDTH - 1]}…"
