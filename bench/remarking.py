"""What re-marking costs beside reading and writing the same rows without marking anything."""

import json
import time
from typing import Any

from django.db import connection, transaction

from bench.filled import SLUG
from quizzes import actions
from quizzes.models import MarkChange, Policy, Question, Remarking, Submission

MOST = 3.0  # times reading and writing the rows
CHUNK = 1_000  # rows that are read or written at once


def main(filled: Any, memory: Any) -> None:
    """Re-mark every submission by the version without the fault, and print how long that took."""
    actions.save_problem(SLUG, filled.right.document, filled.teacher)
    before = memory()
    begun = time.perf_counter()
    for question in filled.questions:
        actions.use_newest_version(question)
        _apply(question, filled.teacher)
    took = time.perf_counter() - begun
    count, changes = Submission.objects.count(), MarkChange.objects.count()
    raw = _raw()
    print(f"\nre-marking {count:,} submissions: {took:.0f} s, {changes:,} marks changed, ", end="")
    print(f"{memory() - before:.0f} MB more memory than before")
    print(f"reading the same rows and writing as many: {raw:.0f} s; ", end="")
    print(f"ratio {took / raw:.2f} ≤ {MOST:g} {'ok' if took <= MOST * raw else 'TOO MUCH'}")


def _apply(question: Question, teacher: Any) -> None:
    remarking = actions.start_remarking(question, Policy.REPLACE, "The formula was wrong.", teacher)
    Remarking.objects.filter(pk=remarking.pk).update(stage=Remarking.Stage.CHECKED)  # it is not tried out
    actions.apply_remarking(remarking)
    while actions.advance(remarking.pk, seconds=60).is_moving:
        pass


def _raw() -> float:
    """Read every submission with its numbers and its place, and write what was changed once more."""
    begun = time.perf_counter()
    _read(
        "SELECT s.id, s.typed, s.marking, v.record, s.score, s.out_of, s.factor FROM quizzes_submission s "
        "JOIN quizzes_variant v ON v.id = s.variant_id WHERE s.id > %s ORDER BY s.id LIMIT %s",
        texts=slice(1, 4),
    )
    _read("SELECT id, share, solved, by_hand FROM quizzes_attemptquestion WHERE id > %s ORDER BY id LIMIT %s")
    _write()
    return time.perf_counter() - begun


def _read(query: str, texts: slice = slice(0)) -> None:
    first = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(query, [first, CHUNK])
            rows = cursor.fetchall()
            if not rows:
                return
            first = rows[-1][0]
            for row in rows:
                [json.loads(text) for text in row[texts] if isinstance(text, str)]


def _write() -> None:
    """Write the changes of marks once more, as a kind of their own, and the marks."""
    columns = [field.column for field in MarkChange._meta.concrete_fields if not field.primary_key]
    kind, place, after = (columns.index(name) for name in ("kind", "place_id", "after"))
    names = ", ".join(columns)
    last, first = MarkChange.objects.latest("pk").pk, 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                f"SELECT id, {names} FROM quizzes_markchange WHERE id > %s AND id <= %s ORDER BY id LIMIT %s",
                [first, last, CHUNK],
            )
            rows = cursor.fetchall()
            if not rows:
                return
            first = rows[-1][0]
            again = [[*row[1 : kind + 1], "raw", *row[kind + 2 :]] for row in rows]
            with transaction.atomic():
                cursor.executemany(
                    f"INSERT INTO quizzes_markchange ({names}) VALUES ({', '.join(['%s'] * len(columns))})",
                    again,
                )
                cursor.executemany(
                    "UPDATE quizzes_attemptquestion SET share = %s, solved = solved WHERE id = %s",
                    [(row[after], row[place]) for row in again],
                )
