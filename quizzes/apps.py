"""The quizzes application, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from solvers.words import speak_through


class QuizzesConfig(AppConfig):
    name = "quizzes"
    label = "quizzes"
    verbose_name = _("Teaching")

    def ready(self) -> None:
        """Have the core speak the language of each request."""
        speak_through(gettext, ngettext)
