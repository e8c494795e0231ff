"""docs/development.md keeps up with the code: what it names is there, and no part of the house is missing."""

import re

import pytest

from tests.server import ROOT

TEXT = (ROOT / "docs" / "development.md").read_text(encoding="utf-8")
PATH = re.compile(r"`([\w-]+/[\w./-]*|[\w-]+\.toml|Makefile)`")
HOUSE = [
    path
    for package in ("solvers", "grader", "quizzes")
    for path in sorted((ROOT / package).iterdir())
    if (path / "__init__.py").exists() and path.name != "migrations"
]


@pytest.mark.parametrize("path", sorted(set(PATH.findall(TEXT)) - {"quizzes/library/slug.md"}))
def test_what_the_page_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("path", HOUSE, ids=lambda path: path.name)
def test_every_part_of_the_house_is_told(path) -> None:
    assert f"`{path.relative_to(ROOT)}/`" in TEXT
