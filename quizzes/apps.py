"""The quizzes application, as Django knows it."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from solvers.words import speak_through


class QuizzesConfig(AppConfig):
    name = "quizzes"
    label = "quizzes"
    verbose_name = _("Teaching")

    def ready(self) -> None:
        """Have the core speak the language of each request, and hear of everybody who signs in."""
        from quizzes.signing_in import last_as_usual  # models are not there before

        speak_through(gettext, ngettext)
        user_logged_in.connect(last_as_usual, dispatch_uid="last_as_usual")
