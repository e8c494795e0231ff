"""Every address of the site as its resolver has it, and the tables that say who gets what there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

from tests.authorisation.world import ROLES

FOLDER = Path(__file__).parent
METHODS = ("GET", "POST")
PAGES = ("admin.txt", "pages.txt")
# A regular expression of Django's admin, as an address.
WRITTEN = {
    r"^(?P<app_label>": "quizzes/",
    r"(?P<url>.*)$": "no-such-page/",
}


class Row(NamedTuple):
    """What each role gets at one address with one method."""

    route: str
    method: str
    expected: dict[str, str]


def routes() -> list[str]:
    """The routes of the resolver, but for the API's."""
    return sorted({route for route, entry in walk(get_resolver()) if not is_endpoint(entry)})


def is_endpoint(entry: URLPattern) -> bool:
    """Whether it is of the API, of which endpoints.py tells."""
    return hasattr(entry.callback, "cls")


def walk(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Each route with what stands for it in the resolver."""
    for entry in resolver.url_patterns:
        route = before + _written(str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from walk(entry, route)
        else:
            yield route, entry


def _written(pattern: str) -> str:
    return next((path for start, path in WRITTEN.items() if pattern.startswith(start)), pattern)


def table() -> list[Row]:
    """The rows of the tables of pages."""
    return [row for name in PAGES for row in _rows((FOLDER / name).read_text(encoding="utf-8"))]


def _rows(text: str) -> Iterator[Row]:
    """Read a table: `address | GET | POST`, a cell for each column; one cell alone holds for all.

    A column may stand for several roles, joined by "+".
    """
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("|")[1].split()
    for line in lines[1:]:
        route, *cells = (part.strip() for part in line.split("|"))
        for method, found in zip(METHODS, cells, strict=True):
            yield Row("" if route == "(home)" else route, method, _expected(columns, found.split(), line))


def _expected(columns: list[str], cells: list[str], line: str) -> dict[str, str]:
    cells = cells * len(columns) if len(cells) == 1 else cells
    assert len(cells) == len(columns), line
    found = {role: cell for column, cell in zip(columns, cells, strict=True) for role in column.split("+")}
    assert set(found) == set(ROLES), line
    return found


def told(answer: Any) -> str:
    """What an answer says, as the tables write it: its status, or "in" where it leads to signing in."""
    if answer.status_code == 302 and re.match(r"/(admin/)?login/", answer["Location"]):
        return "in"
    return str(answer.status_code)
