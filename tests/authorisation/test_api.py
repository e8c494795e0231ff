"""Every endpoint of the API answers every caller as api.txt says, and none is missing there."""

import pytest
from django.db import transaction

from tests.authorisation.callers import call
from tests.authorisation.endpoints import METHODS, Row, endpoints, table, views
from tests.authorisation.world import World

pytestmark = pytest.mark.django_db  # without it no database is made


def test_every_endpoint_is_in_the_table_once() -> None:
    told_of = sorted(row.endpoint for row in table())
    missing = sorted(set(endpoints()) - set(told_of))
    assert missing == [], "Say in api.txt who gets what there"
    assert told_of == endpoints()


@pytest.mark.parametrize("route", views())
def test_methods_are_those_that_have_a_scope(route: str) -> None:
    view = views()[route]
    assert {method for method in METHODS if hasattr(view, method.lower())} == set(view.scopes)


@pytest.mark.slow
@pytest.mark.parametrize("row", table(), ids=lambda row: f"{row.endpoint.method} /{row.endpoint.route}")
def test_caller_gets(row: Row, undone: World) -> None:
    got = {}
    for role in ("nobody", *row.expected):
        with transaction.atomic():
            got[role] = str(call(undone, role, *row.endpoint).status_code)
            transaction.set_rollback(True)
    assert got == {"nobody": "401", **row.expected}, f"got: {' '.join(list(got.values())[1:])}"


@pytest.mark.slow
@pytest.mark.parametrize("route", views())
def test_methods_without_a_scope_are_refused(route: str, undone: World) -> None:
    others = set(METHODS) - set(views()[route].scopes)
    got = {
        (role, method): call(undone, role, route, method, "-").status_code
        for role in ("nobody", "owner", "admin", "course")
        for method in others
    }
    assert got == {(role, method): 401 if role == "nobody" else 405 for role, method in got}


@pytest.mark.slow
@pytest.mark.parametrize("route", views())
def test_change_from_another_site_is_refused(route: str, undone: World) -> None:
    methods = [method for method in views()[route].scopes if method != "GET"]
    got = {method: call(undone, "strange", route, method, "-").status_code for method in methods}
    assert got == dict.fromkeys(methods, 403)
