"""What the browser complains of is noted, and in the stock admin there is nothing to note."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Pages
from tests.server import Server

BREAK_THE_RULES = """
() => {
    console.error('said aloud');
    document.head.append(Object.assign(document.createElement('style'), {textContent: 'a {}'}));
    setTimeout(() => { throw new Error('thrown') });
}
"""


def test_pages_note_what_the_browser_complains_of(page_at: Pages, server: Server) -> None:
    page = page_at()
    page.goto("/admin/login/")
    page.evaluate(BREAK_THE_RULES)
    page.wait_for_timeout(300)
    elsewhere = server.url.replace("127.0.0.1", "localhost") + "/healthz"
    page.goto(elsewhere)
    heard = "\n".join(page_at.complaints)
    page_at.complaints.clear()
    for words in (
        "error: said aloud",
        "policy violation: style-src-elem inline",
        f"request to another host: {elsewhere}",
        "error: thrown",
    ):
        assert words in heard


@pytest.mark.parametrize(("width", "color_scheme"), [(1280, "light"), (390, "dark")])
def test_admin_works_under_the_policy(
    page_at: Pages, server: Server, axe: Callable[[Page], None], width: int, color_scheme: str
) -> None:
    page = page_at(width, color_scheme)
    page.goto("/admin/")
    name, password = server.logins["instructor"]
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", password)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    assert page.is_visible("#logout-form")
    axe(page)
