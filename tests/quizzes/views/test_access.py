"""Who may open what: Alice her own, Bob not Alice's, Charlie nothing of a course that is not his."""

import pytest
from django.test import Client

from quizzes import actions
from quizzes.models import Enrolment, Question, Quiz, User, Variant

PEOPLE = ["nobody", "alice", "bob", "charlie"]
EXPECTED = [f"for_{name}" for name in PEOPLE]
SIGN_IN = 302


@pytest.fixture
def clients(as_alice: Client, as_bob: Client, as_charlie: Client) -> dict[str, Client]:
    return {"nobody": Client(), "alice": as_alice, "bob": as_bob, "charlie": as_charlie}


# (method, address, status for nobody, Alice, Bob, Charlie)
TABLE = [
    ("get", "/", SIGN_IN, 200, 200, 200),
    ("get", "/quizzes/{quiz}/", SIGN_IN, 200, 200, 404),
    ("post", "/quizzes/{quiz}/start/", SIGN_IN, 302, 302, 404),
    ("get", "/quizzes/{quiz}/start/", 405, 405, 405, 405),
    ("get", "/questions/{question}/", SIGN_IN, 200, 302, 404),
    ("get", "/variants/{variant}/", SIGN_IN, 302, 404, 404),
    ("post", "/variants/{variant}/check/", SIGN_IN, 302, 404, 404),
    ("get", "/variants/{variant}/check/", 405, 405, 405, 405),
    ("post", "/variants/{variant}/read/?field=z", 401, 200, 404, 404),
    ("post", "/variants/{variant}/read/?field=q", 401, 404, 404, 404),
    ("post", "/variants/{variant}/solution/", SIGN_IN, 302, 404, 404),
    ("post", "/variants/{variant}/new-numbers/", SIGN_IN, 302, 404, 404),
    ("get", "/variants/999999/", SIGN_IN, 404, 404, 404),
    ("get", "/questions/999999/", SIGN_IN, 404, 404, 404),
]


@pytest.mark.parametrize(("method", "address", *EXPECTED), TABLE)
def test_address_answers_each_person(
    method: str,
    address: str,
    for_nobody: int,
    for_alice: int,
    for_bob: int,
    for_charlie: int,
    clients: dict[str, Client],
    quiz: Quiz,
    question: Question,
    variant: Variant,
) -> None:
    path = address.format(quiz=quiz.pk, question=question.pk, variant=variant.pk)
    # Alice last: she may change what the others are refused.
    got = {
        name: getattr(clients[name], method)(path).status_code
        for name in ["charlie", "bob", "nobody", "alice"]
    }
    assert got == dict(zip(PEOPLE, [for_nobody, for_alice, for_bob, for_charlie], strict=True))


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
