"""Sums, averages and extremes: values against Python's statistics, refusals, LaTeX."""

import math
import statistics

import numpy as np
import pytest

from solvers.language.kinds import NUMBER, POSITION, TRUTH, WHOLE, Kind
from tests.solvers.functions.checks import (
    MATRIX,
    ONE_TRUTH,
    TEXT,
    TRUTHS,
    VECTOR,
    WHOLES,
    Case,
    accepted,
    batch,
    check_values,
    moderate,
    one,
    printed,
    reals,
    refusal,
    truths,
)  # fmt: skip


def _of_all(function):
    return lambda x: function(x.ravel().tolist())


def _first_of_largest(x):
    ordered = sorted(range(len(x)), key=lambda place: (-x[place], place))
    return ordered[0]


CASES = [
    Case("sum", (reals(3),), _of_all(math.fsum)),
    Case("sum", (reals(2, 3),), _of_all(math.fsum)),
    Case("mean", (reals(3),), _of_all(statistics.fmean)),
    Case("mean", (reals(2, 3),), _of_all(statistics.fmean)),
    Case("var", (moderate(3),), _of_all(statistics.pvariance)),
    Case("var", (moderate(2, 3),), _of_all(statistics.pvariance)),
    Case("var", (moderate(1),), _of_all(statistics.pvariance)),
    Case("std", (moderate(3),), _of_all(statistics.pstdev)),
    Case("min", (reals(2, 3),), lambda x: sorted(x.ravel())[0]),
    Case("min", (reals(), reals(), reals()), lambda *x: sorted(x)[0]),
    Case("max", (reals(4),), lambda x: sorted(x)[-1]),
    Case("max", (reals(), reals()), lambda *x: sorted(x)[-1]),
    Case("argmax", (reals(4, among=(0.5, -0.0)),), _first_of_largest),
    Case("all", (truths(3),), lambda t: False not in t),
    Case("all", (truths(2, 3),), lambda t: False not in t),
    Case("any", (truths(3),), lambda t: True in t),
]
REFUSED = [
    ("sum", (NUMBER,), ("sum needs a vector or a matrix; this is a number.", 0)),
    ("sum", (TRUTHS,), ("sum needs a vector or a matrix; this is 3 truth values.", 0)),
    ("mean", (WHOLE,), ("mean needs a vector or a matrix; this is a whole number.", 0)),
    ("var", (TEXT,), ("var needs a vector or a matrix; this is a text.", 0)),
    ("std", (VECTOR, WHOLE), ("std takes 1 argument; here are 2.", None)),
    ("min", (NUMBER,), ("min needs a vector or a matrix; this is a number.", 0)),
    ("min", (), ("min takes 1 or more arguments; here are 0.", None)),
    ("max", (WHOLE, VECTOR), ("max takes one vector or several numbers; this is a vector of 3.", 1)),
    ("argmax", (MATRIX,), ("A vector is needed here; this is a 2 × 3 matrix.", 0)),
    ("all", (ONE_TRUTH,), ("all needs a condition on a vector, such as x > 0; this is a truth value.", 0)),
    ("any", (VECTOR,), ("any needs a condition on a vector, such as x > 0; this is a vector of 3.", 0)),
]
X, LONG = [1, -0.5, 3], [1, 2, 3, 4, 5]
PRINTED = [
    ("sum", "sum(x)", {"x": X}, (r"\operatorname{sum}(x)", "1 + (-0.5) + 3")),
    ("sum", "2 * sum(x)", {"x": X}, (r"2 \operatorname{sum}(x)", r"2 \times (1 + (-0.5) + 3)")),
    ("sum", "sum(x)", {"x": LONG}, (r"\operatorname{sum}(x)", r"1 + \cdots + 5")),
    ("mean", "mean(x)", {"x": X}, (r"\operatorname{mean}(x)", r"\frac{1 + (-0.5) + 3}{3}")),
    ("mean", "mean(x)", {"x": [[1, 2], [3, 4]]}, (r"\operatorname{mean}(x)", r"\frac{1 + 2 + 3 + 4}{4}")),
    ("var", "var(x)", {"x": [1, -0.5]}, (
        r"\operatorname{var}(x)", r"\frac{(1 - 0.25)^{2} + (-0.5 - 0.25)^{2}}{2}")),
    ("var", "var(x)", {"x": [-1, -0.5]}, (
        r"\operatorname{var}(x)", r"\frac{(-1 - (-0.75))^{2} + (-0.5 - (-0.75))^{2}}{2}")),
    ("var", "var(x)", {"x": [0.0000001, 0]}, (
        r"\operatorname{var}(x)", r"\operatorname{var}([1 \times 10^{-7}, 0])")),
    ("std", "std(x)", {"x": [1, 2]}, (
        r"\operatorname{std}(x)", r"\sqrt{\frac{(1 - 1.5)^{2} + (2 - 1.5)^{2}}{2}}")),
    ("min", "min(x)", {"x": X}, (r"\min(x)", r"\min(1, -0.5, 3)")),
    ("min", "min(a, 0.5)", {"a": 2}, (r"\min(a, 0.5)", r"\min(2, 0.5)")),
    ("max", "max(x)", {"x": list(range(13))}, (r"\max(x)", r"\max(0, 1, \ldots, 12)")),
    ("argmax", "argmax(x)", {"x": X}, (r"\arg\max(x)", r"\arg\max(1, -0.5, 3)")),
    ("all", "1 if all(x > 0) else 0", {"x": X}, (
        r"\begin{cases} 1 & \text{if } \operatorname{all}(x > 0) \\ 0 & \text{otherwise} \end{cases}", "")),
    ("any", "1 if any(x > 0) else 0", {"x": X}, (
        r"\begin{cases} 1 & \text{if } \operatorname{any}(x > 0) \\ 0 & \text{otherwise} \end{cases}", "")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_statistics_values_agree_with_python(case):
    check_values(case)


@pytest.mark.parametrize(("name", "kinds", "said"), REFUSED)
def test_statistics_refuse_what_has_no_elements(name, kinds, said):
    assert refusal(name, *kinds) == said


@pytest.mark.parametrize(("name", "expression", "constants", "latex"), PRINTED)
def test_statistics_print(name, expression, constants, latex):
    assert printed(expression, **constants) == latex


@pytest.mark.parametrize(
    ("name", "arguments", "kind"),
    [
        ("sum", (WHOLES,), WHOLE),
        ("sum", (MATRIX,), NUMBER),
        ("mean", (WHOLES,), NUMBER),
        ("min", (WHOLES,), WHOLE),
        ("max", (WHOLE, 0), WHOLE),
        ("max", (WHOLE, 0.5), NUMBER),
        ("argmax", (VECTOR,), POSITION),
        ("all", (TRUTHS,), TRUTH),
        ("any", (Kind("truth", (2, 2)),), TRUTH),
    ],
)
def test_statistics_say_what_is_whole(name, arguments, kind):
    assert accepted(name, *arguments) == kind


@pytest.mark.parametrize(
    ("x", "place"),
    [([0.2, 0.7, 0.7], 1), ([0.7 - 1e-10, 0.7], 0), ([0.7 - 1e-8, 0.7], 1), ([-0.0, 0.0], 0), ([5.0], 0)],
)
def test_argmax_of_equal_elements_is_the_first(x, place):
    assert one("argmax", x) == place
    assert batch("argmax", [x])[0] == place


@pytest.mark.parametrize("name", ["min", "max", "argmax", "sum", "mean", "var", "std"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_statistics_of_what_is_no_number_are_no_number(name, place):
    x = [1.0, 2.0, 3.0]
    x[place] = math.nan
    assert math.isnan(one(name, x))
    assert np.isnan(batch(name, [x])[0])


def test_argmax_of_infinite_elements_has_no_value():
    assert math.isnan(one("argmax", [3.0, -math.inf]))
    assert np.isnan(batch("argmax", [[3.0, -math.inf]])[0])


def test_var_is_that_of_a_population():
    assert (one("var", [1.0, 2.0, 3.0, 6.0]), one("std", [1.0, 5.0])) == (3.5, 2.0)
