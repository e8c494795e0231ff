"""docs/rest.md keeps up with the code: its tables, its limits, and the words that it quotes."""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver

from quizzes import actions
from quizzes.api import idempotency, pagination, urls
from quizzes.api.errors import ERROR_TYPES, TYPE
from quizzes.api.people_json import MOST_ROWS
from quizzes.api.variant_schema import KINDS
from quizzes.models import Scope
from quizzes.queries import stateless
from tests.docs.walk import PAGE

TEXT = PAGE.read_text(encoding="utf-8")
WORDS = " ".join(TEXT.split())


def table(*headings: str) -> list[list[str]]:
    """The rows of the table with these headings, cells without the marks of code."""
    lines = TEXT.split(f"| {' | '.join(headings)} |\n", 1)[1].split("\n\n", 1)[0].splitlines()[1:]
    return [[cell.strip().replace("`", "") for cell in line.strip("|").split(" |")] for line in lines]


def views(
    patterns: list[URLPattern | URLResolver] = urls.urlpatterns, before: str = "/"
) -> Iterator[tuple[str, Any]]:
    """Every address of the API, as the description writes it, with its view."""
    for pattern in patterns:
        address = before + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, address)
        elif view := getattr(pattern.callback, "view_class", None):
            yield address, view


def test_scopes_are_those_of_the_code() -> None:
    assert table("Scope", "Lets") == [[scope.value, scope.label] for scope in Scope]


def test_errors_are_those_of_the_code() -> None:
    rows = table("Type", "Status", "What it says", "What to do")
    assert [row[:3] for row in rows] == [
        [slug, str(kind.status), str(kind.title)] for slug, kind in ERROR_TYPES.items()
    ]
    assert f"Each type begins with `{TYPE}`." in TEXT


def test_lists_and_their_filters_are_those_of_the_code() -> None:
    documented = {
        address: set(filter(None, names.split(", "))) for address, names in table("List", "Filters")
    }
    assert documented == {
        address: set(view.filters.base_filters if view.filters else ())
        for address, view in views()
        if view.paged
    }


def test_kinds_of_fields_are_those_of_the_code() -> None:
    rows = table("`kind`", "A box for", "Send")
    assert {kind for row in rows for kind in row[0].split(", ")} == set(KINDS)


def test_limits_are_those_of_the_code() -> None:
    days = [span.days for span in (actions.USUAL_LIFE, stateless.USUAL, stateless.LONGEST)]
    assert days == [365, 7, 366]
    for said in (
        f"`page_size` is from 1 to {pagination.MOST}, and {pagination.USUAL} if not given",
        f"of up to {idempotency.LONGEST} characters",
        f"send {settings.API_REQUESTS_A_MINUTE} requests",
        f"besides {settings.API_MARKINGS_A_MINUTE} that ask",
        f"up to {settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 2**20:g} MB",
        f"up to {MOST_ROWS} rows",
        "good for 7 days unless `expires_in` says otherwise (up to 366)",
        "after a year unless told otherwise and after two years at the latest",
    ):
        assert said in WORDS
