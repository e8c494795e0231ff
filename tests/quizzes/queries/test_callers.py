"""Which courses a caller of the API reaches."""

import pytest

from quizzes import actions
from quizzes.models import Course, Enrolment, User
from quizzes.queries.callers import Caller, caller_by_session

Role = Enrolment.Role


@pytest.fixture
def history(db: None) -> Course:
    return actions.create_course("History")


def reach(caller: Caller) -> tuple[list[str], list[str], list[str], bool]:
    found = (caller.courses(), caller.courses_taught(), caller.courses_instructed())
    read, taught, changed = (sorted(course.title for course in courses) for courses in found)
    return read, taught, changed, caller.teaches_any


ONE = ["Neural networks"]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.STUDENT, (ONE, [], [], False)),
        (Role.ASSISTANT, (ONE, ONE, [], True)),
        (Role.INSTRUCTOR, (ONE, ONE, ONE, True)),
    ],
)
def test_person_reaches_what_the_role_allows(
    role: str, expected: object, course: Course, history: Course
) -> None:
    user = User.objects.create_user("dora")
    actions.enrol(course, user, role)
    assert reach(caller_by_session(user)) == expected


def test_course_reaches_itself_only(course: Course, history: Course) -> None:
    assert reach(Caller(None, course, frozenset())) == (ONE, ONE, ONE, True)


def test_administrator_reaches_everything(course: Course, history: Course) -> None:
    both = ["History", *ONE]
    root = User.objects.create_superuser("root")
    assert reach(caller_by_session(root)) == (both, both, both, True)


def test_nobody_is_in_a_course_by_chance(course: Course, history: Course) -> None:
    assert reach(caller_by_session(User.objects.create_user("dora"))) == ([], [], [], False)
