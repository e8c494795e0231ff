"""The API answers whatever the description lets one send, and much else, as the description says."""

from itertools import product
from math import ceil
from typing import Any

import pytest
from hypothesis import given, settings
from schemathesis import Case, GenerationMode

from tests.authorisation.endpoints import Endpoint
from tests.fuzz.calls import BRIEF, ROLES, THOROUGH, Calls, described

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LEAST = 5_000 if THOROUGH else 1_500  # calls in all
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)  # valid, and in some way not
EXAMPLES = 3 if THOROUGH else 1  # of each


@pytest.mark.parametrize("endpoint", described(), ids=lambda one: f"{one.method} /{one.route}")
def test_answers_are_those_described(endpoint: Endpoint, calls: Calls) -> None:
    def send(mode: GenerationMode, count: int, fixed: dict[str, Any]) -> None:
        @settings(BRIEF, max_examples=count)
        @given(calls.operation(endpoint).as_strategy(generation_mode=mode, path_parameters=fixed or None))
        def answer_everybody(case: Case) -> None:
            for role in ROLES:
                calls.send(case, role)

        answer_everybody()

    # Of what there is, and of what mostly there is not. Some have but one valid request: the last makes up.
    share = ceil(LEAST / len(described()))
    for fixed, mode in product((calls.existing(endpoint), {}), MODES):
        send(mode, EXAMPLES, fixed)
    missing = share - calls.got.total()
    if missing > 0:
        send(GenerationMode.NEGATIVE, EXAMPLES + ceil(missing / len(ROLES)), {})
    assert calls.got.total() >= share
