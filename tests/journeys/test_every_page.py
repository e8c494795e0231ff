"""Every page of a student, at both widths, light and dark: axe finds nothing, and nothing is too wide."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Pages
from tests.journeys.test_student import fits
from tests.journeys.work import StartWork, Work

Axe = Callable[[Page], None]
# Something right, something wrong, something to be read; then the quiz is over, and everything shows.
ANSWER = """
from quizzes.queries.problems import drawn
for place in attempt.places.select_related("question"):
    variant = actions.open_question(place.question, attempt)
    place.refresh_from_db()
    typed = {field.name: "0,5" for field in drawn(variant).fields}
    actions.save_draft(variant, typed, place.revision)
"""
CLOSE = """
Quiz.objects.filter(pk=attempt.quiz_id).update(closes_at=timezone.now() - timedelta(minutes=5))
actions.submit_attempt(attempt)
actions.contest_mark(attempt.places.first(), "0.5 is right.")
"""
SLUGS = ["sigmoid-neuron", "relu-output-layer", "cnn-table-mnist"]


def pages_of(work: Work) -> list[str]:
    return [
        "/",
        f"/quizzes/{work.quiz}/",
        *(f"/questions/{question}/" for question in work.questions),
        f"/attempts/{work.attempt}/",
        f"/attempts/{work.attempt}/submit/",
        *(f"/attempts/{work.attempt}/print/?part={part}" for part in ("questions", "solutions", "key")),
        "/password/",
    ]


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
)
def test_every_page_is_accessible_and_fits(
    width: int, scheme: str, page_at: Pages, start_work: StartWork, axe: Axe
) -> None:
    work = start_work("exam", slugs=SLUGS, time_limit=None)
    page = page_at(width, scheme)
    work.open(page)
    work.shell(ANSWER)
    _look(page, work, axe)
    work.shell(CLOSE)
    _look(page, work, axe)


def _look(page: Page, work: Work, axe: Axe) -> None:
    for address in pages_of(work):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        axe(page)
        fits(page)
