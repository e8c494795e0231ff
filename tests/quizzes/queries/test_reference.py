"""The reference lists every word of the language, with what its page says of it."""

import pytest

from quizzes.queries.preview import draft
from quizzes.queries.reference import reference
from solvers.functions import FUNCTIONS
from solvers.language import layers
from solvers.language.declarations import ASK_KEYWORDS
from solvers.language.expressions import OPERATORS
from solvers.language.givens import DRAWS
from solvers.language.network import TOTALS
from solvers.language.pictures import FORMS, SETTINGS
from solvers.language.syntax import DECLARATIONS
from tests.server import ROOT
from tests.solvers.library import document

WRITTEN = [entry.written for part in reference() for entry in part.entries]
WORDS = {
    "line": [f"{word}(" for word in (*sorted(DECLARATIONS), *TOTALS, "cnn", "piecewise")],
    "draw": [f"{word}(" for word in sorted(DRAWS)],
    "operator": list(OPERATORS.values()),
    "setting": [f"{word}=" for word in (*ASK_KEYWORDS, *SETTINGS, "columns", "size", "bias")],
    "setting of a choice": [
        f"{word}=" for word in ("name", "label", "several", "show", "points", "why", "last")
    ],
    "layer": list(layers.ARITY),
    "option of a layer": list(layers.OPTIONS),
    "picture": [f"{word}(" for word in FORMS],
    "other": ["lambda", " if ", "{{name}}", "# note", "`pi`"],
}


@pytest.mark.parametrize(("what", "word"), [(what, word) for what, words in WORDS.items() for word in words])
def test_every_word_is_listed(what: str, word: str) -> None:
    entries = [entry for part in reference() for entry in part.entries]
    assert any(word in entry.written + entry.means for entry in entries), what


def test_page_goes_into_the_image() -> None:
    assert "!docs/problem-language.md" in (ROOT / ".dockerignore").read_text().splitlines()


def test_every_function_is_listed_once() -> None:
    signatures = [f"`{function.signature}`" for function in FUNCTIONS.values()]
    assert [written for written in WRITTEN if written in signatures] == signatures


def test_every_entry_says_what_it_means() -> None:
    parts = reference()
    assert [str(part.title) for part in parts if not part.entries] == []
    assert [entry.written for part in parts for entry in part.entries if not entry.means] == []


@pytest.mark.parametrize(
    "inserted",
    [
        entry.inserted
        for part in reference()
        for entry in part.entries
        if entry.inserted and part.title in ("Activation functions", "Elementary functions")
    ],
)
def test_inserted_function_runs_where_its_argument_is(inserted: str) -> None:
    program = f"x = uniform(0.1, 1, step=0.1, size=2)\nz = x + 0\ny = {inserted}\nask(y)"
    assert draft(document(program)).draw(seed=1).answers.keys() == {"y"}
