"""How people come into a course: by invitation, by the link to join, and again after a forgotten password."""

import re
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Pages
from tests.server import PATIENCE, Server

SignIn = Callable[..., None]
Axe = Callable[[Page], None]
PASSWORD = "correct horse battery"
COURSE = "Neural networks, from the first neuron"
BOTH = pytest.mark.parametrize(("width", "color_scheme"), [(1280, "light"), (390, "dark")])


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def link_for(server: Server, address: str) -> str:
    """The first link in the newest letter to that address in the folder; the worker writes some of them."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for letter in letters(Path(server.environment["VAR_DIR"], "mail")):
            if letter["To"] == address and (found := re.search(r"http://\S+", letter.get_content())):
                return found[0]
        time.sleep(0.1)
    raise AssertionError(f"no letter to {address}")


def letters(folder: Path) -> Iterator[EmailMessage]:
    """All letters in the folder, the newest first."""
    for path in sorted(folder.glob("*"), key=lambda file: -file.stat().st_mtime):
        for content in reversed(path.read_bytes().split(b"-" * 79)):
            yield message_from_bytes(content.strip(), policy=policy.default)


def open_add_people(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "instructor")
    page.goto("/admin/quizzes/course/")
    page.get_by_role("link", name=COURSE).click()
    page.get_by_role("link", name="Add people").click()


def set_password(page: Page, axe: Axe) -> None:
    page.get_by_label("New password", exact=True).fill("1234")
    page.get_by_label("New password confirmation").fill("1234")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This password is too short.")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password confirmation").fill(PASSWORD)
    page.keyboard.press("Enter")


@BOTH
def test_invited_student_sets_a_password_and_is_in(
    page_at: Pages, server: Server, sign_in: SignIn, axe: Axe, width: int, color_scheme: str
) -> None:
    address = f"ada{width}@example.edu"
    teacher = page_at(width, color_scheme)
    open_add_people(teacher, sign_in)
    axe(teacher)
    teacher.get_by_label("People:").fill(f"Ada Lovelace <{address}>\nfoo@bar")
    teacher.get_by_role("button", name="Look at it first").click()
    expect(teacher.locator(".errornote")).to_have_text("1 line has to be mended below. Nobody was added yet.")
    axe(teacher)
    fits(teacher)
    teacher.get_by_label("People:").fill(f"Ada Lovelace <{address}>")
    teacher.get_by_role("button", name="Look again").click()
    teacher.get_by_role("button", name="Do this for 1 person").click()
    expect(teacher.get_by_text("1 invitation was sent.")).to_be_visible()
    row = teacher.get_by_role("row", name="Ada Lovelace").filter(has_text=address)
    expect(row).to_contain_text("Never; invited")
    axe(teacher)
    row.get_by_role("button", name="Invite again").click()
    expect(teacher.get_by_text("1 invitation was sent.")).to_be_visible()

    student = page_at(width, color_scheme)
    student.goto(link_for(server, address))
    set_password(student, axe)
    expect(student.get_by_text("Your password is set, and you are signed in.")).to_be_visible()
    expect(student.get_by_role("heading", name=COURSE)).to_be_visible()
    student.get_by_role("button", name="Sign out").click()
    student.get_by_label("Username or e-mail address").fill(address.upper())
    student.get_by_label("Password", exact=True).fill(PASSWORD)
    student.keyboard.press("Enter")
    expect(student.get_by_role("heading", name=COURSE)).to_be_visible()


@BOTH
def test_link_to_join_makes_an_account(
    page_at: Pages, server: Server, sign_in: SignIn, axe: Axe, width: int, color_scheme: str
) -> None:
    teacher = page_at(width, color_scheme)
    open_add_people(teacher, sign_in)
    switch = teacher.get_by_role("button", name=re.compile("Switch the link on|Renew"))
    switch.click()
    link = teacher.get_by_label("Link to join").input_value()
    teacher.get_by_role("button", name="Copy").click()
    expect(teacher.get_by_role("button", name="Copied")).to_be_visible()
    axe(teacher)

    address = f"nina{width}@example.edu"
    student = page_at(width, color_scheme)
    student.goto(link)
    axe(student)
    fits(student)
    student.get_by_role("link", name="make an account").click()
    student.get_by_label("First name").fill("Nina")
    student.get_by_label("Last name").fill("Neu")
    student.get_by_label("E-mail address").fill(address)
    axe(student)
    student.keyboard.press("Enter")
    expect(student.get_by_role("heading", name="Look into your mail")).to_be_visible()
    axe(student)
    student.goto(link_for(server, address))
    set_password(student, axe)
    expect(student.get_by_text(f"Welcome! You are in the course “{COURSE}” now.")).to_be_visible()


@BOTH
def test_forgotten_password_is_renewed(
    page_at: Pages, server: Server, sign_in: SignIn, axe: Axe, width: int, color_scheme: str
) -> None:
    address = f"eve{width}@example.edu"
    server.shell(
        "from quizzes.models import User;"
        f"User.objects.create_user('eve{width}', '{address}', 'an old password')"
    )
    page = page_at(width, color_scheme)
    page.goto("/login/")
    page.get_by_label("Username or e-mail address").fill(f"eve{width}")
    page.get_by_label("Password", exact=True).fill("a wrong password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("This name and password do not go together. Try again.")
    axe(page)
    fits(page)
    page.get_by_role("link", name="Forgotten your password?").click()
    page.get_by_label("E-mail address").fill(address)
    axe(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("No mail server is set up on this machine")).to_be_visible()
    axe(page)
    link = link_for(server, address)
    page.goto(link)
    set_password(page, axe)
    expect(page.get_by_text("Your password is set, and you are signed in.")).to_be_visible()
    page.goto("/password/")
    axe(page)
    fits(page)
    other = page_at(width, color_scheme)
    other.goto(link)
    expect(other.get_by_role("heading", name="This link is over")).to_be_visible()
    axe(other)
