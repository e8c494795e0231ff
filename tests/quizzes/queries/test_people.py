"""Who is who, what a list would do, who is locked out."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from quizzes.models import Course, User
from quizzes.queries.people import locked_until, person_called, person_with, plan
from quizzes.roster import read


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_user("ada", "Ada@Example.edu")


@pytest.mark.parametrize("name", ["ada", "ADA", "ada@example.edu", "ADA@EXAMPLE.EDU"])
def test_person_is_found_by_name_and_address(name: str, ada: User) -> None:
    assert person_called(name) == ada


@pytest.mark.parametrize("name", ["", "nobody", "nobody@example.edu", "ad", "ada\0"])
def test_nobody_is_found_by_another_name(name: str, ada: User) -> None:
    assert person_called(name) is None


def test_address_goes_before_a_user_name_that_looks_like_it(ada: User) -> None:
    User.objects.create_user("ada@example.edu", "other@example.edu")
    assert person_called("ada@example.edu") == ada
    assert person_with("ada@example.edu") == ada


def test_user_name_is_no_address(ada: User) -> None:
    User.objects.create_user("old@example.edu", "new@example.edu")
    assert person_with("old@example.edu") is None


def changes(course: Course, text: str, role: str = "student") -> list[tuple[str, str]]:
    return [(row.change, row.note) for row in plan(course, read(text).lines, role).rows]


def test_plan_tells_what_each_line_would_do(course: Course, ines: User, alice: User, charlie: User) -> None:
    User.objects.filter(pk=alice.pk).update(email="alice@example.edu")
    text = "email,role,extra time\nnew@example.edu,,\ncharlie,,\nalice@example.edu,,\n"
    assert changes(course, text) == [
        ("new", "New here: gets an invitation by e-mail"),
        ("enrol", "Is here already: gets enrolled"),
        ("same", "In the course already"),
    ]
    assert changes(course, "email,role,extra time\nalice,assistant,25\nnobody,,\n") == [
        ("change", "Changes role: student becomes teaching assistant; Extra time: 0 % becomes 25 %"),
        (
            "fault",
            "“nobody” is neither an e-mail address nor a user name here. Write the person's e-mail address.",
        ),
    ]


def test_plan_takes_a_person_once(course: Course, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(email="alice@example.edu")
    text = "email,role\nnew@example.edu,\nnew@example.edu,student\nalice,\nalice@example.edu,assistant"
    assert changes(course, text) == [
        ("new", "New here: gets an invitation by e-mail"),
        ("twice", "As line 2"),
        ("same", "In the course already"),
        ("fault", "Line 4 gives the same person another role or extra time. Keep one of the two."),
    ]


def test_plan_leaves_a_course_its_instructor(course: Course, ines: User, charlie: User) -> None:
    only = ("fault", "A course keeps an instructor. Make somebody else an instructor first.")
    assert changes(course, "ines") == [only]
    both = "email,role\nines,student\ncharlie,instructor"
    assert [change for change, _note in changes(course, both)] == ["change", "enrol"]


def test_plan_refuses_an_account_that_is_switched_off(course: Course, charlie: User) -> None:
    User.objects.filter(pk=charlie.pk).update(is_active=False)
    assert [change for change, _note in changes(course, "charlie")] == ["fault"]


def test_plan_of_many_asks_as_often_as_of_one(
    course: Course, ines: User, django_assert_num_queries: object
) -> None:
    for count in (1, 30):
        lines = read("\n".join(f"new{number}@example.edu" for number in range(count))).lines
        with django_assert_num_queries(2):  # type: ignore[operator]
            assert len(plan(course, lines, "student").effective) == count


def failures(user: User, count: int, minutes_ago: float, address: str = "192.0.2.1", agent: str = "") -> None:
    attempt = AccessAttempt.objects.create(
        username=user.username, ip_address=address, user_agent=agent, failures_since_start=count
    )
    moment = timezone.now() - timedelta(minutes=minutes_ago)
    AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=moment)


@pytest.mark.parametrize(
    ("rows", "minutes_left"),
    [
        ([(10, 1)], 4),
        ([(9, 1)], None),
        ([(10, 6)], None),
        ([(5, 3, "192.0.2.1", "phone"), (5, 1, "192.0.2.1", "laptop")], 2),
        ([(5, 1, "192.0.2.1"), (5, 1, "192.0.2.2")], None),
        ([(10, 3, "192.0.2.1"), (12, 1, "192.0.2.2")], 4),
    ],
)
def test_lock_ends_when_too_few_failures_are_left(
    rows: list[tuple], minutes_left: int | None, ada: User
) -> None:
    for row in rows:
        failures(ada, *row)
    ends = locked_until([ada]).get(ada.pk)
    left = ends and round((ends - timezone.now()) / timedelta(minutes=1))
    assert left == minutes_left


def test_lock_of_others_is_not_asked_for(ada: User, alice: User) -> None:
    failures(alice, 10, 1)
    assert locked_until([ada]) == {}
