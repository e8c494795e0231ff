"""The file of a backup, and files that are none."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from quizzes.backups.archive import BackupError, Manifest, Reader, Writer


def _written(**changed: int) -> bytes:
    file = BytesIO()
    writer = Writer(file)
    writer.table("quizzes.topic", ["id", "name"], [[1, "Neurons"], [2, "Größe\n\u2028"]])
    writer.finish(
        Manifest("2026-11-22T12:00:00+00:00", "sqlite", [["quizzes", "0001"]], writer.rows, **changed),
        "key\n",
    )
    return file.getvalue()


def test_rows_come_back_as_they_were_written() -> None:
    reader = Reader(BytesIO(_written()))
    assert list(reader.table("quizzes.topic")) == [
        {"id": 1, "name": "Neurons"},
        {"id": 2, "name": "Größe\n\u2028"},
    ]
    assert (reader.manifest.rows, reader.secret_key) == ({"quizzes.topic": 2}, "key\n")


def test_backup_without_its_key_has_none() -> None:
    file = BytesIO()
    writer = Writer(file)
    writer.finish(Manifest("2026-11-22T12:00:00+00:00", "sqlite", [], {}), None)
    assert Reader(file).secret_key is None


def _other_zip() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as other:
        other.writestr("letter.txt", "Dear all")
    return file.getvalue()


def _flipped(place: int) -> bytes:
    whole = bytearray(_written())
    whole[whole.index(b"rows/quizzes.topic.jsonl") + place] ^= 0xFF
    return bytes(whole)


NO_BACKUP = "This is no backup, or only a part of one. Nothing was changed."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", NO_BACKUP),
        (b"SQLite format 3", NO_BACKUP),
        (_other_zip(), NO_BACKUP),
        (_written()[:-200], NO_BACKUP),
        (
            _written(format=2),
            "The backup was made by a newer Forward Pass: install that first. Nothing was changed.",
        ),
    ],
    ids=["empty", "a database", "another zip", "cut off", "newer"],
)
def test_what_is_no_backup_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(BackupError) as caught:
        Reader(BytesIO(content))
    assert str(caught.value) == message


@pytest.mark.parametrize("place", range(44, 64, 4))
def test_damage_is_found_before_anything_is_changed(place: int) -> None:
    with pytest.raises(BackupError):
        Reader(BytesIO(_flipped(place)))


def test_manifest_can_be_read_by_hand() -> None:
    with ZipFile(BytesIO(_written())) as opened:
        assert json.loads(opened.read("manifest.json")) == {
            "made_at": "2026-11-22T12:00:00+00:00",
            "database": "sqlite",
            "migrations": [["quizzes", "0001"]],
            "rows": {"quizzes.topic": 2},
            "format": 1,
        }
