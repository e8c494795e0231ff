"""Typed answers are marked once, and recorded exactly as typed."""

import contextlib
from collections.abc import Callable

import pytest

from quizzes import actions
from quizzes.models import Reveal, Submission, Variant
from tests.quizzes.builders import again, hand_out
from tests.quizzes.threads import at_once

RIGHT = {"z": "0.87", "y": "0.705"}


def test_submission_keeps_text_and_marking(variant: Variant) -> None:
    submission = actions.submit(variant, {"z": " 0,87", "y": "0.9"}, "key")
    assert submission.typed == {"z": " 0,87", "y": "0.9"}
    assert (submission.number, submission.score, submission.out_of) == (1, 1, 3)
    assert (submission.complete, submission.counted) == (False, True)


def test_submission_of_right_answers_is_complete(variant: Variant) -> None:
    submission = actions.submit(variant, RIGHT, "key")
    assert (submission.score, submission.complete) == (3, True)


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ({}, False),
        ({"z": "", "y": "  "}, False),
        ({"z": "abc"}, False),
        ({"z": "abc", "y": ""}, False),
        ({"z": "0.87"}, False),
        ({"z": "0.87", "y": "abc"}, False),
        ({"z": "abc", "y": "0.1"}, True),
        ({"z": "0.87", "y": "0.1"}, True),
    ],
)
def test_submission_uses_a_try_only_where_something_is_wrong(
    typed: dict[str, str], counted: bool, variant: Variant
) -> None:
    assert actions.submit(variant, typed, "key").counted == counted


def test_submission_keeps_only_the_fields_of_the_variant(variant: Variant) -> None:
    submission = actions.submit(variant, {"z": "1\x00", "other": "5"}, "key")
    assert submission.typed == {"z": "1", "y": ""}


def test_submission_with_the_same_key_is_the_same(variant: Variant) -> None:
    first = actions.submit(variant, {"z": "1"}, "key")
    assert actions.submit(variant, {"z": "1"}, "key") == first
    assert Submission.objects.count() == 1


def test_submission_with_the_same_key_comes_back_also_after_the_end(variant: Variant) -> None:
    first = actions.submit(variant, RIGHT, "key")
    assert actions.submit(variant, RIGHT, "key") == first


def test_key_with_other_answers_is_refused(variant: Variant) -> None:
    actions.submit(variant, {"z": "1"}, "key")
    with pytest.raises(actions.KeyReusedError):
        actions.submit(variant, {"z": "2"}, "key")


def test_key_of_a_form_changes_with_the_answers() -> None:
    assert actions.key_for("form", {"z": "1"}) == actions.key_for("form", {"z": "1"})
    assert actions.key_for("form", {"z": "1"}) != actions.key_for("form", {"z": "2"})
    assert actions.key_for("form", {"z": "1"}) != actions.key_for("another", {"z": "1"})


@pytest.mark.parametrize(
    "end",
    [lambda variant: actions.submit(variant, RIGHT, "first"), actions.reveal_solution],
    ids=["solved", "shown"],
)
def test_closed_variant_marks_nothing_more(end: Callable[[Variant], object], variant: Variant) -> None:
    end(variant)
    before = Submission.objects.count()
    with pytest.raises(actions.VariantClosedError):
        actions.submit(variant, {"z": "0.5"}, "second")
    assert Submission.objects.count() == before


def test_fault_of_ours_records_nothing(variant: Variant) -> None:
    record = variant.record | {"bands": {}}
    broken = again(hand_out(variant.attempt, variant.question, variant.problem_version, record, number=2))
    with pytest.raises(KeyError):
        actions.submit(broken, RIGHT, "key")
    assert Submission.objects.count() == 0


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_submission_of_a_double_click_is_one(variant: Variant) -> None:
    found = at_once(12, lambda number: actions.submit(variant, {"z": "1"}, "key").pk)
    assert (len(set(found)), Submission.objects.count()) == (1, 1)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_submissions_at_once_are_numbered_in_a_row(variant: Variant) -> None:
    at_once(8, lambda number: actions.submit(variant, {"z": str(number)}, f"key {number}"))
    numbers = Submission.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_new_numbers_at_once_are_given_once(variant: Variant) -> None:
    given = at_once(8, lambda number: actions.new_numbers(variant).pk)
    assert (len(set(given)), Variant.objects.count()) == (1, 2)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_nothing_is_marked_after_the_solution_was_asked_for(variant: Variant) -> None:
    def either(number: int) -> None:
        if number == 3:
            actions.reveal_solution(variant)
        else:
            with contextlib.suppress(actions.VariantClosedError):
                actions.submit(variant, {"z": str(number)}, f"key {number}")

    at_once(8, either)
    revealed = Reveal.objects.get().created_at
    assert not Submission.objects.filter(created_at__gt=revealed).exists()
