"""The page of a quiz in the admin."""

from typing import Any

import pytest
from django.test import Client

from quizzes.models import Pool, Question, Quiz


@pytest.mark.parametrize("key", ["x", "1/x.css", "²", "99999999999999999999"])
def test_address_of_no_quiz_leads_back(key: str, as_ines: Client) -> None:
    answer = as_ines.get(f"/admin/quizzes/quiz/{key}/change/")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def saved(client: Client, quiz: Quiz, *rows: dict[str, Any]) -> Any:
    """What comes of the form with these questions in place of those that are there."""
    path = f"/admin/quizzes/quiz/{quiz.pk}/change/"
    form = {k: v for k, v in client.get(path).context["adminform"].form.initial.items() if v is not None}
    for prefix in ("pools", "extensions"):
        form |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    form |= {"questions-TOTAL_FORMS": len(rows), "questions-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        form |= {f"questions-{number}-{name}": value for name, value in row.items()}
    return client.post(path, form)


def test_question_left_empty_is_filled_in(quiz: Quiz, question: Question, as_ines: Client) -> None:
    version = question.problem_version_id
    assert saved(as_ines, quiz, {"problem_version": version, "points": "", "position": ""}).status_code == 302
    assert list(quiz.questions.values_list("position", "points")) == [(1, 3.0), (2, 3.0)]


def test_pool_is_no_lottery(quiz: Quiz, question: Question, as_ines: Client) -> None:
    pool = Pool.objects.create(quiz=quiz, title="Hard")
    told = {"problem_version": question.problem_version_id, "pool": pool.pk}
    answer = saved(as_ines, quiz, told, told | {"points": "5"})
    (formset,) = [one for one in answer.context["inline_admin_formsets"] if one.opts.model is Question]
    assert formset.non_form_errors() == [
        "The questions of the pool “Hard” are worth different points: give them the same."
    ]
    assert saved(as_ines, quiz, told, told | {"points": "3"}).status_code == 302
