"""Addresses at which nothing is."""

import pytest
from django.test import Client

from tests.quizzes.api.clients import problem


@pytest.mark.parametrize("address", ["nothing", "attempts/1%0A2/submit/", "problems//report/", "%00", "%FF/"])
def test_what_is_no_address_is_told_as_any_error(address: str, machine: Client) -> None:
    assert problem(machine.get(f"/api/v1/{address}")) == (404, "not-found", [])
