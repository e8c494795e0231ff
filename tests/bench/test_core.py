"""The table of the core's costs is printed as `make bench` prints it; how long anything takes is no test."""

import os
import subprocess
import sys

import pytest


@pytest.mark.slow
def test_table_of_the_core_is_printed() -> None:
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    once = bare | {"BENCH_ROUNDS": "1"}
    run = subprocess.run([sys.executable, "-m", "bench.core"], env=once, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
    assert len(run.stdout.splitlines()) == 10
