"""Sentences go through the translator of the moment; kept ones stay English until they are read."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import gettext, ngettext

from solvers.words import Later, later, listed, say, say_plural, speak_through, truth, voiced

ROOT = Path(__file__).resolve().parents[2]
SAYING = {"say": 1, "later": 1, "phrase": 1, "say_plural": 2}  # with so many sentences each
GERMAN = {
    "The term {term} was left out.": "Der Summand {term} fehlt.",
    "{items} and {last}": "{items} und {last}",
    "weights": "Gewichte",
    "True": "wahr",
}


@pytest.fixture
def german() -> Iterator[None]:
    """A translator that knows a few sentences, and counts as German does."""
    speak_through(lambda sentence: GERMAN.get(sentence, sentence), lambda one, many, n: f"{{number}}: {n}")
    yield
    speak_through(gettext, ngettext)


def test_sentences_are_english_by_default() -> None:
    speak_through()
    assert say("The term {term} was left out.", term="$b$") == "The term $b$ was left out."
    assert [say_plural("{number} input", "{number} inputs", n) for n in (0, 1, 2)] == [
        "0 inputs",
        "1 input",
        "2 inputs",
    ]
    speak_through(gettext, ngettext)


def test_sentences_go_through_the_translator(german: None) -> None:
    assert say("The term {term} was left out.", term="$b$") == "Der Summand $b$ fehlt."
    assert say_plural("{number} input", "{number} inputs", 3) == "3: 3"
    assert (truth(True), truth(False)) == ("wahr", "False")


def test_braces_in_a_value_are_only_text(german: None) -> None:
    assert say("The term {term} was left out.", term="$b_{1}$") == "Der Summand $b_{1}$ fehlt."


@pytest.mark.parametrize(
    ("items", "text"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_listed_joins_as_english_does(items: list[str], text: str) -> None:
    assert listed(items, "or") == text


def test_kept_sentence_is_english_until_it_is_voiced(german: None) -> None:
    kept = later("The term {term} was left out.", term=Later(lambda: rf"$\text{{{say('weights')}}}$"))
    assert kept == r"The term $\text{weights}$ was left out."
    assert {kept: 1} == {r"The term $\text{weights}$ was left out.": 1}
    assert voiced(kept) == r"Der Summand $\text{Gewichte}$ fehlt."


def test_author_s_own_text_is_voiced_as_it_is(german: None) -> None:
    assert voiced("weights") == "weights"


def said(path: Path) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    """The calls that say something, with their sentences; those of a table are found where it is written."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
            sentences = node.args[: SAYING[node.func.id]]
            if not isinstance(sentences[0], ast.Name | ast.Subscript):
                yield node, sentences


@pytest.mark.parametrize("folder", ["solvers", "grader"])
def test_every_sentence_is_a_literal_with_named_values(folder: str) -> None:
    found = 0
    for path in (ROOT / folder).rglob("*.py"):
        for call, sentences in said(path):
            found += 1
            for sentence in sentences:
                where = f"{path}:{call.lineno}"
                assert isinstance(sentence, ast.Constant), f"{where}: makemessages cannot find this sentence"
                named = {name for _, name, _, _ in string.Formatter().parse(sentence.value) if name}
                if call.func.id != "phrase":
                    given = {keyword.arg for keyword in call.keywords if keyword.arg}
                    spread = any(keyword.arg is None for keyword in call.keywords)
                    assert spread or named - {"number"} == given - {"number"}, where
    assert found > 30
