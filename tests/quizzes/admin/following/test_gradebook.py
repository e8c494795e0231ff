"""The gradebook's page and file: for who teaches the course, current, and at a fixed cost."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from quizzes import actions
from quizzes.models import Attempt, Course, Enrolment, Quiz, User, Variant

MARKS = ["Neurons: points", "Neurons: percent", "Total: points", "Total: percent"]


def page(quiz: Quiz, suffix: str = "/") -> str:
    return f"/admin/quizzes/course/{quiz.course_id}/gradebook{suffix}"


def table(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


def test_page_is_for_who_teaches_the_course(
    quiz: Quiz, as_ines: Client, as_alice: Client, as_bob: Client, as_charlie: Client
) -> None:
    other = User.objects.create_user("otto")
    actions.enrol(actions.create_course("Art"), other, Enrolment.Role.INSTRUCTOR)
    as_otto = Client()
    as_otto.force_login(other)
    clients = [as_ines, as_alice, as_bob, as_charlie, as_otto]
    for suffix in ("/", ".csv"):
        assert [one.get(page(quiz, suffix)).status_code for one in clients] == [200, 302, 302, 302, 404]


def test_file_tells_who_has_what(quiz: Quiz, variant: Variant, as_ines: Client, bob: User) -> None:
    User.objects.filter(pk=bob.pk).update(last_name="=HYPERLINK(1)", email="bob@example.edu")
    actions.submit(variant, {"z": "0.87"}, "key")
    answer = as_ines.get(page(quiz, ".csv"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="gradebook-neural-networks.csv"'
    assert table(answer.getvalue().decode()) == [
        [*["Last name", "First name", "E-mail address", "User name", "Role"], *MARKS],
        ["", "", "", "alice", "student", "1.0", "33.333333", "1.0", "33.333333"],
        ["'=HYPERLINK(1)", "", "bob@example.edu", "bob", "student", "", "", "0", "0.0"],
    ]


def test_file_for_excel_begins_with_its_mark(quiz: Quiz, as_ines: Client) -> None:
    assert as_ines.get(page(quiz, ".csv?bom=yes")).getvalue().startswith(b"\xef\xbb\xbfLast name,")


def test_marks_are_current_when_the_worker_has_not_come(
    quiz: Quiz, attempt: Attempt, variant: Variant, as_ines: Client
) -> None:
    actions.save_draft(variant, {"z": "0.87", "y": "0.705"}, 0)
    Quiz.objects.filter(pk=quiz.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    attempt.places.update(saved_at=timezone.now() - timedelta(minutes=2))
    assert table(as_ines.get(page(quiz, ".csv")).getvalue().decode())[1][5:] == ["3.0", "100.0"] * 2


@pytest.mark.parametrize("query", ["", "?sort=-total", "?missing=yes&q=s", "?quiz=0", "?sort=odd&page=x"])
def test_page_costs_the_same_for_one_and_for_three(
    query: str, quiz: Quiz, course: Course, as_ines: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seen = []
    for number in range(3):
        actions.start_attempt(quiz, actions.enrol(course, User.objects.create_user(f"s{number}")).user)
        with django_assert_num_queries(15, exact=False) as queries:
            assert as_ines.get(page(quiz, f"/{query}")).status_code == 200
        seen.append(len(queries))
    assert seen[0] == seen[2]
