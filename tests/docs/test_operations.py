"""docs/operations.md keeps up with the code: every setting, every command, every file it names."""

import re

import pytest
from django.core.management import get_commands

from tests.server import ROOT

TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
READS_ENVIRONMENT = re.compile(r"""(?:\benv(?:\.\w+)?\(|os\.environ(?:\.get\(|\[))\s*"([A-Z_]+)\"""")
OF_THE_IMAGE = {"POSTGRES_USER"}  # fixed in compose.yaml, for PostgreSQL's own image


def _settings() -> list[str]:
    """The first column of the table of settings."""
    lines = TEXT.split("| Setting |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [line.split("|")[1].strip().strip("`") for line in lines]


def _read_by_the_code() -> set[str]:
    sources = [path for folder in ("config", "quizzes", "grader") for path in (ROOT / folder).rglob("*.py")]
    return {name for path in sources for name in READS_ENVIRONMENT.findall(path.read_text(encoding="utf-8"))}


def _used_by_compose() -> set[str]:
    text = (ROOT / "compose.yaml").read_text()
    return {*re.findall(r"\$\{(\w+)", text), *re.findall(r"^      ?([A-Z_]+): ", text, re.MULTILINE)}


def test_every_setting_is_in_the_table_in_order() -> None:
    assert _settings() == sorted((_read_by_the_code() | _used_by_compose()) - OF_THE_IMAGE)


def test_example_sets_what_there_is_to_set() -> None:
    example = (ROOT / "deploy" / "env.example").read_text()
    assert set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) - set(_settings()) == set()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"manage\.py (\w+)", TEXT))))
def test_command_exists(name: str) -> None:
    assert name in get_commands()


@pytest.mark.parametrize("path", sorted(set(re.findall(r"(?<![\w/-])deploy/[\w./-]*\w", TEXT))))
def test_file_exists(path: str) -> None:
    assert (ROOT / path).exists()
