"""Who is locked out after too many wrong passwords, and who is not."""

import pytest
from django.test import Client

from quizzes.models import User

pytestmark = pytest.mark.django_db


def _log_in(client: Client, username: str, password: str, address: str) -> int:
    form = {"username": username, "password": password, "next": "/admin/"}
    return client.post("/admin/login/", form, REMOTE_ADDR=address).status_code


@pytest.fixture
def guessed(client: Client) -> Client:
    """Alice and Bob may log in; somebody has guessed ten passwords of Alice's from 192.0.2.1."""
    for name in ("alice", "bob"):
        User.objects.create_user(name, password="correct horse", is_staff=True)
    answers = [_log_in(client, "alice", f"guess {number}", "192.0.2.1") for number in range(10)]
    assert answers == [200] * 9 + [429]
    return client


@pytest.mark.parametrize(
    ("username", "address", "status"),
    [("alice", "192.0.2.1", 429), ("bob", "192.0.2.1", 302), ("alice", "198.51.100.7", 302)],
    ids=["the guesser is out", "a neighbour in the hall is not", "nor is alice elsewhere"],
)
def test_lockout_is_of_user_and_address_together(
    guessed: Client, username: str, address: str, status: int
) -> None:
    assert _log_in(guessed, username, "correct horse", address) == status
