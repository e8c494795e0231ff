"""What tests everywhere share."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.contrib.sites.models import SITE_CACHE, Site

from tests.server import Server, running

# No deadline: a busy machine is no fault. In CI the same examples each time, so that red means changed code.
hypothesis.settings.register_profile(
    "forward-pass", deadline=None, derandomize=os.environ.get("CI") == "true"
)
hypothesis.settings.load_profile("forward-pass")


@pytest.fixture(autouse=True)
def named_site() -> Iterator[None]:
    """The site's name is read already, as in a process that has served a page: no test counts that query."""
    SITE_CACHE[1] = Site(pk=1, name="Forward Pass", domain="testserver")
    yield
    SITE_CACHE.clear()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real server with the demo in it: gunicorn, the real settings, the files as they are served."""
    folder: Path = tmp_path_factory.mktemp("site")
    with running(folder) as started:
        yield started
