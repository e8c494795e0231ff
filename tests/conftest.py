"""What tests everywhere share."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.server import Server, running

# No deadline: a busy machine is no fault. In CI the same examples each time, so that red means changed code.
hypothesis.settings.register_profile(
    "forward-pass", deadline=None, derandomize=os.environ.get("CI") == "true"
)
hypothesis.settings.load_profile("forward-pass")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real server with the demo in it: gunicorn, the real settings, the files as they are served."""
    folder: Path = tmp_path_factory.mktemp("site")
    with running(folder) as started:
        yield started
