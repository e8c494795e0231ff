"""Products of vectors and matrices: values against NumPy's own operators, refusals, LaTeX."""

import math

import numpy as np
import pytest

from solvers.language.kinds import NUMBER, WHOLE, Kind
from tests.solvers.functions.checks import (
    MATRIX,
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
    wholes,
)  # fmt: skip

small = (-0.0, 1e-12, 250.0)
CASES = [
    Case("dot", (reals(3), reals(3)), np.dot),
    Case("dot", (reals(1), reals(1)), np.dot),
    Case("matmul", (reals(3, among=small), reals(3, among=small)), np.inner),
    Case("matmul", (reals(2, 3, among=small), reals(3, among=small)), np.dot),
    Case("matmul", (reals(2, among=small), reals(2, 3, among=small)), np.dot),
    Case("matmul", (reals(2, 3, among=small), reals(3, 4, among=small)), np.dot),
    Case("matmul", (reals(1, 1, among=small), reals(1, 1, among=small)), np.dot),
    Case("transpose", (reals(2, 3),), lambda a: a.T),
    Case("outer", (reals(2), reals(3)), np.outer),
    Case("concat", (reals(2), reals(3)), lambda u, v: np.append(u, v)),
    Case("concat", (reals(1), reals(3), reals(2)), lambda *parts: np.hstack(parts)),
    Case("one_hot", (wholes(0, 3), 4), lambda k, n: np.eye(int(n))[int(k)]),
]
LENGTH = "The length of one_hot is a whole number from 1, written out, such as 2."
REFUSED = [
    ("dot", (VECTOR, Kind("number", (2,))), ("dot needs two vectors of one length; these have 3 and 2.", 1)),
    ("dot", (MATRIX, VECTOR), ("A vector is needed here; this is a 2 × 3 matrix.", 0)),
    ("matmul", (MATRIX, NUMBER), ("@ needs vectors or matrices; this is a number.", 1)),
    ("matmul", (TEXT, VECTOR), ("@ needs vectors or matrices; this is a text.", 0)),
    ("matmul", (MATRIX, MATRIX), (
        "@ needs as many columns on its left as rows on its right; here are 3 and 2"
        " (a 2 × 3 matrix and a 2 × 3 matrix).", 1)),
    ("matmul", (VECTOR, Kind("number", (2,))), (
        "@ needs as many columns on its left as rows on its right; here are 3 and 2"
        " (a vector of 3 and a vector of 2).", 1)),
    ("matmul", (Kind("number", (64, 64)), Kind("number", (64, 64))), (
        "This takes 262,144 operations; at most 200,000 are allowed: use smaller sizes.", None)),
    ("transpose", (VECTOR,), ("A matrix is needed here; this is a vector of 3.", 0)),
    ("outer", (VECTOR, MATRIX), ("A vector is needed here; this is a 2 × 3 matrix.", 1)),
    ("concat", (VECTOR, NUMBER), ("A vector is needed here; this is a number.", 1)),
    ("concat", (VECTOR,), ("concat takes 2 or more arguments; here is 1.", None)),
    ("one_hot", (NUMBER, 3), ("one_hot needs a whole number from 0; this is a number.", 0)),
    ("one_hot", (WHOLE, WHOLE), (LENGTH, 1)),
    ("one_hot", (WHOLE, 2.5), (LENGTH, 1)),
    ("one_hot", (WHOLE, 0), (LENGTH, 1)),
]  # fmt: skip
U, V, LONG = [0.5, -2], [3, 0.1], [1, 2, 3, 4, 5]
W, A = [[1, 2], [3, 4]], [[5, 6], [7, -8]]
PRINTED = [
    ("dot", "dot(u, v)", {"u": U, "v": V}, (r"u \cdot v", r"(0.5 \times 3) + (-2 \times 0.1)")),
    ("dot", "dot(u, u)", {"u": LONG}, (r"u \cdot u", r"(1 \times 1) + \cdots + (5 \times 5)")),
    ("matmul", "u @ v", {"u": U, "v": V}, ("u v", r"(0.5 \times 3) + (-2 \times 0.1)")),
    ("matmul", "W @ u", {"W": W, "u": U}, ("W u", r"\left[(1 \times 0.5) + (2 \times (-2)), \ldots\right]")),
    ("matmul", "u @ W", {"W": W, "u": U}, ("u W", r"\left[(0.5 \times 1) + (-2 \times 3), \ldots\right]")),
    ("matmul", "W @ A", {"W": W, "A": A}, (
        "W A",
        r"\begin{bmatrix} (1 \times 5) + (2 \times 7) & \cdots \\ \vdots & \ddots \end{bmatrix}")),
    ("matmul", "(W + A) @ u", {"W": W, "A": A, "u": U}, (
        "(W + A) u", r"\left[(6 \times 0.5) + (8 \times (-2)), \ldots\right]")),
    ("transpose", "transpose(W)", {"W": W}, (
        r"W^{\top}", r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}^{\top}")),
    ("transpose", "transpose(W + A)", {"W": W, "A": A}, (
        r"(W + A)^{\top}", r"\begin{bmatrix} 6 & 8 \\ 10 & -4 \end{bmatrix}^{\top}")),
    ("outer", "outer(u, v)", {"u": U, "v": V}, (
        r"u v^{\top}", r"\begin{bmatrix} 0.5 \times 3 & \cdots \\ \vdots & \ddots \end{bmatrix}")),
    ("concat", "concat(u, v)", {"u": U, "v": V}, (
        r"\left[u; v\right]", r"\left[[0.5, -2]; [3, 0.1]\right]")),
    ("one_hot", "one_hot(k, 3)", {"k": 1}, (
        r"\operatorname{onehot}_{3}(k)", r"\operatorname{onehot}_{3}(1)")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_linear_values_agree_with_numpy(case):
    check_values(case)


@pytest.mark.parametrize(("name", "kinds", "said"), REFUSED)
def test_linear_refuses_what_does_not_fit(name, kinds, said):
    assert refusal(name, *kinds) == said


@pytest.mark.parametrize(("name", "expression", "constants", "latex"), PRINTED)
def test_linear_prints(name, expression, constants, latex):
    assert printed(expression, **constants) == latex


@pytest.mark.parametrize(
    ("name", "arguments", "kind"),
    [
        ("dot", (WHOLES, WHOLES), WHOLE),
        ("dot", (WHOLES, VECTOR), NUMBER),
        ("matmul", (MATRIX, VECTOR), Kind("number", (2,))),
        ("matmul", (Kind("number", (2,)), MATRIX), VECTOR),
        ("matmul", (WHOLES, WHOLES), WHOLE),
        ("matmul", (MATRIX, Kind("number", (3, 4))), Kind("number", (2, 4))),
        ("transpose", (Kind("number", (2, 3), whole=True),), Kind("number", (3, 2), whole=True)),
        ("outer", (WHOLES, VECTOR), Kind("number", (3, 3))),
        ("concat", (WHOLES, WHOLES, WHOLES), Kind("number", (9,), whole=True)),
        ("one_hot", (WHOLE, 4), Kind("number", (4,), whole=True)),
    ],
)
def test_linear_gives_the_kind_of_the_product(name, arguments, kind):
    assert accepted(name, *arguments) == kind


def test_matmul_by_hand():
    assert one("matmul", [[1, 2], [3, 4]], [[5, 6], [7, 8]]) == [[19, 22], [43, 50]]
    assert one("matmul", [[1, 2], [3, 4]], [10, 100]) == [210, 430]
    assert one("matmul", [10, 100], [[1, 2], [3, 4]]) == [310, 420]


@pytest.mark.parametrize("index", [-1.0, 3.0])
def test_one_hot_of_a_class_that_is_not_there_has_no_value(index):
    assert all(map(math.isnan, one("one_hot", index, 3.0)))
    assert np.isnan(batch("one_hot", [index], [3.0])).all()
