"""The file of a backup: a zip of one text of rows for each table, the secret key, and a manifest."""

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from io import TextIOWrapper
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

FORMAT = 1
MANIFEST = "manifest.json"
SECRET_KEY = "secret_key"  # noqa: S105  # the name of an entry


class BackupError(Exception):
    """Why a file cannot be restored, and what to do about it."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: when it was made, at which migrations, and how many rows of each table."""

    made_at: str
    database: str
    migrations: list[list[str]]  # app and name of each that was applied
    rows: dict[str, int]
    format: int = FORMAT


class Writer:
    """Writes a backup, table by table."""

    def __init__(self, file: BinaryIO) -> None:
        self.zip = ZipFile(file, "w", ZIP_DEFLATED)
        self.rows: dict[str, int] = {}

    def table(self, label: str, columns: list[str], rows: Iterable[list[Any]]) -> None:
        """Write the rows of one table, each a line of JSON, after a line that names the columns."""
        count = 0
        with self.zip.open(_entry(label), "w", force_zip64=True) as binary:
            binary.write(_line(columns))
            for row in rows:
                binary.write(_line(row))
                count += 1
        self.rows[label] = count

    def finish(self, manifest: Manifest, secret_key: str | None) -> None:
        """Write the rest: a file without it is no backup."""
        if secret_key is not None:
            self.zip.writestr(SECRET_KEY, secret_key)
        self.zip.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        self.zip.close()


class Reader:
    """Reads a backup, after it was found to be whole. Raises BackupError."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            self.zip = ZipFile(file)
            damaged = self.zip.testzip()
            known = json.loads(self.zip.read(MANIFEST))
        except (BadZipFile, KeyError, ValueError, zlib.error) as error:
            raise BackupError("This is no backup, or only a part of one. Nothing was changed.") from error
        if damaged:
            raise BackupError(f"The backup is damaged, in {damaged}. Nothing was changed.")
        if known["format"] > FORMAT:
            raise BackupError(
                "The backup was made by a newer Forward Pass: install that first. Nothing was changed."
            )
        self.manifest = Manifest(**known)

    @property
    def secret_key(self) -> str | None:
        """The secret key, if it was kept in a file."""
        return self.zip.read(SECRET_KEY).decode() if SECRET_KEY in self.zip.namelist() else None

    def table(self, label: str) -> Iterator[dict[str, Any]]:
        """The rows of one table: column -> value."""
        with TextIOWrapper(self.zip.open(_entry(label)), encoding="utf-8", newline="\n") as lines:
            columns = json.loads(next(lines))
            for line in lines:
                yield dict(zip(columns, json.loads(line), strict=True))


def _entry(label: str) -> str:
    return f"rows/{label}.jsonl"


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"
