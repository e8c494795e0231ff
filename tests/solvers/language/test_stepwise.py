"""Every step compiled by itself gives what the whole program gives, compiled at once."""

import numpy as np
import pytest

from solvers.language.batch import batch_function
from solvers.language.scalar import NotFiniteError, scalar_function
from tests.solvers.library import NAMES, problem, shipped


@pytest.mark.parametrize("name", NAMES)
def test_steps_give_what_the_whole_gives(name: str) -> None:
    made = shipped(name)
    inputs, computed = made.sampler.inputs, made.sampler.layout.computed
    whole = scalar_function(made.program, inputs, computed)
    steps = made.sampler.stepwise.scalar(made.program, inputs, computed)
    for seed in range(20):
        values = [made.draw(seed).raw[given] for given in inputs]
        assert steps(*values) == whole(*values)


@pytest.mark.parametrize("name", NAMES)
def test_steps_give_what_the_whole_gives_for_many(name: str) -> None:
    made = shipped(name)
    inputs, computed = made.sampler.inputs, made.sampler.layout.computed
    values = [made.draw(7, 50).values[given] for given in inputs]
    fine, same = np.ones(50, dtype=bool), np.ones(50, dtype=bool)
    with np.errstate(all="ignore"):
        whole = batch_function(made.program, inputs, computed)(fine, *values)
        steps = made.sampler.stepwise.batch(made.program, inputs, computed)(same, *values)
    assert fine.tolist() == same.tolist()
    for one, other in zip(whole, steps, strict=True):
        assert np.array_equal(one, other, equal_nan=True)


def test_value_that_is_not_finite_is_refused() -> None:
    made = problem("x = integers(0, 9)\nrequire(x > 0)\ny = 1 / x\nask(y)")
    run = made.sampler.stepwise.scalar(made.program, ("x",), ("y",))
    assert run(4.0) == (0.25,)
    with pytest.raises(NotFiniteError):
        run(0.0)


def test_asked_function_may_be_handed_in() -> None:
    made = problem("a = integers(1, 9)\nf = lambda w: w + a\ny = f(2)\nask(f)\nask(y)")
    run = made.sampler.stepwise.scalar(made.program, ("a", "f"), ("y",))
    assert run(3.0, lambda argument: 100.0 * argument) == (200.0,)


def test_only_what_changes_is_computed() -> None:
    made = problem("a = integers(1, 9)\nb = integers(1, 9)\nu = 2 * a\nv = 3 * b\ny = u + v\nask(u)\nask(y)")
    known, run = made.sampler.changed(("u",), ("y",))
    assert (known, run(10.0, 6.0)) == (("u", "v"), (16.0,))


def test_one_node_may_stand_at_two_names() -> None:
    """Two networks alike share their first cells."""
    made = problem(
        'n = pick(4, 8)\nnet = cnn("8x8x1", "CONV-3-{{n}} FC-2")\nother = cnn("8x8x1", "CONV-3-{{n}} FC-2")\n'
        "a = parameters(net)\nb = parameters(other)\nask(a)\nask(b)"
    )
    run = made.sampler.stepwise.scalar(made.program, ("n",), ("a", "b"))
    assert run(4.0) == (330.0, 330.0)  # 9 · 4 + 4, 36 · 4 · 2 + 2
