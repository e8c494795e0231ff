"""The stylesheet for other people's pages: each class that our HTML may have, as our own pages show it."""

import re

from quizzes.text import allowed
from tests.server import ROOT

OURS = (ROOT / "static" / "css" / "site.css").read_text(encoding="utf-8")
THEIRS = (ROOT / "examples" / "statement.css").read_text(encoding="utf-8")
OTHERWISE = (".math-error", ".align-left")  # by our own colours, and by our own tables


def test_every_class_of_a_statement_is_in_it() -> None:
    classes = {name for names in allowed._CLASSES.values() for name in names}
    assert set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/", "", THEIRS, flags=re.DOTALL))) == classes


def test_rules_are_those_of_our_pages() -> None:
    rules = re.sub(r"/\*.*?\*/\n", "", THEIRS, flags=re.DOTALL).splitlines()
    assert [rule for rule in rules if rule not in OURS.splitlines() and not rule.startswith(OTHERWISE)] == []
