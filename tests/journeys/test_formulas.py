"""The formula sheet opens beside the question, by keyboard and without scripts too."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Pages
from tests.journeys.test_student import Axe, fits
from tests.journeys.work import StartWork, box


def open_sheet(page: Page) -> None:
    """Open the formula sheet without a mouse."""
    page.locator(".formulas summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Weighted sum")).to_be_visible()


def edges(page: Page, selector: str) -> dict[str, float]:
    """Where an element is in the window."""
    return page.locator(selector).first.bounding_box()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_sheet_opens_beside_what_is_typed(
    width: int, scheme: str, page_at: Pages, start_work: StartWork, axe: Axe
) -> None:
    page = start_work().open(page_at(width, scheme))
    box(page, "z").fill("0.5")
    expect(page.locator(".reading-hint")).to_be_visible()
    expect(page.locator("#saving")).to_have_text(re.compile("^Saved"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_sheet(page)
    axe(page)
    fits(page)
    assert (asked, box(page, "z").input_value()) == ([], "0.5")
    sheet, card = edges(page, ".formulas"), edges(page, ".question")
    if width == 1280:
        assert sheet["x"] >= card["x"] + card["width"]
    else:
        assert sheet["y"] + sheet["height"] <= edges(page, ".statement")["y"]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Weighted sum")).to_be_hidden()


def test_sheet_opens_without_scripts(page_at: Pages, start_work: StartWork) -> None:
    page = start_work().open(page_at(390, java_script_enabled=False))
    box(page, "z").fill("0.5")
    open_sheet(page)
    assert box(page, "z").input_value() == "0.5"


def test_sheet_stays_open_through_check(page_at: Pages, start_work: StartWork) -> None:
    page = start_work().open(page_at())
    open_sheet(page)
    box(page, "z").fill("77")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("Not quite")).to_be_visible()
    expect(page.get_by_role("heading", name="Weighted sum")).to_be_visible()
