"""Saving a draft, and the clock: what a script is answered, and what a browser without scripts sees."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from quizzes import actions
from quizzes.models import (
    Attempt,
    AttemptQuestion,
    Course,
    Extension,
    LateDraft,
    Quiz,
    Submission,
    User,
    Variant,
)
from tests.quizzes.views.test_question import boxes

TYPED = {"answer.z": "0.87", "answer.y": ""}


@pytest.fixture
def place(variant: Variant) -> AttemptQuestion:
    return AttemptQuestion.objects.get(variant=variant)


def save(client: Client, variant: Variant, typed: dict[str, str], revision: int, script: bool = True):
    headers = {"Accept": "application/json"} if script else {}
    fields = typed | {"revision": str(revision)}
    return client.post(f"/variants/{variant.pk}/save/", fields, headers=headers)


def end(attempt: Attempt, ago: timedelta = timedelta(minutes=1)) -> None:
    """Let the attempt's time have run out so long ago."""
    Quiz.objects.filter(pk=attempt.quiz_id).update(time_limit=1)
    begun = timezone.now() - timedelta(minutes=1) - ago
    Attempt.objects.filter(pk=attempt.pk).update(started_at=begun)


def test_save_answers_the_new_revision(variant: Variant, place: AttemptQuestion, as_alice: Client) -> None:
    answer = save(as_alice, variant, TYPED, place.revision)
    place.refresh_from_db()
    said = answer.json()
    assert (answer.status_code, said["revision"], said["over"], said["ends_at"]) == (
        200,
        place.revision,
        False,
        None,
    )
    assert said["time"] == timezone.localtime(place.saved_at).strftime("%H:%M")
    assert (place.draft, place.answered) == ({"z": "0.87", "y": ""}, True)
    assert Submission.objects.count() == 0


def test_save_of_the_same_text_again_changes_nothing(
    variant: Variant, place: AttemptQuestion, as_alice: Client
) -> None:
    once = save(as_alice, variant, TYPED, place.revision).json()["revision"]
    again = save(as_alice, variant, TYPED, place.revision)
    assert (again.status_code, again.json()["revision"]) == (200, once)


def test_save_over_a_newer_text_is_refused_and_tells_it(
    variant: Variant, place: AttemptQuestion, as_alice: Client
) -> None:
    newest = save(as_alice, variant, {"answer.z": "1"}, place.revision).json()
    answer = save(as_alice, variant, {"answer.z": "2"}, place.revision)
    said = answer.json()
    assert answer.status_code == 409
    assert (said["problem"], said["typed"], said["revision"], said["time"]) == (
        "stale",
        {"z": "1", "y": ""},
        newest["revision"],
        newest["time"],
    )


def test_save_after_the_end_is_kept_for_the_teacher(
    variant: Variant, place: AttemptQuestion, attempt: Attempt, as_alice: Client
) -> None:
    save(as_alice, variant, TYPED, place.revision)
    end(attempt)
    answer = save(as_alice, variant, {"answer.z": "9"}, place.revision + 1)
    said = answer.json()
    assert (answer.status_code, said["problem"], said["over"], said["final"]) == (410, "over", True, True)
    assert said["typed"] == {"z": "0.87", "y": ""}
    assert [late.typed["z"] for late in LateDraft.objects.all()] == ["9"]


def test_save_in_the_grace_counts(
    variant: Variant, place: AttemptQuestion, attempt: Attempt, as_alice: Client
) -> None:
    end(attempt, timedelta(seconds=1))
    answer = save(as_alice, variant, TYPED, place.revision)
    said = answer.json()
    assert (answer.status_code, said["over"], said["final"]) == (200, True, False)


@pytest.mark.parametrize(
    ("finish", "reason"),
    [
        (lambda variant: actions.submit(variant, {"z": "0.87", "y": "0.705"}, "k"), "solved"),
        (actions.reveal_solution, "shown"),
        (actions.new_numbers, "earlier"),
    ],
)
def test_save_on_finished_numbers_says_why_not(
    finish: Callable[[Variant], object], reason: str, variant: Variant, as_alice: Client
) -> None:
    finish(variant)
    answer = save(as_alice, variant, {"answer.z": "9"}, 99)
    assert (answer.status_code, answer.json()["problem"]) == (410, reason)


def test_save_by_nobody_is_told_so(variant: Variant) -> None:
    answer = save(Client(), variant, TYPED, 1)
    assert (answer.status_code, answer.json()) == (401, {"problem": "signed out"})


def test_save_at_other_peoples_numbers_is_not_found(
    variant: Variant, as_bob: Client, as_charlie: Client
) -> None:
    assert [save(client, variant, TYPED, 1).status_code for client in (as_bob, as_charlie)] == [404, 404]


def test_save_without_a_token_is_refused(variant: Variant, alice: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert save(client, variant, TYPED, 1).status_code == 403


def test_save_takes_the_token_of_the_cookie(variant: Variant, place: AttemptQuestion, alice: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    client.get(f"/questions/{variant.question_id}/")
    answer = client.post(
        f"/variants/{variant.pk}/save/",
        TYPED | {"revision": str(place.revision)},
        headers={"Accept": "application/json", "X-CSRFToken": client.cookies["csrftoken"].value},
    )
    assert answer.status_code == 200


def test_save_without_script_leads_back_to_the_saved_text(
    variant: Variant, place: AttemptQuestion, as_alice: Client
) -> None:
    answer = save(as_alice, variant, TYPED, place.revision, script=False)
    assert answer.url == f"/variants/{variant.pk}/#saving"
    page = as_alice.get(answer.url, follow=True)
    assert boxes(page.text) == {"z": "0.87", "y": ""}


def test_stale_save_without_script_keeps_what_was_typed(
    variant: Variant, place: AttemptQuestion, as_alice: Client
) -> None:
    save(as_alice, variant, {"answer.z": "1"}, place.revision)
    answer = save(as_alice, variant, {"answer.z": "2"}, place.revision, script=False)
    assert answer.status_code == 409
    assert boxes(answer.text) == {"z": "2", "y": ""}
    assert "changed in another tab" in answer.text


def test_save_without_script_and_signed_out_keeps_what_was_typed(variant: Variant) -> None:
    client = Client()
    answer = save(client, variant, TYPED, 1, script=False)
    assert answer.url == f"/login/?next=/variants/{variant.pk}/"
    login = {"username": "alice", "password": "alice", "next": f"/variants/{variant.pk}/"}
    page = client.post("/login/", login, follow=True)
    assert boxes(page.text) == {"z": "0.87", "y": ""}
    assert " data-unsaved" in page.text


def test_clock_shows_an_extension(attempt: Attempt, quiz: Quiz, alice: User, as_alice: Client) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(time_limit=30)
    attempt.refresh_from_db()
    address = f"/attempts/{attempt.pk}/clock/"
    before = as_alice.get(address).json()
    Extension.objects.create(quiz=quiz, student=alice, extra_minutes=15)
    after = as_alice.get(address).json()
    first, second = (datetime.fromisoformat(said["ends_at"]) for said in (before, after))
    begun = attempt.started_at.replace(microsecond=attempt.started_at.microsecond // 1000 * 1000)
    assert (first - begun, second - begun) == (timedelta(minutes=30), timedelta(minutes=45))
    assert (after["over"], after["final"]) == (False, False)
    assert after["ends"] == timezone.localtime(second).strftime("%H:%M UTC")


def test_times_are_those_of_the_course(
    variant: Variant, place: AttemptQuestion, quiz: Quiz, as_alice: Client
) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(time_limit=30)
    Course.objects.filter(pk=quiz.course_id).update(time_zone="Asia/Kolkata")
    said = save(as_alice, variant, TYPED, place.revision).json()
    kolkata = ZoneInfo("Asia/Kolkata")
    ends = datetime.fromisoformat(said["ends_at"]).astimezone(kolkata)
    saved = datetime.fromisoformat(said["saved_at"]).astimezone(kolkata)
    assert (said["time"], said["ends"]) == (saved.strftime("%H:%M"), ends.strftime("%H:%M IST"))


def test_clock_is_for_the_attempts_student_alone(attempt: Attempt, as_bob: Client) -> None:
    address = f"/attempts/{attempt.pk}/clock/"
    assert (as_bob.get(address).status_code, Client().get(address).status_code) == (404, 302)
