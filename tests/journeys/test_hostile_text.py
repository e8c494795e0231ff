"""Text that tries to run, in every text field of a problem and a course, seen by every role in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Pages
from tests.quizzes.hostile import SCRIPTS, document
from tests.server import Server

SignIn = Callable[..., None]


@pytest.fixture(scope="module")
def hostile_quiz(server: Server) -> str:
    """The address of a quiz with the hostile problem; the names of quiz and course are hostile too."""
    printed = server.shell(
        "from quizzes.actions import create_course, create_quiz, enrol, save_problem\n"
        "from quizzes.models import User\n"
        f"problem = save_problem('hostile', {document()!r}, None).problem\n"
        f"course = create_course({SCRIPTS[0]!r})\n"
        "for user in User.objects.all():\n"
        "    enrol(course, user, role='instructor' if user.is_staff else 'student')\n"
        f"quiz = create_quiz(course, {SCRIPTS[1]!r}, [problem])\n"
        "print(quiz.pk)\n"
    )
    return f"/quizzes/{printed.split()[-1]}/"


def no_dialogs(page: Page) -> list[str]:
    """Notes every dialog that the page opens."""
    opened: list[str] = []

    def dismiss(dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    return opened


def hover_all(page: Page) -> None:
    """Moves over whatever could be waiting for the mouse."""
    for element in page.locator("main *").all()[:200]:
        if element.is_visible():
            element.dispatch_event("mouseover")


def test_student_sees_hostile_text_as_text(
    page_at: Pages, server: Server, sign_in: SignIn, hostile_quiz: str
) -> None:
    page = page_at(390)
    opened = no_dialogs(page)
    sign_in(page, "student")
    page.goto("/")
    page.goto(hostile_quiz)
    page.get_by_role("button", name="Start").click()
    page.goto(hostile_quiz)
    page.locator("main a[href^='/questions/']").first.click()
    hover_all(page)
    page.locator("input[name='answer.b']").fill("<script>alert(1)</script>")
    page.locator("input[type=radio]").first.check()
    page.locator("#check").click()
    page.get_by_text("Could not be read").first.wait_for()
    page.get_by_text("Show worked solution").click()
    page.get_by_role("button", name="Yes, show it").click()
    page.get_by_role("heading", name="Worked solution").wait_for()
    hover_all(page)
    assert page.locator("main :is(script, iframe, style, base, img)").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert opened == []


@pytest.mark.parametrize("address", ["problem", "quiz", "course", "variant", "submission", "problemversion"])
def test_instructor_sees_hostile_text_as_text(
    page_at: Pages, sign_in: SignIn, hostile_quiz: str, address: str
) -> None:
    page = page_at()
    opened = no_dialogs(page)
    sign_in(page, "instructor")
    page.goto(f"/admin/quizzes/{address}/")
    page.locator("#result_list tbody th a").first.click()
    assert page.locator("#content-main script:not([src])").count() == 0
    assert opened == []
