"""A teacher watches an exam: who works, and how long yet; gives time, ends an attempt, opens it again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Pages
from tests.journeys.test_saving import is_saved
from tests.journeys.work import StartWork, box

SignIn = Callable[..., None]
Axe = Callable[[Page], None]
SLOWLY = 30_000  # the page looks again every ten seconds


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_teacher_gives_time_and_ends_an_attempt(
    scheme: str, page_at: Pages, sign_in: SignIn, start_work: StartWork, axe: Axe
) -> None:
    work = start_work("exam", begun=600)  # of an hour
    student = work.open(page_at(390))
    page = page_at(1280, scheme)
    sign_in(page, "instructor")
    page.goto(f"/admin/quizzes/quiz/{work.quiz}/change/")
    page.get_by_role("link", name="Working now").click()
    row = page.locator(f"#working-{work.attempt}")
    expect(row).to_contain_text("0 of 2")
    expect(row.locator("td").nth(2)).to_have_text(re.compile(r"^(50:00|49:\d\d)$"))
    axe(page)

    # What the student saves shows without a reload.
    box(student, "z").fill("0.5")
    is_saved(student)
    expect(row).to_contain_text("1 of 2", timeout=SLOWLY)

    # Time that is added shows at the student's clock, at the latest when she comes back to the page.
    row.get_by_role("button", name=f"10 minutes more for {work.name}").click()
    expect(page.locator(".messagelist")).to_contain_text("10 minutes more")
    expect(row.locator("td").nth(2)).to_have_text(re.compile(r"^(1:00:00|59:\d\d)$"))
    student.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(student.locator("#timer-news")).to_contain_text("You were given more time.")
    expect(student.locator("#timer [role=timer]")).to_have_text(re.compile(r"^59:\d\d$"))
    row.get_by_role("spinbutton").fill("7")
    row.get_by_role("button", name=f"Add these minutes for {work.name}").click()
    expect(row.locator("td").nth(2)).to_have_text(re.compile(r"^1:0[67]:\d\d$"))

    row.get_by_role("link", name=f"End the attempt of {work.name}").click()
    expect(page.get_by_role("heading", name=f"End the attempt of {work.name}?")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="End it now").click()
    ended = page.locator(f"#ended-{work.attempt}")
    expect(ended).to_contain_text("submitted")
    axe(page)
    student.goto(f"/attempts/{work.attempt}/")
    expect(student.get_by_text("submitted")).to_be_visible()

    ended.get_by_role("link", name=f"Open the attempt of {work.name} again").click()
    axe(page)
    page.get_by_role("button", name="Open it again").click()
    expect(row).to_contain_text("1 of 2")
    work.open(student)
    expect(box(student, "z")).to_be_editable()
    expect(box(student, "z")).to_have_value("0.5")

    row.get_by_role("link", name=work.name, exact=True).click()
    page.get_by_role("link", name="History", exact=True).click()
    told = page.locator("#change-history tbody td:last-child").all_text_contents()
    assert [text.split(",")[0].split(" until")[0].strip() for text in reversed(told)] == [
        "Open again",
        "Ended by a teacher.",
        "7 minutes more",
        "10 minutes more",
    ]
