"""Sizes of feature maps and receptive fields: values by counting, refusals, LaTeX."""

import math

import numpy as np
import pytest

from solvers.language.kinds import NUMBER, WHOLE, Kind
from tests.solvers.functions.checks import (
    VECTOR,
    WHOLES,
    Case,
    accepted,
    batch,
    check_values,
    one,
    printed,
    refusal,
    wholes,
)  # fmt: skip


def _positions(n, f, p, s):
    return len(range(0, int(n + 2 * p - f) + 1, int(s)))


def _seen(kernels, strides):
    """From one output back to the input."""
    field = 1
    for kernel, stride in zip(kernels[::-1], strides[::-1], strict=True):
        field = (field - 1) * stride + kernel
    return field


CASES = [
    Case("conv_output", (wholes(7, 60), wholes(1, 7), wholes(0, 3), wholes(1, 4)), _positions),
    Case("pool_output", (wholes(4, 60), wholes(1, 4)), lambda n, k: n // k),
    Case("receptive_field", (wholes(1, 7, 4), wholes(1, 3, 4)), _seen),
    Case("receptive_field", (wholes(1, 7, 1), wholes(1, 3, 1)), _seen),
]
REFUSED = [
    ("conv_output", (WHOLE, WHOLE, WHOLE, NUMBER), ("A whole number is needed here; this is a number.", 3)),
    ("conv_output", (WHOLE, WHOLE), ("conv_output takes 4 arguments; here are 2.", None)),
    ("pool_output", (WHOLES, WHOLE), ("A whole number is needed here; this is a vector of 3.", 0)),
    ("receptive_field", (WHOLES, VECTOR), ("receptive_field needs vectors of whole numbers.", 1)),
    ("receptive_field", (WHOLE, WHOLES), ("A vector is needed here; this is a whole number.", 0)),
]
LEFT, RIGHT = r"\left\lfloor \frac", r" \right\rfloor"
PRINTED = [
    ("conv_output", "conv_output(n, 5, p, s)", {"n": 125, "p": 2, "s": 2}, (
        LEFT + "{n + 2 p - 5}{s}" + RIGHT + " + 1", LEFT + r"{125 + 2 \times 2 - 5}{2}" + RIGHT + " + 1")),
    ("pool_output", "pool_output(n, 2)", {"n": 13}, (LEFT + "{n}{2}" + RIGHT, LEFT + "{13}{2}" + RIGHT)),
    ("receptive_field", "receptive_field(k, [1, 2, 1])", {"k": [3, 3, 5]}, (
        r"\operatorname{RF}(k, [1, 2, 1])", r"1 + (3 - 1) + (3 - 1) \times 1 + (5 - 1) \times 1 \times 2")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_sizes_agree_with_counting(case):
    check_values(case)


@pytest.mark.parametrize(("name", "kinds", "said"), REFUSED)
def test_sizes_refuse_what_is_not_whole(name, kinds, said):
    assert refusal(name, *kinds) == said


@pytest.mark.parametrize(("name", "expression", "constants", "latex"), PRINTED)
def test_sizes_print(name, expression, constants, latex):
    assert printed(expression, **constants) == latex


def test_conv_output_of_the_tutorial():
    assert (one("conv_output", 125, 5, 2, 2), one("conv_output", 49, 5, 2, 2)) == (63, 25)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("conv_output", (3, 5, 0, 1)),
        ("conv_output", (3, 2, 0, 0)),
        ("pool_output", (3, 4)),
        ("pool_output", (3, 0)),
    ],
)
def test_sizes_of_a_window_that_does_not_fit_have_no_value(name, arguments):
    assert not math.isfinite(one(name, *arguments))
    assert not np.isfinite(batch(name, *([float(argument)] for argument in arguments))[0])


def test_receptive_field_needs_as_many_strides_as_kernels():
    said = "receptive_field needs a kernel and a stride for each layer; these have 3 and 2."
    two = Kind("number", (2,), whole=True)
    assert refusal("receptive_field", WHOLES, two) == (said, 1)


def test_sizes_are_whole():
    assert accepted("conv_output", WHOLE, 3, 0, 1) == WHOLE
    assert accepted("pool_output", WHOLE, 2) == WHOLE
    assert accepted("receptive_field", WHOLES, WHOLES) == WHOLE
