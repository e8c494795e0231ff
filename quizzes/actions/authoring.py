"""Problems written by machines: as `save_problem`, but never over what somebody else wrote meanwhile."""

from django.db import transaction

from quizzes.actions.problems import (
    checked,
    publish_problem,
    save_problem,
    take_back_problem,
    with_unix_lines,
)
from quizzes.models import Problem, ProblemVersion, User


class SlugTakenError(Exception):
    """There is a problem of this name."""


class OvertakenError(Exception):
    """There is a newer version than the one that was to be changed."""


def create_problem(slug: str, document: str, by: User, published: bool = False) -> ProblemVersion:
    """Save a new problem, as a draft or published, or raise ProblemError or SlugTakenError."""
    checked(with_unix_lines(document))  # before anybody has to wait for it
    with transaction.atomic():
        if Problem.objects.filter(slug=slug).exists():
            raise SlugTakenError
        version = save_problem(slug, document, by, as_draft=not published)
        if version.number > 1:  # another was first
            raise SlugTakenError
        return version


def change_problem(
    base: ProblemVersion, document: str, by: User, published: bool | None = None
) -> ProblemVersion:
    """Save the next version after `base`, publish or take back, or raise ProblemError or OvertakenError."""
    checked(with_unix_lines(document))
    with transaction.atomic():
        problem = Problem.objects.select_for_update().get(pk=base.problem_id)
        if problem.versions.latest("number").pk != base.pk:
            raise OvertakenError
        version = save_problem(problem.slug, document, by)
        if published is not None:
            (publish_problem if published else take_back_problem)(problem, by)
        version.problem.refresh_from_db()
        return version
