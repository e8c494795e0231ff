"""Before the release no byte that is sent depends on the right answers."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from grader import mark
from quizzes import actions
from quizzes.models import Course, Quiz, Submission, User, Variant
from quizzes.queries.problems import drawn, parsed
from tests.quizzes.leaks import (
    Sent,
    assert_same_whatever_is_right,
    right_texts,
    with_other_answers,
    wrong_texts,
)
from tests.quizzes.unreleased import (
    DAY,
    UNREADABLE,
    Surface,
    assert_clock_tells_nothing,
    assert_earlier_numbers_tell_nothing,
    every_problem,
    exam,
    given_to,
    verdicts,
)

HTMX = {"HX-Request": "true"}
JSON = {"Accept": "application/json"}


def form(typed: dict[str, str], **more: Any) -> dict[str, Any]:
    return {f"answer.{name}": text for name, text in typed.items()} | {"form": "f"} | more


class Pages(Surface):
    """Opens pages as a browser does."""

    def look(self, variant: Variant) -> None:
        """Every page that shows something of the variant."""
        attempt = f"/attempts/{variant.attempt_id}"
        for path in (
            "/",
            f"/quizzes/{variant.question.quiz_id}/",
            f"/questions/{variant.question_id}/",
            f"/variants/{variant.pk}/",
            f"{attempt}/",
            f"{attempt}/submit/",
            f"{attempt}/clock/",
            *(f"{attempt}/print/?part={part}" for part in ("questions", "solutions", "key", "all")),
            "/account/my-data.zip",
        ):
            self.get(path)

    def ask_for_more(self, variant: Variant) -> None:
        """Everything that may be refused."""
        own = f"/variants/{variant.pk}"
        self.post(f"{own}/check/", form({}), **HTMX)
        self.post(f"{own}/solution/")
        self.post(f"/attempts/{variant.attempt_id}/1/contest/", {"reason": "Why?"})
        self.post(f"/api/v1/variants/{variant.pk}/submissions/", {"answers": {}})


@pytest.mark.slow
@every_problem
def test_nothing_tells_before_something_readable_is_checked(
    slug: str, course: Course, alice: User, as_alice: Client
) -> None:
    variant = given_to(alice, course, slug)
    names = [field.name for field in drawn(variant).fields]

    def ask() -> Sent:
        browser = Pages(as_alice)
        browser.get("/")
        browser.get(f"/questions/{variant.question_id}/")
        for name in names:
            for text in ("", UNREADABLE, "1", "0.5", "2x3"):
                browser.post(f"/variants/{variant.pk}/read/?field={name}", {f"answer.{name}": text})
        browser.post(f"/variants/{variant.pk}/check/", form({}))
        browser.post(f"/variants/{variant.pk}/check/", form(dict.fromkeys(names, UNREADABLE)), **HTMX)
        browser.look(variant)
        return browser.sent

    assert_same_whatever_is_right([variant], ask)


@pytest.mark.slow
@every_problem
def test_exam_tells_nothing_before_its_close(
    slug: str, course: Course, alice: User, as_alice: Client, as_bob: Client
) -> None:
    variant = given_to(alice, course, slug, **exam())
    typed, scores = right_texts(variant), []

    def ask() -> Sent:
        browser, other = Pages(as_alice), Pages(as_bob)
        save = f"/variants/{variant.pk}/save/"
        browser.look(variant)
        browser.post(save, form(dict.fromkeys(typed, UNREADABLE), revision=1), **JSON)
        browser.post(save, form(typed, revision=2), **JSON)
        browser.post(save, form({}, revision=1), **JSON)  # of a page that was loaded before
        browser.post(save, form({}, revision=1))
        for name, text in typed.items():
            browser.post(f"/variants/{variant.pk}/read/?field={name}", {f"answer.{name}": text})
        browser.look(variant)
        browser.ask_for_more(variant)
        browser.post(f"/attempts/{variant.attempt_id}/submitted/")
        browser.look(variant)
        browser.ask_for_more(variant)
        browser.post(save, form({}, revision=3), **JSON)
        browser.post(f"/quizzes/{variant.question.quiz_id}/start/")
        other.look(variant)
        scores.append(Submission.objects.get().score)
        return browser.sent + other.sent

    assert_same_whatever_is_right([variant], ask)
    assert scores[0] != scores[1]  # else nothing was found out


@pytest.mark.slow
@every_problem
def test_exam_that_the_clock_ends_tells_nothing_before_its_close(
    slug: str, course: Course, alice: User, as_alice: Client
) -> None:
    assert_clock_tells_nothing(given_to(alice, course, slug, **exam()), lambda: Pages(as_alice))


@pytest.mark.slow
@every_problem
def test_earlier_numbers_tell_nothing_before_the_close(
    slug: str, course: Course, alice: User, as_alice: Client
) -> None:
    first = given_to(alice, course, slug, attempts_allowed=2, **exam())
    assert_earlier_numbers_tell_nothing(first, lambda: Pages(as_alice))


@every_problem
def test_wrong_answer_in_a_homework_tells_no_more_than_that(
    slug: str, course: Course, alice: User, as_alice: Client
) -> None:
    variant = given_to(alice, course, slug, preset="homework", closes_at=timezone.now() + DAY)
    typed, found = wrong_texts(variant), []

    def ask() -> Sent:
        browser = Pages(as_alice)
        browser.post(f"/variants/{variant.pk}/check/", form(typed), **HTMX)
        browser.look(variant)
        browser.post(f"/variants/{variant.pk}/solution/")
        browser.post(f"/variants/{variant.pk}/new-numbers/")
        found.append(verdicts())
        return browser.sent

    assert_same_whatever_is_right([variant], ask)
    assert found[0] == found[1]
    assert "wrong" in found[0].values()


def test_other_right_answers_are_marked_otherwise(variant: Variant) -> None:
    """The tests above would pass if the swap did nothing."""
    other = parsed(variant.problem_version.document).restore(with_other_answers(variant))
    typed = right_texts(variant)
    assert [mark(drawn(variant), typed).score, mark(other, typed).score] == [3, 2]  # y follows


def test_data_of_a_page_that_is_released_does_depend_on_them(variant: Variant, as_alice: Client) -> None:
    """And if nothing were compared."""
    Quiz.objects.update(**actions.PRESETS["exam"], closes_at=timezone.now() - DAY)

    def ask() -> Sent:
        browser = Pages(as_alice)
        browser.look(variant)
        return browser.sent

    with pytest.raises(AssertionError):
        assert_same_whatever_is_right([variant], ask)


@pytest.mark.parametrize("typed", ["0.5", "1", "0.70", "0.70474"])
def test_wrong_answer_is_told_no_right_one(typed: str, variant: Variant, as_alice: Client) -> None:
    browser = Pages(as_alice)
    browser.post(f"/variants/{variant.pk}/check/", form({"z": "0.5", "y": "0.2"}), **HTMX)
    browser.get(f"/questions/{variant.question_id}/")
    browser.post(f"/variants/{variant.pk}/read/?field=y", {"answer.y": typed})
    page = b"".join(sent for _, sent in browser.sent).replace(typed.encode(), b"")
    for right in (b"0.87", b"0.86", b"0.88", b"0.70", b"sha256", b"seed", b"band"):
        assert right not in page
