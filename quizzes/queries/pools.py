"""Whether pools are fair: whoever draws another of their questions can earn as much."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from quizzes.models import Pool, Question


def uneven_pool(questions: Iterable[Question]) -> str:
    """Return what is wrong with the first pool whose questions are not worth the same; empty if all are."""
    points: dict[Pool, set[float]] = defaultdict(set)
    for question in questions:
        if question.pool is not None:
            points[question.pool].add(question.points)
    told = _("The questions of the pool “%(pool)s” are worth different points: give them the same.")
    return next((told % {"pool": pool} for pool, found in points.items() if len(found) > 1), "")
