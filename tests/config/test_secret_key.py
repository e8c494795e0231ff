"""The secret key's file."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from config.secret_key import read_or_make
from tests.config.conftest import Settings


def test_secret_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    key = read_or_make(path)
    assert len(key) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_or_make(path) == key
    assert [entry.name for entry in path.parent.iterdir()] == ["secret_key"]


def test_secret_key_is_the_same_for_all_who_start_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: read_or_make(tmp_path / "secret_key"), range(32)))
    assert len(keys) == 1


def test_secret_key_given_in_the_environment_needs_no_file(settings_in: Settings, tmp_path: Path) -> None:
    assert settings_in(SECRET_KEY="given")["SECRET_KEY"] == "given"
    assert list((tmp_path / "var").iterdir()) == []
