"""Sends what was thought up, as everybody who may call, and compares the answers with the description."""

import re
from collections import Counter
from typing import Any

from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from quizzes.models import Course, Scope, User
from tests.authorisation.endpoints import Endpoint, endpoints
from tests.authorisation.world import World
from tests.quizzes.builders import token_of

CHECKED = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# Two sessions of the pages, two tokens of people, three of courses, and nobody.
ROLES = ("student", "assistant", "instructor", "learner", "course", "other", "few", "nobody")
CSRF = "c" * 32
# Most on the database of sites that many use; on the other what may differ there.
THOROUGH = connection.vendor == "postgresql"
# The same in each run; what fails is not made smaller, which would take as long again.
BRIEF = settings(
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)


def described() -> list[Endpoint]:
    """Every operation that the description should tell of."""
    return [endpoint for endpoint in endpoints() if not endpoint.route.endswith("rest>")]


def credentials(world: World) -> dict[str, dict[str, Any]]:
    """The headers and cookies with which each role comes."""
    course, other = Course.objects.get(title="Neural networks"), Course.objects.get(title="History")
    few = [Scope.COURSES_READ, Scope.ATTEMPTS_READ, Scope.MARKING_WRITE]
    holders = {
        "instructor": (User.objects.get(username="instructor"), Scope.values),
        "learner": (User.objects.get(username="owner"), Scope.values),
        "course": (course, Scope.values),
        "other": (other, Scope.values),
        "few": (course, few),
    }
    maker = User.objects.get(username="instructor")
    tokens = {
        role: {"headers": {"Authorization": f"Bearer {token_of(holder, scopes, created_by=maker)}"}}
        for role, (holder, scopes) in holders.items()
    }
    sessions = {"student": _session(world, "owner"), "assistant": _session(world, "assistant")}
    return {"nobody": {}} | tokens | sessions


def _session(world: World, name: str) -> dict[str, Any]:
    key = world.clients[name].cookies["sessionid"].value
    return {"headers": {"X-CSRFToken": CSRF}, "cookies": {"sessionid": key, "csrftoken": CSRF}}


class Calls:
    """Calls of the API, each undone; `got` counts their answers by status."""

    def __init__(self, description: BaseSchema, senders: dict[str, dict[str, Any]], world: World) -> None:
        self.description = description
        self.senders = senders
        self.world = world
        self.got: Counter[int] = Counter()

    def operation(self, endpoint: Endpoint) -> APIOperation:
        """What the description says of a method of an address."""
        path = "/" + endpoint.route
        for converter in ("<int:", "<slug:"):
            path = path.replace(converter, "{")
        return self.description[path.replace(">", "}")][endpoint.method]

    def existing(self, endpoint: Endpoint) -> dict[str, Any]:
        """What stands for the parts of the address in the world: something that there is."""
        known = {name.partition(":")[2]: value for name, value in self.world.parts[""].items()}
        names = re.findall(r"<\w+:(\w+)>", endpoint.route)
        return {name: known[name] for name in names}

    def ask(
        self,
        endpoint: Endpoint,
        role: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        query: dict[str, str] | None = None,
        times: int = 1,
        kept: bool = False,
    ) -> Any:
        """Send this of what there is in the world."""
        case = self.operation(endpoint).Case(
            path_parameters=self.existing(endpoint), headers=headers, query=query
        )
        sent = {} if body is None else {"data": body}
        kind = {"Content-Type": "application/json"} if sent else {}
        return self.send(case, role, times, kind, kept, **sent)

    def send(
        self,
        case: Case,
        role: str,
        times: int = 1,
        headers: dict[str, str] | None = None,
        kept: bool = False,
        **sent: Any,
    ) -> Any:
        """Send the case as that role, so often; undone unless `kept`.

        Each answer has to be one that the description tells of.
        """
        sender = self.senders[role]
        headers = sender.get("headers", {}) | (headers or {})
        with transaction.atomic():
            for _time in range(times):
                answer = case.call(headers=headers, cookies=sender.get("cookies"), **sent)
                self.got[answer.status_code] += 1
                case.validate_response(answer, checks=CHECKED)
                connection.check_constraints()
            transaction.set_rollback(not kept)
        return answer
