"""A teacher finds a wrong tolerance in the middle of the week, and a student sees the mended mark and why."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Pages
from tests.journeys.test_author import replace
from tests.journeys.test_student import fits
from tests.journeys.work import StartWork, Work, box
from tests.server import Server

SignIn = Callable[..., None]
Axe = Callable[[Page], None]
# A problem of its own: other journeys count the versions of those that ship.
OWN = """
from quizzes import actions
from quizzes.models import ProblemVersion
text = ProblemVersion.objects.filter(problem__slug="sigmoid-neuron").latest("number").document
actions.save_problem({slug!r}, text.replace("title: Sigmoid neuron", "title: {title}"), None)
"""
# Right, but for y, which is off by as much as `error` says.
NEARLY_RIGHT = """
from quizzes.queries.problems import drawn
answers = drawn(attempt.places.get().variant).answers
print(f"{answers['z']:.2f}", f"{answers['y'] + %r:.3f}")
"""
REASON = "The tolerance of y was too narrow."


def begin(server: Server, start_work: StartWork, slug: str, title: str) -> Work:
    server.shell(OWN.format(slug=slug, title=title))
    return start_work("homework", slugs=(slug,))


def answer(work: Work, student: Page, error: float = 0.004) -> None:
    """Answer the question with y a little off."""
    work.open(student)
    z, y = work.shell(NEARLY_RIGHT % error).split()
    box(student, "z").fill(z)
    box(student, "y").fill(y)
    student.get_by_role("button", name="Check").click()
    expect(student.get_by_text("Not quite").first).to_be_visible()


def widen_tolerance(page: Page, title: str) -> None:
    page.goto("/admin/quizzes/problem/")
    page.get_by_role("link", name=title, exact=True).click()
    replace(page, "places=3, points=2", "tolerance=0.01, points=2")
    expect(page.locator("#document-state")).to_have_text("No fault found.")
    page.get_by_role("button", name="Save as new version and go on").click()
    expect(page.locator(".messagelist")).to_have_text(f"“{title}” is saved: version 2.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_teacher_mends_a_tolerance_and_the_student_sees_the_new_mark(
    scheme: str, page_at: Pages, sign_in: SignIn, start_work: StartWork, server: Server, axe: Axe
) -> None:
    title = f"Mended neuron {scheme}"
    work = begin(server, start_work, f"mended-neuron-{scheme}", title)
    student = page_at(390, scheme)
    answer(work, student)
    student.goto(f"/attempts/{work.attempt}/")
    expect(student.locator(".result-head")).to_contain_text("1 of 3 points")

    page = page_at(1280, scheme)
    sign_in(page, "instructor")
    widen_tolerance(page, title)
    page.goto(f"/admin/quizzes/quiz/{work.quiz}/change/")
    expect(page.get_by_text("version 1 of 2")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Mend and re-mark").click()
    expect(page.locator(".difference ins").first).to_have_text("tolerance")
    axe(page)
    page.get_by_role("button", name="Use version 2").click()
    expect(page.locator(".messagelist")).to_have_text("The question uses version 2 now.")
    page.get_by_label("Reason").fill(REASON)
    page.get_by_role("button", name="Try it out").click()
    row = page.locator("#content-main tbody tr")
    expect(row).to_have_count(1)
    assert [text.strip() for text in row.locator("td").all_text_contents()][:3] == [
        "1",
        "3",
        "y: Not quite → Correct",
    ]
    expect(page.locator(".stage")).to_have_text("Tried out, nothing is changed.")
    axe(page)
    student.reload()
    expect(student.locator(".result-head")).to_contain_text("1 of 3 points")

    page.get_by_role("button", name="Change these marks").click()
    expect(page.locator(".stage")).to_have_text("Applied.")
    axe(page)
    student.reload()
    expect(student.locator(".result-head")).to_contain_text("3 of 3 points")
    note = student.locator(".mark-change")
    expect(note).to_contain_text("1 → 3 of 3 points")
    expect(note).to_contain_text("y: Not quite → Correct")
    expect(note).to_contain_text(REASON)
    axe(student)
    fits(student)

    page.get_by_role("button", name="Undo: give back the marks before").click()
    expect(page.locator(".stage")).to_have_text("Undone.")
    student.reload()
    expect(student.locator(".result-head")).to_contain_text("1 of 3 points")
