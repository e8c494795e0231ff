"""The walk of docs/rest.md, word for word against a real server."""

import os
import shutil
from pathlib import Path

import pytest

from tests.docs.walk import blocks, masked, run
from tests.server import running

pytestmark = [pytest.mark.server, pytest.mark.slow]


@pytest.mark.skipif(
    not shutil.which("curl") and "CI" not in os.environ,
    reason="curl is not installed; on Debian and Ubuntu: apt-get install curl",
)
def test_walk_prints_what_the_page_says(tmp_path: Path) -> None:
    walk = blocks()
    with running(tmp_path) as server:
        printed = run(walk, server)
    assert [masked(each) for each in printed] == [masked(block.printed) for block in walk]
