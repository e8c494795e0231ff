"""Sampling: jumps break a curve, and the range of a loss holds its minimum."""

import math

import pytest

from solvers.pictures.curves import activation_range, loss_range, sampled


@pytest.mark.parametrize(
    ("function", "ends"),
    [
        (lambda z: 1.0 if z >= 0 else 0.0, [(-4, -1 / 12), (0, 4)]),
        (lambda z: max(z, 0.0), [(-4, 4)]),
        (lambda z: 1 / (1 + math.exp(-20 * z)), [(-4, 4)]),
        (math.log, [(1 / 12, 4)]),
        (lambda z: 0.0, [(-4, 4)]),
        (lambda z: math.nan, []),
    ],
)
def test_curve_breaks_at_jumps_and_gaps_only(function, ends) -> None:
    pieces = sampled(function, -4, 4).pieces
    found = [(piece[0][0], piece[-1][0]) for piece in pieces]
    assert [(pytest.approx(low), pytest.approx(high)) for low, high in ends] == found


@pytest.mark.parametrize(
    ("weights", "low", "high"),
    [([10.0], -5.4, 11.4), ([0.0, 1.0, 2.0], -0.6, 6.6), ([3.0], 2.0, 4.0), ([1000.0], -1193.4, 1199.4)],
)
def test_range_of_a_loss_is_symmetric_about_its_minimum(weights, low, high) -> None:
    assert loss_range(lambda w: (w - 3) ** 2, weights) == (
        pytest.approx(low, abs=1e-3),
        pytest.approx(high, abs=1e-3),
    )


def test_range_of_a_loss_without_minimum_holds_all_weights() -> None:
    assert loss_range(lambda w: -w, [1.0, 5.0]) == (0.0, 6.0)


def test_range_of_an_activation_holds_the_point() -> None:
    assert activation_range([], own=False) == (-4, 4)
    assert activation_range([-8.1], own=False) == (-11, 11)
    assert activation_range([0.3], own=True) == (-2, 2)
