"""Bodies that are valid for who owns what they are about, and what is almost one."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st

from quizzes.models import Course, ProblemVersion, Scope
from quizzes.queries.callers import Caller
from quizzes.queries.stateless import Level, hand_out
from tests.authorisation.world import World
from tests.quizzes.builders import sigmoid_document

# What stands for a member of a body, or for the whole of it.
NASTY: list[Any] = [
    None,
    True,
    -1,
    0,
    1.5,
    2**31,
    2**63,
    -(2**63) - 1,
    10**400,
    1e308,
    5e-324,
    "",
    " ",
    "nan",
    "Infinity",
    "-inf",
    "1e999",
    "1" * 1001,
    "٣",
    "\x00",
    "a\x00b",
    "\ud800",
    "\udc00\ud800",
    "\u202e\ufeff\u2028",
    "👩‍🔬" * 40,
    "x" * 70_000,
    "../../etc/passwd",
    "%s%n{0}{{}}${x}",
    "<script>alert(1)</script>",
    "=1+1",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2026-02-30T00:00:00Z",
    "2026-01-01T00:00:00",
    [],
    {},
    [[]],
    [None],
    [{}],
    {"": ""},
    {"\x00": "\x00"},
    {"id": 1},
    {"__proto__": {}, "constructor": 1},
    json.loads("[" * 60 + "]" * 60),
    json.loads('{"a":' * 60 + "1" + "}" * 60),
]
# Sent as they are: no JSON, or none that is taken.
RAW = [
    b"",
    b"null",
    b"NaN",
    b'{"title": NaN}',
    b'{"title": -Infinity}',
    b'{"title": 1e999}',
    b'{"a": 1, "a": 2}',
    b'{"title": "\xff"}',
    b'\xef\xbb\xbf{"title": "x"}',
    '{"title": "x"}'.encode("utf-16"),
    b'{"title": "\\ud800"}',
    b"[" * 100_000,
    b'{"a":' * 20_000,
    b"9" * 5_000,
    b'{"title": ' + b"9" * 5_000 + b"}",
    b'"' + b"x" * 300_000 + b'"',
    b"{" + b",".join(b'"m%d": 1' % number for number in range(20_000)) + b"}",
    b"title=x",
]


def valid_bodies(world: World) -> dict[tuple[str, str], Any]:
    """What an owner sends: by method and address, with each member that there is."""
    known = world.parts[""]
    quiz = {
        "title": "Next",
        "published": True,
        "instructions": "Read *all* of it.",
        "opens_at": "2026-01-01T08:00:00Z",
        "due_at": "2026-02-01T08:00:00+01:00",
        "closes_at": "2026-03-01T08:00:00Z",
        "time_limit": 60,
        "late_penalty": 10,
        "late_per": "day",
        "attempts_allowed": 2,
        "counts": "best",
        "tries": 3,
        "try_penalty": 5,
        "new_numbers": True,
        "solution_on_request": False,
        "shuffle_questions": True,
        "shuffle_options": True,
        "feedback_when": "at_once",
        "marks_when": "at_once",
        "solutions_when": "after_close",
    }
    person = {"role": "student", "extra_time": 25, "external_id": "lms-1"}
    named = person | {"email": "new@example.edu", "first_name": "New", "last_name": "Student"}
    answers = {"answers": {"z": "1", "y": "0.7"}}
    question = {"version": 1, "position": 2, "points": 2.5, "pool": None}
    preview = {"document": sigmoid_document(), "seed": 3, "givens": {"b": 0.5}, **answers}
    course, one_quiz, variant = (
        "api/v1/courses/<int:course_id>/",
        "api/v1/quizzes/<int:quiz_id>/",
        "api/v1/variants/<int:variant_id>/",
    )
    return {
        ("POST", "api/v1/courses/"): {"title": "Next", "time_zone": "Europe/Berlin"},
        ("PATCH", course): {"title": "Next", "time_zone": ""},
        ("POST", f"{course}people/"): named,
        ("PUT", f"{course}people/"): [named, named | {"email": "b@example.edu", "external_id": "lms-2"}],
        ("PATCH", f"{course}people/<int:person_id>/"): person,
        ("POST", f"{course}quizzes/"): quiz | {"preset": "exam", "problems": ["sigmoid-neuron"]},
        ("PATCH", one_quiz): quiz,
        ("POST", f"{one_quiz}questions/"): question | {"problem": "sigmoid-neuron"},
        ("PATCH", f"{one_quiz}questions/<int:question_id>/"): question,
        ("PUT", f"{one_quiz}extensions/<int:person_id>/"): {
            "opens_at": "2026-01-01T08:00:00Z",
            "due_at": None,
            "closes_at": "2026-04-01T08:00:00Z",
            "extra_minutes": 10,
            "extra_attempts": 1,
            "reason": "Ill.",
        },
        ("POST", f"{one_quiz}attempts/"): {"student": known["int:person_id"]},
        ("POST", "api/v1/attempts/<int:attempt_id>/questions/<int:position>/new-numbers/"): {
            "after": known["int:variant_id"]
        },
        ("PUT", f"{variant}draft/"): answers,
        ("POST", f"{variant}submissions/"): answers | {"revision": 1},
        ("POST", "api/v1/problems/"): {"slug": "next", "document": sigmoid_document(), "published": True},
        ("PUT", "api/v1/problems/<slug:slug>/"): {
            "document": sigmoid_document() + "\nMore.\n",
            "published": True,
        },
        ("POST", "api/v1/problems/validate/"): {"document": sigmoid_document()},
        ("POST", "api/v1/problems/preview/"): preview,
        ("POST", "api/v1/problems/<slug:slug>/variants/"): {
            "feedback": "solutions",
            "version": 1,
            "expires_in": 600,
        },
        ("POST", "api/v1/markings/"): answers | {"token": _variant_token()},
    }


def _variant_token() -> str:
    """A variant that the course's tokens have marked."""
    version = ProblemVersion.objects.filter(problem__slug="sigmoid-neuron").latest("number")
    caller = Caller(None, Course.objects.get(title="Neural networks"), frozenset(Scope.values))
    return hand_out(version, caller, Level.SOLUTIONS, timezone.now()).token


def almost(body: Any) -> st.SearchStrategy[Any]:
    """The body with one or two of its members replaced, left out, or given another name."""
    places = list(_places(body))

    @st.composite
    def changed(draw: st.DrawFn) -> Any:
        found = deepcopy(body)
        for place in draw(st.lists(st.sampled_from(places), min_size=1, max_size=2)):
            found = _put(found, place, draw(st.sampled_from(["replace", "drop", "rename"])), draw)
        return found

    return changed()


def _places(body: Any) -> Iterator[tuple[Any, ...]]:
    """The whole, and the way to each member within."""
    yield ()
    inside = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for name, value in inside:
        for place in _places(value):
            yield (name, *place)


def _put(body: Any, place: tuple[Any, ...], how: str, draw: st.DrawFn) -> Any:
    if not place:
        return draw(st.sampled_from(NASTY))
    holder = body
    for name in place[:-1]:
        holder = holder[name] if _has(holder, name) else {}
    name = place[-1]
    if not _has(holder, name):
        return body  # the first change took it away
    if how == "drop":
        del holder[name]
    elif how == "rename" and isinstance(holder, dict):
        holder[draw(st.sampled_from(["", "\x00", f"{name}x", "\ud800"]))] = holder.pop(name)
    else:
        holder[name] = draw(
            st.sampled_from(NASTY) | st.text(max_size=30) | st.integers() | st.floats(allow_nan=False)
        )
    return body


def _has(holder: Any, name: Any) -> bool:
    if isinstance(holder, dict):
        return name in holder
    return isinstance(holder, list) and isinstance(name, int) and name < len(holder)


# What stands for a parameter of an address.
QUERY = [
    *(text for text in NASTY if isinstance(text, str) and len(text) < 2_000 and "\ud800" not in text),
    *(str(number) for number in NASTY if isinstance(number, (int, float)) and number != 10**400),
    "true",
    "a " * 1_500,
    "%",
    "_",
    "\\",
    "cD1hYmM=",  # p=abc
    "cD0lMDA=",  # p=%00
    "cD05OTk5OTk5OTk5OTk5OTk5OTk5OTk=",  # p=9999999999999999999999
    "cj0xJnA9MQ==",  # r=1&p=1
    "bz0tNQ==",  # o=-5
    "bz0xMDAwMDAwMDA=",  # o=100000000
    "cD1uYW4=",  # p=nan
]
