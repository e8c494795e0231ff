"""Django's admin for instructors: problems, quizzes, courses, people, and what students did."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from quizzes.admin import (
    contests,
    courses,
    people,
    problems,
    quizzes,
    records,
    remarking,
    submissions,
    tokens,
)

__all__ = [
    "contests",
    "courses",
    "people",
    "problems",
    "quizzes",
    "records",
    "remarking",
    "submissions",
    "tokens",
]

admin.site.site_header = _("Forward Pass")
admin.site.site_title = _("Forward Pass")
admin.site.index_title = _("Courses, quizzes and problem templates")
