"""Answers stand in the order in which a problem asks them."""

import random

import pytest

from quizzes.actions.problems import LIBRARY
from quizzes.queries.problems import in_order


@pytest.mark.parametrize(
    ("slug", "names"),
    [
        ("sigmoid-neuron", ["z", "y"]),
        ("medical-diagnosis", ["z", "y", "patient"]),
        (
            "cnn-table-mnist",
            [*("net.2.weights", "net.2.biases", "net.2.shape", "net.10.weights"), "total", "unknown"],
        ),
        ("learning-rate", ["gradient", "u1", "v3", "behaviour_a"]),
    ],
)
def test_answers_are_in_the_order_of_the_problem(slug: str, names: list[str]) -> None:
    document = (LIBRARY / f"{slug}.md").read_text(encoding="utf-8")
    mixed = random.Random(1).sample(names, len(names))
    assert in_order(document, mixed) == names
