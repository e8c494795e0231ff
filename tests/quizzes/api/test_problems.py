"""Problems over the API: read by who teaches, written by instructors as they were read."""

from typing import Any

import pytest
from django.test import Client

from quizzes import actions
from quizzes.models import Course, Enrolment, Problem, ProblemVersion, User
from tests.quizzes.api.clients import changing, course_with, person_with, problem
from tests.quizzes.builders import sigmoid_document, token_of

PROBLEMS = "/api/v1/problems/"
SIGMOID = "/api/v1/problems/sigmoid-neuron/"
MORE = sigmoid_document() + "\nMore.\n"
FAULTY = sigmoid_document().replace("dot(", "dott(")


@pytest.fixture
def machine(course: Course, ines: User, version: ProblemVersion) -> Any:
    """The course's token, made by Ines."""
    client = Client(headers={"Authorization": f"Bearer {token_of(course, created_by=ines)}"})
    return _Json(client)


class _Json:
    """A client that sends JSON."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def __getattr__(self, method: str) -> Any:
        def send(path: str, body: Any = None, **more: Any) -> Any:
            more.pop("format", None)
            as_json = {"content_type": "application/json"} if method != "get" else {}
            return getattr(self.client, method)(path, body if body is not None else {}, **as_json, **more)

        return send


def test_problems_are_listed_by_slug(machine: Any) -> None:
    actions.save_problem("another", sigmoid_document().replace("topic: Neurons", "topic: Others"))
    actions.save_problem("another", MORE.replace("topic: Neurons", "topic: Others"))
    listed = machine.get(PROBLEMS).json()["results"]
    facts = {"title": "Sigmoid neuron", "points": 3, "published": True}
    assert listed == [
        {"slug": "another", "topic": "Others", "version": 2, **facts},
        {"slug": "sigmoid-neuron", "topic": "Neurons", "version": 1, **facts},
    ]


def test_list_has_pages_and_filters(machine: Any) -> None:
    other = MORE.replace("title: Sigmoid", "title: Other")
    for number in range(3):
        actions.save_problem(f"p{number}", other, as_draft=number == 2)
    first = machine.get(f"{PROBLEMS}?page_size=2&q=other").json()
    assert [one["slug"] for one in first["results"]] == ["p0", "p1"]
    assert [one["slug"] for one in machine.get(f"{PROBLEMS}?topic=Neurons&q=sigmoid").json()["results"]] == [
        "sigmoid-neuron"
    ]
    assert machine.get(f"{PROBLEMS}?published=false").json()["results"] == []
    assert problem(machine.get(f"{PROBLEMS}?published=maybe")) == (400, "invalid-request", ["published"])
    assert problem(machine.get(f"{PROBLEMS}?titel=x")) == (400, "invalid-request", ["titel"])


@pytest.mark.parametrize("scope", ["problems:write", "solutions:read"])
def test_document_needs_a_scope_as_it_holds_the_answers(scope: str, course: Course, problem: Problem) -> None:
    for path in (SIGMOID, f"{SIGMOID}versions/1/"):
        assert course_with(course, "problems:read").get(path).json()["document"] is None
        told = course_with(course, "problems:read", scope).get(path).json()["document"]
        assert told == sigmoid_document()


def test_versions_are_listed_newest_first_and_read(machine: Any, ines: User) -> None:
    actions.save_problem("sigmoid-neuron", MORE, ines)
    listed = machine.get(f"{SIGMOID}versions/").json()["results"]
    assert [(one["version"], one["created_by"]) for one in listed] == [(2, "ines"), (1, None)]
    assert machine.get(f"{SIGMOID}versions/1/").json()["document"] == sigmoid_document()
    assert machine.get(SIGMOID).json()["document"] == MORE
    assert problem(machine.get(f"{SIGMOID}versions/3/"))[:2] == (404, "not-found")
    assert problem(machine.get(f"{SIGMOID}versions/{10**30}/"))[:2] == (404, "not-found")


def test_problem_is_made_as_a_draft_by_whoever_made_the_token(machine: Any, ines: User) -> None:
    answer = machine.post(PROBLEMS, {"slug": "new", "document": MORE})
    assert (answer.status_code, answer["Location"]) == (201, "http://testserver/api/v1/problems/new/")
    version = ProblemVersion.objects.get(problem__slug="new")
    assert (version.created_by, version.problem.is_draft) == (ines, True)
    read = machine.get(answer["Location"])
    assert (read.json(), read["ETag"]) == (answer.json(), answer["ETag"])


def test_problem_may_be_published_at_once(machine: Any) -> None:
    answer = machine.post(PROBLEMS, {"slug": "new", "document": MORE, "published": True})
    assert answer.json()["published"] is True


def test_slug_is_taken_once(machine: Any) -> None:
    answer = machine.post(PROBLEMS, {"slug": "sigmoid-neuron", "document": MORE})
    assert problem(answer) == (409, "conflict", ["/slug"])
    assert ProblemVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ({"slug": "new", "document": FAULTY}, ["/document"]),
        ({"slug": "new", "document": ""}, ["/document"]),
        ({"slug": "n e w", "document": MORE}, ["/slug"]),
        ({"slug": "s" * 81, "document": MORE}, ["/slug"]),
        ({"slug": "validate", "document": MORE}, ["/slug"]),
        ({"document": MORE}, ["/slug"]),
        ({"slug": "new", "document": MORE, "titel": "x"}, ["/titel"]),
    ],
)
def test_faults_are_named_with_their_place(body: dict[str, Any], places: list[str], machine: Any) -> None:
    answer = machine.post(PROBLEMS, body)
    assert (answer.status_code, [fault["pointer"] for fault in answer.json()["errors"]]) == (400, places)
    assert Problem.objects.count() == 1


def test_fault_of_a_document_has_its_line(machine: Any) -> None:
    (fault,) = machine.post(PROBLEMS, {"slug": "new", "document": FAULTY}).json()["errors"]
    assert fault == {
        "detail": "There is no function 'dott'. Did you mean 'dot'?",
        "pointer": "/document",
        "line": 1 + FAULTY[: FAULTY.index("dott")].count("\n"),
        "column": 1 + len(FAULTY.split("dott")[0].rpartition("\n")[2]),
    }


def test_change_makes_the_next_version(machine: Any, ines: User) -> None:
    answer = changing(machine, "put", SIGMOID, {"document": MORE})
    assert (answer.status_code, answer.json()["version"], answer.json()["document"]) == (200, 2, MORE)
    assert ProblemVersion.objects.get(number=2).created_by == ines
    same = changing(machine, "put", SIGMOID, {"document": MORE})
    assert (same.json()["version"], same["ETag"]) == (2, answer["ETag"])


def test_change_of_what_was_changed_since_is_refused(machine: Any) -> None:
    tag = machine.get(SIGMOID)["ETag"]
    actions.save_problem("sigmoid-neuron", MORE)
    answer = machine.put(SIGMOID, {"document": sigmoid_document()}, headers={"If-Match": tag})
    assert problem(answer) == (412, "precondition-failed", ["If-Match"])
    assert problem(machine.put(SIGMOID, {"document": MORE})) == (428, "precondition-required", ["If-Match"])
    assert ProblemVersion.objects.count() == 2


def test_problem_is_published_and_taken_back(machine: Any) -> None:
    machine.post(PROBLEMS, {"slug": "new", "document": MORE})
    states = [
        changing(machine, "put", f"{PROBLEMS}new/", {"document": MORE} | more).json()["published"]
        for more in ({}, {"published": True}, {}, {"published": False})
    ]
    assert states == [False, True, True, False]


def test_token_has_no_more_rights_than_its_course_whoever_made_it(course: Course, version: Any) -> None:
    admin = User.objects.create_superuser("admin")
    machine = _Json(Client(headers={"Authorization": f"Bearer {token_of(course, created_by=admin)}"}))
    answer = changing(machine, "put", SIGMOID, {"document": MORE, "published": False})
    assert problem(answer) == (403, "forbidden", [])


def test_what_others_wrote_is_not_taken_back(machine: Any, charlie: User) -> None:
    actions.save_problem("other", MORE, charlie)
    answer = changing(machine, "put", f"{PROBLEMS}other/", {"document": MORE, "published": False})
    assert problem(answer)[:2] == (403, "forbidden")


def test_draft_is_found_by_who_works_on_it(machine: Any, ines: User, charlie: User) -> None:
    actions.save_problem("new", MORE, ines, as_draft=True)
    elsewhere = actions.create_course("Elsewhere")
    actions.enrol(elsewhere, charlie, Enrolment.Role.INSTRUCTOR)
    for path in (f"{PROBLEMS}new/", f"{PROBLEMS}new/versions/", f"{PROBLEMS}new/report/"):
        found = [
            client.get(path).status_code for client in (machine, person_with(ines), person_with(charlie))
        ]
        assert found == [200, 200, 404]
        assert course_with(elsewhere).get(path).status_code == 404
    assert person_with(charlie).post(f"{PROBLEMS}new/variants/").status_code == 404
    assert person_with(ines).post(f"{PROBLEMS}new/variants/").status_code == 201


def test_token_whose_maker_is_gone_writes_nothing(course: Course, version: ProblemVersion) -> None:
    answer = course_with(course).post(PROBLEMS, {"slug": "new", "document": MORE})
    assert problem(answer)[:2] == (403, "forbidden")
    assert course_with(course).get(SIGMOID).status_code == 200


@pytest.mark.parametrize("role", ["student", "assistant"])
def test_only_instructors_write(role: str, course: Course, bob: User, version: ProblemVersion) -> None:
    actions.enrol(course, bob, Enrolment.Role(role))
    client = person_with(bob)
    for path in ("", "validate/", "preview/"):
        answer = client.post(f"{PROBLEMS}{path}", {"slug": "new", "document": MORE})
        assert problem(answer)[:2] == (403, "forbidden")
    answer = client.put(SIGMOID, {"document": MORE}, headers={"If-Match": "*"})
    assert problem(answer)[:2] == (403, "forbidden")
    assert client.get(SIGMOID).status_code == (200 if role == "assistant" else 403)
