"""The newest documents of problems, as they leave and as files that come in are compared with them."""

from collections.abc import Iterable, Iterator

from django.db.models import OuterRef, Q, QuerySet, Subquery

from quizzes.models import ProblemVersion

NEW, VERSION, SAME = "new", "version", "same"


def newest_versions(chosen: Q) -> QuerySet[ProblemVersion]:
    """Return the newest versions of the chosen problems, by slug."""
    versions = ProblemVersion.objects.filter(problem=OuterRef("problem")).order_by("-number")
    newest = ProblemVersion.objects.filter(chosen, pk=Subquery(versions.values("pk")[:1]))
    return newest.select_related("problem").order_by("problem__slug")


def documents(chosen: Q) -> Iterator[tuple[str, str]]:
    """Yield slug and newest document of the chosen problems."""
    yield from newest_versions(chosen).values_list("problem__slug", "document").iterator()


def newest_shas(slugs: Iterable[str]) -> dict[str, str]:
    """Return the SHA-256 of the newest document of those problems that are there."""
    chosen = newest_versions(Q(problem__slug__in=list(slugs)))
    return dict(chosen.values_list("problem__slug", "sha"))
