"""The site's name, for every page."""

from django.http import HttpRequest

from quizzes.queries.sites import site_name


def named(request: HttpRequest) -> dict[str, str]:
    """The name for templates."""
    return {"site_name": site_name()}
