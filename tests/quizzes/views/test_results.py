"""A student sees how each mark came about once it shows, can contest it, and gets an answer."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from quizzes import actions
from quizzes.models import ContestedMark, Quiz, User, Variant
from tests.quizzes.builders import again

DAY = timedelta(days=1)


def words(html: str) -> str:
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub("<[^>]*>", " ", main).split())


def results(client: Client, variant: Variant) -> str:
    answer = client.get(f"/attempts/{variant.attempt_id}/")
    assert answer.status_code == 200
    return words(answer.text)


def contest(client: Client, variant: Variant, reason: str = "0.9 is right, I think.") -> int:
    return client.post(f"/attempts/{variant.attempt_id}/1/contest/", {"reason": reason}).status_code


@pytest.fixture
def checked(variant: Variant) -> Variant:
    actions.submit(variant, {"z": "0,87", "y": "0.9"}, "a")
    actions.submit(again(variant), {"z": "0.2", "y": ""}, "b")
    return variant


def test_results_show_each_submission_and_which_counts(checked: Variant, as_alice: Client) -> None:
    shown = results(as_alice, checked)
    assert re.findall(r"Submission (\d), [^·]*?(· counts)? Answer", shown) == [("1", "· counts"), ("2", "")]
    assert "0,87 read as 0.87" in shown
    assert "1 of 3 points" in shown


def test_results_of_an_exam_wait_for_its_close(variant: Variant, as_alice: Client) -> None:
    closes = timezone.now() + DAY
    Quiz.objects.update(**actions.PRESETS["exam"], closes_at=closes)
    actions.save_draft(again(variant), {"z": "0.87", "y": "0.9"}, 0 + variant.place.revision)
    actions.submit_attempt(variant.attempt)
    shown = results(as_alice, variant)
    assert "Submission 1" not in shown
    assert "of 3 points" not in shown
    assert shown.count(f"from {closes:%a} {closes.day} {closes:%b %Y, %H:%M}") == 3
    assert contest(as_alice, variant) == 404
    Quiz.objects.update(closes_at=timezone.now() - DAY)
    shown = results(as_alice, variant)
    assert "Submission 1" in shown
    assert "1 of 3 points" in shown


def test_contested_mark_goes_to_the_teacher_once(checked: Variant, as_alice: Client) -> None:
    assert [contest(as_alice, checked) for _click in range(2)] == [302, 302]
    sent = ContestedMark.objects.get()
    assert (sent.submission.number, sent.reason) == (1, "0.9 is right, I think.")
    assert "Your teacher has it" in results(as_alice, checked)


def test_instructors_get_a_letter_about_a_contested_mark(
    checked: Variant, as_alice: Client, ines: User, mailoutbox: list
) -> None:
    User.objects.filter(pk=ines.pk).update(email="ines@example.org")
    for _click in range(2):
        contest(as_alice, checked)
    [mail] = mailoutbox
    link = f"http://testserver/admin/quizzes/contestedmark/{ContestedMark.objects.get().pk}/change/"
    assert (mail.to, mail.subject) == (["ines@example.org"], "Neurons: a contested mark")
    assert [words in mail.body for words in ("0.9 is right, I think.", link)] == [True, True]


def test_contest_without_a_reason_is_refused(checked: Variant, as_alice: Client) -> None:
    contest(as_alice, checked, "  ")
    assert ContestedMark.objects.count() == 0
    assert "Say in a few words" in results(as_alice, checked)


def test_question_without_a_mark_cannot_be_contested(variant: Variant, as_alice: Client) -> None:
    assert contest(as_alice, variant) == 404


def test_answer_reaches_the_student(
    checked: Variant, as_alice: Client, as_ines: Client, mailoutbox: list
) -> None:
    checked.created_for.email = "alice@example.org"
    checked.created_for.save()
    contest(as_alice, checked)
    page = f"/admin/quizzes/contestedmark/{ContestedMark.objects.get().pk}/change/"
    assert "w = [0.2, 0.3, 0.9]" in as_ines.get(page).text
    assert as_ines.post(page, {"answer": "0.705 was asked."}).status_code == 302
    assert "Answer of ines: 0.705 was asked." in results(as_alice, checked)
    assert [(mail.to, "0.705 was asked." in mail.body) for mail in mailoutbox] == [
        (["alice@example.org"], True)
    ]


def test_results_are_only_for_who_made_the_attempt(
    checked: Variant, as_bob: Client, as_charlie: Client
) -> None:
    for client in (as_bob, as_charlie):
        assert client.get(f"/attempts/{checked.attempt_id}/").status_code == 404
        assert contest(client, checked) == 404


@pytest.mark.parametrize(("counts", "points"), [("best", 3), ("last", 1), ("average", 2)])
def test_attempts_count_as_the_quiz_says(
    counts: str, points: int, checked: Variant, as_alice: Client
) -> None:
    Quiz.objects.update(attempts_allowed=2, counts=counts)
    actions.submit(again(checked), {"z": "0.87", "y": "0.705"}, "c")
    actions.submit_attempt(checked.attempt)
    second = actions.start_attempt(checked.attempt.quiz, checked.created_for)
    opened = actions.open_question(checked.question, second)
    right = {name: str(round(value, 2)) for name, value in again(opened).record["answers"].items()}
    actions.submit(again(opened), {"z": right["z"]}, "d")
    page = as_alice.get(f"/quizzes/{checked.attempt.quiz_id}/")
    assert page.context["counted"] == pytest.approx(points)
