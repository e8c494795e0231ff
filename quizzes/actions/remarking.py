"""Begins, applies and undoes the re-marking of a question; the marks follow in steps, in the background."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from quizzes.actions.endings import settle_overdue
from quizzes.actions.quizzes import note_asking
from quizzes.actions.remarking_steps import advance
from quizzes.models import Policy, ProblemVersion, Question, Remarking, User

Stage = Remarking.Stage


class NotNowError(Exception):
    """A re-marking is not at the stage for this, or another of the question stands in the way."""


def use_newest_version(question: Question, by: User | None = None) -> ProblemVersion:
    """Let the question give numbers of its problem's newest version from now on; those given stay."""
    versions = ProblemVersion.objects.filter(problem=question.problem_version.problem_id)
    newest = versions.select_related("problem").latest("number")
    with transaction.atomic():
        Question.objects.filter(pk=question.pk).update(problem_version=newest)
        note_asking(question.quiz, question.problem_version, newest, by)
    question.problem_version = newest
    return newest


def start_remarking(
    question: Question, policy: str, reason: str, by: User, by_hand_too: bool = False
) -> Remarking:
    """Begin to try out what the question's version makes of the submissions; no mark changes by that."""
    settle_overdue(Q(quiz=question.quiz_id))  # else what was saved in time, and not checked, had no mark yet
    remarking = Remarking.objects.create(
        question=question,
        version=question.problem_version,
        policy=policy,
        reason=reason,
        created_by=by,
        by_hand_too=by_hand_too,
        stage=Stage.CHECKED if policy == Policy.DROP else Stage.CHECKING,
    )
    _go_on_later(remarking)
    return remarking


def apply_remarking(remarking: Remarking) -> None:
    """Begin to change the marks; a question that is dropped is so at once. Raises NotNowError."""
    with transaction.atomic():
        _lock_alone(remarking)
        if remarking.policy != Policy.DROP:
            _enter(remarking, Stage.CHECKED, Stage.APPLYING)
        else:
            _enter(remarking, Stage.CHECKED, Stage.APPLIED, applied_at=timezone.now())
            Question.objects.filter(pk=remarking.question_id).update(dropped=True)
    _go_on_later(remarking)


def undo_remarking(remarking: Remarking) -> None:
    """Begin to restore the marks as they were before. Raises NotNowError: the newest is undone first."""
    with transaction.atomic():
        _lock_alone(remarking)
        applied = Remarking.objects.filter(question=remarking.question_id, stage=Stage.APPLIED)
        if applied.filter(applied_at__gt=remarking.applied_at or timezone.now()).exists():
            raise NotNowError
        if remarking.policy != Policy.DROP:
            _enter(remarking, Stage.APPLIED, Stage.UNDOING)
        else:
            _enter(remarking, Stage.APPLIED, Stage.UNDONE, undone_at=timezone.now())
            Question.objects.filter(pk=remarking.question_id).update(dropped=False)
    _go_on_later(remarking)


def _lock_alone(remarking: Remarking) -> None:
    """Lock the question for one change at a time; raises where another re-marking of it is on the move."""
    Question.objects.select_for_update().get(pk=remarking.question_id)
    moving = Remarking.objects.filter(
        question=remarking.question_id, stage__in=[Stage.APPLYING, Stage.UNDOING]
    )
    if moving.exists():
        raise NotNowError


def _enter(remarking: Remarking, before: Stage, after: Stage, **changes: object) -> None:
    """Go from one stage to the next, for one of several who click."""
    changes |= {"stage": after, "cursor": 0}
    if after == Stage.APPLYING:
        changes |= {"up": 0, "down": 0, "same": 0, "left_out": 0}
    if not Remarking.objects.filter(pk=remarking.pk, stage=before).update(**changes):
        raise NotNowError
    remarking.refresh_from_db()


def _go_on_later(remarking: Remarking) -> None:
    if remarking.is_moving:
        go_on.enqueue(remarking.pk)


# It is queued by the name of this module: were it elsewhere, tasks from before an upgrade would be lost.
@task()
def go_on(pk: int) -> None:
    """Go on with a re-marking until somebody has to decide; done twice it is done once."""
    while advance(pk, seconds=5).is_moving:
        pass
