"""The shipped problems, parsed once for all tests."""

from functools import lru_cache
from pathlib import Path

import pytest

from solvers import Problem

FOLDER = Path(__file__).parents[2] / "quizzes" / "library"
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))
IN_CHECK = ("sigmoid-neuron", "cnn-table-mnist")
# For what takes long with each: `make test` takes all, `make check` a neuron and a table.
LONG = [pytest.param(name, marks=[] if name in IN_CHECK else pytest.mark.slow) for name in NAMES]


@lru_cache
def text(name: str) -> str:
    """The document of a shipped problem."""
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


@lru_cache
def shipped(name: str) -> Problem:
    """A shipped problem."""
    return Problem.parse(text(name))


def document(program: str, statement: str = "A question.", explanation: str = "") -> str:
    """A document around a program, whose first line is line 6 of the document."""
    return f"---\ntitle: T\n---\n{statement}\n```problem\n{program}\n```\n{explanation}"


def problem(program: str, statement: str = "A question.", explanation: str = "") -> Problem:
    """The problem of a program."""
    return Problem.parse(document(program, statement, explanation))
