"""One world for all tests of a module here, the description of the API, and calls that are undone."""

import logging
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker
from schemathesis.schemas import BaseSchema

from quizzes.api.documentation import description
from tests.authorisation.world import World, build
from tests.fuzz.calls import Calls, credentials


@pytest.fixture(scope="session")
def described() -> BaseSchema:
    """What OpenAPI says of the API, with the application beside it."""
    found = schemathesis.openapi.from_dict(deepcopy(description("en")))
    found.app = get_wsgi_application()
    return found


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def senders(world: World) -> dict[str, dict[str, Any]]:
    return credentials(world)


@pytest.fixture
def calls(
    described: BaseSchema,
    senders: dict[str, dict[str, Any]],
    world: World,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> Iterator[Calls]:
    """Calls without limits; connections stay open, since the transaction around each has to."""
    settings.API_REQUESTS_A_MINUTE = settings.API_MARKINGS_A_MINUTE = 10**9
    caplog.set_level(logging.CRITICAL)
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield Calls(described, senders, world)
    for signal in signals:
        signal.connect(close_old_connections)
