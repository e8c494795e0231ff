"""Elementary functions: values against math and SciPy, refusals, LaTeX."""

import math

import numpy as np
import pytest
from scipy import special

from solvers.language.kinds import NUMBER, WHOLE, Kind, shape_of
from tests.solvers.functions.checks import (
    MATRIX,
    ONE_TRUTH,
    TEXT,
    VECTOR,
    WHOLES,
    Case,
    accepted,
    batch,
    check_values,
    moderate,
    one,
    positive,
    printed,
    reals,
    refusal,
)  # fmt: skip

CASES = [
    Case("exp", (moderate(),), np.vectorize(math.exp)),
    Case("exp", (moderate(2, 3),), np.vectorize(math.exp)),
    Case("log", (positive(3),), lambda x: special.xlogy(1.0, x)),
    Case("sqrt", (positive(3),), lambda x: special.cbrt(x) ** 1.5),
    Case("abs", (reals(2, 3),), lambda x: np.hypot(x, 0.0)),
    Case("cos", (moderate(3),), lambda x: special.cosdg(np.degrees(x))),
    Case("floor", (reals(3),), lambda x: np.floor(np.round(x, 9))),
    Case("ceil", (reals(3),), lambda x: np.ceil(np.round(x, 9))),
]
REFUSED = [
    ("exp", (TEXT,), ("Numbers are needed here; this is a text.", 0)),
    ("log", (ONE_TRUTH,), ("Numbers are needed here; this is a truth value.", 0)),
    ("sqrt", (NUMBER, NUMBER), ("sqrt takes 1 argument; here are 2.", None)),
    ("abs", (), ("abs takes 1 argument; here are 0.", None)),
    ("cos", (TEXT,), ("Numbers are needed here; this is a text.", 0)),
    ("floor", (shape_of(2),), ("Numbers are needed here; this is a shape of 2 sides.", 0)),
    ("ceil", (TEXT,), ("Numbers are needed here; this is a text.", 0)),
]  # fmt: skip
PRINTED = [
    ("exp", "exp(a)", {"a": 0.5}, ("e^{a}", "e^{0.5}")),
    ("log", "log(a)", {"a": 0.5}, (r"\ln(a)", r"\ln(0.5)")),
    ("sqrt", "sqrt(a + 1)", {"a": 0.5}, (r"\sqrt{a + 1}", r"\sqrt{0.5 + 1}")),
    ("abs", "abs(a)", {"a": -0.5}, (r"\left|a\right|", r"\left|-0.5\right|")),
    ("cos", "cos(a)", {"a": 0.5}, (r"\cos(a)", r"\cos(0.5)")),
    ("floor", "floor(a / 2)", {"a": 5},
     (r"\left\lfloor \frac{a}{2} \right\rfloor", r"\left\lfloor \frac{5}{2} \right\rfloor")),
    ("ceil", "ceil(a / 2)", {"a": 5},
     (r"\left\lceil \frac{a}{2} \right\rceil", r"\left\lceil \frac{5}{2} \right\rceil")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_elementary_values_agree_with_math_and_scipy(case):
    check_values(case)


@pytest.mark.parametrize(("name", "kinds", "said"), REFUSED)
def test_elementary_refuses_what_is_not_one_number(name, kinds, said):
    assert refusal(name, *kinds) == said


@pytest.mark.parametrize(("name", "expression", "constants", "latex"), PRINTED)
def test_elementary_prints(name, expression, constants, latex):
    assert printed(expression, **constants) == latex


@pytest.mark.parametrize(
    ("name", "argument", "kind"),
    [
        ("abs", WHOLE, WHOLE),
        ("abs", NUMBER, NUMBER),
        ("floor", MATRIX, Kind("number", (2, 3), whole=True)),
        ("ceil", VECTOR, WHOLES),
        ("exp", WHOLES, VECTOR),
    ],
)
def test_elementary_keeps_dims_and_says_what_is_whole(name, argument, kind):
    assert accepted(name, argument) == kind


@pytest.mark.parametrize(
    ("name", "argument"),
    [("log", 0.0), ("log", -1.0), ("sqrt", -1e-9), ("cos", math.inf), ("cos", math.nan), ("exp", 710.0),
     ("exp", math.nan), ("floor", math.inf), ("ceil", -math.inf), ("floor", math.nan)],
)  # fmt: skip
def test_elementary_has_no_finite_value_outside_its_domain(name, argument):
    assert not math.isfinite(one(name, argument))
    assert not np.isfinite(batch(name, [argument])[0])


@pytest.mark.parametrize(
    ("argument", "below", "above"),
    [
        (3 - 1e-10, 3, 3),
        (3 + 1e-10, 3, 3),
        (3 - 1e-8, 2, 3),
        (3 + 1e-8, 3, 4),
        (-0.5, -1, 0),
        (0.1 + 0.2, 0, 1),
    ],
)
def test_floor_and_ceil_snap_to_the_nearest_whole_number(argument, below, above):
    assert (one("floor", argument), one("ceil", argument)) == (below, above)
    assert (batch("floor", [argument])[0], batch("ceil", [argument])[0]) == (below, above)
