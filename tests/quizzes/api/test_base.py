"""What every endpoint does with the address that was asked for."""

from typing import Any

import pytest
from django.test import Client

from tests.quizzes.api.clients import problem

LARGE = 2**63  # one more than any database takes as a key


@pytest.mark.parametrize(
    "address",
    [
        f"courses/{LARGE}/people/1/",
        f"courses/1/people/{LARGE}/",
        f"quizzes/{LARGE}/questions/{LARGE}/",
        f"variants/{LARGE}/draft/",
        f"problems/sigmoid-neuron/versions/{10**30}/",
    ],
)
def test_number_larger_than_any_key_leads_nowhere(address: str, machine: Client, version: Any) -> None:
    assert problem(machine.get(f"/api/v1/{address}")) == (404, "not-found", [])
