"""Convolution and pooling: values against SciPy's correlation and NumPy's windows, refusals, LaTeX."""

import numpy as np
import pytest
import scipy

from solvers.language.kinds import NUMBER, WHOLE, Kind
from tests.solvers.functions.checks import (
    MATRIX,
    VECTOR,
    Case,
    accepted,
    batch,
    check_values,
    one,
    printed,
    reals,
    refusal,
)  # fmt: skip

small = (-0.0, 1e-12, 250.0)


def _correlated(x, k, p=0, s=1):
    return scipy.signal.correlate2d(np.pad(x, int(p)), k, mode="valid")[:: int(s), :: int(s)]


def _with_channels(x, k):
    return scipy.signal.correlate(x, k, mode="valid", method="direct")[:, :, 0]


def _windows(reduce):
    def pooled(x, n, s=None):
        n, s = int(n), int(s or n)
        return reduce(np.lib.stride_tricks.sliding_window_view(x, (n, n), (0, 1))[::s, ::s], axis=(-2, -1))

    return pooled


CASES = [
    Case("conv2d", (reals(4, 4, among=small), reals(3, 3, among=small)), _correlated),
    Case("conv2d", (reals(2, 2, among=small), reals(2, 2, among=small)), _correlated),
    Case("conv2d", (reals(5, 4, among=small), reals(2, 3, among=small), 1), _correlated),
    Case("conv2d", (reals(5, 6, among=small), reals(3, 3, among=small), 1, 2), _correlated),
    Case("conv2d", (reals(6, 5, among=small), reals(2, 1, among=small), 0, 3), _correlated),
    Case("conv2d", (reals(4, 5, 3, among=small), reals(2, 2, 3, among=small)), _with_channels),
    Case("max_pool", (reals(4, 6), 2), _windows(np.max)),
    Case("max_pool", (reals(5, 5), 2), _windows(np.max)),
    Case("max_pool", (reals(5, 5), 3, 2), _windows(np.max)),
    Case("max_pool", (reals(4, 5, 2), 2), _windows(np.max)),
    Case("avg_pool", (reals(5, 4), 2), _windows(np.mean)),
    Case("avg_pool", (reals(5, 4, 2), 3, 1), _windows(np.mean)),
]
MAP, KERNEL = Kind("number", (4, 4)), Kind("number", (3, 3))
MAPS = "conv2d needs a matrix, or a map with channels; this is a "
FROM = "is a whole number from {}, written out, such as 2."
REFUSED = [
    ("conv2d", (VECTOR, KERNEL), (f"{MAPS}vector of 3.", 0)),
    ("conv2d", (MAP, WHOLE), (f"{MAPS}whole number.", 1)),
    ("conv2d", (KERNEL, MAP), ("The kernel is larger than the map: a 4 × 4 matrix on 3 × 3.", 1)),
    ("conv2d", (MAP, Kind("number", (2, 2, 3))), (
        "The map and the kernel need the same channels;"
        " these are a 4 × 4 matrix and a 2 × 2 × 3 matrix.", 1)),
    ("conv2d", (MAP, KERNEL, NUMBER), (f"The padding of conv2d {FROM.format(0)}", 2)),
    ("conv2d", (MAP, KERNEL, -1), (f"The padding of conv2d {FROM.format(0)}", 2)),
    ("conv2d", (MAP, KERNEL, 0, 0), (f"The stride of conv2d {FROM.format(1)}", 3)),
    ("conv2d", (MAP, KERNEL, 1000, 999), ("A padded map has at most 4,096 numbers.", 2)),
    ("conv2d", (Kind("number", (64, 64)), Kind("number", (8, 8))), (
        "This takes 207,936 operations; at most 200,000 are allowed: use smaller sizes.", None)),
    ("conv2d", (MAP,), ("conv2d takes 2 to 4 arguments; here is 1.", None)),
    ("max_pool", (VECTOR, 2), ("max_pool needs a matrix, or a map with channels; this is a vector of 3.", 0)),
    ("max_pool", (MATRIX, 3), ("The window is larger than the map: 3 × 3 on 2 × 3.", 1)),
    ("max_pool", (MAP, WHOLE), (f"The size of max_pool {FROM.format(1)}", 1)),
    ("avg_pool", (MAP, 2, 0.5), (f"The stride of avg_pool {FROM.format(1)}", 2)),
    ("avg_pool", (Kind("number", (64, 64)), 32, 1), (
        "This takes 1,115,136 operations; at most 200,000 are allowed: use smaller sizes.", None)),
    ("avg_pool", (MAP,), ("avg_pool takes 2 to 3 arguments; here is 1.", None)),
]  # fmt: skip
X = [[1, 2, 0.5], [3, 4, -1], [5, 6, 7]]
K = [[1, 0], [-1, 2]]
THREE = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
PRINTED = [
    ("conv2d", "conv2d(x, k)", {"x": X, "k": K}, (
        r"\operatorname{conv}(x, k)",
        r"\begin{bmatrix} (1 \times 1) + (2 \times 0) + (3 \times (-1)) + (4 \times 2) & \cdots"
        r" \\ \vdots & \ddots \end{bmatrix}")),
    ("conv2d", "conv2d(x, k)", {"x": [[1, 2, 3]], "k": [[4, 5]]}, (
        r"\operatorname{conv}(x, k)", r"\begin{bmatrix} (1 \times 4) + (2 \times 5) & \cdots \end{bmatrix}")),
    ("conv2d", "conv2d(x, x)", {"x": THREE}, (
        r"\operatorname{conv}(x, x)",
        r"\begin{bmatrix} (1 \times 1) + (2 \times 2) + (3 \times 3) + (4 \times 4) + (5 \times 5)"
        r" + (6 \times 6) + (7 \times 7) + (8 \times 8) + (9 \times 9) \end{bmatrix}")),
    ("conv2d", "conv2d(x, k, 1, 2)", {"x": X, "k": K}, (
        r"\operatorname{conv}_{p=1, s=2}(x, k)",
        r"\begin{bmatrix} (0 \times 1) + (0 \times 0) + (0 \times (-1)) + (1 \times 2) & \cdots"
        r" \\ \vdots & \ddots \end{bmatrix}")),
    ("conv2d", "conv2d(x, k, 0, 5000)", {"x": X, "k": K}, (
        r"\operatorname{conv}_{s=5000}(x, k)",
        r"\begin{bmatrix} (1 \times 1) + (2 \times 0) + (3 \times (-1)) + (4 \times 2) \end{bmatrix}")),
    ("max_pool", "max_pool(x, 2)", {"x": X}, (
        r"\operatorname{maxpool}_{2}(x)", r"\begin{bmatrix} \max(1, 2, 3, 4) \end{bmatrix}")),
    ("max_pool", "max_pool(x, 2, 1)", {"x": X}, (
        r"\operatorname{maxpool}_{2, 1}(x)",
        r"\begin{bmatrix} \max(1, 2, 3, 4) & \cdots \\ \vdots & \ddots \end{bmatrix}")),
    ("avg_pool", "avg_pool(x, 2)", {"x": X}, (
        r"\operatorname{avgpool}_{2}(x)", r"\begin{bmatrix} \frac{1 + 2 + 3 + 4}{4} \end{bmatrix}")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_convolution_values_agree_with_scipy(case):
    check_values(case)


@pytest.mark.parametrize(("name", "kinds", "said"), REFUSED)
def test_convolution_refuses_what_does_not_fit(name, kinds, said):
    assert refusal(name, *kinds) == said


@pytest.mark.parametrize(("name", "expression", "constants", "latex"), PRINTED)
def test_convolution_prints_the_first_element(name, expression, constants, latex):
    assert printed(expression, **constants) == latex


@pytest.mark.parametrize(
    ("name", "arguments", "kind"),
    [
        ("conv2d", (MAP, KERNEL), Kind("number", (2, 2))),
        ("conv2d", (MAP, KERNEL, 1), MAP),
        ("conv2d", (MAP, KERNEL, 1, 2), Kind("number", (2, 2))),
        ("conv2d", (Kind("number", (9, 8, 3)), Kind("number", (2, 3, 3))), Kind("number", (8, 6))),
        ("max_pool", (Kind("number", (5, 7), whole=True), 2), Kind("number", (2, 3), whole=True)),
        ("max_pool", (Kind("number", (5, 7, 4)), 3, 2), Kind("number", (2, 3, 4))),
        ("avg_pool", (Kind("number", (5, 7), whole=True), 2), Kind("number", (2, 3))),
    ],
)
def test_convolution_gives_the_size_of_the_feature_map(name, arguments, kind):
    assert accepted(name, *arguments) == kind


def test_conv2d_does_not_turn_the_kernel_round():
    x, k = [[1.0, 2.0], [3.0, 4.0]], [[1.0, 10.0]]
    assert one("conv2d", x, k) == [[21.0], [43.0]]
    assert batch("conv2d", [x], [k])[..., 0].tolist() == [[21.0], [43.0]]
