"""Answers a request that comes again with its Idempotency-Key as it was answered before."""

import json
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from quizzes.actions.rows import insert_row
from quizzes.models import IdempotentRequest
from quizzes.queries.prepared import Prepared
from quizzes.sealed import keyed_hashes, packed, seal, unpacked, unseal

KEPT = timedelta(hours=24)
PURPOSE = "idempotent request"


class BodyChangedError(Exception):
    """The key came before, with another body."""


@dataclass(frozen=True)
class Answer:
    """What was answered: enough to say it again, byte for byte."""

    status: int
    headers: dict[str, str]
    body: bytes

    def packed(self) -> bytes:
        """As it is kept: a line of JSON before the body."""
        return packed(json.dumps([self.status, self.headers]).encode() + b"\n" + self.body)

    @classmethod
    def unpacked(cls, kept: bytes) -> "Answer":
        """Return what was kept."""
        head, _line, body = unpacked(kept).partition(b"\n")
        status, headers = json.loads(head)
        return cls(status, headers, body)


@dataclass(frozen=True)
class Repeatable:
    """A request that may come again: who asks for what with which key, and what was sent."""

    names: list[str]
    bodies: list[str]

    @classmethod
    def of(cls, caller: str, method: str, path: str, key: str, body: bytes) -> "Repeatable":
        """Name the request, without keeping a word of it."""
        return cls(keyed_hashes(PURPOSE, caller, method, path, key), keyed_hashes(PURPOSE, body))


def once(
    request: Repeatable,
    act: Callable[[], Answer],
    refuse: Callable[[Exception], Answer],
    stores: bool = True,
) -> Answer:
    """Return what `act` answers, and the same again when the request comes again within 24 hours.

    What `act` does and the record of it are one transaction: of many requests at once one has its effect,
    and the others get its answer. `refuse` words an exception that is a decision and so is kept as well;
    it raises again what is none. Where `act` stores nothing there is no transaction, so that no other
    write waits for it. Raises BodyChangedError.
    """
    earlier = _earlier(request)
    if earlier:
        return earlier
    try:
        return _act(request, act, refuse, stores)
    except BodyChangedError:
        raise
    except Exception:
        # The effect was undone. Was another request first, its answer is the answer; else this is a fault.
        overtaken = _earlier(request)
        if overtaken:
            return overtaken
        raise


def _act(
    request: Repeatable, act: Callable[[], Answer], refuse: Callable[[Exception], Answer], stores: bool
) -> Answer:
    try:
        with transaction.atomic() if stores else nullcontext():
            answer = act()
            _keep(request, answer)
            return answer
    except IntegrityError:
        raise
    except Exception as error:
        answer = refuse(error)
    _keep(request, answer)
    return answer


def _keep(request: Repeatable, answer: Answer) -> None:
    name = request.names[0]
    sealed = seal(PURPOSE, answer.packed(), name.encode())
    row = {"name": name, "body": request.bodies[0], "answer": sealed, "created_at": timezone.now()}
    insert_row(IdempotentRequest, row)


def _earlier(request: Repeatable) -> Answer | None:
    row = next((row for name in request.names for row in _named(name)), None)
    if row is None:
        return None
    if row.created_at < timezone.now() - KEPT:
        row.delete()  # over, and only not yet tidied up
        return None
    if row.body != request.bodies[request.names.index(row.name)]:
        raise BodyChangedError
    return Answer.unpacked(unseal(PURPOSE, bytes(row.answer), row.name.encode()))


_named = Prepared(lambda name: IdempotentRequest.objects.filter(name=name), 1)


def old_requests() -> QuerySet[IdempotentRequest]:
    """Return those that are over."""
    return IdempotentRequest.objects.filter(created_at__lt=timezone.now() - KEPT)
