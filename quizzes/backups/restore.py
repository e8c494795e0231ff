"""Puts a backup in place of what a site holds."""

import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from quizzes.backups import databases, tables
from quizzes.backups.archive import BackupError, Manifest, Reader
from quizzes.models import Course, Problem, User

Node = tuple[str, str]


def holds_data() -> bool:
    """Whether somebody or something is in the database already."""
    present = set(connection.introspection.table_names())
    return any(
        model._meta.db_table in present and model._base_manager.exists() for model in (User, Course, Problem)
    )


def restore(file: BinaryIO) -> Manifest:
    """Replace all data by the backup's, brought up to this version.

    Raises BackupError; then nothing has changed.
    """
    backup = Reader(file)
    loader = MigrationLoader(connection)
    applied = [(app, name) for app, name in backup.manifest.migrations]
    unknown = [f"{app}.{name}" for app, name in applied if (app, name) not in loader.disk_migrations]
    if unknown:
        raise BackupError(
            f"The backup was made by another, newer version, with the migration {unknown[0]}: "
            "install that version first. Nothing was changed."
        )
    try:
        with databases.replacing(_tables(loader)):
            _fill(backup, applied)
    except (OperationalError, IntegrityError) as error:
        reason = (
            databases.BUSY if "lock" in str(error) else f"The rows do not fit ({error}). Nothing was changed."
        )
        raise BackupError(reason) from error
    if backup.secret_key is not None:
        _keep(backup.secret_key, settings.VAR_DIR / "secret_key")
    return backup.manifest


def _tables(loader: MigrationLoader) -> list[str]:
    """The tables that are there because of our migrations."""
    present = sorted(set(loader.applied_migrations) & set(loader.disk_migrations))
    return [model._meta.db_table for model in tables.models_of(loader.project_state(present))]


def _fill(backup: Reader, applied: list[Node]) -> None:
    """Make the tables as they were, fill them, then do what later versions did to theirs."""
    databases.checked_at_once()
    executor = MigrationExecutor(connection)
    executor.migrate(_last(executor.loader, applied))
    models = tables.models_of(executor.loader.project_state(applied))
    databases.checked_in_the_end()
    with connection.constraint_checks_disabled(), transaction.atomic():
        tables.empty(models)
        for model in models:
            label = model._meta.label_lower
            if tables.write_rows(model, backup.table(label)) != backup.manifest.rows[label]:
                raise BackupError(f"Rows of {label} are missing in the backup. Nothing was changed.")
        connection.check_constraints()
    tables.continue_numbering(models)
    databases.checked_at_once()
    call_command("migrate", verbosity=0, interactive=False)


def _last(loader: MigrationLoader, applied: list[Node]) -> list[Node]:
    """Those that no other of the same app follows: to migrate to an earlier one would be to go back."""
    followed = {
        parent.key
        for node in applied
        for parent in loader.graph.node_map[node].parents
        if parent.key[0] == node[0]
    }
    return [node for node in applied if node not in followed]


def _keep(secret_key: str, path: Path) -> None:
    descriptor, draft = tempfile.mkstemp(dir=path.parent)  # readable by its owner only
    with os.fdopen(descriptor, "w") as file:
        file.write(secret_key)
    Path(draft).replace(path)
