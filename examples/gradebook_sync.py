"""Every night: copy a course's roster in, and its marks out.

    FORWARD_PASS_URL=https://quiz.example.edu FORWARD_PASS_TOKEN=fp_… \\
        python3 gradebook_sync.py --course 1 --roster roster.csv --marks marks.csv

The roster is CSV in UTF-8 with the columns external_id, email, first_name, last_name, role and extra_time;
external_id has to be filled in, for who is new email too. People who are not in it stay in the course.
The marks are a line, or an object where the file ends in .json, for each person and quiz with an attempt.

The token is one of the course, with the scopes roster:write, quizzes:read and marks:read. Running it twice
changes nothing. It exits with 0 when all is done; else it says on standard error what is wrong, and the marks
of the night before stay as they are.
"""

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from forward_pass import Client, ForwardPassError, Json, RefusedError, arguments, client_for, exit_code

ROSTER = ("external_id", "email", "first_name", "last_name", "role", "extra_time")
MARKS = ("external_id", "quiz", "title", "earned", "out_of", "attempts", "going_on")
MOST_AT_ONCE = 5000


def main() -> None:
    """Do what the command line says."""
    parser = arguments(str(__doc__))
    parser.add_argument(
        "--course", type=int, required=True, help="the course's id: GET /api/v1/courses/ lists it"
    )
    parser.add_argument("--roster", type=Path, help="CSV of the people to add and change")
    parser.add_argument("--marks", type=Path, help="where the marks go: .csv or .json")
    asked = parser.parse_args()
    if not (asked.roster or asked.marks):
        parser.error("give --roster, --marks or both")
    client = client_for(asked.url)
    if asked.roster:
        print(put_roster(client, asked.course, asked.roster))
    if asked.marks:
        print(write_marks(asked.marks, marks(client, asked.course)))


def put_roster(client: Client, course: int, path: Path) -> str:
    """Add and change the people of the file; return how many."""
    lines, people = read_roster(path)
    counts = dict.fromkeys(("created", "changed", "unchanged"), 0)
    for first in range(0, len(people), MOST_AT_ONCE):
        try:
            done = client.put(f"courses/{course}/people/", people[first : first + MOST_AT_ONCE])
        except RefusedError as refused:
            raise ForwardPassError(_in_file(refused, path, lines[first:])) from None
        counts = {name: count + done[name] for name, count in counts.items()}
    return f"{path}: {', '.join(f'{count} {name}' for name, count in counts.items())}"


def read_roster(path: Path) -> tuple[list[int], list[dict[str, Json]]]:
    """Return the lines of the file, and who is in each; what is empty in it stays as it is."""
    lines, people = [], []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        columns = reader.fieldnames or ()
        if "external_id" not in columns or not set(columns) <= set(ROSTER):
            raise ForwardPassError(f"{path}: the first line has to name columns, of {', '.join(ROSTER)}.")
        for row in reader:
            lines.append(reader.line_num)
            people.append(_person(row, f"{path}, line {reader.line_num}"))
    return lines, people


def _person(row: dict[str | Any, Any], place: str) -> dict[str, Json]:
    if None in row or None in row.values():
        raise ForwardPassError(f"{place}: it has another number of columns than the first line.")
    person: dict[str, Json] = {name: text.strip() for name, text in row.items() if text.strip()}
    if not person.get("extra_time", "0").isdecimal():
        raise ForwardPassError(f"{place}: extra_time has to be a whole number, of percent.")
    return {name: int(text) if name == "extra_time" else text for name, text in person.items()}


def _in_file(refused: RefusedError, path: Path, lines: list[int]) -> str:
    """The faults that the site found, by the lines of the file."""
    told = [f"{path} was not taken in. {refused}"] if not refused.faults else [f"{path} was not taken in:"]
    for fault in refused.faults:
        place = re.match(r"/(\d+)(?:/(\w+))?", fault.get("pointer", ""))
        where = f"line {lines[int(place[1])]}, {place[2] or 'the whole'}" if place else "the whole"
        told.append(f"{where}: {fault['detail']}")
    return "\n".join(told)


def marks(client: Client, course: int) -> Iterator[dict[str, Json]]:
    """Read what everybody has by now, a page at a time; who has no id in the LMS is left out."""
    titles = {quiz["id"]: quiz["title"] for quiz in client.pages(f"courses/{course}/quizzes/")}
    for person in client.pages(f"courses/{course}/gradebook/", role="student"):
        if person["external_id"]:
            for mark in person["marks"]:
                if mark["attempts"]:
                    told = mark | {
                        "external_id": person["external_id"],
                        "title": titles.get(mark["quiz"], ""),
                    }
                    yield {name: told[name] for name in MARKS}


def write_marks(path: Path, found: Iterable[dict[str, Json]]) -> str:
    """Write the marks beside the former ones, and put them in their place once they are whole."""
    rows = list(found)
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.touch(mode=0o600)  # marks are nobody else's business
        with fresh.open("w", encoding="utf-8", newline="") as file:
            if path.suffix == ".json":
                json.dump(rows, file, ensure_ascii=False, indent=1)
            else:
                writer = csv.DictWriter(file, MARKS)
                writer.writeheader()
                writer.writerows(rows)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return f"{path}: {len(rows)} marks"


if __name__ == "__main__":
    sys.exit(exit_code(main))
