"""The numbers of a statement as Python are those that it prints, and nothing else."""

import pytest

from solvers import Problem
from tests.solvers.library import shipped


@pytest.mark.parametrize(
    ("slug", "numbers", "lines"),
    [
        (
            "sigmoid-neuron",
            {"w": [0.2, 0.3, 0.9], "x": [0.5, 0.6, 0.1], "b": 0.5},
            ["w = [0.2, 0.3, 0.9]", "x = [0.5, 0.6, 0.1]", "b = 0.5"],
        ),
        ("relu-output-layer", {"x": -2.5}, ["x = -2.5"]),
    ],
)
def test_numbers_are_those_of_the_statement(slug: str, numbers: dict, lines: list[str]) -> None:
    found = shipped(slug).variant(**numbers).python.splitlines()
    assert sorted(found) == sorted(lines)


DOCUMENT = """---
title: Kinds
topic: None
---
{{n}} images, the mean {{m}} of {{x}}, again {{n}}.

```problem
n = 1200
x = [1, 2, 4]
hidden = uniform(0, 1, step=0.1)
m = (x[0] + x[1] + x[2]) / 3
y = n * hidden

ask(y)
```
"""


def test_each_kind_is_a_literal_with_the_digits_that_are_printed() -> None:
    variant = Problem.parse(DOCUMENT).draw(seed=1)
    scope: dict[str, object] = {}
    exec(variant.python, scope)
    named = {name: value for name, value in scope.items() if not name.startswith("__")}
    assert named == {"n": 1200, "m": 2.333, "x": [1, 2, 4]}


def test_statement_without_numbers_has_none() -> None:
    assert shipped("trained-or-not").draw(seed=1).python == ""
