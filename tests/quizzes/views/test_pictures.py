"""Pictures on the page: at once what gives nothing away, with the worked solution the rest."""

import re

import pytest
from django.test import Client

from quizzes import actions
from quizzes.actions.problems import LIBRARY
from quizzes.models import Course, User, Variant
from quizzes.queries.problems import drawn
from tests.solvers.library import LONG

LARGEST = 300_000  # bytes of a cold page


def titles(html: str) -> list[str]:
    return re.findall(r"<title>([^<]*)</title><desc>", html)


def test_picture_stands_between_statement_and_fields(variant: Variant, as_alice: Client) -> None:
    page = as_alice.get(f"/questions/{variant.question_id}/").text
    assert titles(page) == ["A neuron with 3 inputs and the activation sigmoid"]
    assert page.index('class="statement"') < page.index('class="picture"') < page.index('class="fields"')


def test_revealing_picture_shows_with_the_solution(variant: Variant, as_alice: Client) -> None:
    as_alice.post(f"/variants/{variant.pk}/check/", {"answer.z": "0.87", "answer.y": "0.705", "form": "f"})
    page = as_alice.get(f"/questions/{variant.question_id}/").text
    assert titles(page) == [
        "A neuron with 3 inputs and the activation sigmoid",
        "The activation sigmoid, with the point at z = 0.87",
    ]


def test_earlier_numbers_keep_their_pictures(variant: Variant, as_alice: Client) -> None:
    actions.new_numbers(after=variant)
    page = as_alice.get(f"/variants/{variant.pk}/").text
    assert titles(page) == ["A neuron with 3 inputs and the activation sigmoid"]


@pytest.mark.parametrize("slug", LONG)
def test_nothing_of_a_revealing_picture_is_sent_before(
    slug: str, course: Course, alice: User, as_alice: Client
) -> None:
    version = actions.save_problem(slug, (LIBRARY / f"{slug}.md").read_text(encoding="utf-8"))
    quiz = actions.create_quiz(course, "Quiz", [version.problem])
    variant = actions.open_question(quiz.questions.get(), actions.start_attempt(quiz, alice))
    pictures = drawn(variant).pictures
    answer = as_alice.get(f"/questions/{variant.question_id}/")
    assert len(answer.content) < LARGEST
    shown = [picture.title for picture in pictures if not picture.reveals]
    # One that is drawn for broad and for narrow pages comes twice.
    assert list(dict.fromkeys(titles(answer.text))) == list(dict.fromkeys(shown))
    actions.reveal_solution(variant)
    after = as_alice.get(f"/questions/{variant.question_id}/").text
    assert set(titles(after)) == {picture.title for picture in pictures}
