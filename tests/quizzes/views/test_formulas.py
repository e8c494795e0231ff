"""The formula sheet beside the question: its topic's, as safe HTML."""

import html
import re

import pytest
from django.test import Client

from quizzes import actions
from quizzes.actions.problems import LIBRARY
from quizzes.models import Course, Topic, User, Variant
from solvers import Problem
from tests.quizzes.builders import sigmoid_document

# `make test` takes all, `make check` one.
SHEETS = [
    pytest.param(path, id=path.stem, marks=[] if path.stem == "neurons" else pytest.mark.slow)
    for path in sorted(LIBRARY.glob("sheets/*.md"))
]
PANEL = re.compile(r'<details class="formulas">(.*?)</details>', re.S)


def sheets(client: Client, variant: Variant) -> list[str]:
    """The HTML of the formula sheets on the question's page."""
    return PANEL.findall(client.get(f"/questions/{variant.question_id}/").text)


def words(markup: str) -> str:
    """What is read of the HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def test_sheet_of_the_topic_opens_beside_the_question(variant: Variant, as_alice: Client) -> None:
    Topic.objects.create(name="Networks", formulas="Of another topic")
    assert sheets(as_alice, variant) == []
    Topic.objects.create(name="Neurons", formulas="# Sum\n\nOne *bias*.")
    assert [words(sheet) for sheet in sheets(as_alice, variant)] == ["Formula sheet Neurons Sum One bias ."]


def test_sheet_without_text_is_not_offered(variant: Variant, as_alice: Client) -> None:
    Topic.objects.create(name="Neurons")
    assert sheets(as_alice, variant) == []


def test_problem_without_a_topic_has_no_sheet(course: Course, alice: User, as_alice: Client) -> None:
    actions.import_library()
    version = actions.save_problem("bare", sigmoid_document().replace("topic: Neurons\n", ""))
    quiz = actions.create_quiz(course, "Quiz", [version.problem])
    variant = actions.open_question(quiz.questions.get(), actions.start_attempt(quiz, alice))
    assert sheets(as_alice, variant) == []


def test_sheet_is_beside_earlier_numbers_too(variant: Variant, as_alice: Client) -> None:
    Topic.objects.create(name="Neurons", formulas="A formula")
    actions.new_numbers(after=variant)
    assert len(PANEL.findall(as_alice.get(f"/variants/{variant.pk}/").text)) == 1


def test_sheet_stays_while_answers_are_checked(variant: Variant, as_alice: Client) -> None:
    Topic.objects.create(name="Neurons", formulas="A formula")
    checked = as_alice.post(
        f"/variants/{variant.pk}/check/", {"answer.z": "1", "form": "f"}, headers={"HX-Request": "true"}
    )
    # Only the fields are swapped, so that an open sheet stays open.
    assert PANEL.findall(checked.text) == []


def test_sheet_is_safe_html(variant: Variant, as_alice: Client) -> None:
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)> </details>"
    Topic.objects.create(name="Neurons", formulas=hostile)
    [sheet] = sheets(as_alice, variant)
    tags = set(re.findall(r"<(/?\w+)", sheet))
    assert tags == {"summary", "h2", "span", "/span", "/h2", "/summary", "div", "p", "/p", "/div"}


@pytest.mark.parametrize("path", SHEETS)
def test_shipped_sheet_is_typeset_and_holds_no_answer(path, variant: Variant, as_alice: Client) -> None:
    actions.import_library()
    topic = path.read_text(encoding="utf-8").split("\n")[1].removeprefix("topic: ")
    variant.problem_version.problem.topic = topic
    variant.problem_version.problem.save()
    [sheet] = sheets(as_alice, variant)
    assert "math-error" not in sheet
    assert "$" not in words(sheet)
    printed = {float(number) for number in re.findall(r"\d\.\d{3,}", words(sheet))}
    for document in LIBRARY.glob("*.md"):
        problem = Problem.parse(document.read_text(encoding="utf-8"))
        if problem.topic != topic:
            continue
        for drawn in problem.draw(seed=5, count=200):
            answers = {
                round(drawn.answers[field.asked], field.places)
                for field in drawn.fields
                if field.places and field.name == field.asked
            }
            assert printed & answers == set()


def test_title_and_sheet_stay_those_of_the_version_in_the_quiz(variant: Variant, as_alice: Client) -> None:
    Topic.objects.create(name="Neurons", formulas="Of its topic")
    Topic.objects.create(name="Other", formulas="Of another topic")
    document = sigmoid_document().replace("title: Sigmoid neuron", "title: The answer is 7")
    actions.save_problem("sigmoid-neuron", document.replace("topic: Neurons", "topic: Other"))
    assert [words(sheet) for sheet in sheets(as_alice, variant)] == ["Formula sheet Neurons Of its topic"]
    pages = [f"/quizzes/{variant.attempt.quiz_id}/", f"/questions/{variant.question_id}/"]
    for page in [*pages, f"/attempts/{variant.attempt_id}/", "/account/"]:
        assert "The answer is 7" not in as_alice.get(page).text
