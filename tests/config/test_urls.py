"""Addresses that belong to no page of ours."""

from django.test import Client


def test_favicon_leads_to_the_icon(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/static/icons/forward-pass.svg")
