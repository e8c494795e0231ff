"""An exam hall at the real server: 200 pages that save themselves, and 200 timers that end at once."""

import http.client
import json
import random
import statistics
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.server import Server, running

STUDENTS = 200
SECONDS = 120
EVERY = 10  # seconds between the saves of one page
SLOWEST = 0.3  # seconds, of 95 in 100 requests
GRACE = 10  # seconds after the end in which answers still count
KEPT_OPEN = 14  # seconds that the server keeps a silent connection, nearly
SPREAD = 10  # seconds over which the pages then ask for what became of them
MOST_GROWTH = 1.15  # of the server's memory, between the first and the last quarter
TOKEN = "0123456789abcdef" * 2

PREPARE = f"""
import json
from datetime import timedelta
from django.test import Client
from django.utils import timezone
from quizzes import actions
from quizzes.models import AttemptQuestion, Problem, User
course = actions.create_course("Hall")
neuron = Problem.objects.get(slug="sigmoid-neuron")
quiz = actions.create_quiz(course, "Exam", [neuron] * 3, preset="exam",
    closes_at=timezone.now() + timedelta(hours=3))
made = []
for number in range({STUDENTS}):
    user, client = User.objects.create(username=f"hall{{number}}"), Client()
    actions.enrol(course, user)
    client.force_login(user)
    attempt = actions.start_attempt(quiz, user)
    variant = actions.open_question(attempt.places.first().question, attempt)
    revision = AttemptQuestion.objects.get(variant=variant).revision
    made.append([client.cookies["sessionid"].value, variant.pk, revision, attempt.pk, quiz.pk])
print(json.dumps(made))
"""
END_SOON = """
from datetime import timedelta
from django.utils import timezone
from quizzes.models import Attempt
started = timezone.now() + timedelta(seconds=12) - timedelta(minutes=60)
Attempt.objects.filter(quiz__title="Exam", student__username__startswith="hall").update(started_at=started)
print((started + timedelta(minutes=60)).timestamp())
"""
KEPT = """
import json
from quizzes.models import AttemptQuestion, Submission
drafts = {place.variant_id: place.draft.get("y") for place in AttemptQuestion.objects.exclude(variant=None)}
marked = {one.variant_id: one.typed["y"] for one in Submission.objects.all()}
print(json.dumps([drafts, marked]))
"""


@dataclass
class Page:
    """The open page of one student: it saves what is typed, and follows the clock."""

    server: Server
    session: str
    variant: int
    revision: int
    attempt: int
    quiz: int
    typed: str = ""
    times: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    used: float = 0.0

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(self.server.url).netloc, timeout=30)

    def ask(self, path: str, form: dict[str, str] | None = None, expected: int = 200) -> bytes:
        """The body of an answer, timed."""
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={TOKEN}", "Accept": "application/json"}
        body = None
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            body = urlencode(form | {"csrfmiddlewaretoken": TOKEN})
        begun = time.perf_counter()
        if begun - self.used > KEPT_OPEN:
            self.connection.close()  # as a browser does; the request opens it again
        try:
            self.connection.request("POST" if form is not None else "GET", path, body, headers)
            answer = self.connection.getresponse()
            page = answer.read()
        except OSError as error:
            self.faults.append(f"{path}: {error!r}")
            self.connection.close()
            return b"{}"
        self.used = time.perf_counter()
        self.times.append(self.used - begun)
        if answer.status != expected:
            self.faults.append(f"{path}: {answer.status}")
            return b"{}"
        return page

    def save(self, text: str) -> None:
        """Save an answer, as the page does after a pause in typing."""
        form = {"answer.z": "0.50", "answer.y": text, "revision": str(self.revision)}
        answer = json.loads(self.ask(f"/variants/{self.variant}/save/", form))
        if "revision" in answer:
            self.revision, self.typed = answer["revision"], text

    def work(self, until: float, chance: random.Random) -> None:
        """Type and save until then, with the pauses of a person."""
        time.sleep(chance.uniform(0, EVERY))
        number = 0
        while time.time() < until:
            number += 1
            self.save(f"0.{number:03}")
            time.sleep(chance.uniform(0.8, 1.2) * EVERY)

    def end(self, ends: float, chance: random.Random) -> None:
        """Save when time is up, ask the clock until it is final, and then for what became of it."""
        time.sleep(max(0.0, ends + chance.uniform(0, 3) - time.time()))
        self.save("0.999")
        while time.time() < ends + GRACE:
            time.sleep(chance.uniform(2, 5))
            self.ask(f"/attempts/{self.attempt}/clock/")
        time.sleep(chance.uniform(0, SPREAD))
        self.ask(f"/quizzes/{self.quiz}/")


def main() -> None:
    """Print how long requests took, and whether anything was lost."""
    with (
        tempfile.TemporaryDirectory(prefix="forward-pass-load-") as folder,
        running(Path(folder)) as server,
    ):
        pages = [Page(server, *made) for made in json.loads(server.shell(PREPARE))]
        print(f"{STUDENTS} students, each saving every {EVERY} s for {SECONDS} s, over HTTP on SQLite")
        memory = _all_at_once(pages, "work", time.time() + SECONDS, server)
        _report("saves", pages)
        quarter = max(1, len(memory) // 4)
        growth = statistics.mean(memory[-quarter:]) / statistics.mean(memory[:quarter])
        print(
            f"{'memory of the server, last quarter':<40}{memory[-1]:>6.0f} MB{growth:>8.2f} times the first"
        )
        for page in pages:
            page.times.clear()
        print(f"{STUDENTS} timers that end in the same second")
        _all_at_once(pages, "end", float(server.shell(END_SOON)), server)
        _report("last saves, clocks and pages", pages)
        _lost(pages, server)


def _all_at_once(pages: list[Page], what: str, moment: float, server: Server) -> list[float]:
    """Let every page do that in a thread of its own; return the server's memory, once a second, in MB."""
    threads = [
        threading.Thread(target=getattr(page, what), args=(moment, random.Random(number)))
        for number, page in enumerate(pages)
    ]
    for thread in threads:
        thread.start()
    memory = []
    while any(thread.is_alive() for thread in threads):
        memory.append(_memory(server.process.pid))
        time.sleep(1)
    return memory


def _memory(pid: int) -> float:
    """The resident memory of the process and its children."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True)
    rows = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    family = {pid}
    while more := {child for child, parent, _size in rows if parent in family} - family:
        family |= more
    return sum(size for child, _parent, size in rows if child in family) / 1024


def _report(what: str, pages: list[Page]) -> None:
    times = sorted(moment for page in pages for moment in page.times)
    faults = [fault for page in pages for fault in page.faults]
    cut = statistics.quantiles(times, n=100)
    verdict = "ok" if cut[94] <= SLOWEST else "TOO MUCH"
    print(
        f"{what:<32}{len(times):>6} requests, p50 {cut[49] * 1e3:.0f} ms, p95 {cut[94] * 1e3:.0f} ms"
        f" ≤ {SLOWEST * 1e3:.0f} {verdict}, p99 {cut[98] * 1e3:.0f} ms, {len(faults)} errors"
    )
    for fault in faults[:5]:
        print(f"    {fault}")


def _lost(pages: list[Page], server: Server) -> None:
    server.shell("from quizzes import actions; actions.settle_overdue()")
    drafts, marked = json.loads(server.shell(KEPT))
    lost = [page for page in pages if drafts[str(page.variant)] != page.typed]
    unmarked = [page for page in pages if marked.get(str(page.variant)) != page.typed]
    print(f"drafts lost: {len(lost)}, not marked: {len(unmarked)}")


if __name__ == "__main__":
    main()
