"""What a new problem can begin from: every problem there is, under a name of its own."""

import re
from dataclasses import dataclass
from itertools import chain, count, groupby

from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from quizzes.models import Problem, ProblemVersion

TITLE = re.compile(r"^title:.*$", re.MULTILINE)
MAX_SLUG = 80


@dataclass(frozen=True)
class Beginning:
    """A new problem's first text and the name suggested for it."""

    slug: str
    document: str


def problems_by_topic(problems: QuerySet[Problem]) -> list[tuple[str, list[Problem]]]:
    """These problems, those of a topic together, as in the list of problems."""
    return [(topic, list(rows)) for topic, rows in groupby(problems, lambda row: row.topic)]


def begin_from(problems: QuerySet[Problem], problem_id: int) -> Beginning | None:
    """Return a problem's newest text under a fresh title and slug; None where these have no such problem."""
    begun = problems.filter(pk=problem_id).values("pk")
    newest = ProblemVersion.objects.filter(problem__in=begun).order_by("-number").first()
    if newest is None:
        return None
    problem = newest.problem
    title = _("%(title)s (copy)") % {"title": problem.title[:180]}
    document = TITLE.sub(lambda _found: f"title: {title}", newest.document, count=1)
    return Beginning(fresh_slug(f"{problem.slug}-copy"), document)


def fresh_slug(wanted: str) -> str:
    """Return `wanted`, or the first of `wanted-2`, `wanted-3` … that no problem has."""
    stem = slugify(wanted)[: MAX_SLUG - 5].strip("-") or "problem"
    taken = set(Problem.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(slug for slug in chain([stem], numbered) if slug not in taken)
