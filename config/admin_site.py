"""The admin's site: its lists in the order in which a term needs them."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest

ORDER = (
    *("Course", "Enrolment", "Quiz", "Problem", "Topic", "ContestedMark", "Submission", "Attempt", "Variant"),
    *("Remarking", "LateDraft", "ProblemVersion", "User", "ApiToken"),
)


class TeachingSite(AdminSite):
    """The stock admin with its lists in another order than the alphabet's."""

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The lists of each app; what has no place of its own comes last."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda one: _place(one["object_name"]))
        return apps


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)
