"""A demo that serves, a token of its course, and the scripts run as a night's job runs them."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from forward_pass import Client

from quizzes.models import Scope
from tests.server import ROOT, Server, running
from tests.solvers.library import document

Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Demo:
    """The demo's server, and what makes tokens of its course."""

    server: Server
    tokens: dict[tuple[str, ...], str] = field(default_factory=dict)

    def token(self, *scopes: str) -> str:
        """A token of the course, with all scopes unless some are named; made once."""
        if scopes not in self.tokens:
            self.tokens[scopes] = self._made(scopes)
        return self.tokens[scopes]

    def _made(self, scopes: tuple[str, ...]) -> str:
        wanted = [
            "make_token",
            "--user=ines",
            "--course=1",
            "--name=test",
            "--scope",
            *(scopes or Scope.values),
        ]
        command = [sys.executable, "manage.py", *wanted]
        environment = self.server.environment
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()


Run = Callable[..., Done]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with running(tmp_path_factory.mktemp("demo")) as server:
        yield Demo(server)


PROGRAMS = {
    "known": """\
z: "Sum" = 0.2 * 0.5 + 0.3 * 0.6 + 0.5
y: "Output" = sigmoid(z)
ask(z, places=2)
ask(y, places=3)""",
    "table": 'net = cnn("8x8x1", "CONV-3-2 FC-10")\nask(net, columns="weights")',
}


@pytest.fixture(scope="session")
def client(demo: Demo) -> Client:
    """May do everything; of the problem `known` the answers are known: z = 0.78 and y = 0.6857."""
    client = Client(demo.server.url, demo.token())
    for slug, program in PROGRAMS.items():
        client.post("problems/", {"slug": slug, "document": document(program), "published": True})
    return client


@pytest.fixture
def run(demo: Demo, tmp_path: Path) -> Run:
    """run(script, arguments, scopes=…, typed=…): without any package but the standard library."""

    def run(script: str, *arguments: str, scopes: tuple[str, ...] = (), typed: str = "", **more: str) -> Done:
        environment = {
            "FORWARD_PASS_URL": demo.server.url,
            "FORWARD_PASS_TOKEN": demo.token(*scopes),
            "PYTHONIOENCODING": "utf-8",
            **more,
        }
        command = [sys.executable, "-S", "-W", "error", str(ROOT / "examples" / script), *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, input=typed, capture_output=True, text=True, timeout=120
        )

    return run
