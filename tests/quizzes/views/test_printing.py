"""An attempt on paper: solutions and key only once they show, to teachers always."""

import pytest
from django.test import Client

from quizzes import actions
from quizzes.models import Quiz, User, Variant


def page(client: Client, variant: Variant, part: str = "questions") -> str:
    answer = client.get(f"/attempts/{variant.attempt_id}/print/?part={part}")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("part", ["questions", "solutions", "key", "nonsense"])
def test_student_prints_no_answer_before_it_shows(part: str, variant: Variant, as_alice: Client) -> None:
    printed = page(as_alice, variant, part)
    assert "0.87" not in printed
    assert "0.705" not in printed


@pytest.mark.parametrize(("part", "holds"), [("questions", 0), ("solutions", 1), ("key", 1)])
def test_student_prints_the_answers_once_they_show(
    part: str, holds: int, variant: Variant, as_alice: Client
) -> None:
    actions.reveal_solution(variant)
    assert min(page(as_alice, variant, part).count("0.705"), 1) == holds


@pytest.mark.parametrize(("part", "holds"), [("questions", 0), ("solutions", 1), ("key", 1)])
def test_teacher_prints_the_answers_of_the_course(
    part: str, holds: int, variant: Variant, as_ines: Client
) -> None:
    assert min(page(as_ines, variant, part).count("0.705"), 1) == holds


def test_print_is_for_the_student_and_the_teachers(
    variant: Variant, as_bob: Client, as_charlie: Client
) -> None:
    for client in (as_bob, as_charlie):
        assert client.get(f"/attempts/{variant.attempt_id}/print/").status_code == 404


def test_printing_opens_the_questions(quiz: Quiz, alice: User, as_alice: Client) -> None:
    attempt = actions.start_attempt(quiz, alice)
    as_alice.get(f"/attempts/{attempt.pk}/print/")
    assert Variant.objects.filter(attempt=attempt).count() == 1


def test_numbers_can_be_copied_as_python(variant: Variant, as_alice: Client) -> None:
    shown = as_alice.get(f"/questions/{variant.question_id}/").text
    assert "w = [0.2, 0.3, 0.9]\nb = 0.5\nx = [0.5, 0.6, 0.1]</code>" in shown
