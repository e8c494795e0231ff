"""Attempts whose marks do not show yet, and what is tried on them through the pages and over the API."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from grader import mark
from quizzes import actions
from quizzes.actions.problems import LIBRARY
from quizzes.models import Attempt, Course, Submission, User, Variant
from quizzes.queries.problems import drawn
from tests.quizzes.builders import again, hand_out
from tests.quizzes.leaks import Browser, Sent, assert_same_whatever_is_right, right_texts

SLUGS = sorted(path.stem for path in LIBRARY.glob("*.md"))
UNREADABLE = "?!"
DAY = timedelta(days=1)
every_problem = pytest.mark.parametrize(
    "slug",
    [pytest.param(slug, marks=pytest.mark.slow) for slug in SLUGS if slug != "sigmoid-neuron"]
    + ["sigmoid-neuron"],
)


def given_to(student: User, course: Course, slug: str, **rules: Any) -> Variant:
    """The student's numbers of a problem that ships, in a quiz of its own."""
    version = actions.save_problem(slug, (LIBRARY / f"{slug}.md").read_text(encoding="utf-8"))
    quiz = actions.create_quiz(course, "Quiz", [version.problem], **rules)
    return actions.open_question(quiz.questions.get(), actions.start_attempt(quiz, student))


def exam() -> dict[str, Any]:
    """An exam that closes tomorrow, with whatever else may count what is wrong."""
    closes = timezone.now() + DAY
    return {"preset": "exam", "closes_at": closes, "tries": 3, "try_penalty": 10}


def marked_on(variant: Variant, typed: dict[str, str]) -> None:
    """As an attempt leaves it that was marked at its end, given more time, and other numbers."""
    marking = mark(drawn(again(variant)), typed)
    Submission.objects.create(
        variant=variant,
        number=1,
        typed=typed,
        marking=marking.record(),
        score=marking.score,
        out_of=marking.out_of,
        complete=marking.complete,
        counted=False,
        key="end",
    )


class Surface(Browser):
    """Asks for all that a surface tells of an attempt."""

    def look(self, variant: Variant) -> None:
        """Everything that shows something of the variant."""
        raise NotImplementedError

    def ask_for_more(self, variant: Variant) -> None:
        """Everything that may be refused."""
        raise NotImplementedError


def assert_clock_tells_nothing(variant: Variant, begin: Callable[[], Surface]) -> None:
    """Let the clock end the attempt, with right answers saved."""
    actions.save_draft(again(variant), right_texts(variant), 1)
    Attempt.objects.update(started_at=timezone.now() - DAY)

    def ask() -> Sent:
        surface = begin()
        surface.look(variant)
        assert Submission.objects.count() == 1
        surface.look(variant)
        return surface.sent

    assert_same_whatever_is_right([variant], ask)


def assert_earlier_numbers_tell_nothing(first: Variant, begin: Callable[[], Surface]) -> None:
    """Give other numbers twice in a second attempt, the first of them marked."""
    actions.save_draft(again(first), right_texts(first), 1)
    Attempt.objects.update(submitted_at=timezone.now())
    second = actions.start_attempt(first.question.quiz, first.created_for)
    newer = [hand_out(second, first.question, first.problem_version, first.record, n) for n in (1, 2)]
    typed = right_texts(first)

    def ask() -> Sent:
        surface = begin()
        marked_on(newer[0], typed)
        for variant in (first, *newer):
            surface.look(variant)
            surface.ask_for_more(variant)
        return surface.sent

    assert_same_whatever_is_right([first, *newer], ask)


def verdicts() -> dict[str, str]:
    """The verdict of each answer of the only submission."""
    return {name: part["verdict"] for name, part in Submission.objects.get().marking.items()}
