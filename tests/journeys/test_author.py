"""An instructor's way through the admin, under the strict content security policy."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.conftest import Pages

SignIn = Callable[..., None]


def test_instructor_mends_a_problem_at_its_line(page_at: Pages, sign_in: SignIn) -> None:
    page = page_at()
    sign_in(page, "instructor")
    page.goto("/admin/quizzes/problem/")
    page.get_by_role("link", name="ReLU in an output layer").click()
    document = page.locator("textarea[name=document]")
    text = document.input_value()
    broken = text.replace("relu(x)", "rellu(x)")
    line = broken.split("\n").index(next(line for line in broken.split("\n") if "rellu(x)" in line)) + 1
    document.fill(broken)
    page.locator("input[name=_continue]").click()
    expect(page.locator(".errorlist").first).to_contain_text(f"Line {line}: ")
    expect(page.locator(".errorlist code")).to_contain_text("rellu(x)")
    assert document.input_value() == broken

    document.fill(text + "\nOne sentence more.\n")
    page.locator("input[name=_continue]").click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    expect(page.locator("#versions-group .field-number p").first).to_have_text("2")


def test_instructor_makes_a_quiz_that_students_find(page_at: Pages, sign_in: SignIn) -> None:
    page = page_at()
    sign_in(page, "instructor")
    page.goto("/admin/quizzes/quiz/add/")
    page.select_option("select[name=course]", index=1)
    page.fill("input[name=title]", "Made in the admin")
    page.check("input[name=published]")
    page.get_by_text("Add another Question").click()
    page.locator("#questions-0 .select2-selection").click()
    page.keyboard.type("sigmoid")
    page.locator(".select2-results__option", has_text="Sigmoid neuron").first.click()
    page.locator("input[name=_save]").click()
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")

    student = page_at()
    sign_in(student, "student")
    student.get_by_role("link", name="Made in the admin").click()
    expect(student.get_by_text("0 of 1 question correct")).to_be_visible()
