"""An instructor's way through the admin, under the strict content security policy."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, Route, expect

from tests.journeys.conftest import Pages

SignIn = Callable[..., None]
Axe = Callable[[Page], None]


def text_box(page: Page) -> Locator:
    return page.locator("textarea[name=document]")


def preview(page: Page) -> FrameLocator:
    return page.frame_locator("#preview")


def replace(page: Page, old: str, new: str) -> None:
    """Type over a piece of the text, as its author would."""
    box = text_box(page)
    start = box.input_value().index(old)
    box.evaluate(
        "(box, place) => { box.focus(); box.setSelectionRange(...place) }", [start, start + len(old)]
    )
    page.keyboard.insert_text(new)


def picks(page: Page, words: str) -> list[str]:
    """Type into the box of a new question of a quiz; what it offers."""
    page.get_by_text("Add another Question").click()
    page.locator("#questions-0 .select2-selection").click()
    page.keyboard.type(words)
    expect(page.locator(".select2-results__option")).to_have_count(1)
    expect(page.locator(".loading-results")).to_have_count(0)
    return page.locator(".select2-results__option").all_text_contents()


def test_author_makes_a_problem_of_another_kind_from_the_sigmoid_neuron(
    page_at: Pages, sign_in: SignIn
) -> None:
    page = page_at()
    sign_in(page, "instructor")
    page.goto("/admin/quizzes/problem/add/")
    page.get_by_label("Search").first.fill("sigmoid")
    page.get_by_role("link", name="Sigmoid neuron").click()
    page.wait_for_url("**/add/?from=*")
    expect(page.locator("#id_slug")).to_have_value("sigmoid-neuron-copy")
    expect(preview(page).get_by_role("heading", name="Sigmoid neuron (copy)")).to_be_visible()
    expect(page.locator("#document-state")).to_have_text("No fault found.")

    # The name follows the title.
    replace(page, "title: Sigmoid neuron (copy)", "title: Does it fire?")
    expect(page.locator("#id_slug")).to_have_value("does-it-fire")
    expect(preview(page).get_by_role("heading", name="Does it fire?")).to_be_visible()

    # A slip of the pen shows at its line; what showed last stays.
    replace(page, 'y: "Sigmoid output" = sigmoid(z)', 'y: "Decision" = "fires" if z => 0 else "rests"')
    line = (
        text_box(page).input_value().split("\n").index('y: "Decision" = "fires" if z => 0 else "rests"') + 1
    )
    expect(page.locator("#document-state")).to_contain_text(f"Line {line}: ")
    expect(page.locator(".editor-numbers .at-fault")).to_have_text(str(line))
    expect(preview(page).get_by_role("heading", name="Does it fire?")).to_be_visible()
    expect(preview(page).locator("body.stale")).to_be_visible()
    page.get_by_role("button", name="Go to the line").click()
    before = text_box(page).evaluate("box => box.value.slice(0, box.selectionStart)")
    assert before.count("\n") == line - 1

    replace(page, "z => 0", "z >= 0")
    replace(page, "ask(y, places=3, points=2)", "ask(y, points=2)")
    expect(page.locator("#document-state")).to_have_text("No fault found.")
    expect(preview(page).locator("body.stale")).to_have_count(0)

    # The reference writes into the text, and that can be undone.
    page.get_by_role("tab", name="Reference").click()
    page.get_by_label("Search").last.fill("names a slip")
    expect(page.locator(".reference-entry:visible")).to_have_count(0)
    page.get_by_label("Search").last.fill("note to yourself")
    text = text_box(page).input_value()
    page.get_by_role("button", name="Insert").click()
    assert "# only positive weights" in text_box(page).input_value()
    page.keyboard.press("Control+z")
    assert text_box(page).input_value() == text
    page.get_by_role("tab", name="Preview").click()

    # Given numbers, and answers tried on them.
    preview(page).get_by_text("Given numbers").click()
    for name, value in {"w": "[0.2, 0.3, 0.9]", "x": "0.5, 0.6, 0.1", "b": "-0.5"}.items():
        preview(page).locator(f"input[type=text][name='given.{name}']").fill(value)
    preview(page).get_by_role("button", name="Use these numbers").click()
    expect(preview(page).locator(".right-answers tbody tr").first.locator("td").first).to_have_text("−0.13")
    preview(page).locator("input[name='answer.z']").fill("0.37")
    preview(page).get_by_label("fires").check()
    preview(page).get_by_role("button", name="Check").click()
    expect(preview(page).get_by_text("The bias was left out.").first).to_be_visible()
    expect(preview(page).locator("#result")).to_contain_text("2 of 3 points")
    assert preview(page).locator("#result").evaluate("element => document.activeElement === element")

    page.keyboard.press("Control+s")
    page.wait_for_url("**/change/")
    expect(page.locator(".messagelist")).to_have_text("“Does it fire?” is saved as a draft.")
    expect(page.locator("#problem-state")).to_contain_text("Draft.")
    expect(page.locator(".kept-text")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('problem.'))") == []

    page.get_by_role("link", name="Variants").click()
    expect(page.locator(".variants tbody tr")).to_have_count(20)
    right = page.locator(".variants tbody tr").nth(2).locator("td.answer").first.text_content() or ""
    page.get_by_role("link", name="Variant 3 in the preview").click()
    expect(preview(page).locator(".right-answers tbody tr").first.locator("td").first).to_have_text(right)
    page.get_by_role("link", name="Variants").click()
    page.get_by_role("link", name="Report").click()
    expect(page.locator("#report[data-state=done]")).to_be_visible()

    # A draft is not offered to a quiz; published it is, and a student opens it.
    page.goto("/admin/quizzes/quiz/add/")
    assert picks(page, "does it fire") == ["No results found"]
    page.goto("/admin/quizzes/problem/?state=draft")
    page.get_by_role("link", name="Does it fire?").click()
    page.get_by_role("button", name="Save and publish").click()
    expect(page.locator(".messagelist")).to_have_text("“Does it fire?” is published: quizzes can take it.")
    expect(page.locator("#problem-state")).to_contain_text("Published.")
    page.goto("/admin/quizzes/quiz/add/")
    page.select_option("select[name=course]", index=1)
    page.fill("input[name=title]", "A first quiz")
    page.check("input[name=published]")
    assert picks(page, "does it fire") == ["Does it fire?, version 1"]
    page.locator(".select2-results__option").click()
    page.locator("input[name=_save]").click()
    student = page_at()
    sign_in(student, "student")
    student.get_by_role("link", name="A first quiz").click()
    student.get_by_role("button", name="Start A first quiz").click()
    expect(student.get_by_role("heading", name="Does it fire?")).to_be_visible()
    expect(student.get_by_label("fires")).to_be_visible()
    page.goto("/admin/quizzes/problem/?q=does-it-fire")
    page.get_by_role("link", name="Does it fire?").click()
    page.get_by_role("link", name="History").click()
    told = page.locator("#content-main tbody td:nth-child(3)").all_text_contents()
    where = "Put into the quiz “A first quiz” of Neural networks, from the first neuron: version 1."
    assert [text.strip() for text in told] == [where, "Published.", "Saved version 1."]


def test_click_in_the_preview_outlives_a_change_of_the_text(page_at: Pages, sign_in: SignIn) -> None:
    page = page_at()
    sign_in(page, "instructor")
    page.goto("/admin/quizzes/problem/add/?from=1")
    expect(page.locator("#document-state")).to_have_text("No fault found.")
    preview(page).get_by_text("Given numbers").click()
    for name, value in {"w": "[0.2, 0.3, 0.9]", "x": "0.5, 0.6, 0.1", "b": "-0.5"}.items():
        preview(page).locator(f"input[type=text][name='given.{name}']").fill(value)
    held: list[Route] = []
    page.route("**/preview/", lambda route: held.append(route))
    preview(page).get_by_role("button", name="Use these numbers").click()
    text_box(page).press("Control+End")
    page.keyboard.type("A sentence more.")
    page.wait_for_timeout(1000)
    held[-1].continue_()
    expect(preview(page).get_by_text("A sentence more.")).to_be_attached()
    expect(preview(page).locator(".right-answers tbody tr").first.locator("td").first).to_have_text("−0.13")


def test_text_that_was_not_saved_comes_back(page_at: Pages, sign_in: SignIn) -> None:
    page = page_at()
    sign_in(page, "instructor")
    page.goto("/admin/quizzes/problem/")
    page.get_by_role("link", name="Convolution output size").click()
    text = text_box(page).input_value()
    text_box(page).fill(text + "\nA sentence that is not saved.\n")
    page.wait_for_timeout(700)
    page.reload()
    assert text_box(page).input_value() == text
    page.get_by_role("button", name="Bring it back").click()
    assert text_box(page).input_value() == text + "\nA sentence that is not saved.\n"
    page.wait_for_timeout(700)
    page.reload()
    page.get_by_role("button", name="Discard it").click()
    page.reload()
    expect(page.locator("#document-state")).to_have_text("No fault found.")
    expect(page.locator(".kept-text")).to_have_count(0)


def test_tab_indents_and_escape_lets_it_leave(page_at: Pages, sign_in: SignIn) -> None:
    page = page_at()
    sign_in(page, "instructor")
    page.goto("/admin/quizzes/problem/add/")
    box = text_box(page)
    box.fill("a\nb")
    box.evaluate("box => box.setSelectionRange(0, 3)")
    page.keyboard.press("Tab")
    assert box.input_value() == "    a\n    b"
    page.keyboard.press("Shift+Tab")
    assert box.input_value() == "a\nb"
    page.keyboard.press("Control+z")
    assert box.input_value() == "    a\n    b"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "preview-button"


def test_editor_works_without_scripts(page_at: Pages, sign_in: SignIn) -> None:
    page = page_at(java_script_enabled=False)
    sign_in(page, "instructor")
    page.goto("/admin/quizzes/problem/")
    page.get_by_role("link", name="Sigmoid neuron").first.click()
    page.get_by_role("button", name="Preview").click()
    expect(preview(page).get_by_role("heading", name="Right answers")).to_be_visible()
    preview(page).locator("input[name='answer.z']").fill("abc")
    preview(page).get_by_role("button", name="Check").click()
    expect(preview(page).locator("#result")).to_contain_text("Nothing was marked.")
    expect(page.get_by_text("the dot product of two vectors")).to_be_attached()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_editor_is_accessible(page_at: Pages, sign_in: SignIn, axe: Axe, color_scheme: str) -> None:
    page = page_at(color_scheme=color_scheme)
    sign_in(page, "instructor")
    page.goto("/admin/quizzes/problem/add/?from=1")
    expect(page.locator("#document-state")).to_have_text("No fault found.")
    axe(page)
    text_box(page).fill(text_box(page).input_value().replace("ask(", "asks("))
    expect(page.locator(".editor-numbers .at-fault")).to_be_visible()
    page.get_by_role("tab", name="Reference").click()
    axe(page)
    for address in ("variants", "report"):
        page.goto(f"/admin/quizzes/problem/1/{address}/")
        expect(page.locator("[role=region]").first).to_be_visible()
        axe(page)


@pytest.mark.parametrize("width", [1280, 390])
def test_preview_itself_is_accessible(page_at: Pages, sign_in: SignIn, axe: Axe, width: int) -> None:
    """Opened in a window of its own, as a form without the frame would."""
    page = page_at(width)
    sign_in(page, "instructor")
    page.goto("/admin/quizzes/problem/add/?from=1")
    page.evaluate("""() => {
        const form = document.getElementById('problem_form');
        form.action = document.getElementById('preview-button').formAction;
        HTMLFormElement.prototype.submit.call(form);
    }""")
    page.get_by_role("button", name="Check").click()
    page.locator("#result strong").wait_for()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


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
    page.locator("[name=_continue]").click()
    expect(page.locator(".errorlist").first).to_contain_text(f"Line {line}: ")
    expect(page.locator(".errorlist code")).to_contain_text("rellu(x)")
    assert document.input_value() == broken

    document.fill(text + "\nOne sentence more.\n")
    page.locator("[name=_continue]").click()
    expect(page.locator(".messagelist")).to_have_text("“ReLU in an output layer” is saved: version 2.")
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
    expect(student.get_by_role("button", name="Start Made in the admin")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_instructor_looks_at_a_problem_before_a_quiz_asks_it(
    scheme: str, page_at: Pages, sign_in: SignIn, axe: Axe
) -> None:
    page = page_at(color_scheme=scheme)
    sign_in(page, "instructor")
    page.goto("/admin/quizzes/quiz/")
    page.get_by_role("link", name="Exam: neurons").click()
    cell = page.locator("#questions-0 .field-use")
    expect(cell).to_contain_text("version 1 of ")
    axe(page)
    page.locator("#questions-0 .select2-selection").click()
    page.keyboard.type("batch normalisation")
    expect(page.locator(".select2-results__option")).to_have_text(["Batch normalisation counts, version 1"])
    page.locator(".select2-results__option").click()
    expect(cell).to_have_text("How it looks")
    cell.get_by_role("link").click()
    look = page.frame_locator("#look iframe")
    expect(look.get_by_role("heading", name="Batch normalisation counts")).to_be_visible()
    look.get_by_role("button", name="Other numbers").click()
    expect(look.get_by_role("heading", name="Right answers")).to_be_visible()
    axe(page)
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_instructor_sees_a_quiz_as_a_student(page_at: Pages, sign_in: SignIn) -> None:
    page = page_at()
    sign_in(page, "instructor")
    page.goto("/admin/quizzes/quiz/")
    page.get_by_role("link", name="Forward pass", exact=True).click()
    page.get_by_role("link", name="See it as a student").click()
    expect(page.get_by_role("heading", name="Forward pass")).to_be_visible()
    page.get_by_role("button", name="Start Forward pass").click()
    expect(page.get_by_role("heading", name="Sigmoid neuron")).to_be_visible()
