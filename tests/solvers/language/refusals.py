"""How a program is refused that goes wrong after some lines that do not."""

import pytest

from solvers import Problem, ProblemError
from tests.solvers.library import document

GIVEN = """x = integers(1, 3)
v = uniform(0, 1, step=0.5, size=3)
M = integers(1, 2, size=(2, 3))
y = x + 1
f = lambda z: z * x
"""
ABOVE = document("").split("```problem")[0].count("\n") + 1  # lines of a document above its program


def refusal(source: str, given: str = GIVEN) -> tuple[int, int, str]:
    """Line (1 is the first after those given), column and message of the fault."""
    with pytest.raises(ProblemError) as refused:
        Problem.parse(document(given + source))
    return refused.value.line - given.count("\n") - ABOVE, refused.value.column, refused.value.message
