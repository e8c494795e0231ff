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
    """Re-mark every submission by the version without the fault, and print how long that took.

    After each question the same rows are read and written raw: whatever else the machine does falls on both.
    """
    actions.save_problem(SLUG, filled.right.document, filled.teacher)
    before = memory()
    took = raw = 0.0
    for question in filled.questions:
        actions.use_newest_version(question)
        begun = time.perf_counter()
        remarking = _apply(question, filled.teacher)
        took += time.perf_counter() - begun
        begun = time.perf_counter()
        _read(question)
        _write(remarking)
        raw += time.perf_counter() - begun
    count = Submission.objects.count()
    changes = MarkChange.objects.filter(kind=MarkChange.Kind.REMARKED).count()
    print(f"\nre-marking {count:,} submissions: {took:.0f} s, {changes:,} marks changed, ", end="")
    print(f"{memory() - before:.0f} MB more memory than before")
    print(f"reading the same rows and writing as many: {raw:.0f} s; ", end="")
    print(f"ratio {took / raw:.2f} ≤ {MOST:g} {'ok' if took <= MOST * raw else 'TOO MUCH'}")


def _apply(question: Question, teacher: Any) -> Remarking:
    remarking = actions.start_remarking(question, Policy.REPLACE, "The formula was wrong.", teacher)
    Remarking.objects.filter(pk=remarking.pk).update(stage=Remarking.Stage.CHECKED)  # it is not tried out
    actions.apply_remarking(remarking)
    while actions.advance(remarking.pk, seconds=60).is_moving:
        pass
    return remarking


def _read(question: Question) -> None:
    """Read every submission with its numbers, and its place."""
    answers = (
        "SELECT s.id, s.typed, s.marking, v.record, s.score, s.out_of, s.factor FROM quizzes_submission s "
        "JOIN quizzes_variant v ON v.id = s.variant_id WHERE v.question_id = %s"
    )
    places = "SELECT id, share, solved, by_hand FROM quizzes_attemptquestion WHERE question_id = %s"
    for query, texts in ((answers, slice(1, 4)), (places, slice(0))):
        with connection.chunked_cursor() as cursor:
            cursor.execute(query, [question.pk])
            while rows := cursor.fetchmany(CHUNK):
                for row in rows:
                    [json.loads(text) for text in row[texts] if isinstance(text, str)]


def _write(remarking: Remarking) -> None:
    """Write the changes of marks once more, as a kind of their own, and the marks."""
    columns = [str(field.column) for field in MarkChange._meta.concrete_fields if not field.primary_key]
    kind, place, after = (columns.index(name) for name in ("kind", "place_id", "after"))
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM quizzes_markchange WHERE remarking_id = %s", [remarking.pk])
        again = [[*row[:kind], "raw", *row[kind + 1 :]] for row in cursor.fetchall()]
        for first in range(0, len(again), CHUNK):
            rows = again[first : first + CHUNK]
            with transaction.atomic():
                cursor.executemany(
                    f"INSERT INTO quizzes_markchange ({names}) VALUES ({', '.join(['%s'] * len(columns))})",
                    rows,
                )
                cursor.executemany(
                    "UPDATE quizzes_attemptquestion SET share = %s, solved = solved WHERE id = %s",
                    [(row[after], row[place]) for row in rows],
                )
