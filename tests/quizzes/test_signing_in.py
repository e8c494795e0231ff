"""What signing in asks of the database, whose number counts when a hall does it at once."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quizzes.models import User


@pytest.mark.parametrize("name", ["ada", "ada@example.edu"])
def test_account_is_looked_up_once_for_all_that_ask(
    name: str, db: None, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    User.objects.create_user("ada", "ada@example.edu", "correct horse")
    with django_assert_num_queries(20, exact=False) as asked:
        client.post("/login/", {"username": name, "password": "correct horse"})
    found = [query for query in asked.captured_queries if query["sql"].startswith('SELECT "quizzes_user"')]
    # One to find the name, one of Django's to fetch the person.
    assert len(found) == 2
