"""Attempts end by submitting or by the clock; what was saved in time counts, once."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from quizzes import actions
from quizzes.models import (
    Attempt,
    AttemptQuestion,
    Extension,
    LateDraft,
    Quiz,
    Submission,
    User,
    Variant,
    When,
)
from quizzes.queries.times import GRACE
from tests.quizzes.builders import again

RIGHT = {"z": "0.87", "y": "0.705"}
MINUTE = timedelta(minutes=1)


@pytest.fixture
def start(attempt: Attempt) -> datetime:
    return attempt.started_at


@pytest.fixture
def exam(quiz: Quiz, variant: Variant, start: datetime) -> Variant:
    """Alice's numbers in an exam of an hour that closes two hours after she started."""
    return under(variant, **actions.PRESETS["exam"], closes_at=start + 120 * MINUTE)


def under(variant: Variant, **rules: Any) -> Variant:
    Quiz.objects.filter(pk=variant.question.quiz_id).update(**rules)
    return again(variant)


def place(variant: Variant) -> AttemptQuestion:
    return AttemptQuestion.objects.get(variant=variant)


def save(variant: Variant, typed: dict[str, str], at: datetime) -> int:
    return actions.save_draft(again(variant), typed, place(variant).revision, at)


def test_exam_marks_nothing_before_it_ends(exam: Variant, start: datetime) -> None:
    with pytest.raises(actions.VariantClosedError) as refused:
        actions.submit(exam, RIGHT, "key", start + MINUTE)
    assert refused.value.reason == "later"
    save(exam, RIGHT, start + MINUTE)
    assert (Submission.objects.count(), place(exam).share) == (0, None)


def test_submitting_marks_what_is_saved(exam: Variant, start: datetime) -> None:
    save(exam, {"z": "0.87", "y": "0.1"}, start + MINUTE)
    actions.submit_attempt(exam.attempt, start + 2 * MINUTE)
    submission = Submission.objects.get()
    assert (submission.typed, submission.score, submission.received_at) == (
        {"z": "0.87", "y": "0.1"},
        1,
        start + MINUTE,
    )
    assert place(exam).share == pytest.approx(1 / 3)


def test_submitting_twice_is_submitting_once(exam: Variant, start: datetime) -> None:
    save(exam, RIGHT, start + MINUTE)
    actions.submit_attempt(exam.attempt, start + 2 * MINUTE)
    actions.submit_attempt(exam.attempt, start + 3 * MINUTE)
    assert Submission.objects.count() == 1
    assert Attempt.objects.get().submitted_at == start + 2 * MINUTE


def test_draft_saved_in_time_counts_when_time_is_up(exam: Variant, start: datetime) -> None:
    save(exam, RIGHT, start + 60 * MINUTE + GRACE / 2)
    assert actions.settle_overdue(at=start + 59 * MINUTE) == 0
    assert actions.settle_overdue(at=start + 61 * MINUTE) == 1
    assert actions.settle_overdue(at=start + 62 * MINUTE) == 0
    assert place(exam).share == 1


def test_draft_after_the_end_is_refused_and_kept_for_the_teacher(exam: Variant, start: datetime) -> None:
    save(exam, {"z": "0.87", "y": ""}, start + MINUTE)
    for _again in range(2):
        with pytest.raises(actions.VariantClosedError) as refused:
            save(exam, RIGHT, start + 60 * MINUTE + GRACE)
        assert refused.value.reason == "over"
    assert place(exam).draft == {"z": "0.87", "y": ""}
    assert [late.typed for late in LateDraft.objects.all()] == [RIGHT]


def test_extension_lets_the_student_go_on_and_the_new_draft_counts(
    exam: Variant, start: datetime, alice: User
) -> None:
    save(exam, {"z": "0.87", "y": ""}, start + MINUTE)
    actions.settle_overdue(at=start + 61 * MINUTE)
    Extension.objects.create(quiz=exam.question.quiz, student=alice, extra_minutes=30)
    save(exam, RIGHT, start + 80 * MINUTE)
    assert actions.settle_overdue(at=start + 81 * MINUTE) == 0
    assert actions.settle_overdue(at=start + 91 * MINUTE) == 1
    assert [one.typed for one in Submission.objects.order_by("number")] == [{"z": "0.87", "y": ""}, RIGHT]
    assert place(exam).share == 1


def test_stale_draft_is_refused_and_overwrites_nothing(variant: Variant) -> None:
    base = place(variant).revision
    assert actions.save_draft(again(variant), {"z": "0.87"}, base) == base + 1
    with pytest.raises(actions.StaleError):
        actions.save_draft(again(variant), {"z": "0.1"}, base)
    assert place(variant).draft == {"z": "0.87", "y": ""}


def test_same_draft_again_is_no_conflict(variant: Variant) -> None:
    base = place(variant).revision
    first = actions.save_draft(again(variant), {"z": "0.87"}, base)
    assert actions.save_draft(again(variant), {"z": "0.87"}, base) == first


def test_same_draft_saved_by_two_requests_at_once_is_no_conflict(variant: Variant) -> None:
    base = place(variant).revision
    early, late = again(variant), again(variant)  # both read the question before either has saved
    first = actions.save_draft(early, {"z": "0.87"}, base)
    assert actions.save_draft(late, {"z": "0.87"}, base) == first


def test_check_of_a_stale_page_does_not_overwrite_what_another_tab_saved(variant: Variant) -> None:
    base = place(variant).revision
    actions.save_draft(again(variant), {"z": "0.87"}, base)
    with pytest.raises(actions.StaleError):
        actions.submit(again(variant), {"z": "0.1"}, "key", base=base)
    assert Submission.objects.count() == 0


def test_check_of_a_stale_page_is_marked_where_nothing_unsent_is_lost(variant: Variant) -> None:
    base = place(variant).revision
    actions.submit(again(variant), {"z": "0.5"}, "first", base=base)
    actions.submit(again(variant), {"z": "0.87"}, "second", base=base)
    assert [one.score for one in Submission.objects.order_by("number")] == [0, 1]


def test_draft_is_never_a_submission(variant: Variant) -> None:
    save(variant, RIGHT, timezone.now())
    assert (Submission.objects.count(), place(variant).tries_used) == (0, 0)


def test_unchecked_draft_of_homework_counts_at_its_close(variant: Variant, start: datetime) -> None:
    homework = under(variant, **actions.PRESETS["homework"], closes_at=start + 60 * MINUTE)
    actions.submit(homework, {"z": "0.87", "y": "0.1"}, "key", start + MINUTE)
    save(homework, RIGHT, start + 2 * MINUTE)
    actions.settle_overdue(at=start + 61 * MINUTE)
    assert (Submission.objects.count(), place(homework).share) == (2, 1)


def test_fault_of_ours_leaves_the_draft_for_later(exam: Variant, start: datetime) -> None:
    save(exam, RIGHT, start + MINUTE)
    bands = exam.record["bands"]
    records = Variant._base_manager.filter(pk=exam.pk)
    records.update(record=exam.record | {"bands": {}})
    assert actions.settle_overdue(at=start + 61 * MINUTE) == 0
    assert (Submission.objects.count(), Attempt.objects.get().settled_at) == (0, None)
    records.update(record=exam.record | {"bands": bands})
    assert actions.settle_overdue(at=start + 62 * MINUTE) == 1
    assert place(exam).share == 1


def test_practice_never_ends(variant: Variant, start: datetime) -> None:
    save(variant, RIGHT, start + MINUTE)
    assert actions.settle_overdue(at=start + timedelta(days=400)) == 0


# Each wrong try gets z right, so a third of the points is there already.
@pytest.mark.parametrize(
    ("used", "penalty", "share"), [(0, 10, 1), (1, 10, 0.9), (2, 10, 0.8), (2, 60, 1 / 3), (1, 0, 1)]
)
def test_tries_used_before_take_their_penalty(
    used: int, penalty: int, share: float, variant: Variant
) -> None:
    under(variant, try_penalty=penalty)
    for number in range(used):
        actions.submit(again(variant), {"z": "0.87", "y": f"0.{number + 1}"}, f"wrong {number}")
    actions.submit(again(variant), RIGHT, "right")
    assert place(variant).share == pytest.approx(share)


def test_tries_end(variant: Variant) -> None:
    under(variant, tries=2)
    actions.submit(again(variant), {"z": "0.1"}, "a")
    actions.submit(again(variant), {"z": "0.87"}, "costs nothing")
    actions.submit(again(variant), {"z": "0.2"}, "b")
    with pytest.raises(actions.VariantClosedError) as refused:
        actions.submit(again(variant), RIGHT, "c")
    assert refused.value.reason == "tries"


def test_tries_are_the_questions_not_the_numbers(variant: Variant) -> None:
    under(variant, tries=1)
    actions.submit(again(variant), {"z": "0.1"}, "a")
    new = actions.new_numbers(variant)
    with pytest.raises(actions.VariantClosedError):
        actions.submit(again(new), {"z": "0.1"}, "b")


def test_same_answers_again_are_no_new_try(variant: Variant) -> None:
    first = actions.submit(again(variant), {"z": "0.1"}, "a")
    assert actions.submit(again(variant), {"z": "0.1"}, "b") == first
    assert place(variant).tries_used == 1


def test_late_answer_gets_what_lateness_leaves(variant: Variant, start: datetime) -> None:
    under(variant, due_at=start + MINUTE, late_penalty=10)
    actions.submit(again(variant), {"z": "0.87"}, "in time", start + MINUTE)
    assert place(variant).share == pytest.approx(1 / 3)
    actions.submit(again(variant), RIGHT, "late", start + 2 * MINUTE)
    assert place(variant).share == pytest.approx(0.9)


def test_never_shown_marks_are_still_kept(exam: Variant, start: datetime) -> None:
    under(exam, marks_when=When.NEVER)
    save(exam, RIGHT, start + MINUTE)
    actions.submit_attempt(exam.attempt, start + 2 * MINUTE)
    assert place(exam).share == 1
