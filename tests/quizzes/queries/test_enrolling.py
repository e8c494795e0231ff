"""What a list of people would do to a course."""

import pytest

from quizzes import actions
from quizzes.models import Course, Enrolment, User
from quizzes.queries.enrolling import plan
from quizzes.roster import Line, read


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


def named(email: str, external_id: str, **more: object) -> Line:
    return Line(1, email, external_id=external_id, **more)  # type: ignore[arg-type]


@pytest.fixture
def seven(course: Course, alice: User) -> Enrolment:
    """Alice, whom another system calls 7."""
    User.objects.filter(pk=alice.pk).update(email="alice@example.edu")
    return actions.enrol(course, alice, "assistant", 25, "7")


@pytest.mark.parametrize(
    ("line", "change", "person"),
    [
        (named("", "7"), "same", "alice"),
        (named("alice@example.edu", "7"), "same", "alice"),
        (named("alice@example.edu", ""), "same", "alice"),
        (named("married@example.edu", "7"), "same", "alice"),
        (named("", "7", extra_time=50), "change", "alice"),
        (named("", "8"), "fault", None),
        (named("new@example.edu", "8"), "new", None),
        (named("alice@example.edu", "8"), "fault", "alice"),
        (named("bob@example.edu", "7"), "fault", "alice"),
        (named("bob@example.edu", "8"), "change", "bob"),
        (named("charlie@example.edu", "8"), "enrol", "charlie"),
    ],
)
def test_id_of_another_system_goes_before_the_address(
    line: Line, change: str, person: str | None, course: Course, seven: Enrolment, bob: User, charlie: User
) -> None:
    for user in (bob, charlie):
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.edu")
    (row,) = plan(course, [line]).rows
    assert (row.change, row.user and row.user.username) == (change, person)


def test_list_without_a_role_leaves_everybody_theirs(course: Course, seven: Enrolment, charlie: User) -> None:
    rows = plan(course, [named("", "7"), named("charlie", "8")]).rows
    assert [(row.role, row.change) for row in rows] == [("assistant", "same"), ("student", "enrol")]


@pytest.mark.parametrize(
    ("other", "note"),
    [
        (named("b@example.edu", "8"), "Line 1 gives another person the id “8”. Keep one of the two."),
        (named("a@example.edu", "9"), "Line 1 gives the same person another id. Keep one of the two."),
        (named("a@example.edu", "8"), "As line 1"),
    ],
)
def test_id_is_taken_once(other: Line, note: str, course: Course) -> None:
    rows = plan(course, [named("a@example.edu", "8"), other]).rows
    assert (rows[0].change, rows[1].note) == ("new", note)
