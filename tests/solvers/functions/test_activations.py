"""Activation functions: values against SciPy, refusals, LaTeX."""

import math

import numpy as np
import pytest
from scipy import special

from solvers.language.kinds import NUMBER, WHOLE, Kind
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
    one,
    printed,
    reals,
    refusal,
)  # fmt: skip


def _bell(z):
    return (1 - np.exp(-(z**2))) / (1 + np.exp(-(z**2)))


def _custom(z):
    return np.piecewise(z, [z < 0, (z >= 0) & (z <= 1), z > 1], [0.0, lambda part: part * part, 1.0])


CASES = [
    Case("sigmoid", (reals(3),), special.expit),
    Case("sigmoid", (reals(),), special.expit),
    Case("step", (reals(3),), lambda z: np.heaviside(np.round(z, 9), 1.0)),
    Case("tanh", (reals(3),), lambda z: 2 * special.expit(2 * z) - 1),
    Case("relu", (reals(2, 3),), lambda z: (z + np.abs(z)) / 2),
    Case("leaky_relu", (reals(3),), lambda z: 0.505 * z + 0.495 * np.abs(z)),
    Case("softplus", (reals(3),), lambda z: -special.log_expit(-z)),
    Case("squashed_gaussian", (reals(3),), _bell),
    Case("custom_sig", (reals(3),), _custom),
    Case("softmax", (reals(3),), special.softmax),
    Case("softmax", (reals(1),), special.softmax),
    Case("softmax", (reals(2, 3),), lambda z: special.softmax(z, axis=1)),
]
NUMBERS = "Numbers are needed here; this is a text."
REFUSED = [
    ("sigmoid", (TEXT,), (NUMBERS, 0)),
    ("step", (TEXT,), (NUMBERS, 0)),
    ("tanh", (NUMBER, NUMBER), ("tanh takes 1 argument; here are 2.", None)),
    ("relu", (ONE_TRUTH,), ("Numbers are needed here; this is a truth value.", 0)),
    ("leaky_relu", (TEXT,), (NUMBERS, 0)),
    ("softplus", (TEXT,), (NUMBERS, 0)),
    ("squashed_gaussian", (TEXT,), (NUMBERS, 0)),
    ("custom_sig", (TEXT,), (NUMBERS, 0)),
    ("softmax", (NUMBER,), ("softmax needs a vector, or a matrix of rows; this is a number.", 0)),
]
PRINTED = [
    ("sigmoid", "sigmoid(z)", {"z": -0.5}, (r"\sigma(z)", r"\frac{1}{1 + e^{-(-0.5)}}")),
    ("step", "step(z)", {"z": 0.5}, (r"\operatorname{step}(z)", r"\operatorname{step}(0.5)")),
    ("tanh", "tanh(z)", {"z": 0.5}, (r"\tanh(z)", r"\frac{e^{0.5} - e^{-0.5}}{e^{0.5} + e^{-0.5}}")),
    ("relu", "relu(z)", {"z": -0.5}, (r"\operatorname{ReLU}(z)", r"\max(0, -0.5)")),
    ("leaky_relu", "leaky_relu(z)", {"z": -0.5},
     (r"\operatorname{LeakyReLU}(z)", r"\operatorname{LeakyReLU}(-0.5)")),
    ("softplus", "softplus(z)", {"z": 0.5}, (r"\operatorname{softplus}(z)", r"\ln(1 + e^{0.5})")),
    ("squashed_gaussian", "squashed_gaussian(z)", {"z": -3.5},
     ("f(z)", r"\frac{1 - e^{-(-3.5)^{2}}}{1 + e^{-(-3.5)^{2}}}")),
    ("custom_sig", "custom_sig(z)", {"z": 0.5},
     (r"\operatorname{CustomSig}(z)", r"\operatorname{CustomSig}(0.5)")),
    ("softmax", "softmax(z)", {"z": [2, 1, -0.1]},
     (r"\operatorname{softmax}(z)", r"\left[\frac{e^{2}}{e^{2} + e^{1} + e^{-0.1}}, \ldots\right]")),
    ("softmax", "softmax(z)", {"z": [1, 2, 3, 4, 5]},
     (r"\operatorname{softmax}(z)", r"\left[\frac{e^{1}}{e^{1} + \cdots + e^{5}}, \ldots\right]")),
    ("softmax", "softmax(Z)", {"Z": [[1, 2], [3, 4]]},
     (r"\operatorname{softmax}(Z)",
      r"\begin{bmatrix} \frac{e^{1}}{e^{1} + e^{2}} & \cdots \\ \vdots & \ddots \end{bmatrix}")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_activation_values_agree_with_scipy(case):
    check_values(case)


@pytest.mark.parametrize(("name", "kinds", "said"), REFUSED)
def test_activation_refuses_what_is_not_numbers(name, kinds, said):
    assert refusal(name, *kinds) == said


@pytest.mark.parametrize(("name", "expression", "constants", "latex"), PRINTED)
def test_activation_prints(name, expression, constants, latex):
    assert printed(expression, **constants) == latex


@pytest.mark.parametrize(
    ("name", "argument", "kind"),
    [
        ("relu", WHOLE, WHOLE),
        ("step", VECTOR, WHOLES),
        ("sigmoid", WHOLES, VECTOR),
        ("softmax", WHOLES, VECTOR),
        ("softmax", MATRIX, MATRIX),
    ],
)
def test_activation_keeps_dims_and_says_what_is_whole(name, argument, kind):
    assert accepted(name, argument) == kind


@pytest.mark.parametrize("name", ["sigmoid", "relu", "tanh", "softplus", "custom_sig", "leaky_relu"])
def test_activation_of_no_number_is_no_number(name):
    assert math.isnan(one(name, math.nan))
    assert np.isnan(batch(name, [math.nan])[0])


def test_softmax_of_huge_numbers_is_finite():
    assert one("softmax", [1e4, 1e4 - 1.0]) == pytest.approx([0.7310585786300049, 0.2689414213699951])


def test_step_within_the_tolerance_of_zero_fires():
    assert [one("step", z) for z in (-1e-10, -1e-8, -0.0)] == [1.0, 0.0, 1.0]


def test_softmax_refuses_a_map_with_channels():
    said = "softmax needs a vector, or a matrix of rows; this is a 2 × 2 × 2 matrix."
    assert refusal("softmax", Kind("number", (2, 2, 2))) == (said, 0)
