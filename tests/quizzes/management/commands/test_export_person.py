"""Exporting a person on the command line."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from quizzes.models import User


def test_export_writes_a_file_that_its_owner_alone_can_read(alice: User, tmp_path: Path) -> None:
    call_command("export_person", "alice", str(tmp_path / "alice.zip"))
    with ZipFile(tmp_path / "alice.zip") as archive:
        assert archive.namelist() == ["personal-data.json"]
    assert (tmp_path / "alice.zip").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "file", "complaint"),
    [
        ("nobody", "new.zip", "Nobody here is called nobody."),
        ("alice", "old.zip", "{folder}/old.zip is there already: name another file."),
        ("alice", "gone/new.zip", "{folder}/gone/new.zip cannot be written: No such file or directory."),
    ],
)
def test_export_says_what_is_wrong(name: str, file: str, complaint: str, alice: User, tmp_path: Path) -> None:
    (tmp_path / "old.zip").write_text("kept")
    with pytest.raises(CommandError) as error:
        call_command("export_person", name, str(tmp_path / file))
    assert str(error.value) == complaint.format(folder=tmp_path)
    assert (tmp_path / "old.zip").read_text() == "kept"
