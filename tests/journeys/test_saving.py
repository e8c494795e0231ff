"""Nothing typed is lost: without a connection, with two tabs, signed out, after a reload, at other pages."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Pages
from tests.journeys.test_student import fits
from tests.journeys.work import StartWork, Work, box

Axe = Callable[[Page], None]
SAVED = re.compile(r"^Saved \d\d:\d\d$")
SAVE = "**/save/"


def broken(route: Route) -> None:
    """As with a server that is down."""
    route.abort()


def is_saved(page: Page) -> None:
    expect(page.locator("#saving")).to_have_text(SAVED)


def notice(page: Page):
    return page.locator("#unsaved-text")


def says(page: Page, words: str) -> None:
    expect(notice(page)).to_contain_text(words)


def kept(page: Page) -> list[str]:
    """What the browser keeps."""
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('answers.'))")


def keeps_nothing(page: Page) -> None:
    """Wait until the server has all of it. Playwright's own wait evaluates text, which the policy forbids."""
    for _ in range(50):
        if not kept(page):
            return
        page.wait_for_timeout(100)
    assert kept(page) == []


def text_elsewhere(work: Work, page_at: Pages, name: str = "z") -> str:
    """What another browser shows in the box."""
    return box(work.open(page_at()), name).input_value()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_typed_text_is_saved_by_itself(
    width: int, scheme: str, page_at: Pages, start_work: StartWork, axe: Axe
) -> None:
    work = start_work("exam")
    page = work.open(page_at(width, scheme))
    box(page, "z").fill("0.5")
    expect(page.locator("#saving")).to_have_text("Saving …")
    is_saved(page)
    expect(page.locator("#steps [aria-current]")).to_have_accessible_name(re.compile("saved$"))
    assert kept(page) == []
    axe(page)
    fits(page)
    assert text_elsewhere(work, page_at) == "0.5"


def test_enter_saves_in_an_exam_and_checks_in_practice(page_at: Pages, start_work: StartWork) -> None:
    page = start_work("exam").open(page_at())
    box(page, "z").fill("0.5")
    box(page, "z").press("Enter")
    expect(page.locator("#announcement")).to_have_text(SAVED)
    expect(box(page, "z")).to_be_focused()
    expect(page.locator("#result strong")).to_have_count(0)
    page = start_work("practice").open(page_at())
    box(page, "z").fill("77")
    box(page, "z").press("Enter")
    expect(page.locator("#result")).to_contain_text("0 of 2 answers right.")
    expect(box(page, "z")).to_be_focused()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_without_a_connection_text_waits_and_is_sent(
    width: int, scheme: str, page_at: Pages, start_work: StartWork, axe: Axe
) -> None:
    page_at.allow_failures()
    work = start_work("exam")
    page = work.open(page_at(width, scheme))
    box(page, "z").fill("half")
    reading = page.locator(".reading").first
    expect(reading).to_contain_text("half")
    page.context.set_offline(True)
    box(page, "z").fill("0.5")
    says(page, "Not saved: no connection.")
    expect(reading).to_be_empty()  # that of the older text is gone
    expect(page.locator("#saving")).to_have_text("Not saved")
    axe(page)
    fits(page)
    page.context.set_offline(False)
    says(page, "Everything is saved again")
    is_saved(page)
    axe(page)
    box(page, "y").fill("0.6")
    expect(notice(page)).to_be_empty()
    is_saved(page)
    assert text_elsewhere(work, page_at, "y") == "0.6"


def test_text_outlives_a_reload_while_the_server_is_down(page_at: Pages, start_work: StartWork) -> None:
    page_at.allow_failures()
    work = start_work("exam")
    page = work.open(page_at())
    page.context.route(SAVE, broken)
    box(page, "z").fill("0.5")
    says(page, "Not saved")
    page.reload()
    expect(box(page, "z")).to_have_value("0.5")
    expect(page.locator("#answer-z-reading")).to_contain_text("two are asked")
    page.context.unroute(SAVE)
    is_saved(page)
    assert kept(page) == []


def test_text_that_could_not_be_saved_is_sent_from_the_next_page(
    page_at: Pages, start_work: StartWork
) -> None:
    page_at.allow_failures()
    work = start_work("exam")
    page = work.open(page_at())
    page.context.route(SAVE, broken)
    box(page, "z").fill("0.5")
    says(page, "Not saved")
    page.get_by_role("link", name="Next question").click()
    expect(page.get_by_role("heading", name="Learning rate behaviour")).to_be_visible()
    page.context.unroute(SAVE)
    keeps_nothing(page)
    assert text_elsewhere(work, page_at) == "0.5"


def test_review_shows_what_was_saved_a_moment_ago(page_at: Pages, start_work: StartWork) -> None:
    work = start_work("exam", slugs=("sigmoid-neuron",))
    page = work.open(page_at())
    box(page, "z").fill("0.55")
    page.get_by_role("link", name="Look over and submit").click()
    expect(page.get_by_role("heading", name="Look over and submit")).to_be_visible()
    expect(page.locator(".questions .state")).to_have_text("saved")
    page.get_by_role("button", name="Submit the attempt").click()
    expect(page.get_by_text("Your attempt is submitted.")).to_be_visible()


def test_an_answer_that_got_lost_on_its_way_back_is_no_conflict(
    page_at: Pages, start_work: StartWork
) -> None:
    page_at.allow_failures()
    work = start_work("exam")
    page = work.open(page_at())

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.context.route(SAVE, lose, times=1)
    box(page, "z").fill("0.5")
    says(page, "Not saved")
    box(page, "z").fill("0.57")
    says(page, "Everything is saved again")
    assert text_elsewhere(work, page_at) == "0.57"


def test_check_does_not_wait_for_a_save_that_hangs(page_at: Pages, start_work: StartWork) -> None:
    page_at.allow_failures()
    work = start_work("practice")
    page = work.open(page_at())
    hanging: list[Route] = []

    def hang(route: Route) -> None:
        route.fetch()
        hanging.append(route)

    page.context.route(SAVE, hang, times=1)
    box(page, "z").fill("77")
    with page.expect_request(SAVE):
        pass
    box(page, "z").fill("78")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#result")).to_contain_text("0 of 2 answers right.")
    expect(box(page, "z")).to_have_value("78")
    assert len(hanging) == 1


def test_signed_out_while_typing(page_at: Pages, start_work: StartWork, axe: Axe) -> None:
    page_at.allow_failures()
    work = start_work("exam")
    page = work.open(page_at(390))
    page.context.clear_cookies()
    box(page, "z").fill("0.5")
    says(page, "You are signed out.")
    axe(page)
    fits(page)
    page.get_by_role("link", name="Sign in again").click()
    page.fill("input[name=username]", work.name)
    page.fill("input[name=password]", work.name)
    page.keyboard.press("Enter")
    expect(box(page, "z")).to_have_value("0.5")
    is_saved(page)
    assert text_elsewhere(work, page_at) == "0.5"


def test_signed_in_again_in_another_tab(page_at: Pages, start_work: StartWork) -> None:
    page_at.allow_failures()
    work = start_work("practice")
    page = work.open(page_at())
    page.context.clear_cookies()
    box(page, "z").fill("0.5")
    says(page, "You are signed out.")
    other = page.context.new_page()
    other.goto("/login/")
    other.fill("input[name=username]", work.name)
    other.fill("input[name=password]", work.name)
    other.keyboard.press("Enter")
    expect(other.get_by_role("heading", name="My courses")).to_be_visible()
    page.bring_to_front()
    says(page, "Everything is saved again")
    # The page's own token is older than the session.
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#result")).to_contain_text("0 of 2 answers right.")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_two_tabs_never_overwrite_each_other(
    width: int, scheme: str, page_at: Pages, start_work: StartWork, axe: Axe
) -> None:
    page_at.allow_failures()
    work = start_work("exam")
    first, second = work.open(page_at(width, scheme)), work.open(page_at(width, scheme))
    box(first, "z").fill("1.11")
    is_saved(first)
    box(second, "z").fill("2.22")
    says(second, "Changed in another tab or on another device at")
    axe(second)
    fits(second)
    assert text_elsewhere(work, page_at) == "1.11"
    second.get_by_role("button", name="Load the other answers").click()
    expect(box(second, "z")).to_have_value("1.11")
    expect(notice(second)).to_be_empty()

    box(second, "z").fill("3.33")
    is_saved(second)
    box(first, "z").fill("4.44")
    says(first, "Changed in another tab")
    first.get_by_role("button", name="Keep what is here").click()
    is_saved(first)
    assert text_elsewhere(work, page_at) == "4.44"


def test_check_over_unsent_text_of_another_tab_lets_choose(page_at: Pages, start_work: StartWork) -> None:
    page_at.allow_failures()
    work = start_work("practice")
    first, second = work.open(page_at()), work.open(page_at())
    box(first, "z").fill("1.11")
    is_saved(first)
    box(second, "z").fill("2.22")
    second.get_by_role("button", name="Check").click()
    says(second, "Changed in another tab")
    expect(second.locator("#result strong")).to_have_count(0)
    second.get_by_role("button", name="Keep what is here").click()
    is_saved(second)
    second.get_by_role("button", name="Check").click()
    expect(second.locator("#result")).to_contain_text("0 of 2 answers right.")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_kept_text_is_offered_where_the_server_has_other_text(
    width: int, scheme: str, page_at: Pages, start_work: StartWork, axe: Axe
) -> None:
    page_at.allow_failures()
    work = start_work("exam")
    page, other = work.open(page_at(width, scheme)), work.open(page_at())
    page.context.route(SAVE, broken)
    box(page, "z").fill("1.11")
    says(page, "Not saved")
    box(other, "z").fill("2.22")
    is_saved(other)
    page.context.unroute(SAVE)
    page.reload()
    says(page, "You typed other answers here before")
    expect(box(page, "z")).to_have_value("2.22")
    axe(page)
    fits(page)
    page.get_by_role("button", name="Show them").click()
    expect(box(page, "z")).to_have_value("1.11")
    page.get_by_role("button", name="Load the other answers").click()
    expect(box(page, "z")).to_have_value("2.22")
    assert kept(page) == []


def test_back_shows_what_was_saved(page_at: Pages, start_work: StartWork) -> None:
    work = start_work("exam")
    page = work.open(page_at())
    box(page, "z").fill("0.5")
    page.get_by_role("link", name="Next question").click()
    expect(page.get_by_role("heading", name="Learning rate behaviour")).to_be_visible()
    page.go_back()
    expect(box(page, "z")).to_have_value("0.5")
    box(page, "z").fill("0.57")
    is_saved(page)
    page.get_by_role("link", name="Next question").click()
    expect(page.get_by_role("heading", name="Learning rate behaviour")).to_be_visible()
    page.go_back()
    expect(box(page, "z")).to_have_value("0.57")
    assert text_elsewhere(work, page_at) == "0.57"


def test_what_is_typed_during_a_check_stays(page_at: Pages, start_work: StartWork) -> None:
    work = start_work("practice")
    page = work.open(page_at())
    held: list[Route] = []
    page.context.route("**/check/", lambda route: held.append(route))
    box(page, "z").fill("77")
    with page.expect_request("**/check/"):
        box(page, "z").press("Enter")
    box(page, "y").fill("0.123")
    held[0].continue_()
    expect(page.locator("#result")).to_contain_text("0 of 2 answers right.")
    expect(box(page, "y")).to_have_value("0.123")
    is_saved(page)
    assert text_elsewhere(work, page_at, "y") == "0.123"


def test_signing_out_sends_what_is_typed_and_leaves_nothing(page_at: Pages, start_work: StartWork) -> None:
    work = start_work("exam")
    page = work.open(page_at())
    box(page, "z").fill("0.5")
    expect(page.locator("#answer-z-reading")).to_contain_text("two are asked")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert kept(page) == []
    printed = work.shell("print(attempt.places.get(position=1).draft['z'])")
    assert printed == "0.5"


def test_submitting_warns_of_text_that_could_not_be_saved(
    page_at: Pages, start_work: StartWork, axe: Axe
) -> None:
    page_at.allow_failures()
    work = start_work("exam", slugs=("sigmoid-neuron",))
    page = work.open(page_at(390))
    page.context.route(SAVE, broken)
    box(page, "z").fill("0.5")
    says(page, "Not saved")
    page.get_by_role("link", name="Look over and submit").click()
    page.get_by_role("button", name="Submit the attempt").click()
    says(page, "Some answers are not saved yet.")
    axe(page)
    fits(page)
    page.context.unroute(SAVE)
    page.get_by_role("button", name="Submit the attempt").click()
    expect(page.get_by_text("Your attempt is submitted.")).to_be_visible()
    assert work.shell("print(attempt.places.get().last_submission.typed['z'])") == "0.5"


def test_submitting_waits_for_the_scripts_of_the_page(page_at: Pages, start_work: StartWork) -> None:
    page_at.allow_failures()
    work = start_work("exam", slugs=("sigmoid-neuron",))
    page = work.open(page_at(390))
    page.context.route(SAVE, broken)
    box(page, "z").fill("0.5")
    says(page, "Not saved")
    held: list[Route] = []
    page.context.route("**/js/app*.js", lambda route: held.append(route))
    page.get_by_role("link", name="Look over and submit").click(no_wait_after=True)
    button = page.get_by_role("button", name="Submit the attempt")
    button.click(no_wait_after=True)
    button.click(no_wait_after=True)
    held[0].continue_()
    says(page, "Some answers are not saved yet.")


@pytest.mark.parametrize("width", [1280, 390])
def test_without_scripts_an_exam_is_saved_and_submitted(
    width: int, page_at: Pages, start_work: StartWork
) -> None:
    work = start_work("exam", slugs=("sigmoid-neuron",))
    page = work.open(page_at(width, java_script_enabled=False))
    box(page, "z").fill("0.5")
    page.get_by_role("button", name="Save").click()
    is_saved(page)
    expect(box(page, "z")).to_have_value("0.5")
    page.get_by_role("link", name="Look over and submit").click()
    page.get_by_role("button", name="Submit the attempt").click()
    expect(page.get_by_text("Your attempt is submitted.")).to_be_visible()
