"""Whatever was taken once, all that tells of it goes on telling: to who teaches, and to students."""

import json
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction

from tests.authorisation.endpoints import Endpoint
from tests.fuzz.bodies import valid_bodies
from tests.fuzz.calls import THOROUGH, Calls, described

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ONE_QUIZ = "api/v1/quizzes/<int:quiz_id>/"
# What rules, times and people are set with.
SETTINGS = [
    ("PATCH", ONE_QUIZ),
    ("PATCH", "api/v1/courses/<int:course_id>/"),
    ("PATCH", "api/v1/courses/<int:course_id>/people/<int:person_id>/"),
    ("PATCH", f"{ONE_QUIZ}questions/<int:question_id>/"),
    ("PUT", f"{ONE_QUIZ}extensions/<int:person_id>/"),
    ("PUT", "api/v1/variants/<int:variant_id>/draft/"),
]
EXTREME: list[Any] = [
    None,
    1,
    0.001,
    1e6,
    32_767,
    2**31 - 1,
    True,
    "=1+1",
    "\u202e\t",
    "never",
    "2000-01-01T00:00:00Z",
    "2100-12-31T23:59:59Z",
    "Pacific/Kiritimati",
]
TRIED = EXTREME if THOROUGH else EXTREME[::3]
ASKED = [one for one in described() if one.method == "GET" and "problems/" not in one.route]
ACTED = [
    Endpoint(route, "POST", "")
    for route in (
        f"{ONE_QUIZ}attempts/",
        "api/v1/attempts/<int:attempt_id>/questions/<int:position>/open/",
        "api/v1/attempts/<int:attempt_id>/questions/<int:position>/new-numbers/",
        "api/v1/variants/<int:variant_id>/submissions/",
        "api/v1/attempts/<int:attempt_id>/submit/",
    )
]


@pytest.mark.parametrize(("method", "route"), SETTINGS)
def test_what_was_taken_is_told(method: str, route: str, calls: Calls) -> None:
    bodies, endpoint = valid_bodies(calls.world), Endpoint(route, method, "")
    valid = bodies[method, route]
    taken = 0
    for name in valid:
        for value in TRIED:
            changed = deepcopy(valid) if method == "PUT" else {}
            changed[name] = value if route[-6:] != "draft/" else {"z": str(value)}
            with transaction.atomic():
                body = json.dumps(changed).encode()
                answer = calls.ask(endpoint, "course", body, {"If-Match": "*"}, kept=True)
                if answer.status_code < 300:
                    taken += 1
                    look_at_everything(calls, bodies)
                transaction.set_rollback(True)
    assert taken


def look_at_everything(calls: Calls, bodies: dict[tuple[str, str], Any]) -> None:
    """Read all there is, and have the student answer and submit."""
    for one in ASKED:
        calls.ask(one, "course")
    for one in ACTED:
        calls.ask(one, "student", json.dumps(bodies.get(("POST", one.route))).encode(), kept=True)
