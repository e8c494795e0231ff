"""Which problems a caller of the API finds, and who writes them."""

from django.db.models import OuterRef, Q, QuerySet, Subquery

from quizzes.models import Enrolment, Problem, ProblemVersion, Question, User
from quizzes.queries.access import is_instructor, may_take_back, problems_for
from quizzes.queries.callers import Caller
from quizzes.queries.prepared import Prepared


def problems_found(caller: Caller) -> QuerySet[Problem]:
    """Return the problems that somebody who teaches finds, as on the pages; a student finds none."""
    if not caller.teaches_any:
        return Problem.objects.none()
    if caller.user:
        return problems_for(caller.user)
    asked = Question.objects.filter(quiz__course=caller.course)
    found = Q(published_at__isnull=False) | Q(pk__in=_written(caller).values("problem"))
    return Problem.objects.filter(found | Q(pk__in=asked.values("problem_version__problem")))


def _written(caller: Caller) -> QuerySet[ProblemVersion]:
    """What the instructors of a token's course wrote, and whoever made the token."""
    instructors = Enrolment.objects.filter(course=caller.course, role=Enrolment.Role.INSTRUCTOR)
    writers = Q(created_by__in=instructors.values("user")) | Q(created_by=author(caller))
    return ProblemVersion.objects.filter(writers, created_by__isnull=False)


def may_withdraw(caller: Caller, problem: Problem) -> bool:
    """Tell whether the caller may make a draft of it; a course's token that an administrator made is none."""
    if caller.user:
        return may_take_back(caller.user, problem)
    return _written(caller).filter(problem=problem).exists()


def with_newest(problems: QuerySet[Problem]) -> QuerySet[Problem]:
    """Fetch along the number and the points of the newest version."""
    newest = ProblemVersion.objects.filter(problem=OuterRef("pk")).order_by("-number")
    return problems.annotate(
        newest_number=Subquery(newest.values("number")[:1]),
        newest_points=Subquery(newest.values("points")[:1]),
    )


def version_found(caller: Caller, slug: str, number: int | None) -> ProblemVersion | None:
    """Return a version of a problem that the caller finds: the newest, or that of a number."""
    if not caller.teaches_any:
        return None
    version = next(iter(_newest(slug) if number is None else _versions(slug).filter(number=number)), None)
    if version and version.problem.is_draft and not _finds(caller, version.problem):
        return None
    return version


def _versions(slug: str) -> QuerySet[ProblemVersion]:
    return ProblemVersion.objects.select_related("problem").filter(problem__slug=slug)


_newest = Prepared(lambda slug: _versions(slug).order_by("-number")[:1], 1)


def _finds(caller: Caller, problem: Problem) -> bool:
    return problems_found(caller).filter(pk=problem.pk).exists()


def author(caller: Caller) -> User | None:
    """Return who writes: the caller, or who made the course's token; None where that person is gone."""
    return caller.user or (caller.token.created_by if caller.token else None)


def may_write(caller: Caller) -> bool:
    """Tell whether the caller instructs: a course's token has its instructor's rights."""
    return caller.course is not None or (caller.user is not None and is_instructor(caller.user))
