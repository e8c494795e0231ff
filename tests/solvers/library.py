"""The shipped problems, parsed once for all tests."""

from functools import lru_cache
from pathlib import Path

from solvers import Problem

FOLDER = Path(__file__).parents[2] / "quizzes" / "library"
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))


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
