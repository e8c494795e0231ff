"""Marks a question again: tried out, applied and undone in small steps that any process can go on with."""

import time
from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from quizzes.actions.endings import settle_overdue
from quizzes.actions.quizzes import note_asking
from quizzes.actions.rows import insert_rows
from quizzes.models import (
    AttemptQuestion,
    Finding,
    MarkChange,
    Policy,
    ProblemVersion,
    Question,
    Remarking,
    User,
)
from quizzes.queries.remarking import NEARLY, Outcome, outcomes, places_of, replayed

AT_ONCE = 400  # marks of one transaction
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
    if remarking.is_moving:
        go_on.enqueue(remarking.pk)
    return remarking


def apply_remarking(remarking: Remarking) -> None:
    """Begin to change the marks; a question that is dropped is so at once. Raises NotNowError."""
    with transaction.atomic():
        question = Question.objects.select_for_update().get(pk=remarking.question_id)
        _refuse_beside_another(remarking)
        if remarking.policy != Policy.DROP:
            _enter(remarking, Stage.CHECKED, Stage.APPLYING)
        else:
            _enter(remarking, Stage.CHECKED, Stage.APPLIED, applied_at=timezone.now())
            Question.objects.filter(pk=question.pk).update(dropped=True)
    if remarking.is_moving:
        go_on.enqueue(remarking.pk)


def undo_remarking(remarking: Remarking) -> None:
    """Begin to restore the marks as they were before. Raises NotNowError: the newest is undone first."""
    with transaction.atomic():
        question = Question.objects.select_for_update().get(pk=remarking.question_id)
        _refuse_beside_another(remarking)
        applied = Remarking.objects.filter(question=question, stage=Stage.APPLIED)
        if applied.filter(applied_at__gt=remarking.applied_at or timezone.now()).exists():
            raise NotNowError
        if remarking.policy != Policy.DROP:
            _enter(remarking, Stage.APPLIED, Stage.UNDOING)
        else:
            _enter(remarking, Stage.APPLIED, Stage.UNDONE, undone_at=timezone.now())
            Question.objects.filter(pk=question.pk).update(dropped=False)
    if remarking.is_moving:
        go_on.enqueue(remarking.pk)


def _refuse_beside_another(remarking: Remarking) -> None:
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


@task()
def go_on(pk: int) -> None:
    """Go on with a re-marking until somebody has to decide; done twice it is done once."""
    while advance(pk, seconds=5).is_moving:
        pass


def advance(pk: int, seconds: float) -> Remarking:
    """Do as much as fits into the time, at least one step; each step is a transaction with its cursor."""
    until = time.monotonic() + seconds
    while True:
        remarking = _step(pk)
        if not remarking.is_moving or time.monotonic() > until:
            return remarking


@transaction.atomic
def _step(pk: int) -> Remarking:
    """Do the next marks of the stage, or end it where none is left."""
    locked = Remarking.objects.select_for_update(of=("self",))
    remarking = locked.select_related("question__quiz", "version").get(pk=pk)
    if not remarking.is_moving:
        return remarking
    rows = places_of(remarking).filter(pk__gt=remarking.cursor)
    if remarking.stage != Stage.CHECKING:
        rows = rows.select_for_update()
    places = list(rows[:AT_ONCE])
    if remarking.stage == Stage.UNDOING:
        _restore(remarking, places)
    else:
        _mark(remarking, places)
    if places:
        remarking.cursor = places[-1].pk
    if len(places) < AT_ONCE:
        _end_stage(remarking)
    remarking.save()
    return remarking


def _end_stage(remarking: Remarking) -> None:
    remarking.cursor = 0
    if remarking.stage == Stage.CHECKING:
        remarking.stage = Stage.CHECKED
    elif remarking.stage == Stage.APPLYING:
        remarking.stage, remarking.applied_at = Stage.APPLIED, timezone.now()
    else:
        remarking.stage, remarking.undone_at = Stage.UNDONE, timezone.now()


def _mark(remarking: Remarking, places: Sequence[AttemptQuestion]) -> None:
    """Count what becomes of these marks, and change them when it is applied."""
    found = outcomes(remarking, places)
    remarking.left_out += sum(bool(one.fault) for one in found)
    remarking.same += sum(not one.fault and one.direction == 0 for one in found)
    remarking.up += sum(one.direction > 0 for one in found)
    remarking.down += sum(one.direction < 0 for one in found)
    if remarking.stage == Stage.APPLYING:
        _change(remarking, [one for one in found if one.is_change])
        found = [one for one in found if one.fault]
    findings = [_finding(remarking, one) for one in found if one.fault or one.is_change]
    Finding.objects.bulk_create(findings, ignore_conflicts=True)  # those at fault were found before


def _finding(remarking: Remarking, one: Outcome) -> Finding:
    return Finding(
        remarking=remarking,
        place=one.place,
        before=one.place.share,
        after=one.share,
        tries=one.tries,
        verdicts=one.verdicts,
        fault=one.fault,
    )


def _change(remarking: Remarking, changed: Sequence[Outcome]) -> None:
    _note(
        remarking,
        MarkChange.Kind.REMARKED,
        [
            {
                "place_id": one.place.pk,
                "submission_id": one.submission,
                "before": one.place.share,
                "after": one.share,
                "solved_before": one.place.solved,
                "solved_after": one.solved,
                "tries": one.tries,
                "verdicts": one.verdicts,
            }
            for one in changed
        ],
    )
    _store((one.share, one.solved, one.place.tries_used - one.tries, one.place.pk) for one in changed)


def _note(remarking: Remarking, kind: MarkChange.Kind, changes: Iterable[dict[str, object]]) -> None:
    """Put changes of marks into their history."""
    shared = {
        "kind": kind.value,
        "remarking_id": remarking.pk,
        "reason": remarking.reason,
        "created_by_id": remarking.created_by_id,
        "created_at": timezone.now(),
    }
    insert_rows(MarkChange, [shared | change for change in changes])


def _store(marks: Iterable[tuple[float | None, bool, int, int]]) -> None:
    """Set share, solved and the used tries of many questions of attempts."""
    table = connection.ops.quote_name(AttemptQuestion._meta.db_table)
    rows = list(marks)
    if rows:
        changed = "share = %s, solved = %s, tries_used = %s"
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET {changed} WHERE id = %s", rows)  # noqa: S608


def _restore(remarking: Remarking, places: Sequence[AttemptQuestion]) -> None:
    """Give these marks back what they were, with what was submitted since; marks set by hand since stay."""
    changes = MarkChange.objects.filter(
        remarking=remarking, kind=MarkChange.Kind.REMARKED, place__in=[place.pk for place in places]
    )
    before = {change.place_id: change for change in changes}
    restored = []
    for place in places:
        change = before.get(place.pk)
        if change is None:
            continue
        share, solved = change.before, change.solved_before
        if place.share != change.after or place.by_hand or place.solved != change.solved_after:
            share, solved = replayed(place, without=remarking)
        restored.append((place, share, solved, change.tries))
    _note(
        remarking,
        MarkChange.Kind.UNDONE,
        [
            {
                "place_id": place.pk,
                "submission_id": None,
                "before": place.share,
                "after": share,
                "solved_before": place.solved,
                "solved_after": solved,
                "tries": -tries,
                "verdicts": {},
            }
            for place, share, solved, tries in restored
        ],
    )
    _store((share, solved, place.tries_used + tries, place.pk) for place, share, solved, tries in restored)


def set_mark(place: AttemptQuestion, share: float, reason: str, by: User) -> MarkChange:
    """Set a student's mark at a question by hand.

    No submission changes it, and no re-marking that does not ask to.
    """
    with transaction.atomic():
        place = AttemptQuestion.objects.select_for_update().get(pk=place.pk)
        change = MarkChange.objects.create(
            place=place,
            kind=MarkChange.Kind.BY_HAND,
            before=place.share,
            after=share,
            solved_before=place.solved,
            solved_after=share > 1 - NEARLY,
            reason=reason,
            created_by=by,
        )
        _store_by_hand(place, share, change.solved_after, by_hand=True)
    return change


def release_mark(place: AttemptQuestion, reason: str, by: User) -> MarkChange:
    """Let submissions and re-markings give the mark again.

    Raises NotNowError where none is set by hand.
    """
    with transaction.atomic():
        place = AttemptQuestion.objects.select_for_update().get(pk=place.pk)
        if not place.by_hand:
            raise NotNowError
        change = MarkChange(
            place=place,
            kind=MarkChange.Kind.RELEASED,
            before=place.share,
            solved_before=place.solved,
            solved_after=False,
            reason=reason,
            created_by=by,
        )
        share, solved = replayed(place, by_hand=False)
        change.after, change.solved_after = share, solved
        change.save()
        _store_by_hand(place, share, solved, by_hand=False)
    return change


def _store_by_hand(place: AttemptQuestion, share: float | None, solved: bool, by_hand: bool) -> None:
    AttemptQuestion.objects.filter(pk=place.pk).update(share=share, solved=solved, by_hand=by_hand)
