"""Before the release no byte that is sent depends on the right answers."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from grader import mark
from quizzes import actions
from quizzes.actions.problems import LIBRARY
from quizzes.models import Course, Quiz, Submission, User, Variant
from quizzes.queries.problems import drawn, parsed
from tests.quizzes.builders import again, hand_out
from tests.quizzes.leaks import (
    Browser,
    Sent,
    assert_same_whatever_is_right,
    right_texts,
    with_other_answers,
    wrong_texts,
)

SLUGS = sorted(path.stem for path in LIBRARY.glob("*.md"))
UNREADABLE = "?!"
HTMX = {"HX-Request": "true"}
JSON = {"Accept": "application/json"}
DAY = timedelta(days=1)
every_problem = pytest.mark.parametrize(
    "slug",
    [pytest.param(slug, marks=pytest.mark.slow) for slug in SLUGS if slug != "sigmoid-neuron"]
    + ["sigmoid-neuron"],
)


def given_to(student: User, course: Course, slug: str, **rules: Any) -> Variant:
    """The student's numbers of a problem that ships, in a quiz of its own."""
    version = actions.save_problem(slug, (LIBRARY / f"{slug}.md").read_text(encoding="utf-8"))
    quiz = actions.create_quiz(course, "Quiz", [version.problem], **rules)
    return actions.open_question(quiz.questions.get(), actions.start_attempt(quiz, student))


def exam() -> dict[str, Any]:
    """An exam that closes tomorrow, with whatever else may count what is wrong."""
    closes = timezone.now() + DAY
    return {"preset": "exam", "closes_at": closes, "tries": 3, "try_penalty": 10}


def marked_on(variant: Variant, typed: dict[str, str]) -> None:
    """As an attempt leaves it that was marked at its end, given more time, and other numbers."""
    marking = mark(drawn(again(variant)), typed)
    Submission.objects.create(
        variant=variant,
        number=1,
        typed=typed,
        marking=marking.record(),
        score=marking.score,
        out_of=marking.out_of,
        complete=marking.complete,
        counted=False,
        key="end",
    )


def form(typed: dict[str, str], **more: Any) -> dict[str, Any]:
    return {f"answer.{name}": text for name, text in typed.items()} | {"form": "f"} | more


def looked_at(browser: Browser, variant: Variant) -> None:
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
        browser.get(path)


def asked_for_more(browser: Browser, variant: Variant) -> None:
    """Everything that may be refused."""
    own = f"/variants/{variant.pk}"
    browser.post(f"{own}/check/", form({}), **HTMX)
    browser.post(f"{own}/solution/")
    browser.post(f"/attempts/{variant.attempt_id}/1/contest/", {"reason": "Why?"})
    browser.post(f"/api/v1/variants/{variant.pk}/submissions/", {"answers": {}})


@every_problem
def test_nothing_tells_before_something_readable_is_checked(
    slug: str, course: Course, alice: User, as_alice: Client
) -> None:
    variant = given_to(alice, course, slug)
    names = [field.name for field in drawn(variant).fields]

    def ask() -> Sent:
        browser = Browser(as_alice)
        browser.get("/")
        browser.get(f"/questions/{variant.question_id}/")
        for name in names:
            for text in ("", UNREADABLE, "1", "0.5", "2x3"):
                browser.post(f"/variants/{variant.pk}/read/?field={name}", {f"answer.{name}": text})
        browser.post(f"/variants/{variant.pk}/check/", form({}))
        browser.post(f"/variants/{variant.pk}/check/", form(dict.fromkeys(names, UNREADABLE)), **HTMX)
        looked_at(browser, variant)
        return browser.sent

    assert_same_whatever_is_right([variant], ask)


@every_problem
def test_exam_tells_nothing_before_its_close(
    slug: str, course: Course, alice: User, as_alice: Client, as_bob: Client
) -> None:
    variant = given_to(alice, course, slug, **exam())
    typed, scores = right_texts(variant), []

    def ask() -> Sent:
        browser, other = Browser(as_alice), Browser(as_bob)
        save = f"/variants/{variant.pk}/save/"
        looked_at(browser, variant)
        browser.post(save, form(dict.fromkeys(typed, UNREADABLE), revision=1), **JSON)
        browser.post(save, form(typed, revision=2), **JSON)
        browser.post(save, form({}, revision=1), **JSON)  # of a page that was loaded before
        browser.post(save, form({}, revision=1))
        for name, text in typed.items():
            browser.post(f"/variants/{variant.pk}/read/?field={name}", {f"answer.{name}": text})
        looked_at(browser, variant)
        asked_for_more(browser, variant)
        browser.post(f"/attempts/{variant.attempt_id}/submitted/")
        looked_at(browser, variant)
        asked_for_more(browser, variant)
        browser.post(save, form({}, revision=3), **JSON)
        browser.post(f"/quizzes/{variant.question.quiz_id}/start/")
        looked_at(other, variant)
        scores.append(Submission.objects.get().score)
        return browser.sent + other.sent

    assert_same_whatever_is_right([variant], ask)
    assert scores[0] != scores[1]  # else nothing was found out


@every_problem
def test_exam_that_the_clock_ends_tells_nothing_before_its_close(
    slug: str, course: Course, alice: User, as_alice: Client
) -> None:
    variant = given_to(alice, course, slug, **exam())
    actions.save_draft(again(variant), right_texts(variant), 1)
    variant.attempt.__class__.objects.update(started_at=timezone.now() - DAY)

    def ask() -> Sent:
        browser = Browser(as_alice)
        looked_at(browser, variant)
        assert Submission.objects.count() == 1
        return browser.sent

    assert_same_whatever_is_right([variant], ask)


@every_problem
def test_earlier_numbers_tell_nothing_before_the_close(
    slug: str, course: Course, alice: User, as_alice: Client
) -> None:
    first = given_to(alice, course, slug, attempts_allowed=2, **exam())
    actions.save_draft(again(first), right_texts(first), 1)
    type(first.attempt).objects.update(submitted_at=timezone.now())
    second = actions.start_attempt(first.question.quiz, alice)
    newer = [hand_out(second, first.question, first.problem_version, first.record, n) for n in (1, 2)]
    typed = right_texts(first)

    def ask() -> Sent:
        browser = Browser(as_alice)
        marked_on(newer[0], typed)
        for variant in (first, *newer):
            looked_at(browser, variant)
            asked_for_more(browser, variant)
        return browser.sent

    assert_same_whatever_is_right([first, *newer], ask)


@every_problem
def test_wrong_answer_in_a_homework_tells_no_more_than_that(
    slug: str, course: Course, alice: User, as_alice: Client
) -> None:
    variant = given_to(alice, course, slug, preset="homework", closes_at=timezone.now() + DAY)
    typed, verdicts = wrong_texts(variant), []

    def ask() -> Sent:
        browser = Browser(as_alice)
        browser.post(f"/variants/{variant.pk}/check/", form(typed), **HTMX)
        looked_at(browser, variant)
        browser.post(f"/variants/{variant.pk}/solution/")
        browser.post(f"/variants/{variant.pk}/new-numbers/")
        parts = Submission.objects.get().marking
        verdicts.append({name: part["verdict"] for name, part in parts.items()})
        return browser.sent

    assert_same_whatever_is_right([variant], ask)
    assert verdicts[0] == verdicts[1]
    assert "wrong" in verdicts[0].values()


def test_other_right_answers_are_marked_otherwise(variant: Variant) -> None:
    """The tests above would pass if the swap did nothing."""
    other = parsed(variant.problem_version.document).restore(with_other_answers(variant))
    typed = right_texts(variant)
    assert [mark(drawn(variant), typed).score, mark(other, typed).score] == [3, 2]  # y follows


def test_data_of_a_page_that_is_released_does_depend_on_them(variant: Variant, as_alice: Client) -> None:
    """And if nothing were compared."""
    Quiz.objects.update(**actions.PRESETS["exam"], closes_at=timezone.now() - DAY)

    def ask() -> Sent:
        browser = Browser(as_alice)
        looked_at(browser, variant)
        return browser.sent

    with pytest.raises(AssertionError):
        assert_same_whatever_is_right([variant], ask)


@pytest.mark.parametrize("typed", ["0.5", "1", "0.70", "0.70474"])
def test_wrong_answer_is_told_no_right_one(typed: str, variant: Variant, as_alice: Client) -> None:
    browser = Browser(as_alice)
    browser.post(f"/variants/{variant.pk}/check/", form({"z": "0.5", "y": "0.2"}), **HTMX)
    browser.get(f"/questions/{variant.question_id}/")
    browser.post(f"/variants/{variant.pk}/read/?field=y", {"answer.y": typed})
    page = b"".join(sent for _, sent in browser.sent).replace(typed.encode(), b"")
    for right in (b"0.87", b"0.86", b"0.88", b"0.70", b"sha256", b"seed", b"band"):
        assert right not in page
