"""Functions at work in whole problems: parsed, given numbers, compared with SciPy and with sums by hand."""

import numpy as np
import pytest
from scipy import signal, special

from solvers import ProblemError
from tests.solvers.library import problem

SOFTMAX = """
z = uniform(-2, 2, step=0.1, size=3)
t = [0, 1, 0]
p = softmax(z)
L = cross_entropy(p, t)
best = argmax(p)
ask(p)
ask(L)
ask(best)
"""
NETWORK = """
x = uniform(-2, 2, step=0.1, size=2)
W = uniform(-2, 2, step=0.1, size=(3, 2))
b = uniform(-1, 1, step=0.1, size=3)
V = uniform(-1, 1, step=0.1, size=(2, 3))
h = relu(W @ x + b)
o = softmax(V @ h)
ask(h)
ask(o)
"""
CONVOLUTION = """
x = integers(0, 9, size=(4, 4))
k = integers(-1, 1, size=(3, 3))
y = conv2d(x, k)
pooled = max_pool(y, 2)
side = conv_output(4, 3, 0, 1)
ask(y)
ask(pooled)
ask(side)
"""
BATCH_NORM = """
x = uniform(-2, 2, step=0.1, size=4)
require(max(x) - min(x) > 1)
require(any(x > 0))
mu = mean(x)
v = var(x)
y = 1.5 * (x - mu) / sqrt(v + 0.00001) + 0.5
ask(mu)
ask(v)
ask(y)
"""


def test_softmax_problem_agrees_with_scipy():
    variant = problem(SOFTMAX).variant(z=[2.0, 1.0, 0.1])
    assert variant.answers["p"] == pytest.approx(special.softmax([2.0, 1.0, 0.1]), rel=1e-12)
    assert variant.answers["L"] == pytest.approx(-special.log_softmax([2.0, 1.0, 0.1])[1], rel=1e-12)
    assert variant.raw["best"] == 0
    assert [step.formula for step in variant.solution[:2]] == [
        r"\operatorname{softmax}(z)",
        r"\operatorname{CE}(p, t)",
    ]
    assert variant.solution[1].substituted == r"-\ln(0.24243)"
    assert (variant.solution[1].relation, variant.solution[1].value) == (r"\approx", "1.417")


def test_network_of_matrices_agrees_with_numpy():
    given = {"x": [1, -0.5], "W": [[0.2, 0.3], [0.4, -0.5], [-1, 1]], "b": [0.1, 0.2, 0.3]}
    variant = problem(NETWORK).variant(**given, V=[[1, 0, -1], [0.5, 0.5, 0.5]])
    hidden = np.maximum(0, np.array(given["W"]) @ given["x"] + given["b"])
    assert variant.answers["h"] == pytest.approx(hidden, abs=1e-12)
    assert variant.answers["h"] == pytest.approx([0.15, 0.85, 0.0], abs=1e-12)  # by hand
    assert variant.answers["o"] == pytest.approx(special.softmax([0.15, 0.5]), rel=1e-12)


def test_convolution_problem_agrees_with_scipy():
    x = [[1, 2, 3, 4], [5, 6, 7, 8], [9, 1, 2, 3], [4, 5, 6, 7]]
    k = [[1, 0, -1], [1, 0, -1], [1, 0, -1]]
    variant = problem(CONVOLUTION).variant(x=x, k=k)
    assert variant.answers["y"] == signal.correlate2d(x, k, mode="valid").tolist() == [[3, -6], [3, -6]]
    assert (variant.answers["pooled"], variant.answers["side"]) == ([[3]], 2)
    assert {field.kind for field in variant.fields} == {"whole"}


def test_batch_normalisation_by_hand():
    variant = problem(BATCH_NORM).variant(x=[1, 2, -0.5, 0.3])
    assert (variant.answers["mu"], variant.answers["v"]) == pytest.approx((0.7, 0.845), abs=1e-12)
    expected = 1.5 * (np.array([1, 2, -0.5, 0.3]) - 0.7) / np.sqrt(0.84501) + 0.5
    assert variant.answers["y"] == pytest.approx(expected, abs=1e-12)
    assert variant.solution[1].substituted == (
        r"\frac{(1 - 0.7)^{2} + (2 - 0.7)^{2} + (-0.5 - 0.7)^{2} + (0.3 - 0.7)^{2}}{4}"
    )


@pytest.mark.parametrize("program", [SOFTMAX, NETWORK, CONVOLUTION, BATCH_NORM])
def test_both_compilers_agree_on_every_lane(program):
    found = problem(program)
    batch = found.draw(seed=5, count=200)
    for lane in range(len(batch)):
        alone = found.sampler.one(5, lane)
        assert alone.keys() == batch[lane].raw.keys()
        for name, value in batch[lane].raw.items():
            np.testing.assert_allclose(np.array(value), np.array(alone[name]), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ("y = W @ x", 9, "@ needs as many columns on its left as rows on its right; here are 2 and 3"
         " (a 3 × 2 matrix and a vector of 3)."),
        ("y = max_pool(W, n)", 17, "The size of max_pool is a whole number from 1, written out, such as 2."),
        ("y = max_pool(W, 3)", 17, "The window is larger than the map: 3 × 3 on 3 × 2."),
        ("y = argmax(x) if n > 1 else 0", 5,
         "All alternatives have one kind: here stand a position and a whole number."),
        ("y = sum(n)", 9, "sum needs a vector or a matrix; this is a whole number."),
        ("y = softmax", 5, "softmax is a function: write softmax(z)."),
    ],
)  # fmt: skip
def test_a_call_that_does_not_fit_is_refused_at_its_argument(line, column, said):
    program = (
        "x = uniform(0, 1, step=0.1, size=3)\nW = uniform(0, 1, step=0.1, size=(3, 2))\nn = integers(1, 3)"
    )
    with pytest.raises(ProblemError) as fault:
        problem(f"{program}\n{line}\nask(y)")
    assert (fault.value.line, fault.value.column, fault.value.message) == (9, column, said)
