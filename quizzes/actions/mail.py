"""Writes the site's letters from templates and sends them, one connection for all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import structlog
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string

from quizzes.queries.sites import site_name

log = structlog.get_logger("mail")

# Then the mail server is down: each further try would wait for it again.
FAILURES_IN_A_ROW = 3


@dataclass(frozen=True)
class Letter:
    """A message to one person."""

    to: str
    subject: str
    text: str


def letter(name: str, to: str, named: dict[str, Any]) -> Letter:
    """The letter of that template, whose first paragraph is the subject."""
    named = {"site_name": site_name(), **named}
    text = render_to_string(f"people/mail/{name}.txt", named).strip()
    subject, _empty_line, body = text.partition("\n\n")
    return Letter(to, " ".join(subject.split()), body.strip() + "\n")


def send(letters: list[Letter]) -> list[bool]:
    """Send letters; return for each whether the mail server took it."""
    return list(_sent(letters))


def _sent(letters: list[Letter]) -> Iterator[bool]:
    connection = get_connection()
    failures = 0
    for each in letters:
        if failures == FAILURES_IN_A_ROW:
            yield False
            continue
        try:
            connection.open()
            EmailMessage(each.subject, each.text, None, [each.to], connection=connection).send()
            failures = 0
            yield True
        except (OSError, ValueError) as error:
            # smtplib's errors are OSErrors too; an address that no header can hold is a ValueError.
            log.warning("not sent", error=repr(error))
            connection.close()
            failures += 1
            yield False
    connection.close()
