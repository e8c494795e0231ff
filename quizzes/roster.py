"""Reads lists of people, pasted or from a file, into lines; says of each bad line what to write instead."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from quizzes.models import Enrolment
from quizzes.models.people import MOST_EXTRA_TIME

MOST_LINES = 2000
MOST_BYTES = 1_000_000
COLUMNS = {
    "email": {"email", "mail", "emailaddress", "mailaddress"},
    "first_name": {"firstname", "givenname", "forename"},
    "last_name": {"lastname", "familyname", "surname"},
    "name": {"name", "fullname"},
    "role": {"role"},
    "extra_time": {"extratime"},
}
ROLES = {
    "student": Enrolment.Role.STUDENT,
    "assistant": Enrolment.Role.ASSISTANT,
    "teachingassistant": Enrolment.Role.ASSISTANT,
    "ta": Enrolment.Role.ASSISTANT,
    "instructor": Enrolment.Role.INSTRUCTOR,
    "teacher": Enrolment.Role.INSTRUCTOR,
}
ANGLED = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^<>]*)>")


class RosterError(ValueError):
    """A list that cannot be read as a whole; says what to do about it."""


@dataclass(frozen=True)
class Line:
    """What one line of a list says of a person; `fault` tells what is wrong with it, and what to write.

    `external_id` is what the system that the list comes from calls the person in this course.
    """

    number: int
    email: str
    first_name: str = ""
    last_name: str = ""
    role: Enrolment.Role | None = None
    extra_time: int | None = None
    fault: str = ""
    external_id: str = ""


@dataclass(frozen=True)
class Roster:
    """A list of people as read, and the columns of it that mean nothing here."""

    lines: list[Line]
    unused: list[str]


def decoded(content: bytes) -> str:
    """The text of a file as Excel and others write it: UTF-8, UTF-16 with its mark, or Windows-1252."""
    if content.startswith(b"PK\x03\x04"):
        raise RosterError(
            _("This is an Excel workbook. In Excel choose Save as, CSV UTF-8, and upload that file.")
        )
    if len(content) > MOST_BYTES:
        raise RosterError(_("The file is larger than 1 MB. Upload the list of people only, as CSV."))
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return _plain(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise RosterError(
        _("The file is no text that can be read here. Save it as CSV UTF-8, and upload that file.")
    )


def _plain(text: str) -> str:
    if "\0" in text:
        raise RosterError(
            _("The file is no text that can be read here. Save it as CSV UTF-8, and upload that file.")
        )
    return text


def read(text: str) -> Roster:
    """Read a list: a table with a line of headings, or a person a line."""
    rows = [(number, row.strip()) for number, row in enumerate(text.lstrip("\ufeff").splitlines(), start=1)]
    rows = [(number, row) for number, row in rows if row and not row.lower().startswith("sep=")]
    if not rows:
        raise RosterError(_("The list is empty: write an e-mail address in each line."))
    if len(rows) > MOST_LINES:
        raise RosterError(
            _("The list has more than %(most)s lines. Add the people in several steps.")
            % {"most": MOST_LINES}
        )
    delimiter = max(";,\t", key=rows[0][1].count)
    headings = next(csv.reader([rows[0][1]], delimiter=delimiter))
    columns = [_column(heading) for heading in headings]
    if "email" not in columns:
        lines = [line for number, row in rows for line in _people_in(number, row)]
        return Roster(lines, [])
    _refuse_twice(columns)
    unused = [
        heading.strip()
        for heading, column in zip(headings, columns, strict=True)
        if heading.strip() and not column
    ]
    return Roster([_table_line(number, row, columns, delimiter) for number, row in rows[1:]], unused)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


def _column(heading: str) -> str:
    return next((column for column, names in COLUMNS.items() if _letters(heading) in names), "")


def _refuse_twice(columns: list[str]) -> None:
    for column in filter(None, columns):
        if columns.count(column) > 1:
            raise RosterError(
                _("The first line names the column “%(column)s” twice. Keep one of the two.")
                % {"column": column}
            )


def _table_line(number: int, row: str, columns: list[str], delimiter: str) -> Line:
    cells = [cell.strip() for cell in next(csv.reader([row], delimiter=delimiter))]
    if len(cells) > len(columns):
        fault = _(
            "There are %(cells)s values for %(columns)s columns. Put what holds a “%(delimiter)s” in quotes."
        )
        named = {"cells": len(cells), "columns": len(columns), "delimiter": delimiter}
        return Line(number, row, fault=fault % named)
    told = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
    first, last = _names(told.get("name", ""))
    line = _line(
        number, told.get("email", ""), told.get("first_name") or first, told.get("last_name") or last
    )
    try:
        role, extra_time = _role(told.get("role", "")), _extra_time(told.get("extra_time", ""))
    except RosterError as error:
        return replace(line, fault=line.fault or str(error))
    return replace(line, role=role, extra_time=extra_time)


def _role(text: str) -> Enrolment.Role | None:
    if not text:
        return None
    if _letters(text) not in ROLES:
        raise RosterError(
            _("“%(text)s” is no role. Write student, assistant or instructor.") % {"text": text}
        )
    return ROLES[_letters(text)]


def _extra_time(text: str) -> int | None:
    if not text:
        return None
    digits = text.removesuffix("%").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 4 and int(digits) <= MOST_EXTRA_TIME):
        raise RosterError(
            _("“%(text)s” is no extra time. Write whole percent from 0 to %(most)s, such as 25.")
            % {"text": text, "most": MOST_EXTRA_TIME}
        )
    return int(digits)


def _people_in(number: int, row: str) -> Iterator[Line]:
    """Whoever a line without headings names: one person, or several as mail programs list recipients."""
    pieces = [row]
    if row.count("@") > 1:
        pieces = re.split(";" if ";" in row else r"[,\t]", row)
    for piece in pieces:
        if piece.strip():
            yield _free_line(number, piece.strip())


def _free_line(number: int, piece: str) -> Line:
    angled = ANGLED.fullmatch(piece)
    if angled:
        return _line(number, angled["email"], *_names(angled["name"]))
    cells = [cell.strip() for cell in re.split(r"[,;\t]", piece) if cell.strip()]
    addresses = [cell for cell in cells if "@" in cell]
    if len(cells) > 1 and len(addresses) == 1:
        words = [cell for cell in cells if cell not in addresses]
        first, last = (words[0], words[1]) if len(words) == 2 else _names(" ".join(words))
        return _line(number, addresses[0], first, last)
    return _line(number, piece)


def _names(name: str) -> tuple[str, str]:
    """First and last name of “Ada Lovelace” and of “Lovelace, Ada”."""
    name = name.strip().strip("\"'").strip()
    if "," in name:
        last, first = name.split(",", 1)
        return first.strip(), last.strip()
    first, _space, last = name.rpartition(" ")
    return first.strip(), last.strip()


def _line(number: int, email: str, first: str = "", last: str = "") -> Line:
    """A line that names somebody by e-mail address; text without @ may be a user name, to be looked up."""
    email = email.strip().strip("\"'").removeprefix("mailto:")
    email = email.lower() if "@" in email else email
    line = Line(number, email, first.strip("\"'"), last.strip("\"'"))
    if not email:
        return replace(line, fault=_("The e-mail address is missing."))
    if max(len(line.first_name), len(line.last_name)) > 150:
        return replace(line, fault=_("The name is too long: write at most 150 characters."))
    if "@" in email or " " in email:
        try:
            validate_email(email)
        except ValidationError:
            fault = _("“%(text)s” is no e-mail address. Write one such as ada@example.edu.")
            return replace(line, fault=fault % {"text": email})
    return line
