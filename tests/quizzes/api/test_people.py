"""The people of a course over the API: one by one, and by lists from another system."""

from typing import Any

import pytest
from django.core import mail
from django.db.models import F
from django.test import Client
from django_tasks_db.models import DBTaskResult

from quizzes import actions
from quizzes.actions.people import send_invitations
from quizzes.models import Course, Enrolment, User
from tests.quizzes.api.clients import changing, course_with, person_with, problem

ROW = {"external_id": "7", "email": "Ada@Example.edu", "first_name": "Ada", "last_name": "Lovelace"}


def people(course: Course) -> str:
    return f"/api/v1/courses/{course.pk}/people/"


def upsert(course: Course, *rows: dict[str, Any], query: str = "") -> Any:
    return course_with(course).put(people(course) + query, list(rows), format="json")


def in_course(course: Course) -> list[tuple[str, str, int, str]]:
    rows = course.enrolments.order_by("pk").values_list("user__email", "role", "extra_time", "external_id")
    return list(rows)


def test_person_is_told_with_both_ids(course: Course, alice: User) -> None:
    actions.enrol(course, alice, extra_time=25, external_id="7")
    (found,) = course_with(course, "roster:read").get(people(course)).json()["results"]
    assert {name: found[name] for name in ("username", "role", "extra_time", "external_id")} == {
        "username": "alice",
        "role": "student",
        "extra_time": 25,
        "external_id": "7",
    }
    assert found["id"] == alice.enrolments.get().pk


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?role=instructor", ["ines"]),
        ("?external_id=7", ["alice"]),
        ("?q=ALI", ["alice"]),
        ("?q=ada+love", ["bob"]),
        ("", ["alice", "bob", "ines"]),
    ],
)
def test_people_are_filtered(
    query: str, names: list[str], course: Course, alice: User, bob: User, ines: User
) -> None:
    actions.enrol(course, alice, external_id="7")
    User.objects.filter(pk=bob.pk).update(first_name="Ada", last_name="Lovelace")
    found = person_with(ines).get(people(course) + query).json()["results"]
    assert [person["username"] for person in found] == names


@pytest.mark.parametrize("query", ["?role=king", "?invite=maybe"])
def test_filter_that_means_nothing_is_refused(query: str, course: Course) -> None:
    answer = course_with(course).post(people(course) + query, {"email": "a@example.edu"}, format="json")
    asked = course_with(course).get(people(course) + query) if "role" in query else answer
    assert problem(asked) == (400, "invalid-request", [query[1:].partition("=")[0]])


def test_students_see_no_list_of_people(course: Course, alice: User, charlie: User) -> None:
    for user in (alice, charlie):
        assert problem(person_with(user).get(people(course)))[0] == 404
    assert problem(course_with(course, "courses:read").get(people(course))) == (403, "insufficient-scope", [])


def test_person_is_added_once(course: Course) -> None:
    told = {"email": "ada@example.edu", "role": "assistant", "external_id": "7"}
    first = course_with(course).post(people(course), told, format="json")
    assert (first.status_code, first.json()["role"]) == (201, "assistant")
    second = course_with(course).post(people(course), told, format="json")
    assert problem(second) == (409, "conflict", [])
    assert in_course(course) == [("ada@example.edu", "assistant", 0, "7")]


def test_person_with_an_account_is_known_by_address_or_name(course: Course, charlie: User) -> None:
    User.objects.filter(pk=charlie.pk).update(username="charlie@example.edu")
    for email, user in (("charlie@example.edu", charlie), ("Ada@Example.edu", None)):
        told = course_with(course).post(people(course), {"email": email}, format="json")
        assert told.status_code == 201
        assert user is None or Enrolment.objects.get(pk=told.json()["id"]).user == user


def test_list_makes_and_changes_people_and_says_so(course: Course, alice: User, charlie: User) -> None:
    User.objects.update(email=F("username"))
    User.objects.filter(pk=alice.pk).update(email="alice@example.edu")
    User.objects.filter(pk=charlie.pk).update(email="charlie@example.edu")
    rows = [
        ROW,
        {"external_id": "8", "email": "alice@example.edu", "extra_time": 25},
        {"external_id": "9", "email": "charlie@example.edu", "role": "assistant"},
    ]
    first, again = upsert(course, *rows).json(), upsert(course, *rows).json()
    assert [row["result"] for row in first["results"]] == ["created", "changed", "created"]
    assert (first["created"], first["changed"], first["unchanged"]) == (2, 1, 0)
    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, 3)
    assert [row["person"]["id"] for row in again["results"]] == [
        row["person"]["id"] for row in first["results"]
    ]
    assert sorted(in_course(course)) == [
        ("ada@example.edu", "student", 0, "7"),
        ("alice@example.edu", "student", 25, "8"),
        ("charlie@example.edu", "assistant", 0, "9"),
    ]


def test_list_leaves_who_is_not_in_it_and_what_it_does_not_say(course: Course, alice: User) -> None:
    actions.enrol(course, alice, "assistant", 25, "1")
    assert upsert(course, {"external_id": "1"}, ROW).status_code == 200
    assert in_course(course)[0] == ("", "assistant", 25, "1")
    assert upsert(course, ROW).status_code == 200
    assert len(in_course(course)) == 2


def test_address_of_an_account_stays_and_the_answer_says_so(course: Course) -> None:
    upsert(course, ROW)
    (result,) = upsert(course, ROW | {"email": "new@example.edu"}).json()["results"]
    assert (result["result"], result["person"]["email"]) == ("unchanged", "ada@example.edu")
    assert result["note"] == (
        "The e-mail address here stays ada@example.edu: its owner or an administrator changes it."
    )


def test_list_with_faults_does_nothing_and_names_each(course: Course, ines: User) -> None:
    actions.enrol(course, ines, "instructor", external_id="1")
    shape = upsert(
        course, ROW, {"external_id": "8", "email": "x"}, {"external_id": "9", "role": "king", "rank": 1}
    )
    assert problem(shape) == (400, "invalid-request", ["/1/email", "/2/rank"])
    rules = upsert(course, ROW, {"external_id": "8"}, {"external_id": "1", "role": "student"})
    assert problem(rules) == (400, "invalid-request", ["/1", "/2"])
    assert [row[3] for row in in_course(course)] == ["1"]


@pytest.mark.parametrize("body", [{}, "x", 5, None, [5], [None]])
def test_list_that_is_none_is_refused(body: Any, course: Course) -> None:
    answer = course_with(course).put(people(course), body, format="json")
    assert problem(answer)[:2] == (400, "invalid-request")


def test_new_people_are_invited_once_where_asked(course: Course) -> None:
    upsert(course, ROW)
    assert DBTaskResult.objects.count() == 0
    other = {"external_id": "8", "email": "bo@x.edu"}
    upsert(course, ROW | {"extra_time": 10}, other, query="?invite=true")
    (task,) = DBTaskResult.objects.all()
    arguments = task.args_kwargs["args"]
    for _time in range(2):
        send_invitations.call(*arguments)
    assert sorted(letter.to[0] for letter in mail.outbox) == ["ada@example.edu", "bo@x.edu"]
    assert "http://testserver/password/" in mail.outbox[0].body


def test_person_is_changed_as_it_was_read(course: Course, alice: User, ines: User) -> None:
    path = f"{people(course)}{alice.enrolments.get().pk}/"
    changed = changing(person_with(ines), "patch", path, {"extra_time": 50, "external_id": "7"})
    assert (changed.status_code, changed.json()["extra_time"], changed.json()["role"]) == (200, 50, "student")
    late = person_with(ines).patch(path, {"extra_time": 5}, headers={"If-Match": '"other"'})
    assert problem(late) == (412, "precondition-failed", ["If-Match"])


def test_id_of_somebody_else_is_refused(course: Course, alice: User, bob: User) -> None:
    actions.enrol(course, bob, external_id="7")
    path = f"{people(course)}{alice.enrolments.get().pk}/"
    answer = changing(course_with(course), "patch", path, {"external_id": "7"})
    assert problem(answer)[:2] == (400, "invalid-request")


def test_only_instructor_stays(course: Course, ines: User) -> None:
    path = f"{people(course)}{ines.enrolments.get().pk}/"
    client = course_with(course)
    assert problem(changing(client, "patch", path, {"role": "student"})) == (409, "conflict", ["/role"])
    assert problem(changing(client, "delete", path)) == (409, "conflict", [])


def test_person_is_taken_out(course: Course, alice: User) -> None:
    path = f"{people(course)}{alice.enrolments.get().pk}/"
    assert problem(course_with(course).delete(path)) == (428, "precondition-required", ["If-Match"])
    assert changing(course_with(course), "delete", path).status_code == 204
    assert not Enrolment.objects.filter(user=alice).exists()


def test_people_of_another_course_are_out_of_reach(course: Course, alice: User, charlie: User) -> None:
    other = course_with(charlie.enrolments.get().course)
    path = people(course)
    assert problem(other.get(path))[0] == 404
    assert problem(other.put(path, [], format="json"))[0] == 404
    assert problem(other.get(f"{path}{alice.enrolments.get().pk}/"))[0] == 404
    elsewhere = f"{people(charlie.enrolments.get().course)}{alice.enrolments.get().pk}/"
    assert problem(other.delete(elsewhere, headers={"If-Match": "*"}))[0] == 404


def test_list_of_people_asks_as_often_for_one_as_for_many(
    course: Course, as_ines: Client, django_assert_num_queries: Any
) -> None:
    for count in (1, 4):
        with django_assert_num_queries(4):  # the session, the person, the course, the people
            assert len(as_ines.get(people(course)).json()["results"]) == count
        for number in range(3):
            actions.enrol(course, User.objects.create_user(f"s{count}{number}"))


def test_search_for_more_words_than_a_query_holds_is_refused(machine: Client, course: Course) -> None:
    answer = machine.get(f"/api/v1/courses/{course.pk}/people/", {"q": "a " * 1500})
    assert problem(answer) == (400, "invalid-request", ["q"])
