"""Who calls the API: everybody with a session of the pages, and machines with tokens."""

from typing import Any

from django.test import Client

from quizzes.models import Course, Scope, User
from tests.authorisation.world import ROLES, World
from tests.quizzes.builders import sigmoid_document, token_of

# In the order of the columns of api.txt; of the sessions nobody is left out, who gets 401 everywhere.
API_ROLES = {
    **{role: told for role, told in ROLES.items() if role != "nobody"},
    "course": "the course's token, with the scope alone",
    "other": "another course's token, with every scope",
    "personal": "a personal token of an instructor of the course, with the scope alone",
    "lacking": "a token of the course with every scope but that one",
}
# What goes along where an empty body would be refused for what it lacks, not for who asks.
BODIES: dict[tuple[str, str], Any] = {
    ("POST", "api/v1/courses/"): {"title": "Next"},
    ("POST", "api/v1/courses/<int:course_id>/people/"): {"email": "new@example.edu"},
    ("PUT", "api/v1/courses/<int:course_id>/people/"): [],
    ("POST", "api/v1/courses/<int:course_id>/quizzes/"): {"title": "Next"},
    ("POST", "api/v1/quizzes/<int:quiz_id>/questions/"): {"problem": "sigmoid-neuron"},
    ("POST", "api/v1/problems/"): {"slug": "another", "document": sigmoid_document()},
    ("PUT", "api/v1/problems/<slug:slug>/"): {"document": sigmoid_document() + "\nMore."},
    ("POST", "api/v1/problems/preview/"): {"document": sigmoid_document()},
    ("POST", "api/v1/problems/validate/"): {"document": sigmoid_document()},
    ("PUT", "api/v1/variants/<int:variant_id>/draft/"): {"answers": {"z": "1"}},
    ("POST", "api/v1/variants/<int:variant_id>/submissions/"): {"answers": {"z": "1"}},
}


def call(world: World, role: str, route: str, method: str, scope: str) -> Any:
    """Send a request as that role; what is changed is changed whatever it was before."""
    client = _client(world, role, scope)
    headers = {"If-Match": "*"} if method in ("PUT", "PATCH", "DELETE") else {}
    send = getattr(client, method.lower())
    if method == "GET":
        return send(world.address(route), headers=headers)
    body = BODIES.get((method, route), {})
    return send(world.address(route), body, content_type="application/json", headers=headers)


def _client(world: World, role: str, scope: str) -> Client:
    if role == "strange":
        client = Client(enforce_csrf_checks=True)
        client.cookies = world.clients["admin"].cookies.copy()
        return client
    if role in world.clients:
        return world.clients[role]
    wanted = [scope] if scope != "-" else []
    holder, scopes = {
        "course": (Course.objects.get(title="Neural networks"), wanted),
        "other": (Course.objects.get(title="History"), Scope.values),
        "personal": (User.objects.get(username="instructor"), wanted),
        "lacking": (Course.objects.get(title="Neural networks"), set(Scope.values) - {scope}),
    }[role]
    maker = User.objects.get(username="elsewhere" if role == "other" else "instructor")
    secret = token_of(holder, scopes, created_by=maker)
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {secret}"})
