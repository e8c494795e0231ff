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

from tests.server import ROOT, Server
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
from quizzes.models import User
[problem] = [v.problem for v in actions.import_library() if v.problem.slug == "sigmoid-neuron"]
course = actions.create_course("Neural networks")
quiz = actions.create_quiz(course, "Neurons", [problem])
made = []
for number in range({STUDENTS}):
    user, client = User.objects.create_user(f"student{{number}}"), Client()
    actions.enrol(course, user)
    client.force_login(user)
    variant = actions.open_question(quiz.questions.get(), actions.start_attempt(quiz, user))
    made.append([client.cookies["sessionid"].value, variant.pk])
print(json.dumps(made))
"""

RECORDED = """
import json
from quizzes.models import Submission
rows = Submission.objects.order_by("number").values_list("variant", "number", "typed", "key")
print(json.dumps([[variant, number, typed["y"], key.split(":")[0]] for variant, number, typed, key in rows]))
"""


@dataclass
class Student:
    """Sends one answer after the other, each until the server says that it has it."""

    port: int
    session: str
    variant: int
    acknowledged: list[tuple[str, str]] = field(default_factory=list)  # the form's key, and what was typed
    again: int = 0  # how often something had to be sent again

    def work(self, stop: threading.Event) -> None:
        """Submit until told to stop; what is under way then is seen through."""
        while not stop.is_set():
            number = len(self.acknowledged)
            key, typed = f"form-{number}", f"{7 + number / 1000:.3f}"
            self._until_accepted("check", {"form": key, "answer.y": typed})
            self.acknowledged.append((key, typed))

    def _until_accepted(self, what: str, form: dict[str, str]) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                status = self._post(f"/variants/{self.variant}/{what}/", form)
            except (OSError, http.client.HTTPException):
                self.again += 1
                time.sleep(0.05)
            else:
                assert status == 302, status
                return
        raise AssertionError("the server did not come back")

    def _post(self, path: str, form: dict[str, str]) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(
                "POST",
                path,
                urlencode({"csrfmiddlewaretoken": TOKEN} | form),
                {
                    "Content-Type": "application/x-www-form-urlencoded",
                    "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
                },
            )
            answer = connection.getresponse()
            answer.read()
            return answer.status
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
        Server(url, self.site.environment, self.processes[0], output).wait()

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
    students = [Student(port, session, variant) for session, variant in json.loads(site.shell(PREPARE))]
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

    recorded: dict[int, list[tuple[str, str]]] = {student.variant: [] for student in students}
    numbers: dict[int, list[int]] = {student.variant: [] for student in students}
    for variant, number, typed, key in json.loads(site.shell(RECORDED)):
        recorded[variant].append((key, typed))
        numbers[variant].append(number)
    assert recorded == {student.variant: student.acknowledged for student in students}
    assert numbers == {variant: list(range(1, len(rows) + 1)) for variant, rows in recorded.items()}
    # Otherwise the kills hit nobody, and nothing was shown.
    assert min(len(student.acknowledged) for student in students) > 0
    assert sum(student.again for student in students) > 0
