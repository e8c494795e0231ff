"""Who is locked out after too many wrong passwords, and who is not."""

from collections import Counter

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from quizzes.models import User

pytestmark = pytest.mark.django_db

PEOPLE = 150  # in a hall


def _log_in(client: Client, username: str, password: str, address: str) -> int:
    form = {"username": username, "password": password, "next": "/admin/"}
    return client.post("/admin/login/", form, REMOTE_ADDR=address).status_code


@pytest.fixture
def guessed(client: Client) -> Client:
    """Alice and Bob may log in; somebody has guessed ten passwords of Alice's from 192.0.2.1."""
    for name in ("alice", "bob"):
        User.objects.create_user(name, f"{name}@example.edu", "correct horse", is_staff=True)
    answers = [_log_in(client, "alice", f"guess {number}", "192.0.2.1") for number in range(10)]
    assert answers == [200] * 9 + [429]
    return client


@pytest.mark.parametrize(
    ("username", "address", "status"),
    [
        ("alice", "192.0.2.1", 429),
        ("Alice", "192.0.2.1", 429),
        ("ALICE@example.edu", "192.0.2.1", 429),
        ("bob", "192.0.2.1", 302),
        ("alice@example.edu", "198.51.100.7", 302),
    ],
    ids=[
        "the guesser is out",
        "also with a capital",
        "also with the address",
        "a neighbour in the hall is not",
        "nor is alice elsewhere",
    ],
)
def test_lockout_is_of_user_and_address_together(
    guessed: Client, username: str, address: str, status: int
) -> None:
    assert _log_in(guessed, username, "correct horse", address) == status


def test_guesses_by_name_and_by_address_count_together(client: Client) -> None:
    User.objects.create_user("alice", "alice@example.edu", "correct horse")
    names = ["alice", "alice@example.edu", "Alice@Example.EDU", "ALICE", "alice"] * 2
    answers = [_log_in(client, name, "a guess", "192.0.2.1") for name in names]
    assert answers == [200] * 9 + [429]


def test_right_password_ends_the_count_also_by_address(client: Client) -> None:
    User.objects.create_user("alice", "alice@example.edu", "correct horse", is_staff=True)
    for _round in range(2):
        answers = [_log_in(client, "alice", "a guess", "192.0.2.1") for _guess in range(9)]
        answers.append(_log_in(client, "alice@example.edu", "correct horse", "192.0.2.1"))
        assert answers == [200] * 9 + [302]
        client.logout()


@pytest.mark.slow
def test_hall_behind_one_address_does_not_lock_itself_out(client: Client) -> None:
    """A hundred and fifty people, two slips each, all from one address; then everybody is let in."""
    password = make_password("correct horse")
    User.objects.bulk_create(
        User(username=f"student{number}", email=f"student{number}@example.edu", password=password)
        for number in range(PEOPLE)
    )
    answers = Counter()
    for guess in ("correct house", "Correct horse", "correct horse"):
        for number in range(PEOPLE):
            name = f"student{number}" if number % 2 else f"student{number}@example.edu"
            form = {"username": name, "password": guess}
            answers[guess, client.post("/login/", form, REMOTE_ADDR="192.0.2.1").status_code] += 1
            client.cookies.clear()
    assert answers == {
        ("correct house", 200): PEOPLE,
        ("Correct horse", 200): PEOPLE,
        ("correct horse", 302): PEOPLE,
    }
