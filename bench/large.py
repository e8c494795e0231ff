"""What pages and re-marking cost on a site with a million submissions: pages, nearly what they did before."""

import os
import tempfile
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from bench.requests import Client, prepare

SIZES = (10_000, 1_000_000)
ROUNDS = 25
MOST = 3.5  # times what a page costs with the fewest submissions


class Cost(NamedTuple):
    """Seconds of a request."""

    processor: float
    wall: float


def main() -> None:
    """Print the table for the database of the settings: SQLite, or that of DATABASE_URL."""
    with tempfile.TemporaryDirectory(prefix="forward-pass-bench-", ignore_cleanup_errors=True) as folder:
        os.environ |= {"VAR_DIR": folder, "LOCAL": "1", "SECRET_KEY": "only-for-the-bench"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        prepare()
        from bench.filled import Filled

        filled = Filled()
        _table([_measure(filled, size) for size in SIZES])
        from bench import remarking

        remarking.main(filled, _memory)


def _measure(filled: Any, size: int) -> dict[str, Cost]:
    from django.db import connection

    begun = time.perf_counter()
    filled.fill(size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as both databases do by themselves in time
    print(f"{size:,} submissions: filled in {time.perf_counter() - begun:.0f} s, {_memory():.0f} MB at most")
    pages = _pages(filled)
    costs: dict[str, list[Cost]] = {}
    for _round in range(ROUNDS):
        for name, ask in pages.items():
            costs.setdefault(name, []).append(_cost(ask))
    return {name: Cost(*(min(of) for of in zip(*found, strict=True))) for name, found in costs.items()}


def _pages(filled: Any) -> dict[str, Callable[[], object]]:
    """The pages of a student in the middle of the course, and those of a quiz for who teaches it."""
    from bench.site import application, cookies_of
    from quizzes.models import Attempt, User

    student = User.objects.get(username=f"student{filled.students // 2}")
    quiz = filled.quizzes[len(filled.quizzes) // 2]
    attempt = Attempt.objects.get(quiz=quiz, student=student)
    question = quiz.questions.order_by("position")[1]
    pupil, admin = (Client(application(), cookies_of(user)) for user in (student, filled.teacher))
    submissions = "/admin/quizzes/submission/"
    of_quiz = f"quiz={quiz.pk}"

    def asked(client: Client, path: str) -> Callable[[], object]:
        return lambda: client.ask(path)

    return {
        "a student's home page": asked(pupil, "/"),
        "a quiz page": asked(pupil, f"/quizzes/{quiz.pk}/"),
        "a question page": asked(pupil, f"/questions/{question.pk}/"),
        "the results of an attempt": asked(pupil, f"/attempts/{attempt.pk}/"),
        "admin: the quizzes": asked(admin, "/admin/quizzes/quiz/"),
        "admin: a quiz": asked(admin, f"/admin/quizzes/quiz/{quiz.pk}/change/"),
        "admin: attempts": asked(admin, "/admin/quizzes/attempt/"),
        "admin: attempts of a quiz": asked(admin, f"/admin/quizzes/attempt/?{of_quiz}"),
        "admin: submissions": asked(admin, submissions),
        "admin: submissions of a quiz": asked(admin, f"{submissions}?{of_quiz}"),
        "admin: wrong submissions of a quiz": asked(admin, f"{submissions}?{of_quiz}&complete__exact=0"),
    }


def _cost(ask: Callable[[], object]) -> Cost:
    wall, processor = time.perf_counter(), time.process_time()
    ask()
    return Cost(time.process_time() - processor, time.perf_counter() - wall)


def _memory() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _table(found: list[dict[str, Cost]]) -> None:
    from django.db import connection

    few, many = found
    print(f"\n{connection.vendor + ', wall time of a page, processor time in brackets':<52}", end="")
    print("".join(f"{f'{size:,}':>18}" for size in SIZES) + f"{'ratio':>8}")
    for name in few:
        ratio = many[name].wall / few[name].wall
        costs = "".join(
            f"{at.wall * 1e3:>9.1f} ({at.processor * 1e3:>5.1f})" for at in (few[name], many[name])
        )
        print(f"{name:<52}{costs}{ratio:>8.2f} ≤ {MOST:g} {'ok' if ratio <= MOST else 'TOO MUCH'}")


if __name__ == "__main__":
    main()
