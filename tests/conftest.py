"""What tests everywhere share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import Server, running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real server with the demo in it: gunicorn, the real settings, the files as they are served."""
    folder: Path = tmp_path_factory.mktemp("site")
    with running(folder) as started:
        yield started
