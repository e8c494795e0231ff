"""Marking a question again: what changes, what stays, and how it is undone."""

import pytest

from quizzes import actions
from quizzes.actions import remarking_steps as steps
from quizzes.actions.remarking import go_on
from quizzes.models import (
    Attempt,
    AttemptQuestion,
    Course,
    MarkChange,
    Question,
    Quiz,
    Remarking,
    Submission,
    User,
)
from quizzes.queries.access import quizzes_of
from quizzes.queries.progress import progress
from tests.quizzes.builders import again
from tests.quizzes.remarking import (
    BEFORE,
    OTHER_GIVENS,
    answer,
    applied,
    dora_answers,
    faulty_question,
    marks,
    place_of,
    run,
    tried,
    undone,
)

Stage = Remarking.Stage


@pytest.fixture
def question(alice: User, bob: User, course: Course) -> Question:
    """A question with answers by its faulty version, that asks its mended one now."""
    question = faulty_question(course, alice, bob)
    actions.use_newest_version(question)
    return question


def test_question_on_the_newest_version_leaves_the_numbers_given(question: Question) -> None:
    versions = question.places.values_list("variant__problem_version__number", flat=True)
    assert (question.problem_version.number, list(versions)) == (2, [1, 1])


def test_dry_run_says_what_would_change_and_changes_nothing(question: Question, ines: User) -> None:
    found = tried(question, ines, "replace")
    alice, bob = (place_of(User.objects.get(username=name)).pk for name in ("alice", "bob"))
    assert (found.stage, found.up, found.down, found.same, found.left_out) == (Stage.CHECKED, 1, 1, 0, 0)
    assert list(found.findings.values_list("place", "before", "after", "verdicts", "fault")) == [
        (alice, 1 / 3, 1.0, {"y": ["wrong", "correct"]}, ""),
        (bob, 1.0, 1 / 3, {"y": ["correct", "wrong"]}, ""),
    ]
    assert (marks(), MarkChange.objects.count()) == (BEFORE, 0)


@pytest.mark.parametrize(
    ("policy", "after"),
    [
        ("raise", {"alice": (1.0, True), "bob": (1.0, True)}),
        ("replace", {"alice": (1.0, True), "bob": (0.333, False)}),
        ("full", {"alice": (1.0, False), "bob": (1.0, True)}),
        ("drop", BEFORE),
    ],
)
def test_policy_changes_marks_and_undoing_restores_them(
    question: Question, ines: User, policy: str, after: dict[str, object]
) -> None:
    exact = list(AttemptQuestion.objects.order_by("pk").values("share", "solved", "revision"))
    remarking = applied(question, ines, policy)
    assert (marks(), remarking.stage) == (after, Stage.APPLIED)
    remarking = undone(remarking)
    assert (marks(), remarking.stage) == (BEFORE, Stage.UNDONE)
    assert list(AttemptQuestion.objects.order_by("pk").values("share", "solved", "revision")) == exact


def test_submissions_stay_as_they_were(question: Question, ines: User) -> None:
    before = list(Submission.objects.order_by("pk").values())
    applied(question, ines, "replace")
    assert list(Submission.objects.order_by("pk").values()) == before


def test_change_keeps_who_why_and_which_verdicts(question: Question, ines: User, alice: User) -> None:
    applied(question, ines)
    (change,) = place_of(alice).mark_changes.all()
    assert (change.reason, change.created_by, change.before, change.after, change.verdicts) == (
        "The formula was wrong.",
        ines,
        1 / 3,
        1.0,
        {"y": ["wrong", "correct"]},
    )


def test_dropped_question_counts_for_nobody(question: Question, ines: User, bob: User) -> None:
    def points() -> tuple[float, float]:
        (found,) = progress(bob, quizzes_of(bob))
        return found.earned, found.points

    assert points() == (3.0, 3.0)
    remarking = applied(question, ines, "drop")
    assert points() == (0.0, 0.0)
    undone(remarking)
    assert points() == (3.0, 3.0)


class CrashError(Exception):
    """The process is killed here."""


@pytest.mark.parametrize("stage", ["apply", "undo"])
def test_crash_in_the_middle_is_gone_on_from(
    question: Question, ines: User, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    """One student a step: the second step fails after it has written, as when the process is killed."""
    monkeypatch.setattr(steps, "AT_ONCE", 1)
    remarking = tried(question, ines, "replace")
    actions.apply_remarking(remarking)
    if stage == "undo":
        remarking = run(remarking)
        actions.undo_remarking(remarking)
    done = actions.advance(remarking.pk, seconds=0)
    middle = marks()
    with monkeypatch.context() as patch:
        patch.setattr(Remarking, "save", crash)
        with pytest.raises(CrashError):
            actions.advance(remarking.pk, seconds=0)
    assert (marks(), done.is_moving) == (middle, True)
    run(remarking)
    after = {"alice": (1.0, True), "bob": (0.333, False)}
    assert marks() == (after if stage == "apply" else BEFORE)
    assert MarkChange.objects.count() == (2 if stage == "apply" else 4)


def crash(self: Remarking) -> None:
    raise CrashError


def test_done_again_it_changes_nothing_more(question: Question, ines: User) -> None:
    remarking = applied(question, ines, "replace")
    go_on.call(remarking.pk)
    second = applied(question, ines, "replace")
    assert (second.up, second.down, second.same, MarkChange.objects.count()) == (0, 0, 2, 2)


def test_only_the_newest_is_undone_and_only_once(question: Question, ines: User) -> None:
    first = applied(question, ines)
    second = applied(question, ines, "full")
    with pytest.raises(actions.NotNowError):
        actions.undo_remarking(first)
    undone(second)
    with pytest.raises(actions.NotNowError):
        actions.undo_remarking(second)
    undone(first)
    assert marks() == BEFORE


def test_applied_twice_it_is_refused(question: Question, ines: User) -> None:
    remarking = applied(question, ines)
    with pytest.raises(actions.NotNowError):
        actions.apply_remarking(remarking)


def test_submission_after_re_marking_keeps_the_better_mark(
    question: Question, ines: User, alice: User
) -> None:
    remarking = applied(question, ines)
    variant = again(place_of(alice).variant)  # type: ignore[arg-type]
    actions.submit(variant, {"z": "0.5", "y": "0.5"}, "worse")
    assert marks()["alice"] == (1.0, True)
    undone(remarking)
    assert marks()["alice"] == BEFORE["alice"]


def test_other_givens_cannot_be_re_marked(question: Question, ines: User) -> None:
    actions.save_problem("sigmoid-neuron", OTHER_GIVENS)
    actions.use_newest_version(question)
    found = tried(question, ines)
    faults = list(found.findings.values_list("fault", flat=True))
    assert (found.left_out, faults) == (2, ["b, c", "b, c"])


def test_numbers_of_the_version_itself_are_not_marked_again(
    question: Question, ines: User, quiz: Quiz, attempt: Attempt
) -> None:
    answer(quiz.questions.get(), attempt.student, {"z": "0.87", "y": "0.705"})
    found = tried(quiz.questions.get(), ines, "replace")
    assert (found.same, found.up, found.down) == (1, 0, 0)


def test_tries_that_were_right_cost_no_penalty(question: Question, ines: User, alice: User) -> None:
    """20 % a try: the second answer was marked 0.8 × 2/3; by the new version the first was right already."""
    Quiz.objects.filter(pk=question.quiz_id).update(try_penalty=20)
    dora_answers(question, {"z": "", "y": "0.705"}, {"z": "0.87", "y": "0.705"})
    applied(question, ines)
    assert marks()["dora"] == (1.0, True)


def test_late_answers_keep_what_lateness_left(question: Question, ines: User, alice: User) -> None:
    place = place_of(alice)
    late = Submission.objects.get(variant=place.variant)
    Submission.objects.bulk_create(
        [
            Submission(
                variant=late.variant,
                number=2,
                typed={"z": "0.87", "y": "0.705"},
                marking=late.marking,
                score=1.0,
                out_of=3.0,
                complete=False,
                counted=True,
                factor=0.9,
                key="late",
            )
        ]
    )
    applied(question, ines)
    assert marks()["alice"] == (1.0, True)  # the one in time counts
