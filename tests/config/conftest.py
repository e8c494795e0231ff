"""The settings as they come out of a given environment."""

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.server import ROOT

Settings = Callable[..., dict[str, Any]]
OURS = ("ALLOWED_HOSTS", "BEHIND_PROXY", "DATABASE_URL", "DEBUG", "EMAIL_URL", "LOCAL", "SECRET_KEY")


@pytest.fixture
def settings_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    """settings_in(LOCAL="1") evaluates config/settings.py in that environment and returns its names."""

    def evaluate(**environment: str) -> dict[str, Any]:
        for name in OURS:
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "config" / "settings.py"))

    return evaluate
