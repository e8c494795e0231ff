"""A student's home: when quizzes are due, and how they are started."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from quizzes.models import Question


@pytest.fixture
def row(question: Question, as_bob: Client):
    """The words of the quiz's row, for a quiz with these settings."""

    def words(**settings: object) -> str:
        for name, value in settings.items():
            setattr(question.quiz, name, value)
        question.quiz.save()
        page = as_bob.get("/").text
        return page.partition('<li class="quiz-row">')[2].partition("</li>")[0]

    return words


def test_quiz_says_when_it_is_due(row) -> None:
    soon = timezone.now() + timedelta(days=2)
    assert ("Due" in row(due_at=soon), "Closes" in row(due_at=None, closes_at=soon)) == (True, True)


def test_quiz_past_its_due_date_says_when_it_closes(row) -> None:
    now = timezone.now()
    words = row(due_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))
    assert ("Was due" in words, "closes" in words) == (True, True)


def test_quiz_with_a_time_limit_is_started_from_its_own_page_only(
    row, question: Question, as_bob: Client
) -> None:
    start = f'action="/quizzes/{question.quiz_id}/start/"'
    assert start in row()
    words = row(time_limit=30)
    assert (start in words, "Rules and start" in words, "30 minutes" in words) == (False, True, True)
    page = as_bob.get(f"/quizzes/{question.quiz_id}/").text
    assert (start in page, "Start: 30 minutes" in " ".join(page.split())) == (True, True)
