"""A course with one student at work, and the requests that the student's browser sends."""

from collections.abc import Callable
from functools import cache
from http.cookies import SimpleCookie
from itertools import count

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.wsgi import get_wsgi_application
from django.middleware.csrf import _get_new_csrf_string

from bench.requests import Client
from quizzes import actions
from quizzes.models import User, Variant

application = cache(get_wsgi_application)


def cookies_of(user: User) -> SimpleCookie:
    """What the browser of somebody who is signed in sends along."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "quizzes.signing_in.NameOrAddressBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    cookies = SimpleCookie()
    cookies["sessionid"] = session.session_key
    cookies["csrftoken"] = _get_new_csrf_string()
    return cookies


class Site:
    """The requests to measure, by name; `limited` are those with a limit, in times of `bare`."""

    bare = "a bare view: a select, an insert, an update"

    def __init__(self) -> None:
        problems = [version.problem for version in actions.import_library()]
        course = actions.create_course("Bench")
        self.student = User.objects.create_user("student")
        actions.enrol(course, self.student)
        self.numbers = count()
        neuron = next(problem for problem in problems if problem.slug == "sigmoid-neuron")
        self.wrong, self.right, self.exam = (
            self._open(actions.create_quiz(course, name, [neuron] * 6, preset=preset))
            for name, preset in (("Wrong", "practice"), ("Right", "practice"), ("Exam", "exam"))
        )
        cookies = cookies_of(self.student)
        self.token = cookies["csrftoken"].value
        self.client = Client(application(), cookies)
        self.limited = ["a submission, marked wrong, with its feedback", "a submission, marked partly right"]
        self.requests: dict[str, Callable[[], object]] = {
            self.bare: self._bare,
            "a submission, marked wrong, with its feedback": lambda: self._check(self.wrong, {}),
            "a submission, marked partly right": lambda: self._check(
                self.right, {"z": f"{self.right.record['values']['z']:.2f}"}
            ),
            "a draft saved": self._save,
            "a question page": lambda: self.client.ask(f"/questions/{self.wrong.question_id}/"),
        }

    def _open(self, quiz: object) -> Variant:
        attempt = actions.start_attempt(quiz, self.student)
        return next(actions.open_question(place.question, attempt) for place in attempt.places.all())

    def _bare(self) -> None:
        self.client.ask(f"/bare/?variant={self.wrong.pk}", {"csrfmiddlewaretoken": self.token})

    def _form(self, typed: dict[str, str]) -> dict[str, str]:
        number = next(self.numbers)
        answers = {"z": f"{number % 89 + 5}.{number % 97:02}", "y": f"{number % 71 + 2}.125"} | typed
        named = {f"answer.{name}": text for name, text in answers.items()}
        return named | {"csrfmiddlewaretoken": self.token, "form": f"form{number}"}

    def _check(self, variant: Variant, typed: dict[str, str]) -> None:
        self.client.ask(f"/variants/{variant.pk}/check/", self._form(typed), HTTP_HX_REQUEST="true")

    def _save(self) -> None:
        revision = Variant.objects.get(pk=self.exam.pk).place.revision
        form = self._form({}) | {"revision": str(revision)}
        self.client.ask(f"/variants/{self.exam.pk}/save/", form, HTTP_ACCEPT="application/json")
