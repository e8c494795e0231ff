"""Losses: values against SciPy and by hand, refusals, LaTeX."""

import math

import numpy as np
import pytest
from scipy import special

from solvers.language.kinds import NUMBER, WHOLE, Kind
from tests.solvers.functions.checks import (
    MATRIX,
    TEXT,
    TRUTHS,
    VECTOR,
    WHOLES,
    Case,
    accepted,
    batch,
    check_values,
    one,
    printed,
    reals,
    refusal,
    shares,
    wholes,
)  # fmt: skip


def _one_hot(random):
    return np.eye(3)[random.integers(3)]


def _one_hot_rows(random):
    return np.eye(3)[random.integers(3, size=2)]


def _binary(y, t):
    return np.mean(-special.xlogy(t, y) - special.xlog1py(1 - t, -y))


def _entropy_of_rows(y, t):
    return np.mean([special.rel_entr(b, a).sum() for a, b in zip(y, t, strict=True)])


CASES = [
    Case("mse", (reals(3, among=(-0.0, 50.0)), reals(3, among=(-0.0, 50.0))),
         lambda y, t: np.linalg.norm(y - t) ** 2 / 3),
    Case("mse", (reals(among=(-0.0,)), reals(among=(-0.0,))), lambda y, t: np.abs(y - t) ** 2),
    Case("mse", (reals(2, 3, among=(0.0,)), reals(2, 3, among=(0.0,))),
         lambda y, t: np.linalg.norm(y - t) ** 2 / 6),
    Case("binary_cross_entropy", (shares(), wholes(0, 1)), _binary),
    Case("binary_cross_entropy", (shares(3), wholes(0, 1, 3)), _binary),
    Case("binary_cross_entropy", (shares(3), shares(3)), _binary),
    Case("cross_entropy", (shares(3), _one_hot), lambda y, t: special.rel_entr(t, y).sum()),
    Case("cross_entropy", (shares(2, 3), _one_hot_rows), _entropy_of_rows),
    Case("cross_entropy", (shares(3), shares(3)),
         lambda y, t: special.entr(t).sum() + special.rel_entr(t, y).sum()),
]  # fmt: skip
REFUSED = [
    ("mse", (VECTOR, NUMBER),
     ("mse needs predictions and targets of one size; these are a vector of 3 and a number.", 1)),
    ("mse", (TEXT, NUMBER), ("mse compares numbers; this is a text.", 0)),
    ("binary_cross_entropy", (VECTOR, TRUTHS),
     ("binary_cross_entropy compares numbers; this is 3 truth values.", 1)),
    ("binary_cross_entropy", (VECTOR, MATRIX), (
        "binary_cross_entropy needs predictions and targets of one size;"
        " these are a vector of 3 and a 2 × 3 matrix.", 1)),
    ("cross_entropy", (NUMBER, WHOLE), (
        "cross_entropy needs vectors; this is a number:"
        " for one output write binary_cross_entropy(y, t).", 0)),
    ("cross_entropy", (VECTOR, Kind("number", (2,))), (
        "cross_entropy needs predictions and targets of one size;"
        " these are a vector of 3 and a vector of 2.", 1)),
]  # fmt: skip
Y, T = [0.7, 0.2], [1, 0]
MSE, BCE, CE = r"\operatorname{MSE}", r"\operatorname{BCE}", r"\operatorname{CE}"
PRINTED = [
    ("mse", "mse(y, t)", {"y": 0.7, "t": 1}, (f"{MSE}(y, t)", "(0.7 - 1)^{2}")),
    ("mse", "mse(y, t)", {"y": [-0.7, 2], "t": [-1, 0]},
     (f"{MSE}(y, t)", r"\frac{(-0.7 - (-1))^{2} + (2 - 0)^{2}}{2}")),
    ("binary_cross_entropy", "binary_cross_entropy(y, t)", {"y": 0.7, "t": 1},
     (f"{BCE}(y, t)", r"-\ln(0.7)")),
    ("binary_cross_entropy", "binary_cross_entropy(y, t)", {"y": Y, "t": T},
     (f"{BCE}(y, t)", r"-\frac{\ln(0.7) + \ln(1 - 0.2)}{2}")),
    ("binary_cross_entropy", "binary_cross_entropy(y, 0.3)", {"y": 0.7},
     (f"{BCE}(y, 0.3)", r"-(0.3 \times \ln(0.7) + (1 - 0.3) \times \ln(1 - 0.7))")),
    ("cross_entropy", "cross_entropy(y, t)", {"y": Y, "t": T}, (f"{CE}(y, t)", r"-\ln(0.7)")),
    ("cross_entropy", "cross_entropy(y, t)", {"y": Y, "t": [0.9, 0.1]},
     (f"{CE}(y, t)", r"-(0.9 \times \ln(0.7) + 0.1 \times \ln(0.2))")),
    ("cross_entropy", "cross_entropy(y, t)", {"y": [Y, Y], "t": [[0, 1], T]},
     (f"{CE}(y, t)", r"-\frac{\ln(0.2) + \ln(0.7)}{2}")),
    ("cross_entropy", "1 - cross_entropy(y, t)", {"y": Y, "t": T},
     (f"1 - {CE}(y, t)", r"1 - (-\ln(0.7))")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_losses_agree_with_scipy(case):
    check_values(case)


@pytest.mark.parametrize(("name", "kinds", "said"), REFUSED)
def test_losses_refuse_what_cannot_be_compared(name, kinds, said):
    assert refusal(name, *kinds) == said


@pytest.mark.parametrize(("name", "expression", "constants", "latex"), PRINTED)
def test_losses_print(name, expression, constants, latex):
    assert printed(expression, **constants) == latex


@pytest.mark.parametrize("name", ["mse", "binary_cross_entropy", "cross_entropy"])
def test_losses_are_numbers_even_of_wholes(name):
    assert accepted(name, WHOLES, WHOLES) == NUMBER


def test_cross_entropy_of_softmax_is_the_log_softmax():
    shares_found = one("softmax", [2.0, -1.0, 0.5])
    assert one("cross_entropy", shares_found, [0.0, 0.0, 1.0]) == pytest.approx(
        -special.log_softmax([2.0, -1.0, 0.5])[2], rel=1e-12
    )


@pytest.mark.parametrize("name", ["binary_cross_entropy", "cross_entropy"])
def test_entropies_count_a_certain_right_answer_as_no_loss(name):
    assert one(name, [1.0, 0.0], [1.0, 0.0]) == 0.0
    assert batch(name, [[1.0, 0.0]], [[1.0, 0.0]])[0] == 0.0


@pytest.mark.parametrize("name", ["binary_cross_entropy", "cross_entropy"])
def test_entropies_of_a_certain_wrong_answer_have_no_finite_value(name):
    assert not math.isfinite(one(name, [0.0, 1.0], [1.0, 0.0]))
    assert not np.isfinite(batch(name, [[0.0, 1.0]], [[1.0, 0.0]])[0])
