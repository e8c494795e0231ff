"""Kills the whole server again and again under students who work, and looks for what was lost or doubled."""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest

from tests.server import ROOT, Server, Shell
from tests.sites import MakeSite, Site

pytestmark = [pytest.mark.server, pytest.mark.slow]

ROUNDS = 10
STUDENTS = 8
PATIENCE = 60
TOKEN = "0123456789abcdef" * 2  # the form's token against forgery is the cookie's: any 32 letters do

# Everybody signed in, with numbers of their own.
PREPARE = f"""
import json
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
from django.test import Client
from quizzes import actions
from quizzes.models import AttemptQuestion, User
[problem] = [v.problem for v in actions.import_library() if v.problem.slug == "sigmoid-neuron"]
course = actions.create_course("Neural networks")
quiz = actions.create_quiz(course, "Neurons", [problem])
made = []
for number in range({STUDENTS}):
    user, client = User.objects.create_user(f"student{{number}}"), Client()
    actions.enrol(course, user)
    client.force_login(user)
    variant = actions.open_question(quiz.questions.get(), actions.start_attempt(quiz, user))
    place = AttemptQuestion.objects.get(variant=variant)
    made.append([client.cookies["sessionid"].value, variant.pk, place.revision])
print(json.dumps(made))
"""

RECORDED = """
import json
from quizzes.models import AttemptQuestion, Submission
rows = Submission.objects.order_by("number").values_list("variant", "number", "typed", "key")
places = AttemptQuestion.objects.values_list("variant", "revision", "draft")
print(json.dumps({
    "submissions": [[variant, n, key.split(":")[0], typed["y"]] for variant, n, typed, key in rows],
    "drafts": {variant: [revision, draft["y"]] for variant, revision, draft in places},
}))
"""


@dataclass
class Student:
    """Types, saves and submits one answer after the other, each time until the server says that it has it.

    Every request names the revision of the draft that it follows. The server refuses one that is not its
    newest: had it lost a save that it confirmed, or taken one twice, the next would be refused.
    """

    port: int
    session: str
    variant: int
    revision: int
    typed: str = ""
    acknowledged: list[tuple[str, str]] = field(default_factory=list)  # the form's key, and what was typed
    again: int = 0  # how often something had to be sent again

    def work(self, stop: threading.Event) -> None:
        """Go on until told to stop; what is under way then is seen through, and one more answer saved."""
        while not stop.is_set():
            number = len(self.acknowledged)
            self._save(f"{number}")
            self._save(f"{7 + number / 1000:.3f}")
            form = {"form": f"form-{number}", "answer.y": self.typed, "revision": f"{self.revision}"}
            assert self._until_answered("check", form)[0] == 302
            self.revision += 1
            self.acknowledged.append((form["form"], self.typed))
        self._save("still typing")

    def _save(self, typed: str) -> None:
        status, answer = self._until_answered("save", {"answer.y": typed, "revision": f"{self.revision}"})
        assert status == 200, answer
        self.revision, self.typed = self.revision + 1, typed
        assert json.loads(answer)["revision"] == self.revision

    def _until_answered(self, what: str, form: dict[str, str]) -> tuple[int, bytes]:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                return self._post(f"/variants/{self.variant}/{what}/", form)
            except (OSError, http.client.HTTPException):
                self.again += 1
                time.sleep(0.05)
        raise AssertionError("the server did not come back")

    def _post(self, path: str, form: dict[str, str]) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(
                "POST",
                path,
                urlencode({"csrfmiddlewaretoken": TOKEN} | form),
                {
                    "Accept": "application/json",
                    "Content-Type": "application/x-www-form-urlencoded",
                    "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
                },
            )
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@dataclass
class Killable:
    """Server and worker in one process group, as a machine that loses power would end them."""

    site: Site
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        """Start both, and wait until the server answers."""
        output = self.site.folder / "output.txt"
        with output.open("ab") as sink:
            for command in (["-m", "gunicorn", "-c", "config/gunicorn.py"], ["manage.py", "worker"]):
                leader = self.processes[0].pid if self.processes else 0
                self.processes.append(
                    subprocess.Popen(
                        [sys.executable, *command],
                        cwd=ROOT,
                        env=self.site.environment,
                        stdout=sink,
                        stderr=sink,
                        process_group=leader,
                    )
                )
        url = f"http://127.0.0.1:{self.site.environment['PORT']}"
        Server(url, self.site.environment, self.processes[0], output, Shell(self.site.environment)).wait()

    def kill(self) -> None:
        """End all of them at once, wherever they are."""
        os.killpg(self.processes[0].pid, signal.SIGKILL)
        for process in self.processes:
            process.wait(PATIENCE)
        self.processes.clear()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_kill_loses_and_doubles_nothing_that_was_acknowledged(make_site: MakeSite, database: str) -> None:
    site = make_site(database, WEB_CONCURRENCY="2")
    port = int(site.environment["PORT"])
    students = [Student(port, *prepared) for prepared in json.loads(site.shell(PREPARE))]
    stop = threading.Event()
    threads = [threading.Thread(target=student.work, args=[stop]) for student in students]
    server = Killable(site)
    server.start()
    try:
        for thread in threads:
            thread.start()
        for _round in range(ROUNDS):
            time.sleep(random.uniform(0.2, 1.2))
            server.kill()
            server.start()
        stop.set()
        for thread in threads:
            thread.join(PATIENCE)
    finally:
        stop.set()
        server.kill()

    found = json.loads(site.shell(RECORDED))
    submissions: dict[int, list[tuple[int, str, str]]] = {student.variant: [] for student in students}
    for variant, *row in found["submissions"]:
        submissions[variant].append(tuple(row))
    assert submissions == {
        student.variant: [(number, *each) for number, each in enumerate(student.acknowledged, start=1)]
        for student in students
    }
    assert found["drafts"] == {
        str(student.variant): [student.revision, "still typing"] for student in students
    }
    # Otherwise the kills hit nobody, and nothing was shown.
    assert min(len(student.acknowledged) for student in students) > 0
    assert sum(student.again for student in students) > 0
