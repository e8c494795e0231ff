"""What the core and the requests cost, what is made of slips, and halls of students at the real server."""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench import core, load, students
from bench.browser import Browser
from tests.server import Server, running

STUDENTS = 100
AT_ONCE = 16
QUESTIONS = 3
CHECKS = 5
PASSWORD = "correct horse battery"

MAKE_STUDENTS = f"""
from django.contrib.auth.hashers import make_password
from quizzes.actions import enrol
from quizzes.models import Course, User
course, password = Course.objects.first(), make_password({PASSWORD!r})
for number in range({STUDENTS}):
    enrol(course, User.objects.create(username=f"student{{number}}", password=password))
"""

Clock = dict[str, list[float]]


def main() -> None:
    """Print what the core costs and makes of slips; then start the server and send students through."""
    core.main()
    print()
    students.main()
    print()
    _requests()
    print()
    _in_its_own("bench.gradebook")
    print()
    load.main()
    print()
    with (
        tempfile.TemporaryDirectory(prefix="forward-pass-bench-") as folder,
        running(Path(folder)) as server,
    ):
        server.shell(MAKE_STUDENTS)
        clock: Clock = {"log in": [], "open a question": [], "check an answer": []}
        print(f"{STUDENTS} students, {AT_ONCE} at once, {QUESTIONS} questions, {CHECKS} checks each")
        begun = time.perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as hall:
            list(hall.map(lambda number: _student(server, f"student{number}", clock), range(STUDENTS)))
        _report(clock, time.perf_counter() - begun)


def _requests() -> None:
    """The tables of requests on both databases, each in a process of its own: settings are read once."""
    for module in ("bench.requests", "bench.api"):
        _in_its_own(module)
        _in_its_own("tests.postgres", sys.executable, "-m", module)


def _in_its_own(module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], check=True)


def _student(server: Server, name: str, clock: Clock) -> None:
    browser = Browser(server.url)
    browser.get("/login/")
    _timed(clock, "log in", lambda: browser.send({"username": name, "password": PASSWORD}))
    browser.get(_first(r'href="(/quizzes/\d+/)"', browser.page))
    if re.search(r'action="(/quizzes/\d+/start/)"', browser.page):
        browser.send({}, to="/start/")
    browser.get(_first(r'href="(/quizzes/\d+/)"', browser.page))
    for address in list(dict.fromkeys(re.findall(r'href="(/questions/\d+/)"', browser.page)))[:QUESTIONS]:
        _timed(clock, "open a question", lambda address=address: browser.get(address))
        for number in range(CHECKS):
            # Another answer each time: the same again would be taken for a second click.
            typed = dict.fromkeys(browser.text_fields(), f"0.{number}")
            _timed(clock, "check an answer", lambda typed=typed: browser.send(typed, to="/check/"))


def _first(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    if found is None:
        raise SystemExit(f"bench: no {pattern} on the page:\n{page[:2000]}")
    return found[1]


def _timed(clock: Clock, what: str, work: Callable[[], None]) -> None:
    begun = time.perf_counter()
    work()
    clock[what].append(time.perf_counter() - begun)


def _report(clock: Clock, seconds: float) -> None:
    print(f"{'':<18}{'requests':>9}{'p50 ms':>9}{'p99 ms':>9}{'worst':>9}")
    for what, times in clock.items():
        ms = sorted(1000 * each for each in times)
        p99 = statistics.quantiles(ms, n=100)[98]
        print(f"{what:<18}{len(ms):>9}{statistics.median(ms):>9.1f}{p99:>9.1f}{ms[-1]:>9.1f}")
    print(f"{sum(map(len, clock.values())) / seconds:.0f} timed requests a second, over {seconds:.1f} s")


if __name__ == "__main__":
    main()
