"""What tests everywhere share."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.contrib.sites import models as site_models
from django.core.cache import cache
from django.db import connection

from grader import marking
from grader.patience import Patience
from quizzes.api.throttling import LIMITS
from tests import postgres as postgresql
from tests import sites
from tests.server import Server, running

# No deadline: a busy machine is no fault. In CI the same examples each time, so that red means changed code.
hypothesis.settings.register_profile(
    "forward-pass", deadline=None, derandomize=os.environ.get("CI") == "true"
)
# A fifth of the examples, for `make check`: what is rare is found by `make test`.
hypothesis.settings.register_profile(
    "quick", hypothesis.settings.get_profile("forward-pass"), max_examples=20
)
hypothesis.settings.load_profile("forward-pass")

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run only what asks a database: the rest was run beside SQLite, and comes out the same."""
    if connection.vendor == "postgresql":
        config.hook.pytest_deselected(items=[item for item in items if not _asks_a_database(item)])
        items[:] = [item for item in items if _asks_a_database(item)]


def _asks_a_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db")) or any(
        name in DATABASE_FIXTURES for name in getattr(item, "fixturenames", ())
    )


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: let no garbage collection look through it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def caches(request: pytest.FixtureRequest) -> Iterator[None]:
    """Nothing is remembered from another test, but for the site's name: no test counts the query for it."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("django_db_setup")  # which forgets the name
    cache.clear()
    LIMITS.clear()
    site_models.SITE_CACHE[1] = site_models.Site(pk=1, name="Forward Pass", domain="testserver")
    yield
    site_models.Site.objects.clear_cache()


def endless() -> Patience:
    """Patience by clocks that stand still."""
    return Patience(lambda: 0.0, lambda: 0.0)


@pytest.fixture(autouse=True, scope="session")
def _no_haste() -> Iterator[None]:
    """What a diagnosis says does not hang on how busy this machine is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marking, "Patience", endless)
        yield


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real server with the demo in it: gunicorn, the real settings, the files as they are served."""
    folder: Path = tmp_path_factory.mktemp("site")
    with running(folder) as started:
        yield started


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server."""
    with postgresql.serving() as address:
        yield address


@pytest.fixture
def make_site(tmp_path: Path, request: pytest.FixtureRequest) -> sites.MakeSite:
    """make_site("sqlite") or make_site("postgresql"): a new site, with nothing in it, not even tables."""

    def make(database: str, **settings: str) -> sites.Site:
        folder = tmp_path / f"site-{len(list(tmp_path.iterdir()))}"
        if database == "postgresql":
            settings["DATABASE_URL"] = sites.fresh_database(request.getfixturevalue("postgres"))
        return sites.Site(folder, **settings)

    return make
