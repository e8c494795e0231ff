"""An instructor makes a token for the learning-management system, reads what it is for, and revokes it."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Pages
from tests.server import Server


def ask(server: Server, secret: str) -> tuple[int, Any]:
    request = urllib.request.Request(f"{server.url}/api/v1/", headers={"Authorization": f"Bearer {secret}"})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)["caller"]["scopes"]
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers["Content-Type"]


@pytest.mark.parametrize("width", [1280, 390])
def test_token_is_made_used_and_revoked(
    width: int,
    page_at: Pages,
    server: Server,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:
    page = page_at(width)
    sign_in(page, "instructor")
    page.goto("/admin/quizzes/course/")
    page.click("#result_list tbody th a >> nth=0")
    page.click(".object-tools >> text=API tokens")
    page.click(".object-tools >> text=Add")
    assert page.locator("[name=course]").input_value() != ""
    page.click("text=Make the token")
    assert page.locator(".errorlist").all_inner_texts() == ["This field is required."] * 2
    page.fill("[name=name]", f"Sync {width}")
    page.check("[value='marks:read']")
    page.check("[value='roster:read']")
    axe(page)
    page.click("text=Make the token")
    secret = page.locator("#secret").input_value()
    axe(page)
    assert ask(server, secret) == (200, ["marks:read", "roster:read"])

    page.click("text=To the tokens")
    page.click(f"text=Sync {width}")
    assert secret not in page.content()
    page.click("text=Revoke…")
    axe(page)
    page.click("[value=Revoke]")
    assert page.locator(".messagelist").inner_text() == "Revoked: nobody gets in with it any more."
    assert ask(server, secret) == (401, "application/problem+json")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_documentation_is_read(width: int, scheme: str, page_at: Pages, axe: Callable[[Page], None]) -> None:
    page = page_at(width, scheme)
    page.goto("/api/v1/docs/")
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    axe(page)
    page.reload()
    page.locator("#post_markings summary").click()
    page.locator("#post_markings >> text=AnswersRequest").click()
    assert page.locator("#object-AnswersRequest").is_visible()
    with page.expect_download() as download:
        page.click("text=as YAML")
    assert download.value.suggested_filename == "openapi.yaml"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_guide_is_read(width: int, scheme: str, page_at: Pages, axe: Callable[[Page], None]) -> None:
    page = page_at(width, scheme)
    page.goto("/api/v1/docs/")
    page.click("text=the guide")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    axe(page)
    page.click(".api-contents >> text=Sending again")
    assert page.evaluate("scrollY") > 1000
