"""Marking again gives the verdicts and points that marking gave."""

import pytest

from grader import mark
from grader.remarking import remark
from tests.solvers.library import shipped

ANSWERS = [
    ("sigmoid-neuron", {"z": "0.87", "y": "0.705"}),
    ("sigmoid-neuron", {"z": "0.5", "y": "0.622"}),  # follows
    ("sigmoid-neuron", {"z": "0", "y": "0.5"}),  # a stock answer: nothing follows from it
    ("sigmoid-neuron", {"z": "0.9", "y": "0.7"}),  # too few decimals, perhaps
    ("sigmoid-neuron", {"z": "", "y": "one"}),
]
TUTORIAL = {"w": [0.2, 0.3, 0.9], "x": [0.5, 0.6, 0.1], "b": 0.5}


@pytest.mark.parametrize(("slug", "typed"), ANSWERS)
def test_marking_again_gives_the_same_verdicts(slug: str, typed: dict[str, str]) -> None:
    variant = shipped(slug).variant(**TUTORIAL)
    told = {name: (part.verdict, part.points) for name, part in mark(variant, typed).parts.items()}
    assert {name: (part.verdict, part.points) for name, part in remark(variant, typed).parts.items()} == told


def test_what_cannot_bring_enough_is_not_looked_for() -> None:
    variant = shipped("sigmoid-neuron").variant(**TUTORIAL)
    typed = {"z": "0.5", "y": "0.622"}
    assert [remark(variant, typed, above).score for above in (0.0, 3.0)] == [2.0, 0.0]
