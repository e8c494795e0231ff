"""The steps of a re-marking: a few hundred marks, one transaction; any process can go on after each."""

import time
from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.utils import timezone

from quizzes.actions.rows import insert_rows
from quizzes.models import AttemptQuestion, Finding, MarkChange, Remarking
from quizzes.queries.remarking import Outcome, outcomes, places_of
from quizzes.queries.replayed import replayed

AT_ONCE = 400  # marks of one transaction
Stage = Remarking.Stage


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
        _change(remarking, MarkChange.Kind.UNDONE, _restored(remarking, places))
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
        _change(remarking, MarkChange.Kind.REMARKED, [one for one in found if one.is_change])
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


def _restored(remarking: Remarking, places: Sequence[AttemptQuestion]) -> list[Outcome]:
    """What these marks were, with what was submitted since; marks set by hand since stay."""
    changes = MarkChange.objects.filter(
        remarking=remarking, kind=MarkChange.Kind.REMARKED, place__in=[place.pk for place in places]
    )
    made = {change.place_id: change for change in changes}
    return [_before(made[place.pk], place, remarking) for place in places if place.pk in made]


def _before(change: MarkChange, place: AttemptQuestion, remarking: Remarking) -> Outcome:
    share, solved = change.before, change.solved_before
    if place.share != change.after or place.by_hand or place.solved != change.solved_after:
        share, solved = replayed(place, without=remarking)
    return Outcome(place, share, solved, tries=-change.tries)


def _change(remarking: Remarking, kind: MarkChange.Kind, marks: Sequence[Outcome]) -> None:
    """Put these marks in force, and into their history."""
    shared = {
        "kind": kind.value,
        "remarking_id": remarking.pk,
        "reason": remarking.reason,
        "created_by_id": remarking.created_by_id,
        "created_at": timezone.now(),
    }
    insert_rows(MarkChange, [shared | _as_change(one) for one in marks])
    _store((one.share, one.solved, one.place.tries_used - one.tries, one.place.pk) for one in marks)


def _as_change(one: Outcome) -> dict[str, object]:
    return {
        "place_id": one.place.pk,
        "submission_id": one.submission,
        "before": one.place.share,
        "after": one.share,
        "solved_before": one.place.solved,
        "solved_after": one.solved,
        "tries": one.tries,
        "verdicts": one.verdicts,
    }


def _store(marks: Iterable[tuple[float | None, bool, int, int]]) -> None:
    """Set share, solved and the used tries of many questions of attempts."""
    table = connection.ops.quote_name(AttemptQuestion._meta.db_table)
    rows = list(marks)
    if rows:
        changed = "share = %s, solved = %s, tries_used = %s"
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET {changed} WHERE id = %s", rows)  # noqa: S608
