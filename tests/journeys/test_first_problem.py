"""The README's walk 'Write a problem in five minutes', as it is written there."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.docs.test_pages import first_problem
from tests.journeys.conftest import Pages

SignIn = Callable[..., None]


def test_readme_leads_from_an_empty_page_to_a_students_answer(page_at: Pages, type_login: SignIn) -> None:
    page = page_at()
    type_login(page, "instructor")
    page.get_by_role("link", name="Teaching").click()
    page.get_by_role("row", name="Problem templates").get_by_role("link", name="Add").click()
    expect(page.get_by_text("New from…")).to_be_visible()
    page.get_by_label("Slug").fill("relu-neuron")
    page.get_by_label("Document").fill(first_problem())
    expect(page.locator("#document-state")).to_have_text("No fault found.")
    assert page.get_by_label("Slug").input_value() == "relu-neuron"
    page.get_by_role("button", name="Save draft and go on").click()
    expect(page.locator("#problem-state")).to_contain_text("Draft.")
    page.get_by_role("button", name="Save and publish").click()
    expect(page.locator("#problem-state")).to_contain_text("Published.")

    page.get_by_role("link", name="Teaching").click()
    page.get_by_role("row", name="Quizzes").get_by_role("link", name="Add").click()
    page.get_by_label("Course:").select_option(index=1)
    page.get_by_label("Title:").fill("My first quiz")
    page.get_by_text("Add another Question").click()
    page.locator("#questions-0 .select2-selection").click()
    page.keyboard.type("relu neuron")
    page.get_by_role("option", name="ReLU neuron, version 1", exact=True).click()
    expect(page.locator("#questions-0").get_by_role("link", name="How it looks")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()

    page.get_by_role("link", name="View site").click()
    mine = page.locator("li, article, tr, div.card", has_text="My first quiz").last
    expect(mine).to_contain_text("Not published")
    page.get_by_role("link", name="My first quiz").click()
    page.get_by_role("button", name="Start My first quiz").click()
    page.get_by_label("Weighted sum").fill("100")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("Not quite").first).to_be_visible()

    page.get_by_role("link", name="Teaching").click()
    page.get_by_role("link", name="Quizzes", exact=True).last.click()
    page.get_by_role("link", name="My first quiz").click()
    page.get_by_label("Published").check()
    page.get_by_role("button", name="Save", exact=True).click()
    student = page_at()
    type_login(student, "student")
    student.get_by_role("link", name="My first quiz").click()
    student.get_by_role("button", name="Start My first quiz").click()
    expect(student.get_by_role("heading", name="ReLU neuron")).to_be_visible()
