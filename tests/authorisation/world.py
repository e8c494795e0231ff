"""A site with somebody in every role, and a row of everything that an address can name."""

from dataclasses import dataclass
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.contrib.contenttypes.models import ContentType
from django.contrib.sites.models import Site
from django.core import signing
from django.test import Client
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from quizzes import actions
from quizzes.models import ApiToken, AttemptQuestion, Course, Enrolment, Extension, LateDraft, Topic, User
from tests.quizzes.builders import again, sigmoid_document, token_of

Role = Enrolment.Role
# What goes along where an empty request would be refused for what it lacks, not for who asks.
SENT: dict[str, dict[str, Any]] = {
    "admin/quizzes/problem/preview/reading/": {"answer.z": "1", "document": sigmoid_document()},
    "attempts/<int:attempt_id>/<int:position>/contest/": {"reason": "Why?"},
    "variants/<int:variant_id>/read/": {"answer.z": "1"},
    "variants/<int:variant_id>/save/": {"answer.z": "1", "revision": "2"},
}
QUERY = {
    "admin/quizzes/problem/preview/reading/": "?field=z",
    "variants/<int:variant_id>/read/": "?field=z",
}
# Who asks, in the order of the tables' columns. Everything asked for is the owner's, or of her course.
ROLES = {
    "nobody": "signed out",
    "owner": "the student whose work it is",
    "fellow": "another student of the course",
    "outside": "a student of another course",
    "assistant": "a teaching assistant of the course",
    "instructor": "an instructor of the course",
    "elsewhere": "an instructor of another course",
    "admin": "an administrator who is in no course",
}


@dataclass(frozen=True)
class World:
    """Everybody's browser, and what stands for each part of an address."""

    clients: dict[str, Client]
    parts: dict[str, dict[str, Any]]

    def address(self, route: str) -> str:
        """An address that the route matches, of what is the owner's."""
        path, known = route, self.parts[""]
        for prefix, own in self.parts.items():
            if route.startswith(prefix):
                known = known | own
        for name, value in known.items():
            path = path.replace(f"<{name}>", str(value))
        assert "<" not in path, f"Say in tests/authorisation/world.py what stands for the parts of {route}"
        return f"/{path}{QUERY.get(route, '')}"

    def ask(self, role: str, method: str, route: str) -> Any:
        """Send a request as that role."""
        send = getattr(self.clients[role], method.lower())
        if method == "GET":
            return send(self.address(route))
        data = SENT.get(route) or ({"post": "yes"} if route.endswith("/delete/") else {})
        as_json = {"content_type": "application/json"} if route.startswith("api/") else {}
        return send(self.address(route), data, **as_json)


def build() -> World:
    """Make the people and the rows."""
    course, other = actions.create_course("Neural networks"), actions.create_course("History")
    people = {
        "owner": _person("owner", course, Role.STUDENT),
        "fellow": _person("fellow", course, Role.STUDENT),
        "outside": _person("outside", other, Role.STUDENT),
        "assistant": _person("assistant", course, Role.ASSISTANT),
        "instructor": _person("instructor", course, Role.INSTRUCTOR),
        "elsewhere": _person("elsewhere", other, Role.INSTRUCTOR),
        "admin": User.objects.create_superuser("admin", password="admin"),
    }
    clients = {"nobody": _client(None)} | {role: _client(user) for role, user in people.items()}
    return World(clients, _parts(course, people["owner"]))


def _person(name: str, course: Course, role: str) -> User:
    user = User.objects.create_user(name, f"{name}@example.edu", name)
    actions.enrol(course, user, role)
    return user


def _client(user: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def _parts(course: Course, owner: User) -> dict[str, dict[str, Any]]:
    """Beginning of a route -> what stands for its parts; longer beginnings come later."""
    version = actions.save_problem("sigmoid-neuron", sigmoid_document())
    quiz = actions.create_quiz(course, "Neurons", [version.problem], attempts_allowed=2)
    actions.open_joining(course)
    token_of(course)
    attempt = actions.start_attempt(quiz, owner)
    question = quiz.questions.get()
    variant = actions.open_question(question, attempt)
    submission = actions.submit(again(variant), {"z": "0.5"}, "key")
    place = AttemptQuestion.objects.get(variant=variant)
    contest = actions.contest_mark(place, "Why?")
    Extension.objects.create(quiz=quiz, student=owner)
    late = LateDraft.objects.create(place=place, variant=variant, typed={"z": "0.5"})
    asked = [course.join_code, "new@example.edu", "New", "Student"]
    remarking = actions.start_remarking(question, "raise", "Why not?", owner)
    everywhere = {
        "int:course_id": course.pk,
        "int:person_id": owner.enrolments.get().pk,
        "int:quiz_id": quiz.pk,
        "int:question_id": question.pk,
        "int:variant_id": variant.pk,
        "int:submission_id": submission.pk,
        "int:attempt_id": attempt.pk,
        "int:position": 1,
        "int:number": 1,
        "anything:rest": "nothing/",
        "int:place_id": attempt.places.get().pk,
        "int:old": version.pk,
        "int:new": version.pk,
        "int:draft_id": late.pk,
        "slug:slug": "sigmoid-neuron",
        "str:code": course.join_code,
        "uidb64": urlsafe_base64_encode(force_bytes(owner.pk)),
        "token": default_token_generator.make_token(owner),
        "str:token": signing.dumps(asked, salt=actions.ACCOUNT_SALT, compress=True),
    }
    rows = {
        "quizzes/apitoken": ApiToken.objects.get(course=course),
        "quizzes/contestedmark": contest,
        "quizzes/latedraft": late,
        "quizzes/course": course,
        "quizzes/enrolment": owner.enrolments.get(),
        "quizzes/user": owner,
        "quizzes/problem": version.problem,
        "quizzes/problemversion": version,
        "quizzes/topic": Topic.objects.create(name="Other"),
        "quizzes/quiz": quiz,
        "quizzes/remarking": remarking,
        "quizzes/attempt": attempt,
        "quizzes/variant": variant,
        "quizzes/submission": submission,
        "auth/group": Group.objects.create(name="Group"),
        "sites/site": Site.objects.get_current(),
        "axes/accessattempt": AccessAttempt.objects.create(username="x", failures_since_start=1),
        "axes/accesslog": AccessLog.objects.create(username="x"),
        "axes/accessfailurelog": AccessFailureLog.objects.create(username="x"),
        "django_tasks_database/dbtaskresult": _task(),
    }
    of_admin = {
        f"admin/{model}/": {"path:object_id": row.pk, "int:pk": row.pk, "id": row.pk}
        for model, row in rows.items()
    }
    site = ContentType.objects.get_for_model(Site)
    return {
        "": everywhere,
        "admin/r/": {"path:content_type_id": site.pk, "path:object_id": 1},
        **of_admin,
    }


def _task() -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=TaskResultStatus.READY,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="tests.quizzes.management.tasks.note",
        backend_name="default",
        enqueued_at=timezone.now(),
    )
