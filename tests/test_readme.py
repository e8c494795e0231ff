"""README.md keeps up with the code: commands and packages."""

import os
import re
import subprocess

import pytest

from tests.server import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def _column(heading: str) -> list[str]:
    """The first column of the table whose first heading that is, in its order."""
    lines = README.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [line.split("|")[1].strip().strip("`") for line in lines]


def _named(path: str) -> list[str]:
    """The packages that a requirements file names."""
    lines = (ROOT / path).read_text().splitlines()
    return [re.split(r"[\[~=<>! ]", line)[0] for line in lines if line and line[0] not in "#-"]


def _make(*arguments: str) -> subprocess.CompletedProcess[str]:
    # As if by hand: a make that runs these tests would have its own say in what this one prints.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(["make", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)


def _listed() -> list[str]:
    """The commands that `make` alone lists."""
    return [line.split()[1] for line in _make().stdout.splitlines()]


def test_readme_lists_every_command_that_make_lists() -> None:
    assert [f"make {name}" for name in _listed() if name != "help"] == _column("Command")


@pytest.mark.slow
@pytest.mark.parametrize("name", _listed())
def test_make_has_every_target_it_lists(name: str) -> None:
    done = _make("--dry-run", name)
    assert done.returncode == 0, done.stderr


def test_readme_says_what_each_package_is_for() -> None:
    assert _column("Package") == _named("requirements.in")


@pytest.mark.parametrize("name", _named("requirements-dev.in"))
def test_readme_names_what_development_needs(name: str) -> None:
    assert f"`{name}`" in README.split("For development:", 1)[1]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_and_name_no_registry(name: str) -> None:
    lines = (ROOT / name).read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; .+)?", line)] == []


def test_requirements_name_what_the_client_asked_for() -> None:
    asked = {"django", "numpy", "djangorestframework", "pytest-django", "gunicorn"}
    assert asked - set(_named("requirements.txt")) == set()


def test_readme_lists_every_example() -> None:
    assert sorted(_column("Example")) == sorted(path.name for path in (ROOT / "examples").glob("*.*"))
