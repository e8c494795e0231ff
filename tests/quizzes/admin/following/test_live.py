"""The page of who works now: each button says what it did, and the history of the attempt keeps it."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from quizzes import actions
from quizzes.models import Attempt, AttemptQuestion, Course, Extension, LateDraft, Quiz, User, Variant


@pytest.fixture
def timed(quiz: Quiz) -> Quiz:
    Quiz.objects.filter(pk=quiz.pk).update(time_limit=60)
    return Quiz.objects.get(pk=quiz.pk)


def live(quiz: Quiz, then: str = "") -> str:
    return f"/admin/quizzes/quiz/{quiz.pk}/live/{then}"


def history() -> list[str]:
    return [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]


def test_time_is_added_and_kept_in_the_history(timed: Quiz, attempt: Attempt, as_ines: Client) -> None:
    assert as_ines.post(live(timed, f"{attempt.pk}/time/"), {"minutes": "5"}).status_code == 302
    assert Extension.objects.get().extra_minutes == 5
    assert [line.split(",")[0] for line in history()] == ["5 minutes more"]


@pytest.mark.parametrize("minutes", ["", "0", "-5", "x", "999999"])
def test_time_that_is_none_is_refused(minutes: str, timed: Quiz, attempt: Attempt, as_ines: Client) -> None:
    answer = as_ines.post(live(timed, f"{attempt.pk}/time/"), {"minutes": minutes}, follow=True)
    assert [str(said) for said in answer.context["messages"]] == [
        "Write how many minutes to add, from 1 to 1440."
    ]
    assert not Extension.objects.exists()


def test_attempt_is_ended_only_when_confirmed(timed: Quiz, attempt: Attempt, as_ines: Client) -> None:
    as_ines.get(live(timed, f"{attempt.pk}/end/"))
    assert Attempt.objects.get().submitted_at is None
    as_ines.post(live(timed, f"{attempt.pk}/end/"))
    assert Attempt.objects.get().submitted_at is not None
    assert history() == ["Ended by a teacher."]


def test_attempt_is_opened_again(timed: Quiz, attempt: Attempt, as_ines: Client) -> None:
    actions.submit_attempt(attempt)
    as_ines.post(live(timed, f"{attempt.pk}/reopen/"), {"minutes": "5"})
    assert Attempt.objects.get().submitted_at is None
    assert [line.split(" until")[0] for line in history()] == ["Open again"]


def test_late_draft_is_counted(timed: Quiz, attempt: Attempt, variant: Variant, as_ines: Client) -> None:
    actions.submit_attempt(attempt)
    draft = LateDraft.objects.create(place=attempt.places.get(), variant=variant, typed={"z": "0.87"})
    as_ines.post(live(timed, f"late/{draft.pk}/"))
    assert AttemptQuestion.objects.get().share == pytest.approx(1 / 3)
    assert history() == ["Answers that came late at question 1 are counted: 1.0 of 3.0."]


def test_attempt_of_another_quiz_is_not_found(timed: Quiz, attempt: Attempt, as_ines: Client) -> None:
    other = actions.create_quiz(timed.course, "Other", [])
    assert as_ines.post(live(other, f"{attempt.pk}/end/")).status_code == 404


def test_page_marks_first_whose_time_is_up(
    timed: Quiz, attempt: Attempt, variant: Variant, as_ines: Client
) -> None:
    actions.save_draft(variant, {"z": "0.87"}, 0)
    Attempt.objects.update(started_at=timezone.now() - timedelta(hours=2))
    attempt.places.update(saved_at=timezone.now() - timedelta(hours=1, minutes=5))
    as_ines.get(live(timed))
    assert AttemptQuestion.objects.get().share == pytest.approx(1 / 3)


def test_page_costs_the_same_for_one_and_for_three(
    timed: Quiz, course: Course, as_ines: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seen = []
    for number in range(3):
        actions.start_attempt(timed, actions.enrol(course, User.objects.create_user(f"s{number}")).user)
        with django_assert_num_queries(16, exact=False) as queries:
            assert as_ines.get(live(timed)).status_code == 200
        seen.append(len(queries))
    assert seen[0] == seen[2]
