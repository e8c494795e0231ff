"""compose.yaml, as far as it can be checked without a Docker daemon."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.server import ROOT

TEXT = (ROOT / "compose.yaml").read_text()
SERVICES: dict[str, Any] = yaml.safe_load(TEXT)["services"]
LONG_RUNNING = ["proxy", "web", "worker", "database"]


def test_compose_runs_proxy_server_worker_database_and_migrates_once() -> None:
    assert sorted(SERVICES) == sorted([*LONG_RUNNING, "migrate"])


@pytest.mark.parametrize("name", LONG_RUNNING)
def test_service_is_watched_and_started_again(name: str) -> None:
    # The server's own health check is in the image.
    checked = "healthcheck" in SERVICES[name] or (name == "web" and "HEALTHCHECK" in _dockerfile())
    assert (checked, SERVICES[name]["restart"]) == (True, "unless-stopped")


def test_nothing_starts_before_the_migrations_are_through() -> None:
    waits = {name: service.get("depends_on") for name, service in SERVICES.items()}
    migrated = {"migrate": {"condition": "service_completed_successfully"}}
    assert waits == {
        "proxy": {"web": {"condition": "service_healthy"}},
        "web": migrated,
        "worker": migrated,
        "migrate": {"database": {"condition": "service_healthy"}},
        "database": None,
    }


def test_only_the_proxy_can_be_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_files_that_are_mounted_or_run_are_there() -> None:
    mounted = re.findall(r"- \./([\w./-]+):", TEXT)
    assert [(ROOT / path).is_file() for path in mounted] == [True] * 2
    assert (ROOT / "config" / "gunicorn.py").is_file()


def test_volumes_outlive_the_containers() -> None:
    volumes = yaml.safe_load(TEXT)["volumes"]
    used = {each.split(":")[0] for service in SERVICES.values() for each in service["volumes"]}
    assert {name for name in used if not name.startswith((".", "$"))} == set(volumes)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("docker-compose"), reason="docker-compose is not installed")
def test_compose_accepts_the_file(tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text(TEXT)
    (tmp_path / "deploy").mkdir()
    settings = (ROOT / "deploy" / "env.example").read_text()
    (tmp_path / ".env").write_text(settings.replace("POSTGRES_PASSWORD=", "POSTGRES_PASSWORD=secret"))
    done = subprocess.run(
        ["docker-compose", "config"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    services = yaml.safe_load(done.stdout)["services"]
    assert services["web"]["environment"]["DATABASE_URL"] == "postgres://quiz:secret@database/quiz"


def _dockerfile() -> str:
    return (ROOT / "Dockerfile").read_text()
