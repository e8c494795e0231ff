"""What the logs say."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server import ROOT

LOG_SOMETHING = """
import logging, django
django.setup()
logging.getLogger("quizzes").warning("marking took %s s", 3)
try:
    secret = "hunter2"
    1 / 0
except ZeroDivisionError:
    logging.getLogger("django.request").exception("Internal Server Error: /")
logging.getLogger("django.security.DisallowedHost").error("Invalid HTTP_HOST", exc_info=KeyError("evil"))
"""


def _logged(tmp_path: Path, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOG_SOMETHING],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "VAR_DIR": str(tmp_path),
            **environment,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.splitlines()


@pytest.mark.slow
def test_logs_are_json_lines_in_production(tmp_path: Path) -> None:
    events = [json.loads(line) for line in _logged(tmp_path)]
    assert [(event["level"], event["logger"], event["event"]) for event in events] == [
        ("warning", "quizzes", "marking took 3 s"),
        ("error", "django.request", "Internal Server Error: /"),
        ("error", "django.security.DisallowedHost", "Invalid HTTP_HOST"),
    ]
    assert ["exception" in event for event in events] == [False, True, False]


@pytest.mark.slow
def test_logs_start_at_the_level_that_is_set(tmp_path: Path) -> None:
    assert _logged(tmp_path, LOG_LEVEL="CRITICAL") == []


@pytest.mark.slow
def test_logs_show_no_variables_on_ones_own_machine_either(tmp_path: Path) -> None:
    lines = _logged(tmp_path, LOCAL="1")
    assert any("ZeroDivisionError" in line for line in lines)
    assert not any("hunter2" in line for line in lines if 'secret = "hunter2"' not in line)
