"""Backups of real sites, also while others write, and what a restore makes of them."""

import json
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.server import ROOT
from tests.sites import MakeSite, Site

pytestmark = [pytest.mark.server, pytest.mark.slow]

PATIENCE = 60
DATABASES = ["sqlite", "postgresql"]

CALL = "from django.core.management import call_command as call\n"
PREPARE = f"""{CALL}
call("migrate", verbosity=0)
from quizzes import actions
from quizzes.models import User
[problem] = [v.problem for v in actions.import_library() if v.problem.slug == "sigmoid-neuron"]
course = actions.create_course("Neural networks")
actions.create_quiz(course, "Neurons", [problem])
alice = User.objects.create_user("alice", password="correct horse")
actions.enrol(course, alice)
from quizzes.models import ApiToken, IdempotentRequest
IdempotentRequest.objects.create(name="name", body="body", answer=bytes(range(256)))
ApiToken.objects.create(user=alice, digest="digest", scopes=["marks:read"], expires_at=alice.date_joined)
"""

# Each line of the file is a submission that its writer was told is safe.
WRITE = """
from quizzes import actions
from quizzes.models import Quiz, User
quiz = Quiz.objects.get()
writer = User.objects.create_user("writer{number}")
actions.enrol(quiz.course, writer)
variant = actions.open_question(quiz.questions.get(), actions.start_attempt(quiz, writer))
with open({acknowledged!r}, "w", buffering=1) as file:
    for number in range(2000):
        file.write(str(actions.submit(variant, {{"z": str(number)}}, f"key{{number}}").pk) + "\\n")
"""


def _rows(backup: Path) -> dict[str, Any]:
    """Table -> its rows, columns first."""
    with ZipFile(backup) as opened:
        return {
            name: [json.loads(line) for line in opened.read(name).decode().split("\n") if line]
            for name in opened.namelist()
            if name.startswith("rows/")
        }


def _prepared(site: Site) -> Site:
    site.shell(PREPARE)
    return site


def _backup(site: Site, name: str = "backup.zip") -> Path:
    target = site.folder / name
    site.must("backup", str(target))
    return target


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def _until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize(("source", "target"), [("sqlite", "postgresql"), ("postgresql", "sqlite")])
def test_backup_while_others_write_holds_every_acknowledged_row(
    make_site: MakeSite, source: str, target: str
) -> None:
    site, fresh = _prepared(make_site(source)), make_site(target)
    acknowledged = [site.folder / f"acknowledged{number}" for number in range(2)]
    writers = [
        site.start("shell", "--verbosity=0", "-c", WRITE.format(number=number, acknowledged=str(path)))
        for number, path in enumerate(acknowledged)
    ]
    try:
        _until(lambda: all(len(_lines(path)) >= 5 for path in acknowledged))
        before = {int(line) for path in acknowledged for line in _lines(path)[:-1]}
        backup = _backup(site)
        assert [writer.poll() for writer in writers] == [None, None]
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()
    fresh.must("restore", str(backup))
    again = _rows(_backup(fresh))
    assert again == _rows(backup)  # to the microsecond, and to the last digit
    columns, *submissions = again["rows/quizzes.submission.jsonl"]
    assert before - {row[columns.index("id")] for row in submissions} == set()
    # The site that was restored goes on, with the numbers after those.
    made = fresh.shell(WRITE.format(number="-new", acknowledged="/dev/stdout").replace("2000", "1"))
    assert int(made) > max(before)


@pytest.mark.parametrize("database", DATABASES)
def test_restore_replaces_what_is_there_only_by_force_and_only_whole(
    make_site: MakeSite, database: str
) -> None:
    site = _prepared(make_site(database))
    backup = _backup(site)
    site.shell(
        f"{CALL}from quizzes import actions; actions.create_course('Later'); "
        f"call('backup', '{site.folder}/later.zip')"
    )
    later = _rows(site.folder / "later.zip")

    refused = site.manage("restore", str(backup))
    assert (refused.returncode, refused.stderr) == (
        1,
        "CommandError: This site holds data, and a restore would replace all of it. Back it up, "
        "then give --force. Nothing was changed.\n",
    )

    for spoil, message in (
        (_without_people, "CommandError: The rows do not fit ("),
        (
            _without_a_row,
            "CommandError: Rows of quizzes.course are missing in the backup. Nothing was changed.",
        ),
    ):
        failed = site.manage("restore", "--force", str(_changed(backup, spoil)))
        assert (failed.returncode, failed.stderr[: len(message)]) == (1, message)
    restored = site.folder / "restored.zip"
    site.shell(
        f"{CALL}call('backup', '{site.folder}/after.zip'); "
        f"call('restore', '{backup}', force=True); call('backup', '{restored}')"
    )
    assert (_rows(site.folder / "after.zip"), _rows(restored)) == (later, _rows(backup))
    assert [path.name for path in site.folder.glob("restoring-*")] == []


def _without_people(name: str, text: str) -> str:
    if name == "rows/quizzes.user.jsonl":
        return text.split("\n")[0] + "\n"
    if name == "manifest.json":
        manifest = json.loads(text)
        return json.dumps(manifest | {"rows": manifest["rows"] | {"quizzes.user": 0}})
    return text


def _without_a_row(name: str, text: str) -> str:
    return text.split("\n")[0] + "\n" if name == "rows/quizzes.course.jsonl" else text


def _from_the_future(name: str, text: str) -> str:
    if name != "manifest.json":
        return text
    manifest = json.loads(text)
    return json.dumps(manifest | {"migrations": [*manifest["migrations"], ["quizzes", "9999_time_travel"]]})


def _changed(backup: Path, change: Callable[[str, str], str]) -> Path:
    changed = backup.with_name(f"{change.__name__}.zip")
    with ZipFile(backup) as before, ZipFile(changed, "w") as after:
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name).decode()))
    return changed


def test_restore_refuses_a_backup_of_a_newer_version(make_site: MakeSite) -> None:
    site = make_site("sqlite")
    newer = _changed(_backup(site), _from_the_future)
    refused = site.manage("restore", str(newer))
    assert (refused.returncode, refused.stderr) == (
        1,
        "CommandError: The backup was made by another, newer version, with the migration "
        "quizzes.9999_time_travel: install that version first. Nothing was changed.\n",
    )


OLD = f"""{CALL}
call("migrate", "quizzes", "0002", verbosity=0)
for app in ("admin", "sites", "sessions", "axes"):
    call("migrate", app, verbosity=0)
from django.db import connection
from django.db.migrations.loader import MigrationLoader
apps = MigrationLoader(connection).project_state(("quizzes", "0002_topic")).apps
user = apps.get_model("quizzes", "User").objects.create(username="alice")
course = apps.get_model("quizzes", "Course").objects.create(title="Then")
apps.get_model("quizzes", "Enrolment").objects.create(course=course, user=user)
"""
NOW = f"""{CALL}
call("migrate", check_unapplied=True)
from quizzes.models import Enrolment
print(*Enrolment.objects.values_list("course__title", "user__username"))
"""


@pytest.mark.parametrize("database", DATABASES)
def test_older_backup_is_brought_up_to_this_version(make_site: MakeSite, database: str) -> None:
    old, fresh = make_site(database), make_site(database)
    old.shell(OLD)
    fresh.must("restore", str(_backup(old)))
    assert fresh.shell(NOW) == "('Then', 'alice')"


def test_backup_is_its_owners_only_and_is_never_written_over(make_site: MakeSite) -> None:
    site = make_site("sqlite")
    backup = _backup(site)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [path.name for path in site.folder.glob(".*")] == []
    content = backup.read_bytes()
    refused = site.manage("backup", str(backup))
    assert (refused.returncode, refused.stderr) == (
        1,
        f"CommandError: {backup} is there already: name another file.\n",
    )
    assert backup.read_bytes() == content
    missing = site.manage("backup", str(site.folder / "nowhere" / "backup.zip"))
    assert (missing.returncode, missing.stderr) == (
        1,
        f"CommandError: {site.folder}/nowhere/backup.zip cannot be written: No such file or directory.\n",
    )


def test_backup_in_a_folder_is_named_after_the_time(make_site: MakeSite) -> None:
    site = make_site("sqlite")
    folder = site.folder / "backups"
    folder.mkdir()
    site.must("backup", str(folder))
    assert [path.match("forward-pass-20*-*-*T*-*-*Z.zip") for path in folder.iterdir()] == [True]


def test_secret_key_moves_with_the_data(make_site: MakeSite) -> None:
    site, fresh = make_site("sqlite"), make_site("sqlite")
    said = site.manage("backup", str(site.folder / "backup.zip")).stderr.splitlines()
    assert said[1] == "The secret key is in it: keep it where nobody else can read it."
    fresh.must("restore", str(site.folder / "backup.zip"))
    key = fresh.folder / "secret_key"
    assert key.read_text() == (site.folder / "secret_key").read_text()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_secret_key_of_the_environment_is_not_in_the_backup(make_site: MakeSite) -> None:
    site = make_site("sqlite", SECRET_KEY="from the environment, and long enough to be one")
    said = site.manage("backup", str(site.folder / "backup.zip")).stderr.splitlines()
    assert said[1] == "The secret key is not in it: SECRET_KEY in the environment sets it. Keep that too."
    with ZipFile(site.folder / "backup.zip") as opened:
        assert "secret_key" not in opened.namelist()


def test_backup_and_restore_work_through_pipes(make_site: MakeSite) -> None:
    site, fresh = make_site("sqlite"), make_site("sqlite")
    command = [sys.executable, "manage.py"]
    out = subprocess.run([*command, "backup", "-"], cwd=ROOT, env=site.environment, capture_output=True)
    done = subprocess.run(
        [*command, "restore", "-"], cwd=ROOT, env=fresh.environment, input=out.stdout, capture_output=True
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (fresh.folder / "secret_key").read_text() == (site.folder / "secret_key").read_text()
