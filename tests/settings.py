"""The real settings, with what a test may not touch or wait for replaced."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("LOG_LEVEL", "WARNING")
if "VAR_DIR" not in os.environ:
    # Gone when this process ends; those that it starts share it.
    _folder = tempfile.TemporaryDirectory(prefix="forward-pass-tests-", ignore_cleanup_errors=True)
    os.environ["VAR_DIR"] = _folder.name

from config.settings import *  # noqa: F403

# Strong hashes are slow on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Hashed names need collectstatic first; the journeys have the real thing.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SECURE_SSL_REDIRECT = False
STATIC_ROOT = VAR_DIR / "static"  # noqa: F405
STATIC_ROOT.mkdir(exist_ok=True)
if DATABASES["default"]["ENGINE"] == "config.sqlite":  # noqa: F405
    # A file, as in the real site: threads then have connections of their own, and wait for each other.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}  # noqa: F405
    # Nobody needs it after a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF"  # noqa: F405
