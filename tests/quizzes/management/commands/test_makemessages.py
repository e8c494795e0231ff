"""What the core says is found, besides what Django knows of."""

import re
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

SOURCE = """
say("A sentence.", name=name)
say_plural("{number} input", "{number} inputs", count)
TABLE = {"a": phrase("In a table.")}
later("Kept"
      " in two lines.")
gettext("Of Django.")
other("Not said.")
"""


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed: apt-get install gettext")
def test_sentences_of_the_core_are_collected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    for folder in ("core", "tests"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "said.py").write_text(SOURCE if folder == "core" else 'say("Only a test.")')
    monkeypatch.chdir(tmp_path)
    call_command("makemessages", locale=["de"], verbosity=0)
    found = (tmp_path / "locale" / "de" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    assert re.findall(r'^msgid(?:_plural)? "(.+)"$', found, re.MULTILINE) == [
        "A sentence.",
        "{number} input",
        "{number} inputs",
        "In a table.",
        "Kept in two lines.",
        "Of Django.",
    ]
