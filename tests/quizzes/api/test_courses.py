"""Courses over the API: who reads, makes and changes them."""

from typing import Any

import pytest
from django.test import Client

from quizzes import actions
from quizzes.models import Course, Enrolment, User
from tests.quizzes.api.clients import changing, course_with, person_with, problem

COURSES = "/api/v1/courses/"


def titles(answer: Any) -> list[tuple[str, str]]:
    return [(course["title"], course["role"]) for course in answer.json()["results"]]


def test_courses_are_those_one_is_in(course: Course, alice: User, ines: User, charlie: User) -> None:
    for user, found in (
        (alice, [("Neural networks", "student")]),
        (ines, [("Neural networks", "instructor")]),
        (charlie, [("History", "student")]),
    ):
        assert titles(person_with(user).get(COURSES)) == found
    assert titles(course_with(course).get(COURSES)) == [("Neural networks", "instructor")]


def test_courses_are_filtered_by_title(course: Course, ines: User) -> None:
    actions.create_course("Optimisation", by=ines)
    assert titles(person_with(ines).get(f"{COURSES}?title=NEURAL")) == [("Neural networks", "instructor")]
    assert problem(person_with(ines).get(f"{COURSES}?titel=x")) == (400, "invalid-request", ["titel"])


def test_maker_of_a_course_instructs_it(course: Course, ines: User) -> None:
    answer = person_with(ines).post(COURSES, {"title": "Next", "time_zone": "Europe/Vienna"})
    made = Course.objects.get(title="Next")
    assert (answer.status_code, answer["Location"]) == (201, f"http://testserver{COURSES}{made.pk}/")
    assert (answer.json()["role"], answer.json()["time_zone"]) == ("instructor", "Europe/Vienna")
    assert made.enrolments.get().user == ines


def test_students_and_courses_make_no_courses(course: Course, alice: User) -> None:
    for client in (person_with(alice), course_with(course)):
        assert problem(client.post(COURSES, {"title": "Next"})) == (403, "forbidden", [])


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ({"title": ""}, ["/title"]),
        ({"title": "x" * 201}, ["/title"]),
        ({"time_zone": "Mars"}, ["/time_zone"]),
        ({"name": "x"}, ["/name"]),
    ],
)
def test_course_with_a_fault_is_not_changed(body: dict, places: list[str], course: Course) -> None:
    answer = changing(course_with(course), "patch", f"{COURSES}{course.pk}/", body)
    assert problem(answer) == (400, "invalid-request", places)


def test_course_is_changed_as_it_was_read(course: Course, ines: User) -> None:
    path, client = f"{COURSES}{course.pk}/", person_with(ines)
    read = client.get(path)
    first = client.patch(path, {"title": "Networks"}, headers={"If-Match": read["ETag"]})
    assert (first.status_code, first.json()["title"]) == (200, "Networks")
    second = client.patch(path, {"title": "Nets"}, headers={"If-Match": read["ETag"]})
    assert problem(second) == (412, "precondition-failed", ["If-Match"])
    assert problem(client.patch(path, {"title": "Nets"})) == (428, "precondition-required", ["If-Match"])
    assert client.patch(path, {"title": "Nets"}, headers={"If-Match": first["ETag"]}).status_code == 200


def test_course_is_changed_by_instructors_only(course: Course, alice: User, charlie: User) -> None:
    actions.enrol(course, alice, Enrolment.Role.ASSISTANT)
    path = f"{COURSES}{course.pk}/"
    assert problem(changing(person_with(alice), "patch", path, {"title": "x"}))[0] == 404
    assert problem(person_with(charlie).get(path)) == (404, "not-found", [])
    assert problem(person_with(charlie).patch(path, {"title": "x"}))[0] == 404


def test_list_of_courses_asks_as_often_for_one_as_for_many(
    course: Course, ines: User, as_ines: Client, django_assert_num_queries: Any
) -> None:
    for count in (1, 3):
        with django_assert_num_queries(3):  # the session, the person, the courses
            assert len(as_ines.get(COURSES).json()["results"]) == count
        for number in range(2):
            actions.create_course(f"Course {number}", by=ines)
