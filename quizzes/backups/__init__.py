"""A site's data as one file, and back: the same for SQLite and PostgreSQL, and from one to the other."""

from quizzes.backups.archive import BackupError, Manifest
from quizzes.backups.backup import back_up
from quizzes.backups.restore import holds_data, restore

__all__ = ["BackupError", "Manifest", "back_up", "holds_data", "restore"]
