"""A student's way through a question, at the width of a desk and of a phone, with scripts and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Pages
from tests.server import Server

SignIn = Callable[..., None]
Axe = Callable[[Page], None]
WIDTHS = [1280, 390]


def right_answers(server: Server, page: Page) -> dict[str, str]:
    """The right answers of the numbers on this question's page, to as many decimals as are asked."""
    question = re.search(r"/questions/(\d+)/", page.url)[1]
    printed = server.shell(
        "from quizzes.models import Variant\n"
        "from quizzes.queries.problems import drawn\n"
        f"numbers = drawn(Variant.objects.filter(question={question}).latest('number'))\n"
        "for field in numbers.fields:\n"
        "    print(field.name, f'{numbers.answers[field.name]:.{field.places}f}')\n"
    )
    return dict(line.split() for line in printed.splitlines())


def open_sigmoid(page: Page) -> None:
    """From home to the question about the sigmoid neuron."""
    page.goto("/")
    page.get_by_role("link", name="Forward pass", exact=True).first.click()
    start = page.get_by_role("button", name="Start")
    if start.count():
        start.click()
        page.get_by_role("link", name="Forward pass", exact=True).first.click()
    page.get_by_role("link", name="Sigmoid neuron").click()
    expect(page.get_by_role("heading", name="Sigmoid neuron")).to_be_visible()


def fits(page: Page) -> None:
    """Nothing reaches beyond the edge of the window."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def box(page: Page, name: str):
    return page.locator(f"input[name='answer.{name}']")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_student_answers_a_question(
    width: int, scheme: str, page_at: Pages, server: Server, type_login: SignIn, axe: Axe
) -> None:
    page = page_at(width, scheme)
    page.goto("/login/")
    axe(page)
    fits(page)
    type_login(page, "student")
    axe(page)
    fits(page)
    open_sigmoid(page)
    fresh_numbers(page)
    axe(page)
    fits(page)

    # What is typed is read at once, before anything is submitted.
    box(page, "z").fill("0,8.7")
    box(page, "y").fill("0.7")
    expect(page.locator("#answer-y-reading")).to_contain_text("You gave one decimal, three are asked.")
    expect(page.locator("#answer-z-reading")).not_to_be_empty()

    right = right_answers(server, page)
    box(page, "y").fill("7")
    before = page.url
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#result")).to_contain_text("0 of 2 answers right.")
    expect(page.locator("#announcement")).to_contain_text("0 of 2 answers right.")
    expect(page.locator("#check")).to_be_focused()
    assert page.url == before
    assert [box(page, name).input_value() for name in ("z", "y")] == ["0,8.7", "7"]
    expect(page.get_by_text("Could not be read")).to_be_visible()
    expect(page.get_by_role("heading", name="Worked solution")).to_have_count(0)
    axe(page)
    fits(page)

    page.reload()
    assert [box(page, name).input_value() for name in ("z", "y")] == ["0,8.7", "7"]

    for name, text in right.items():
        box(page, name).fill(text)
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#result")).to_contain_text("All correct.")
    expect(page.locator("#result")).to_be_focused()
    expect(page.get_by_role("heading", name="Worked solution")).to_be_visible()
    expect(page.get_by_text("Accepted").first).to_be_visible()
    expect(page.locator("#steps [aria-current]")).to_contain_text("correct")
    axe(page)
    fits(page)

    page.get_by_role("button", name="New numbers").click()
    expect(box(page, "z")).to_have_value("")
    page.get_by_role("link", name="Numbers", exact=False).first.click()
    expect(box(page, "z")).to_have_value(right["z"])
    expect(box(page, "z")).to_have_attribute("readonly", "")
    axe(page)
    fits(page)
    page.get_by_role("link", name="Back to the newest numbers").click()

    page.get_by_text("Show worked solution").click()
    page.get_by_role("button", name="Yes, show it").click()
    expect(page.get_by_text("The worked solution was shown.")).to_be_visible()
    expect(page.get_by_role("button", name="Check")).to_have_count(0)

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def fresh_numbers(page: Page) -> None:
    """Numbers that nothing was typed for yet, whoever was here before."""
    page.get_by_role("button", name="New numbers").click()
    expect(box(page, "z")).to_have_value("")


@pytest.mark.parametrize("width", WIDTHS)
def test_student_without_scripts_does_the_same(
    width: int, page_at: Pages, server: Server, sign_in: SignIn
) -> None:
    page = page_at(width, java_script_enabled=False)
    sign_in(page, "student")
    open_sigmoid(page)
    fresh_numbers(page)
    right = right_answers(server, page)
    box(page, "z").fill("abc")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#result")).to_contain_text("this costs nothing")
    expect(box(page, "z")).to_have_value("abc")
    for name, text in right.items():
        box(page, name).fill(text)
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#result")).to_contain_text("All correct.")
    expect(page.get_by_role("heading", name="Worked solution")).to_be_visible()
    page.get_by_role("button", name="New numbers").click()
    expect(box(page, "z")).to_have_value("")
    page.get_by_text("Show worked solution").click()
    page.get_by_role("button", name="Yes, show it").click()
    expect(page.get_by_text("The worked solution was shown.")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_check_without_a_connection_keeps_what_was_typed(page_at: Pages, sign_in: SignIn) -> None:
    page = page_at()
    page_at.allow("ERR_INTERNET_DISCONNECTED")
    page_at.allow("htmx:")  # htmx tells the console of every request that fails
    sign_in(page, "student")
    open_sigmoid(page)
    fresh_numbers(page)
    page.context.set_offline(True)
    box(page, "z").fill("0.5")
    box(page, "z").press("Enter")
    expect(page.locator("#trouble")).to_have_text(
        "Not sent: no connection. Your answers are still here; try again."
    )
    expect(box(page, "z")).to_have_value("0.5")
    expect(box(page, "z")).to_be_focused()
    page.context.set_offline(False)
    box(page, "z").press("Enter")
    expect(page.locator("#result")).to_contain_text("of 2 answers right.")
    expect(page.locator("#trouble")).to_be_empty()


def test_check_after_the_session_ended_keeps_what_was_typed(
    page_at: Pages, server: Server, sign_in: SignIn
) -> None:
    page_at.allow_failures()  # on a slow machine the box asks how it is read after the session ended
    page = page_at()
    sign_in(page, "student")
    open_sigmoid(page)
    fresh_numbers(page)
    box(page, "z").fill("0.123")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("Your answers were kept.")).to_be_visible()
    name, password = server.logins["student"]
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")
    expect(page.get_by_text("back in their boxes")).to_be_visible()
    expect(box(page, "z")).to_have_value("0.123")


def test_every_shipped_problem_can_be_tried(page_at: Pages, sign_in: SignIn, axe: Axe) -> None:
    page = page_at(390)
    sign_in(page, "student")
    open_sigmoid(page)
    for number in range(page.locator("#steps a").count()):
        page.locator("#steps a").nth(number).click()
        for place in range(page.locator(".fields input[type=text]:not([readonly])").count()):
            page.locator(".fields input[type=text]").nth(place).fill("3")
        for option in page.locator("fieldset").all():
            option.locator("input:not([disabled])").first.check()
        page.get_by_role("button", name="Check").click()
        expect(page.locator("#result")).not_to_be_empty()
        axe(page)
        fits(page)


def test_typed_text_outlives_a_reload_and_a_look_at_another_page(page_at: Pages, sign_in: SignIn) -> None:
    page = page_at()
    sign_in(page, "student")
    open_sigmoid(page)
    fresh_numbers(page)
    box(page, "y").fill("0.7")
    page.reload()
    expect(box(page, "y")).to_have_value("0.7")
    expect(page.locator("#answer-y-reading")).to_contain_text("three are asked")
    page.locator("#steps a").first.click()
    page.go_back()
    expect(box(page, "y")).to_have_value("0.7")

    # Once it is checked, the server has it.
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#result")).to_contain_text("of 2 answers right.")
    assert page.evaluate("Object.keys(localStorage)") == []
