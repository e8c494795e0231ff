"""Writes a backup while the site goes on."""

import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from quizzes.backups.archive import Manifest, Writer
from quizzes.backups.databases import snapshot
from quizzes.backups.tables import columns_of, models_of, read_rows


def back_up(target: Path) -> Manifest:
    """Write everything that was stored when this began into `target`, for its owner's eyes only.

    The file appears whole or not at all. Raises FileExistsError rather than write over one.
    """
    descriptor, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            manifest = write_to(file)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, target)
    finally:
        Path(draft).unlink()
    return manifest


def write_to(file: BinaryIO) -> Manifest:
    """Write the backup into an open file."""
    writer = Writer(file)
    with snapshot():
        loader = MigrationLoader(connection)
        applied = sorted(set(loader.applied_migrations) & set(loader.disk_migrations))
        for model in models_of(loader.project_state(applied)):
            writer.table(model._meta.label_lower, columns_of(model), read_rows(model))
    manifest = Manifest(
        made_at=timezone.now().isoformat(timespec="seconds"),
        database=connection.vendor,
        migrations=[list(each) for each in applied],
        rows=writer.rows,
    )
    writer.finish(manifest, secret_key_file_text())
    return manifest


def secret_key_file_text() -> str | None:
    """The secret key where it is kept in a file; None where the environment gives it."""
    path = settings.VAR_DIR / "secret_key"
    if path.exists() and path.read_text().strip() == settings.SECRET_KEY:
        return path.read_text()
    return None
