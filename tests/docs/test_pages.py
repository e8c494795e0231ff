"""The README and docs/ for newcomers: their first problem works, and their links lead somewhere."""

import re

import pytest

from grader import mark
from solvers import Problem
from tests.docs.examples import TEXT
from tests.server import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
FIRST = (ROOT / "docs" / "first-problem.md").read_text(encoding="utf-8")
TEACHING = (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8")
REST = (ROOT / "docs" / "rest.md").read_text(encoding="utf-8")
DEVELOPMENT = (ROOT / "docs" / "development.md").read_text(encoding="utf-8")
PAGES = {
    "README.md": README,
    "docs/problem-language.md": TEXT,
    "docs/first-problem.md": FIRST,
    "docs/operations.md": OPERATIONS,
    "docs/teaching.md": TEACHING,
    "docs/rest.md": REST,
    "docs/development.md": DEVELOPMENT,
}
LINK = re.compile(r"\]\((?!https?:)([^)\s]*)\)")


def first_problem() -> str:
    """The document of the README's walk."""
    block = re.search(r"^   ````markdown\n(.*?)^   ````$", README, re.DOTALL | re.MULTILINE)
    assert block
    return re.sub(r"^   ", "", block[1], flags=re.MULTILINE)


def headings(page: str) -> list[str]:
    """The anchors of a page, as GitHub makes them."""
    outside = re.sub(r"^(`{3,}).*?^\1$", "", PAGES[page], flags=re.DOTALL | re.MULTILINE)
    titles = re.findall(r"^#+ (.*)$", outside, re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles]


def test_first_problem_marks_its_answers() -> None:
    variant = Problem.parse(first_problem()).variant(w=[0.5, -0.2], x=[3, 4], b=-1.0)
    assert variant.answers == pytest.approx({"z": -0.3, "y": 0.0})
    assert mark(variant, {"z": "-0.3", "y": "0.0"}).complete


def test_first_problem_opens_the_reference_too() -> None:
    assert first_problem().split("\n\nReLU")[0] in TEXT


@pytest.mark.parametrize(
    ("page", "link"), [(page, link) for page, text in PAGES.items() for link in LINK.findall(text)]
)
def test_link_leads_somewhere(page, link) -> None:
    path, _, anchor = link.partition("#")
    target = (ROOT / page).parent / path if path else ROOT / page
    assert target.exists()
    if anchor:
        assert anchor in headings(str(target.resolve().relative_to(ROOT)))


@pytest.mark.parametrize("picture", sorted((ROOT / "docs" / "images").iterdir()), ids=lambda path: path.name)
def test_picture_is_light_and_shown(picture) -> None:
    assert picture.stat().st_size < 150_000
    assert f"images/{picture.name})" in "".join(PAGES.values())
