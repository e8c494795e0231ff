"""One world for all tests here; each request is undone."""

import logging
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.authorisation.world import World, build


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)  # hundreds of refusals


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def undone(world: World) -> Iterator[World]:
    """The world as it was made, and so again afterwards: browsers' cookies too."""
    cookies = {role: client.cookies.copy() for role, client in world.clients.items()}
    cache.clear()
    with transaction.atomic():
        yield world
        transaction.set_rollback(True)
    for role, client in world.clients.items():
        client.cookies = cookies[role]
