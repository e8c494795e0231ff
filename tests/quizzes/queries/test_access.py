"""Who may see what, beside the pages' own table."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from quizzes import actions
from quizzes.models import Course, Enrolment, ProblemVersion, Question, Quiz, User, When
from quizzes.queries.access import courses_taught, is_instructor, versions_of
from tests.quizzes.builders import sigmoid_document


def test_versions_of_a_student_are_those_of_own_quizzes(
    question: Question, alice: User, charlie: User
) -> None:
    newer = actions.save_problem("sigmoid-neuron", sigmoid_document() + "\nMore.\n")
    assert newer.number == 2
    assert list(versions_of(alice)) == [question.problem_version]
    assert list(versions_of(charlie)) == []


@pytest.mark.parametrize(
    ("rules", "student"),
    [
        ({"new_numbers": False}, 0),
        ({"feedback_when": When.AFTER_SUBMISSION}, 0),
        ({"opens_at": timezone.now() + timedelta(days=1)}, 0),
        ({"opens_at": timezone.now() - timedelta(days=1)}, 1),
        ({"published": False}, 0),
    ],
)
def test_versions_of_a_student_are_those_to_practise(
    rules: dict[str, Any], student: int, question: Question, alice: User, bob: User
) -> None:
    Quiz.objects.update(**rules)
    actions.enrol(question.quiz.course, bob, Enrolment.Role.ASSISTANT)
    assert [len(versions_of(user)) for user in (alice, bob)] == [student, 1]


def test_versions_of_an_instructor_are_the_newest_of_all(version: ProblemVersion, ines: User) -> None:
    newer = actions.save_problem("sigmoid-neuron", sigmoid_document() + "\nMore.\n")
    assert list(versions_of(ines)) == [newer]


def test_courses_taught_are_the_instructors_own(course: Course, ines: User, alice: User) -> None:
    other = actions.create_course("Other")
    assert list(courses_taught(ines)) == [course]
    assert list(courses_taught(alice)) == []
    admin = User.objects.create_superuser("root")
    assert set(courses_taught(admin)) == {course, other}
    assert [is_instructor(user) for user in (ines, alice, admin)] == [True, False, True]
