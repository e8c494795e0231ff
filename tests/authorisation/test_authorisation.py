"""Every address of the site answers every role as the tables here say, and no address is missing there."""

import pytest
from django.db import transaction
from django.test import Client

from tests.authorisation.routes import Row, routes, table, told
from tests.authorisation.world import World

pytestmark = pytest.mark.django_db  # without it no database is made
TABLE = table()
# What says no, whoever asks and whatever for.
REFUSED = {"302", "400", "401", "403", "404", "405", "in"}


def test_every_address_is_in_a_table_once() -> None:
    told_of = sorted(row.route for row in TABLE if row.method == "GET")
    new = sorted(set(routes()) - set(told_of))
    assert new == [], "Say in pages.txt or admin.txt who gets what there"
    assert told_of == routes()


@pytest.mark.slow
@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.method} /{row.route}")
def test_role_gets(row: Row, undone: World) -> None:
    got = {}
    for role in undone.clients:
        with transaction.atomic():
            got[role] = told(undone.ask(role, row.method, row.route))
            transaction.set_rollback(True)
    assert got == row.expected


@pytest.mark.slow
@pytest.mark.parametrize("route", routes())
def test_post_from_another_site_is_refused(route: str, undone: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = undone.clients["admin"].cookies.copy()
    assert client.post(undone.address(route)).status_code == 403


@pytest.mark.slow
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize("route", [route for route in routes() if not route.startswith("admin/")])
def test_other_methods_are_refused(route: str, method: str, undone: World) -> None:
    for role in ("nobody", "owner", "admin"):
        answer = getattr(undone.clients[role], method)(undone.address(route))
        assert told(answer) in REFUSED, role
