"""Dates are in the time zone of their course, and the next request begins anew."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import Settings

from quizzes.models import Course, Quiz

CLOSES = datetime(2099, 7, 1, 22, 30, tzinfo=UTC)


@pytest.fixture
def dated(quiz: Quiz) -> Quiz:
    Quiz.objects.update(closes_at=CLOSES)
    quiz.refresh_from_db()
    return quiz


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("", "Wed 1 Jul 2099, 22:30"),
        ("Europe/Berlin", "Thu 2 Jul 2099, 00:30"),
        ("Asia/Kathmandu", "Thu 2 Jul 2099, 04:15"),
    ],
)
def test_dates_are_in_the_time_zone_of_the_course(
    zone: str, shown: str, dated: Quiz, as_alice: Client
) -> None:
    Course.objects.update(time_zone=zone)
    assert shown in as_alice.get(f"/quizzes/{dated.pk}/").text


def test_teacher_enters_dates_in_the_time_zone_of_the_course(dated: Quiz, as_ines: Client) -> None:
    Course.objects.update(time_zone="Europe/Berlin")
    page = as_ines.get(f"/admin/quizzes/quiz/{dated.pk}/change/").text
    assert 'value="2099-07-02"' in page
    assert 'value="00:30:00"' in page
    assert "Dates are in the time zone Europe/Berlin." in page


def test_time_zone_of_one_page_does_not_reach_the_next(
    dated: Quiz, as_ines: Client, settings: Settings
) -> None:
    Course.objects.update(time_zone="Europe/Berlin")
    as_ines.get(f"/quizzes/{dated.pk}/")
    assert "Dates are in the time zone UTC." in as_ines.get("/admin/quizzes/quiz/add/").text
