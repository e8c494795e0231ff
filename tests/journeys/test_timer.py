"""The time left is the server's: it warns, follows an extension, and ends the work without losing any."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Pages
from tests.journeys.test_saving import SAVE, broken, is_saved, notice, says
from tests.journeys.test_student import fits
from tests.journeys.work import StartWork, box

Axe = Callable[[Page], None]
SLOWLY = 30_000
GRANT = "Extension.objects.create(quiz=attempt.quiz, student=attempt.student, extra_minutes=10)"
WRONG_CLOCK = "Date.now = () => 0"


def seconds_left(page: Page) -> int:
    parts = page.locator("#timer [role=timer]").inner_text().split(":")
    return sum(int(part) * 60**place for place, part in enumerate(reversed(parts)))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_timer_counts_by_the_server_on_every_page(
    width: int, scheme: str, page_at: Pages, start_work: StartWork, axe: Axe
) -> None:
    work = start_work("exam", begun=600)
    page = page_at(width, scheme)
    page.add_init_script(WRONG_CLOCK)
    work.open(page)
    expect(page.locator("#timer [role=timer]")).to_have_text(re.compile(r"^4\d:\d\d$"))
    before = seconds_left(page)
    expect(page.locator("#timer [role=timer]")).not_to_have_text(f"{before // 60}:{before % 60:02}")
    axe(page)
    fits(page)
    page.mouse.wheel(0, 600)
    expect(page.locator("#timer")).to_be_in_viewport()
    for address in (f"/quizzes/{work.quiz}/", f"/attempts/{work.attempt}/submit/"):
        page.goto(address)
        expect(page.locator("#timer [role=timer]")).to_have_text(re.compile(r"^4\d:\d\d$"))
        axe(page)
        fits(page)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_timer_warns_and_follows_an_extension(
    width: int, scheme: str, page_at: Pages, start_work: StartWork, axe: Axe
) -> None:
    work = start_work("exam", begun=52, time_limit=2)
    page = work.open(page_at(width, scheme))
    box(page, "z").focus()
    expect(page.locator("#timer-news")).to_have_text("One minute is left.", timeout=SLOWLY)
    expect(page.locator("#timer")).to_have_attribute("data-urgency", "last")
    expect(box(page, "z")).to_be_focused()
    axe(page)
    fits(page)
    work.shell(GRANT)
    expect(page.locator("#timer-news")).to_contain_text("You were given more time.", timeout=SLOWLY)
    expect(page.locator("#timer [role=timer]")).to_have_text(re.compile(r"^10:\d\d$"))
    expect(page.locator("#timer")).to_have_attribute("data-urgency", "")
    expect(box(page, "z")).to_be_focused()


def test_time_is_up_and_what_was_typed_counts(page_at: Pages, start_work: StartWork) -> None:
    work = start_work("practice", begun=50, time_limit=1)
    page = work.open(page_at())
    box(page, "z").fill("77")
    is_saved(page)
    box(page, "y").fill("0.123")
    expect(box(page, "y")).to_have_attribute("readonly", "", timeout=SLOWLY)
    is_saved(page)
    work.shift(10)  # the grace is over
    expect(page.locator("#result")).to_contain_text("The attempt is over", timeout=SLOWLY)
    expect(page.locator("#result")).to_contain_text("0 of 2 answers right.")
    expect(box(page, "y")).to_have_value("0.123")
    expect(page.locator("#timer")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_what_comes_too_late_is_said_and_goes_to_the_teacher(
    width: int, scheme: str, page_at: Pages, start_work: StartWork, axe: Axe
) -> None:
    page_at.allow_failures()
    work = start_work("exam")
    page = work.open(page_at(width, scheme))
    box(page, "z").fill("0.55")
    is_saved(page)
    page.context.route(SAVE, broken)
    box(page, "z").fill("0.66")
    says(page, "Not saved")
    work.shift(3620)
    page.context.unroute(SAVE)
    expect(notice(page)).to_contain_text("What you typed last came too late to count", timeout=SLOWLY)
    expect(page.locator("#timer-news")).to_have_text("Time is over.", timeout=SLOWLY)
    says(page, "What you typed last came too late to count")
    expect(box(page, "z")).to_have_attribute("readonly", "")
    axe(page)
    fits(page)
    printed = work.shell(
        "place = attempt.places.get(position=1)\n"
        "actions.settle(attempt)\n"
        "place.refresh_from_db()\n"
        "print(place.last_submission.typed['z'], *(late.typed['z'] for late in place.late_drafts.all()))"
    )
    assert printed == "0.55 0.66"
    page.get_by_role("link", name="Load the page again").click()
    expect(page.locator("#result")).to_contain_text("The attempt is over")
    expect(box(page, "z")).to_have_value("0.55")


def test_review_ends_with_the_time(page_at: Pages, start_work: StartWork) -> None:
    work = start_work("exam", begun=55, time_limit=1)
    page = work.open(page_at())
    page.goto(f"/attempts/{work.attempt}/submit/")
    expect(page.locator("#timer-news")).to_have_text("Time is over.", timeout=SLOWLY)
    work.shift(10)
    expect(page).to_have_url(re.compile(f"/quizzes/{work.quiz}/$"), timeout=SLOWLY)
