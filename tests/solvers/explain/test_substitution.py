"""Numbers put into formulas: which branch was taken, and why."""

import pytest

from tests.solvers.library import problem


@pytest.mark.parametrize(
    ("source", "x", "note"),
    [
        ("1 if x < 2 else 5", 1, "since $1 < 2$"),
        ("1 if x < 2 else 5", 2, r"since $2 \ge 2$"),
        ("piecewise((0, x < 0), (1, x <= 2), (2, True))", 1, r"since $0 \le 1 \le 2$"),
        ("piecewise((0, x < 0), (1, x <= 2), (2, True))", 3, "since $3 > 2$"),
        ("piecewise((0, x < 0), (1, x <= 2), (2, True))", -3, "since $-3 < 0$"),
        ("1 if 0 < x and x < 5 else 2", 3, r"since $0 < 3\text{ and }3 < 5$"),
        ("1 if 0 < x < 5 else 2", 3, "since $0 < 3 < 5$"),
        ("1 if 0 < x < 5 else 2", -3, r"since $\text{not } (0 < -3 < 5)$"),
        ("1 if x != 2 else 2", 3, r"since $3 \ne 2$"),
        ("1 if 2 > x else 2", 3, r"since $3 \ge 2$"),
    ],
)
def test_branch_is_given_its_reason(source, x, note):
    (step,) = problem(f"x = integers(-3, 9)\ny = {source}\nask(y)").variant(x=x).solution
    assert step.note == note
