"""The endpoints of the API as the resolver has them, and the table that says who gets what there."""

from typing import Any, NamedTuple

from django.urls import get_resolver

from quizzes.api.base import ApiView
from tests.authorisation.callers import API_ROLES
from tests.authorisation.routes import FOLDER, walk

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class Endpoint(NamedTuple):
    """One method of one address, and the scope that it takes."""

    route: str
    method: str
    scope: str


class Row(NamedTuple):
    """What each role gets there."""

    endpoint: Endpoint
    expected: dict[str, str]


def views() -> dict[str, type[ApiView]]:
    """The endpoints by their addresses."""
    found: dict[str, Any] = {
        route: getattr(entry.callback, "cls", None) for route, entry in walk(get_resolver())
    }
    return {route: view for route, view in found.items() if view and issubclass(view, ApiView)}


def endpoints() -> list[Endpoint]:
    """Every method of every endpoint."""
    return sorted(
        Endpoint(route, method, scope.value if scope else "-")
        for route, view in views().items()
        for method, scope in view.scopes.items()
    )


def table() -> list[Row]:
    """The rows of api.txt; one cell alone holds for all roles."""
    text = (FOLDER / "api.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("|")[3].split()
    assert columns == list(API_ROLES), lines[0]
    rows = []
    for line in lines[1:]:
        route, method, scope, told = (part.strip() for part in line.split("|"))
        cells = told.split() * (len(columns) if len(told.split()) == 1 else 1)
        assert len(cells) == len(columns), line
        rows.append(Row(Endpoint(route, method, scope), dict(zip(columns, cells, strict=True))))
    return rows
