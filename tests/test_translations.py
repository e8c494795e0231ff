"""Every word on the screen goes through gettext: outside of it templates hold none."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TRANSLATED = re.compile(
    r"\{% blocktranslate.*?\{% endblocktranslate %\}|\{% block bodyclass %\}.*?\{% endblock %\}", re.S
)
CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->|&\w+;", re.S)
# What people read in a tag: the rest of its attributes are for machines.
SPOKEN = re.compile(r"""\b(?:title|alt|placeholder|aria-label|aria-description)=(?:"([^"]*)"|'([^']*)')""")
TAG = re.compile(r"<[^>]*>", re.S)
NAMES = {"Forward", "Pass"}


def untranslated(template: str) -> set[str]:
    """The words of a template that stand outside of gettext."""
    bare = CODE.sub(" ", TRANSLATED.sub(" ", template))
    spoken = " ".join(first or second for first, second in SPOKEN.findall(bare))
    return set(re.findall(r"[^\W\d_]{2,}", f"{TAG.sub(' ', bare)} {spoken}")) - NAMES


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_template_has_no_word_outside_of_gettext(path: Path) -> None:
    assert untranslated(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ('<p class="muted">{% translate "Yes" %}</p>', set()),
        ("{% blocktranslate count n=n %}one{% plural %}many{% endblocktranslate %}", set()),
        ("<p>Saved {{ time }}</p>", {"Saved"}),
        ('<button aria-label="Close now">×</button>', {"Close", "now"}),
        ("<button aria-label=\"{% translate 'Close' %}\">×</button>", set()),
    ],
)
def test_words_outside_of_gettext_are_found(template: str, words: set[str]) -> None:
    assert untranslated(template) == words
