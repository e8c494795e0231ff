"""Courses, enrolments, quizzes."""

import pytest

from quizzes import actions
from quizzes.models import Course, Enrolment, Problem, User
from tests.quizzes.builders import sigmoid_document


def test_enrol_again_changes_the_role(course: Course, alice: User) -> None:
    actions.enrol(course, alice, Enrolment.Role.ASSISTANT)
    assert [enrolment.role for enrolment in alice.enrolments.all()] == ["assistant"]


@pytest.mark.parametrize(("role", "staff"), [("student", False), ("assistant", False), ("instructor", True)])
def test_enrol_lets_only_instructors_into_the_admin(
    role: str, staff: bool, course: Course, charlie: User
) -> None:
    actions.enrol(course, charlie, role)
    assert User.objects.get(pk=charlie.pk).is_staff == staff


def test_enrol_refuses_an_unknown_role(course: Course, alice: User) -> None:
    with pytest.raises(ValueError):
        actions.enrol(course, alice, "owner")


def test_quiz_asks_the_newest_versions_in_order(course: Course, problem: Problem) -> None:
    other = actions.save_problem("other", sigmoid_document()).problem
    actions.save_problem("other", sigmoid_document().replace("points=2", "points=4"))
    quiz = actions.create_quiz(course, "Two", [other, problem])
    rows = [
        (q.position, q.problem_version.problem.slug, q.problem_version.number, q.points)
        for q in quiz.questions.all()
    ]
    assert rows == [(1, "other", 2, 5), (2, "sigmoid-neuron", 1, 3)]
