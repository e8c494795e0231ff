"""The page of how questions went."""

from django.test import Client

from quizzes import actions
from quizzes.models import AttemptQuestion, Quiz, Variant


def test_page_tells_slips_and_links_to_contested_marks(quiz: Quiz, variant: Variant, as_ines: Client) -> None:
    actions.submit(variant, {"z": "0.37", "y": "0.591"}, "key")
    actions.contest_mark(AttemptQuestion.objects.get(), "Why?")
    text = as_ines.get(f"/admin/quizzes/quiz/{quiz.pk}/questions/").text
    question = quiz.questions.get()
    for part in (
        "<td>The bias was left out.</td><td><code>z</code></td>",
        f'<a href="/admin/quizzes/contestedmark/?answered=no&amp;question={question.pk}">1</a>',
        "<title>60–70 %: 1</title>",
    ):
        assert text.count(part) == 1, part


def test_contested_marks_are_those_of_the_question(quiz: Quiz, variant: Variant, as_ines: Client) -> None:
    actions.submit(variant, {"z": "0.37", "y": "0.591"}, "key")
    actions.contest_mark(AttemptQuestion.objects.get(), "Why?")
    other = actions.create_quiz(quiz.course, "Other", [variant.problem_version.problem])
    counts = []
    for key in (quiz.questions.get().pk, other.questions.get().pk, "x", "99999999999999999999"):
        answer = as_ines.get(f"/admin/quizzes/contestedmark/?answered=no&question={key}")
        counts.append(answer.context["cl"].result_count)
    assert counts == [1, 0, 1, 1]
