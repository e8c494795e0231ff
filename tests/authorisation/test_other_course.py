"""Whoever instructs another course reaches nothing of this one: no endpoint, no method, no row of a list."""

import json
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from quizzes import actions
from quizzes.models import Course, Enrolment, Problem, Quiz, User
from tests.authorisation.endpoints import Endpoint, endpoints
from tests.authorisation.world import World
from tests.fuzz.bodies import valid_bodies
from tests.quizzes.builders import sigmoid_document, token_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ALL = [one for one in endpoints() if not one.route.endswith("rest>")]
# What is everybody's who teaches; all else is of a course, or a draft of its instructors.
SHARED = {
    ("GET", "api/v1/"),
    ("GET", "api/v1/courses/"),
    ("POST", "api/v1/courses/"),
    ("GET", "api/v1/problems/"),
    ("POST", "api/v1/problems/"),
    ("POST", "api/v1/problems/preview/"),
    ("POST", "api/v1/problems/validate/"),
}
OWNED = [one for one in ALL if (one.method, one.route) not in SHARED]
NAMED = [one for one in OWNED if one.route.count("<int:") == 2]
# Of the course: what no answer to others may say.
TELLING = ("Neural networks", "Neurons", "sigmoid", "owner", "fellow", "assistant@", "instructor@")


def named(endpoint: Endpoint) -> str:
    return f"{endpoint.method} /{endpoint.route}"


def take_back() -> None:
    """Make the problem a draft of the course's instructors."""
    actions.save_problem("sigmoid-neuron", sigmoid_document() + "\n", User.objects.get(username="instructor"))
    Problem.objects.update(published_at=None, published_by=None)


def own() -> Client:
    return _machine(Course.objects.get(title="Neural networks"), "instructor")


def others(world: World) -> dict[str, Client]:
    """Instructors of the other course: its token, their own, and a browser."""
    person = User.objects.get(username="elsewhere")
    return {
        "course": _machine(Course.objects.get(title="History"), "elsewhere"),
        "personal": _machine(person, "elsewhere"),
        "session": world.clients["elsewhere"],
    }


def _machine(holder: Course | User, maker: str) -> Client:
    secret = token_of(holder, created_by=User.objects.get(username=maker))
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {secret}"})


def send(client: Client, method: str, address: str, body: Any) -> int:
    """The status; what was done is undone."""
    with transaction.atomic():
        sent = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        answer = client.generic(method, address, headers={"If-Match": "*"}, **sent)
        transaction.set_rollback(True)
    return int(answer.status_code)


@pytest.mark.parametrize("endpoint", OWNED, ids=named)
def test_what_the_own_token_does_no_other_does(endpoint: Endpoint, undone: World) -> None:
    body = valid_bodies(undone).get((endpoint.method, endpoint.route))
    address = undone.address(endpoint.route)
    if "<slug:" in endpoint.route:
        take_back()
    # 409: a question that was given to somebody stays.
    assert send(own(), endpoint.method, address, body) in (200, 201, 202, 204, 409)
    methods = [endpoint.method, *(["HEAD"] if endpoint.method == "GET" else [])]
    got = {
        (role, method): send(client, method, address, body)
        for role, client in others(undone).items()
        for method in methods
    }
    assert {key: status for key, status in got.items() if status not in (403, 404)} == {}


@pytest.mark.parametrize("endpoint", NAMED, ids=named)
def test_own_address_leads_to_nothing_of_another_course(endpoint: Endpoint, undone: World) -> None:
    history = Course.objects.get(title="History")
    quiz = actions.create_quiz(history, "Dates", [])
    attempt = actions.start_attempt(quiz, User.objects.get(username="outside"))
    mine = {"course": history, "quiz": quiz, "attempt": attempt}
    route = endpoint.route
    for name, row in mine.items():
        route = route.replace(f"<int:{name}_id>", str(row.pk))
    body = valid_bodies(undone).get((endpoint.method, endpoint.route))
    address = undone.address(route)
    got = {role: send(client, endpoint.method, address, body) for role, client in others(undone).items()}
    assert {role: status for role, status in got.items() if status not in (403, 404)} == {}


def test_body_cannot_name_anything_of_another_course(undone: World) -> None:
    history, quiz = Course.objects.get(title="History"), Quiz.objects.get()
    machine = others(undone)["course"]
    take_back()
    ours = actions.create_quiz(history, "Dates", [], published=True)
    pool = quiz.pools.create(title="Pool", draw=1)
    theirs = Enrolment.objects.get(user__username="owner").pk
    actions.save_problem("dates", sigmoid_document())
    address, quizzes = f"/api/v1/quizzes/{ours.pk}/", f"/api/v1/courses/{history.pk}/quizzes/"
    got = [
        send(machine, "POST", f"{address}attempts/", {"student": theirs}),
        send(machine, "POST", f"{address}questions/", {"problem": "dates", "pool": pool.pk}),
        send(machine, "POST", f"{address}questions/", {"problem": "sigmoid-neuron"}),
        send(machine, "POST", quizzes, {"title": "Q", "problems": ["sigmoid-neuron"]}),
        send(machine, "PATCH", address, {"course": quiz.course_id}),
    ]
    assert got == [400] * 5


@pytest.mark.parametrize("route", sorted(route for method, route in SHARED if method == "GET"))
def test_lists_tell_nothing_of_another_course(route: str, undone: World) -> None:
    take_back()
    for role, client in others(undone).items():
        told = client.get(f"/{route}").content.decode()
        assert [word for word in TELLING if word in told] == [], role


def test_what_is_shared_is_all_there_is_without_a_name() -> None:
    assert {(one.method, one.route) for one in ALL if "<" not in one.route} - SHARED == {
        ("POST", "api/v1/markings/")
    }
