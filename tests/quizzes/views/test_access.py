"""Who may open what, beside the tables in tests/authorisation: what is hidden, left behind, or not there."""

import pytest
from django.test import Client

from quizzes import actions
from quizzes.models import Enrolment, Question, Quiz, User, Variant


@pytest.mark.parametrize(
    "address",
    ["quizzes/9/", "questions/9/", "variants/9/", "attempts/9/", "attempts/9/print/", "attempts/9/clock/"],
)
def test_what_is_not_there_is_not_found(address: str, variant: Variant, as_alice: Client) -> None:
    assert as_alice.get(f"/{address}").status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [(Enrolment.Role.STUDENT, 404), (Enrolment.Role.ASSISTANT, 200), (Enrolment.Role.INSTRUCTOR, 200)],
)
def test_unpublished_quiz_is_seen_by_who_teaches(
    role: str, status: int, quiz: Quiz, bob: User, as_bob: Client
) -> None:
    quiz.published = False
    quiz.save()
    actions.enrol(quiz.course, bob, role)
    assert as_bob.get(f"/quizzes/{quiz.pk}/").status_code == status


def test_question_without_an_attempt_leads_to_the_quiz(question: Question, as_bob: Client) -> None:
    answer = as_bob.get(f"/questions/{question.pk}/")
    assert answer.url == f"/quizzes/{question.quiz_id}/"


def test_variant_of_a_course_left_is_not_shown(variant: Variant, alice: User, as_alice: Client) -> None:
    alice.enrolments.all().delete()
    assert as_alice.get(f"/variants/{variant.pk}/").status_code == 404
    assert as_alice.post(f"/variants/{variant.pk}/check/").status_code == 404


def test_sign_in_leads_back(variant: Variant) -> None:
    answer = Client().get(f"/variants/{variant.pk}/")
    assert answer.url == f"/login/?next=/variants/{variant.pk}/"
