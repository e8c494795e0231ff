"""A real browser before the real server; a journey fails on whatever the browser complains of."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

from tests.journeys.work import StartWork, begin
from tests.server import Server

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Not every violation of the content security policy is printed; this event always comes.
REPORT_VIOLATIONS = """
document.addEventListener('securitypolicyviolation', event =>
    console.error('policy violation: ' + event.violatedDirective + ' ' + event.blockedURI))
"""
# preload would copy stylesheets that import others into the page, which the policy forbids.
AXE = """
async () => (await axe.run({preload: false})).violations
    .filter(violation => ['serious', 'critical'].includes(violation.impact))
    .map(violation => violation.id + ': ' + violation.nodes.map(node => node.target.join(' ')).join(', '))
"""

SESSION = """
from django.test import Client
from quizzes.models import User
client = Client()
client.force_login(User.objects.get(username={name!r}))
print(client.cookies["sessionid"].value)
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever is in this folder is a journey."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


class Pages:
    """Opens pages, `pages(width, color_scheme)`, and notes what the browser complains of in them."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.browser = browser
        self.server = server
        self.complaints: list[str] = []
        self.allowed: list[str] = []

    def __call__(self, width: int = 1280, color_scheme: str = "light", **options: Any) -> Page:
        """A page of its own context (no cookies) of that width; addresses may be relative to the site."""
        context = self.browser.new_context(
            base_url=self.server.url,
            viewport={"width": width, "height": 900},
            color_scheme=color_scheme,
            **options,
        )
        context.set_default_timeout(10_000)
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self._complain(f"error: {error.error}"))
        context.on("request", self._asked)
        context.on("response", self._answered)
        return context.new_page()

    def allow(self, words: str) -> None:
        """Expect complaints with `words` in them: a page that must answer 404 makes the browser say so."""
        self.allowed.append(words)

    def allow_failures(self) -> None:
        """Expect requests to fail: the browser and htmx tell the console of each."""
        self.allowed += ["Failed to load resource", "htmx:", "Response Status Error Code"]

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._complain(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and not request.url.startswith(self.server.url):
            self._complain(f"request to another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self._complain(f"answer {response.status}: {response.url}")

    def _complain(self, text: str) -> None:
        if not any(words in text for words in self.allowed):
            self.complaints.append(text)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as the machine has it."""
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if found is None:
        reason = "no Chromium here: apt-get install chromium (Debian), or install Google Chrome"
        # In CI a skipped journey would pass for a walked one.
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, headless=True, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page_at(browser: Browser, server: Server) -> Iterator[Pages]:
    """Opens pages; when the test is over, fails if the browser complained in any of them."""
    pages = Pages(browser, server)
    yield pages
    for context in browser.contexts:
        context.close()
    assert pages.complaints == []


@pytest.fixture
def page(page_at: Pages) -> Page:
    """One page, 1280 wide, light."""
    return page_at()


@pytest.fixture
def sign_in(server: Server) -> Callable[..., None]:
    """Let somebody of the demo have signed in, and be where that leads: sign_in(page, "student")."""

    def sign_in(page: Page, role: str) -> None:
        session = server.shell(SESSION.format(name=server.logins[role][0])).strip()
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])
        page.goto("/")

    return sign_in


@pytest.fixture
def type_login(server: Server) -> Callable[..., None]:
    """Sign somebody of the demo in by the form: type_login(page, "student")."""

    def type_login(page: Page, role: str) -> None:
        name, password = server.logins[role]
        page.goto("/login/")
        page.fill("input[name=username]", name)
        page.fill("input[name=password]", password)
        page.click("[type=submit]")
        page.wait_for_url(lambda url: "/login/" not in url)

    return type_login


@pytest.fixture
def start_work(server: Server) -> StartWork:
    """start_work("exam", begun=50, time_limit=1): an attempt of that kind that began so many seconds ago."""
    return partial(begin, server)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Assert that axe finds no serious or critical fault: axe(page)."""
    spec = find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    source = (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")

    def axe(page: Page) -> None:
        # Evaluated, as the content security policy blocks a script tag.
        page.evaluate(source)
        assert page.evaluate(AXE) == []

    return axe
