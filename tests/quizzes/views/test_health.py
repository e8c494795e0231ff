"""The health check: quick, without session or redirect, and right about the database."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from quizzes.views import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _unknown() -> Iterator[None]:
    """Nothing is known of the database yet."""
    health._migrated.clear()
    yield
    health._migrated.clear()


def test_health_is_ok_when_the_database_is(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json(), answer.cookies) == (200, {"status": "ok"}, {})


def test_health_asks_one_query_once_it_knows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/healthz")
    with django_assert_num_queries(1):
        client.get("/healthz")


@pytest.mark.slow  # as are the migrations, which the fast tests do without
def test_health_fails_while_a_migration_is_missing(client: Client) -> None:
    [newest] = MigrationLoader(connection).graph.leaf_nodes("quizzes")
    MigrationRecorder(connection).record_unapplied(*newest)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "failing", "problem": "migrations are missing"},
    )


def test_health_fails_when_the_database_does_not_answer(client: Client) -> None:
    def refuse(*_: object) -> None:
        raise DatabaseError("gone")

    with connection.execute_wrapper(refuse):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "failing", "problem": "the database does not answer"},
    )
