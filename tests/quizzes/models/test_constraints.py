"""What the database refuses, whoever asks."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from quizzes import actions
from quizzes.models import Attempt, Course, Enrolment, Question, Submission, User, Variant


def refuses(row: Model) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({}, False),
        ({"score": -0.5}, True),
        ({"score": 3.5}, True),
        ({"out_of": 0, "score": 0}, True),
        ({"number": 0}, True),
        ({"number": 1}, True),
        ({"key": ""}, True),
        ({"key": "first"}, True),
    ],
)
def test_submission_is_checked(change: dict, refused: bool, variant: Variant) -> None:
    actions.submit(variant, {"z": "0.87"}, "first")
    fields = {"number": 2, "score": 1, "out_of": 3, "key": "second"} | change
    row = Submission(variant=variant, typed={}, marking={}, complete=False, counted=True, **fields)
    assert refuses(row) == refused


def test_enrolment_is_once_per_course(alice: User, course: Course) -> None:
    assert refuses(Enrolment(course=course, user=alice, role=Enrolment.Role.ASSISTANT))


def test_enrolment_role_is_known(course: Course, charlie: User) -> None:
    assert refuses(Enrolment(course=course, user=charlie, role="owner"))


def test_email_is_unique_whatever_its_case(db: None) -> None:
    User.objects.create_user("one", email="a@example.org")
    assert refuses(User(username="two", email="A@example.org"))
    assert not refuses(User(username="three", email=""))
    assert not refuses(User(username="four", email=""))


def test_variant_has_attempt_and_question(attempt: Attempt, question: Question) -> None:
    version = question.problem_version
    fields = {"problem_version": version, "created_for": attempt.student, "record": {}}
    assert refuses(Variant(attempt=attempt, **fields))
    assert refuses(Variant(question=question, **fields))
    assert not refuses(Variant(attempt=attempt, question=question, **fields))
    assert refuses(Variant(attempt=attempt, question=question, **fields))


def test_question_has_points_and_a_position_from_1(question: Question) -> None:
    fields = {"quiz": question.quiz, "problem_version": question.problem_version}
    assert refuses(Question(position=0, points=1, **fields))
    assert refuses(Question(position=1, points=0, **fields))
    assert not refuses(Question(position=1, points=0.5, **fields))
