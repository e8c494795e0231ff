"""Saves and publishes problems: what an instructor wrote, and the library that ships."""

from hashlib import sha256
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.actions.history import note
from quizzes.models import Problem, ProblemVersion, Topic, User
from quizzes.queries.problems import parsed
from solvers import Problem as Program
from solvers import ProblemError

LIBRARY = Path(__file__).resolve().parent.parent / "library"


def with_unix_lines(document: str) -> str:
    """Return the document with the line ends of a file: browsers send text areas with CRLF."""
    return document.replace("\r\n", "\n")


def checked(document: str) -> tuple[Program, float]:
    """Return what the document says and the points of its answers, or raise ProblemError."""
    program = parsed(document)
    return program, points_of(program)


def points_of(program: Program) -> float:
    """Return the points of its answers, or raise ProblemError where there are none."""
    points = sum(field.points for field in program.draw(seed=1).fields)
    if points <= 0:
        raise ProblemError(_("The answers have no points: give at least one of them some."))
    return points


def save_problem(slug: str, document: str, by: User | None = None, as_draft: bool = False) -> ProblemVersion:
    """Save `document` as the newest version of the problem called `slug`, or raise ProblemError.

    A text that is the newest version's already makes no new one. A new problem is published at once, or
    begins `as_draft`; one that is there stays what it is.
    """
    document = with_unix_lines(document)
    program, points = checked(document)
    sha = sha256(document.encode()).hexdigest()
    headings = {"title": program.title, "topic": program.topic}
    published = {} if as_draft else {"published_at": timezone.now(), "published_by": by}
    with transaction.atomic():
        problem, created = Problem.objects.select_for_update().get_or_create(
            slug=slug, defaults=headings | published
        )
        if created and not as_draft:
            note(problem, by, _("Published."))
        newest = problem.versions.order_by("-number").first()
        if newest and newest.sha == sha:
            return newest
        if not created:
            Problem.objects.filter(pk=problem.pk).update(**headings)
        return ProblemVersion.objects.create(
            problem=problem,
            number=newest.number + 1 if newest else 1,
            document=document,
            sha=sha,
            points=points,
            created_by=by,
            **headings,
        )


def publish_problem(problem: Problem, by: User | None) -> None:
    """Let quizzes take the problem from now on; one that is published already stays as it is."""
    drafts = Problem.objects.filter(pk=problem.pk, published_at=None)
    with transaction.atomic():
        if drafts.update(published_at=timezone.now(), published_by=by):
            note(problem, by, _("Published."))


def take_back_problem(problem: Problem, by: User) -> None:
    """Make a draft of it again: no quiz takes it any more; those that have it already keep it."""
    published = Problem.objects.filter(pk=problem.pk, published_at__isnull=False)
    with transaction.atomic():
        if published.update(published_at=None, published_by=None):
            note(problem, by, _("Taken back to draft."))


def import_library() -> list[ProblemVersion]:
    """Bring in the problems that ship, in the order to learn by, and the formula sheets of their topics.

    What an instructor has changed since stays as it is.
    """
    for path in sorted(LIBRARY.glob("sheets/*.md")):
        _import_sheet(path.read_text(encoding="utf-8"))
    slugs = (LIBRARY / "order.txt").read_text(encoding="utf-8").split()
    return [_import(slug, (LIBRARY / f"{slug}.md").read_text(encoding="utf-8")) for slug in slugs]


def _import_sheet(document: str) -> None:
    _opening, topic, formulas = document.split("---\n", 2)
    name = topic.removeprefix("topic:").strip()
    Topic.objects.get_or_create(name=name, defaults={"formulas": formulas})


def _import(slug: str, document: str) -> ProblemVersion:
    newest = ProblemVersion.objects.filter(problem__slug=slug).order_by("-number").first()
    if newest and newest.created_by_id is not None:
        return newest
    return save_problem(slug, document)
