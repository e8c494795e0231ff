"""What the gradebook of a large course costs over the API: memory, queries and time, by its size."""

import os
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from typing import Any, NamedTuple

from bench.requests import prepare

QUIZZES = 30
FEWEST, USUAL = 1_000, 2_000  # students; also the fewest fill two pages: an earlier one may linger
MOST = 1.2  # times the memory of the smallest
PAGE = 500
AT_ONCE = 5_000  # rows of an insert


class Cost(NamedTuple):
    """Of reading all marks once."""

    megabytes: float
    queries: int
    seconds: float


def main(most: int = USUAL) -> None:
    """Print the table for the database of the settings: SQLite, or that of DATABASE_URL."""
    sizes = (FEWEST, most)
    with tempfile.TemporaryDirectory(prefix="forward-pass-bench-", ignore_cleanup_errors=True) as folder:
        os.environ |= {"VAR_DIR": folder, "LOCAL": "1", "SECRET_KEY": "only-for-the-bench"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        prepare()
        course = _course()
        found: list[dict[str, Cost]] = []
        for size in sizes:
            _fill(course, size)
            ways = _ways(course)
            found.append({name: _cost(read) for name, read in ways.items()})
        _table(found, sizes)


def _course() -> Any:
    from quizzes import actions

    (problem, *_others) = [version.problem for version in actions.import_library()]
    course = actions.create_course("Large")
    for week in range(1, QUIZZES + 1):
        actions.create_quiz(course, f"Week {week}", [problem], preset="homework")
    return course


def _fill(course: Any, size: int) -> None:
    """Add students until there are so many, each with an attempt at every quiz."""
    from quizzes.models import Attempt, AttemptQuestion, Enrolment, Question, User

    have = course.enrolments.count()
    names = [f"student{number:05}" for number in range(have, size)]
    people = User.objects.bulk_create([User(username=name, last_name=name, password="!") for name in names])
    Enrolment.objects.bulk_create([Enrolment(course=course, user=user) for user in people])
    questions = list(Question.objects.filter(quiz__course=course))
    attempts = Attempt.objects.bulk_create(
        [
            Attempt(quiz_id=question.quiz_id, student=user, number=1)
            for user in people
            for question in questions
        ],
        batch_size=AT_ONCE,
    )
    AttemptQuestion.objects.bulk_create(
        [
            AttemptQuestion(attempt=attempt, question=question, position=1, share=0.5)
            for attempt, question in zip(attempts, questions * len(people), strict=True)
        ],
        batch_size=AT_ONCE,
    )


def _ways(course: Any) -> dict[str, Callable[[], int]]:
    """Reading everybody's marks, as a file and page by page; how many lines that gave."""
    from django.test import Client

    from quizzes.models import Scope
    from tests.quizzes.builders import token_of

    secret = token_of(course, [Scope.MARKS_READ])
    client: Any = Client(headers={"Authorization": f"Bearer {secret}"}, SERVER_NAME="localhost")
    path = f"/api/v1/courses/{course.pk}/gradebook"

    def file() -> int:
        return sum(chunk.count(b"\n") for chunk in client.get(f"{path}.csv").streaming_content) - 1

    def pages() -> int:
        address: str | None = f"{path}/?page_size={PAGE}"
        lines = 0
        while address:
            address, more = page_at(address)
            lines += more
        return lines

    def page_at(address: str) -> tuple[str | None, int]:
        page = client.get(address).json()
        return page["next"], len(page["results"])

    return {"the file, as it is sent": file, f"pages of {PAGE} as JSON": pages}


def _cost(read: Callable[[], int]) -> Cost:
    """Memory in one run and time in another: what watches over memory takes time."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as captured:
        lines = read()
    seconds, queries = time.perf_counter() - begun, len(captured)
    tracemalloc.start()
    if read() != lines:
        raise SystemExit("bench: other marks the second time")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return Cost(peak / 2**20, queries, seconds)


def _table(found: list[dict[str, Cost]], sizes: tuple[int, int]) -> None:
    print(f"{f'marks of {QUIZZES} quizzes':<28}", end="")
    print("".join(f"{f'{size:,} students':>28}" for size in sizes) + f"{'ratio':>8}")
    few, many = found
    pages = (sizes[1] - sizes[0]) // PAGE
    for name in few:
        costs = "".join(
            f"{cost.megabytes:>11.1f} MB {cost.queries:>3} q {cost.seconds:>6.2f} s"
            for cost in (few[name], many[name])
        )
        ratio = many[name].megabytes / few[name].megabytes
        each = (many[name].queries - few[name].queries) / pages
        verdict = f"≤ {MOST:g} {'ok' if ratio <= MOST else 'TOO MUCH'}"
        print(f"{name:<28}{costs}{ratio:>8.2f} {verdict}, {each:g} queries a page")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
