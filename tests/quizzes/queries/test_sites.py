"""What the site is called, and that it costs nothing to say so."""

import pytest
from django.contrib.sites.models import Site
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quizzes.queries.sites import site_name


@pytest.mark.parametrize(("name", "shown"), [("example.com", "Forward Pass"), ("ETH & Co", "ETH & Co")])
def test_site_is_called_as_its_administrator_says(name: str, shown: str, db: None) -> None:
    Site.objects.update_or_create(pk=1, defaults={"name": name})
    assert site_name() == shown


def test_pages_carry_the_name_without_asking_for_it(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Site.objects.update_or_create(pk=1, defaults={"name": "ETH & Co"})
    assert "<title>Sign in · ETH &amp; Co</title>" in client.get("/login/").text
    with django_assert_num_queries(0):
        client.get("/login/")
