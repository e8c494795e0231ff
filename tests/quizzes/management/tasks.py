"""Tasks for the tests of the worker: they leave lines in a file."""

import time
from pathlib import Path

from django_tasks import task


@task()
def note(path: str, line: str) -> str:
    with Path(path).open("a") as file:
        file.write(f"{line}\n")
    return line


@task()
def fail() -> None:
    raise ValueError("on purpose")


@task()
def note_slowly_at_first(path: str, line: str) -> None:
    """Hang after the line is written; where it stands already, as at a second try, be done at once."""
    if Path(path).exists():
        return
    note.call(path, line)
    time.sleep(60)
