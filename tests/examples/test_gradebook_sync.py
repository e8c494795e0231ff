"""The nightly job, as cron runs it, against a real server."""

import csv
import json
from pathlib import Path

import pytest
from forward_pass import Client

from tests.examples.conftest import Demo, Run

pytestmark = [pytest.mark.server, pytest.mark.slow]

SYNC = "gradebook_sync.py"
NEEDED = ("roster:write", "quizzes:read", "marks:read")
ROSTER = """\ufeffexternal_id,email,first_name,last_name,extra_time
{id}-1,{id}-ada@example.edu,Ada,Lovelace,
{id}-2,{id}-alan@example.edu,Alan,Turing,25
"""


@pytest.fixture
def roster(tmp_path: Path) -> str:
    """Two people who are new in each test; what their ids begin with."""
    (tmp_path / "roster.csv").write_text(ROSTER.format(id=tmp_path.name), encoding="utf-8")
    return tmp_path.name


def answered(client: Client, external_id: str) -> dict[str, object]:
    """Somebody answers a question of a new quiz rightly; returns the mark."""
    quiz = client.post(
        "courses/1/quizzes/", {"title": f"Über {external_id}", "problems": ["known"], "published": True}
    )
    (person,) = client.pages("courses/1/people/", external_id=external_id)
    attempt = client.post(f"quizzes/{quiz['id']}/attempts/", {"student": person["id"]})
    variant = client.post(f"attempts/{attempt['id']}/questions/1/open/", {})
    client.post(f"variants/{variant['id']}/submissions/", {"answers": {"z": "0.78"}})
    told = {"external_id": external_id, "quiz": quiz["id"], "title": quiz["title"]}
    return told | {"earned": 1.0, "out_of": 2.0, "attempts": 1, "going_on": True}


def test_second_run_changes_nothing(run: Run, roster: str, client: Client) -> None:
    printed = []
    for _night in range(2):
        done = run(SYNC, "--course=1", "--roster=roster.csv", scopes=NEEDED)
        assert (done.returncode, done.stderr) == (0, "")
        printed.append(done.stdout)
    assert printed == [
        "roster.csv: 2 created, 0 changed, 0 unchanged\n",
        "roster.csv: 0 created, 0 changed, 2 unchanged\n",
    ]
    (alan,) = client.pages("courses/1/people/", external_id=f"{roster}-2")
    assert (alan["first_name"], alan["extra_time"], alan["role"]) == ("Alan", 25, "student")


def test_marks_come_as_csv_and_as_json(run: Run, roster: str, client: Client, tmp_path: Path) -> None:
    assert run(SYNC, "--course=1", "--roster=roster.csv").returncode == 0
    mark = answered(client, f"{roster}-1")
    for name in ("marks.csv", "marks.json"):
        assert run(SYNC, "--course=1", f"--marks={name}", scopes=NEEDED).returncode == 0
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    found = json.loads((tmp_path / "marks.json").read_text(encoding="utf-8"))
    assert [one for one in found if one["external_id"] == f"{roster}-1"] == [mark]
    with (tmp_path / "marks.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row for row in rows if row["external_id"] == f"{roster}-1"] == [
        {name: str(value) for name, value in mark.items()}
    ]
    assert len(rows) == len(found)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("external_id,mail\n1,a@example.edu\n", "roster.csv: the first line has to name columns, of "),
        ("email\na@example.edu\n", "roster.csv: the first line has to name columns, of "),
        ("external_id,email\n1\n", "roster.csv, line 2: it has another number of columns than the first"),
        ("external_id,extra_time\n1,ten\n", "roster.csv, line 2: extra_time has to be a whole number"),
        (
            "external_id,email\n\nx-1,good@example.edu\nx-2,bad at example.edu\n",
            "roster.csv was not taken in:\nline 4, email: Enter a valid email address.\n",
        ),
        ("external_id,email\n,a@example.edu\n", "roster.csv was not taken in:\nline 2, external_id: "),
    ],
)
def test_fault_in_the_roster_is_told_with_its_line(
    text: str, complaint: str, run: Run, tmp_path: Path, client: Client
) -> None:
    (tmp_path / "roster.csv").write_text(text, encoding="utf-8")
    before = len(list(client.pages("courses/1/people/")))
    done = run(SYNC, "--course=1", "--roster=roster.csv")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(complaint)
    assert len(list(client.pages("courses/1/people/"))) == before


def test_failure_says_why_and_keeps_the_former_marks(run: Run, tmp_path: Path, demo: Demo) -> None:
    (tmp_path / "marks.csv").write_text("of yesterday")
    for scopes, course, more, complaint in (
        (("marks:read",), 1, {}, "The site answered 403: This needs a token with the scope quizzes:read.\n"),
        (NEEDED, 999, {}, "The site answered 404: There is nothing here, or nothing that you may see.\n"),
        (NEEDED, 1, {"FORWARD_PASS_TOKEN": ""}, "Set FORWARD_PASS_TOKEN to a token of the site; "),
        (NEEDED, 1, {"FORWARD_PASS_TOKEN": "fp_x"}, "The site answered 401: There is no such token, or "),
    ):
        done = run(SYNC, f"--course={course}", "--marks=marks.csv", scopes=scopes, **more)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(complaint)
    assert [path.name for path in tmp_path.iterdir()] == ["marks.csv"]
    assert (tmp_path / "marks.csv").read_text() == "of yesterday"


def test_missing_arguments_are_told(run: Run) -> None:
    done = run(SYNC, "--course=1")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2,
        "gradebook_sync.py: error: give --roster, --marks or both",
    )
