"""Who is who, and who is locked out."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from quizzes.models import User
from quizzes.queries.people import locked_until, person_called, person_with


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_user("ada", "Ada@Example.edu")


@pytest.mark.parametrize("name", ["ada", "ADA", "ada@example.edu", "ADA@EXAMPLE.EDU"])
def test_person_is_found_by_name_and_address(name: str, ada: User) -> None:
    assert person_called(name) == ada


@pytest.mark.parametrize("name", ["", "nobody", "nobody@example.edu", "ad", "ada\0"])
def test_nobody_is_found_by_another_name(name: str, ada: User) -> None:
    assert person_called(name) is None


def test_address_goes_before_a_user_name_that_looks_like_it(ada: User) -> None:
    User.objects.create_user("ada@example.edu", "other@example.edu")
    assert person_called("ada@example.edu") == ada
    assert person_with("ada@example.edu") == ada


def test_user_name_is_no_address(ada: User) -> None:
    User.objects.create_user("old@example.edu", "new@example.edu")
    assert person_with("old@example.edu") is None


def failures(user: User, count: int, minutes_ago: float, address: str = "192.0.2.1", agent: str = "") -> None:
    attempt = AccessAttempt.objects.create(
        username=user.username, ip_address=address, user_agent=agent, failures_since_start=count
    )
    moment = timezone.now() - timedelta(minutes=minutes_ago)
    AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=moment)


@pytest.mark.parametrize(
    ("rows", "minutes_left"),
    [
        ([(10, 1)], 4),
        ([(9, 1)], None),
        ([(10, 6)], None),
        ([(5, 3, "192.0.2.1", "phone"), (5, 1, "192.0.2.1", "laptop")], 2),
        ([(5, 1, "192.0.2.1"), (5, 1, "192.0.2.2")], None),
        ([(10, 3, "192.0.2.1"), (12, 1, "192.0.2.2")], 4),
    ],
)
def test_lock_ends_when_too_few_failures_are_left(
    rows: list[tuple], minutes_left: int | None, ada: User
) -> None:
    for row in rows:
        failures(ada, *row)
    ends = locked_until([ada]).get(ada.pk)
    left = ends and round((ends - timezone.now()) / timedelta(minutes=1))
    assert left == minutes_left


def test_lock_of_others_is_not_asked_for(ada: User, alice: User) -> None:
    failures(alice, 10, 1)
    assert locked_until([ada]) == {}
