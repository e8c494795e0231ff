"""Finds out whether anything sent depends on the right answers: the same givens, others behind them."""

import re
import zipfile
from collections.abc import Callable, Iterable
from difflib import unified_diff
from io import BytesIO
from itertools import combinations
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client

from quizzes.models import Variant
from quizzes.queries.problems import drawn, parsed
from solvers import Variant as DrawnVariant
from solvers.fields import Field

# What differs between two answers to the same request: chance, and the time.
CHANCE = re.compile(
    rb'(csrfmiddlewaretoken" value="|csrftoken=|sessionid=|name="form" autocomplete="off" value="|expires=)'
    rb'[^";]*'
    rb"|(messages=[\w-]*):\w+:[\w-]+"  # the time and the signature behind what it says
)
TIMES = re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*(?:Z|\+00:00)?|\b\d\d:\d\d\b")
ASIDE = ("Expires", "Content-Length")  # the time, and the length of chance

Sent = list[tuple[str, bytes]]


class Browser:
    """Asks for pages and notes everything that comes back: status, headers, cookies, session and body."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.sent: Sent = []

    def get(self, path: str, **headers: str) -> None:
        """Open a page."""
        self._note(f"GET {path}", self.client.get(path, headers=headers))

    def post(self, path: str, data: dict[str, Any] | None = None, **headers: str) -> None:
        """Send a form; for the REST interface as JSON."""
        as_json = {"content_type": "application/json"} if path.startswith("/api/") else {}
        self._note(f"POST {path}", self.client.post(path, data or {}, headers=headers, **as_json))

    def _note(self, request: str, answer: Any) -> None:
        assert answer.status_code < 500, request
        headers = sorted(item for item in answer.headers.items() if item[0] not in ASIDE)
        facts = [answer.status_code, headers, answer.cookies.output(), sorted(self.client.session.items())]
        body = _unpacked(answer.content) if answer.content.startswith(b"PK") else answer.content
        everything = "\n".join(map(str, facts)).encode() + b"\n" + body
        self.sent.append((f"{len(self.sent)}. {request}", TIMES.sub(b"", CHANCE.sub(rb"\1\2", everything))))


def _unpacked(content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def assert_same_whatever_is_right(variants: Iterable[Variant], ask: Callable[[], Sent]) -> None:
    """Ask twice from the same state; the second time these variants have other right answers."""
    _forget()
    with transaction.atomic():
        with_right = ask()
        transaction.set_rollback(True)
    for variant in variants:
        facts = Variant._base_manager.filter(pk=variant.pk)  # past what protects facts
        facts.update(record=with_other_answers(variant))
    _forget()
    with_others = ask()
    assert [name for name, _ in with_others] == [name for name, _ in with_right]
    for (name, sent), (_, first) in zip(with_others, with_right, strict=True):
        told = "\n".join(unified_diff(_lines(first), _lines(sent), "with right", "with others", n=0))
        assert not told, f"{name}\n{told}"


def _forget() -> None:
    """Begin as if nothing had been asked: PostgreSQL counts on after a rollback."""
    cache.clear()
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(sql)


def _lines(sent: bytes) -> list[str]:
    return sent.decode(errors="replace").splitlines()


def with_other_answers(variant: Variant) -> dict[str, Any]:
    """The same givens, with each right answer (and band, and options' truth) that of other numbers."""
    record = variant.record
    others = [one.record() for one in parsed(variant.problem_version.document).draw(seed=11, count=50)]
    mixed = {key: dict(facts) for key, facts in record.items()}
    for name, answer in record["answers"].items():
        other = next((found for found in others if found["answers"][name] != answer), record)
        for key in ("values", "answers", "bands"):
            mixed[key] |= {k: fact for k, fact in other[key].items() if k == name or k.startswith(f"{name}.")}
    truths = {name: not truth for name, truth in mixed["values"].items() if isinstance(truth, bool)}
    mixed["values"] |= truths  # of options: those of a pool are the same in all numbers
    answers = parsed(variant.problem_version.document).restore(mixed).record()["answers"]
    assert answers != record["answers"]
    return mixed | {"answers": answers}


def right_texts(variant: Variant) -> dict[str, str]:
    """What to type to be right, but for formulas."""
    numbers = drawn(variant)
    return {field.name: _right_text(field, numbers) for field in numbers.fields}


def _right_text(field: Field, numbers: DrawnVariant) -> str:
    if field.kind in ("number", "whole"):
        band = numbers.bands[field.name]
        middle = (band.low + band.high) / 2
        return f"{middle:.0f}" if field.kind == "whole" else f"{middle:.9f}"
    if field.kind == "formula":
        return field.variables[0]
    answer = numbers.answers[field.asked]
    if isinstance(answer, dict):  # a network: its cells are `net.1.size`
        return ""
    if field.kind == "shape":
        return "x".join(str(side) for side in answer)
    return ",".join(map(str, answer)) if isinstance(answer, list) else str(answer)


def wrong_texts(variant: Variant) -> dict[str, str]:
    """What is wrong of these numbers, and of those with the other right answers too."""
    other = with_other_answers(variant)["answers"]
    numbers = drawn(variant)
    return {field.name: _wrong_text(field, numbers.answers, other) for field in numbers.fields}


def _wrong_text(field: Field, *answers: Any) -> str:
    if field.kind in ("number", "whole"):
        return "987654"
    if field.kind == "shape":
        return "x".join(["987"] * (field.sides or 1))
    if field.kind == "formula":
        return f"987654*{field.variables[0]}^5"
    if field.kind == "choices":
        return _half_right([option.value for option in field.options], answers[0][field.asked])
    right = {str(item) for found in answers for item in _listed(found[field.asked])}
    return next((option.value for option in field.options if option.value not in right), "")


def _half_right(options: list[str], right: list[Any]) -> str:
    """Ticks of which half are right, so that as many are when every truth is turned round."""
    holds = set(map(str, right))
    ticks = (set(chosen) for count in range(1, len(options)) for chosen in combinations(options, count))
    return ",".join(sorted(next(chosen for chosen in ticks if 2 * len(chosen ^ holds) == len(options))))


def _listed(answer: Any) -> list[Any]:
    return answer if isinstance(answer, list) else [answer]
