"""Activation functions of neurons."""

import math
from typing import Any

import numpy as np

from solvers.explain.tex import Level, Tex, bracket, call, fraction
from solvers.functions import notation
from solvers.functions.registry import TOLERANCE, Array, elementwise, function
from solvers.language.kinds import Kind, KindError


def sigmoid(z: Array) -> Array:
    """sigmoid(z) = 1 / (1 + e^(−z)), in (0, 1).

    Element by element. Source: Goodfellow et al. 2016, 3.10.
    """
    return 1.0 / (1.0 + np.exp(-z))


def _sigmoid(z: float) -> float:
    return 0.0 if z < -709.0 else 1.0 / (1.0 + math.exp(-z))


def step(z: Array) -> Array:
    """step(z) = 1 if z ≥ 0, else 0; a z within 1e-9 of 0 counts as 0.

    Element by element. Source: Rosenblatt 1958.
    """
    return np.where(z >= -TOLERANCE, 1.0, 0.0)


def _step(z: float) -> float:
    return 1.0 if z >= -TOLERANCE else 0.0


def tanh(z: Array) -> Array:
    """tanh(z) = (e^z − e^(−z)) / (e^z + e^(−z)), in (−1, 1).

    Element by element. Source: Goodfellow et al. 2016, 6.3.
    """
    return np.tanh(z)


def relu(z: Array) -> Array:
    """relu(z) = max(0, z); whole if z is.

    Element by element. Source: Nair and Hinton 2010.
    """
    return np.maximum(z, 0.0)


def _relu(z: float) -> float:
    return 0.0 if z <= 0 else z


def leaky_relu(z: Array) -> Array:
    """leaky_relu(z) = z if z > 0, else 0.01 z.

    Element by element. Source: Maas et al. 2013.
    """
    return np.where(z > 0, z, 0.01 * z)


def _leaky_relu(z: float) -> float:
    return z if z > 0 else 0.01 * z


def softplus(z: Array) -> Array:
    """softplus(z) = ln(1 + e^z), positive.

    Element by element. Source: Dugas et al. 2001.
    """
    return np.logaddexp(z, 0.0)


def _softplus(z: float) -> float:
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))


def squashed_gaussian(z: Array) -> Array:
    """squashed_gaussian(z) = (1 − e^(−z²)) / (1 + e^(−z²)), in [0, 1); it equals tanh(z² / 2).

    Element by element. Source: a bell curve turned over, for exercises by hand.
    """
    return np.tanh(0.5 * z * z)


def _squashed_gaussian(z: float) -> float:
    return math.tanh(0.5 * z * z)


def custom_sig(z: Array) -> Array:
    """custom_sig(z) = 0 if z < 0, z² if 0 ≤ z ≤ 1, 1 if z > 1.

    Element by element. Source: a sigmoid of straight and bent pieces, for exercises by hand.
    """
    return np.asarray(np.square(np.clip(z, 0.0, 1.0)))


def _custom_sig(z: float) -> float:
    return min(max(z, 0.0), 1.0) ** 2


def softmax(z: Array) -> Array:
    """softmax(z)ᵢ = e^(zᵢ) / Σⱼ e^(zⱼ): positive shares that add up to 1; of a matrix, row by row.

    Shapes: (n) → (n); (m, n) → (m, n). The largest element is subtracted first, so that no power overflows.
    Source: Goodfellow et al. 2016, 6.2.
    """
    powers = np.exp(z - z.max(axis=-2, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-2, keepdims=True))


def _softmax(z: list[Any]) -> list[Any]:
    if isinstance(z[0], list):
        return [_softmax(row) for row in z]
    largest = max(z)
    powers = [math.exp(element - largest) for element in z]
    total = sum(powers)
    return [part / total for part in powers]


def _softmax_kind(z: Kind) -> Kind:
    if not z.is_number or len(z.dims) not in (1, 2):
        raise KindError(f"softmax needs a vector, or a matrix of rows; this is {z.describe()}.", 0)
    return Kind("number", z.dims)


def _softmax_numbers(arguments: list[Tex]) -> Tex:
    """The first element in full."""
    argument = arguments[0]
    row = argument.elements[0] if argument.elements[0].elements else argument
    powers = [Tex(f"e^{{{element.text}}}", Level.POWER) for element in row.elements]
    first = fraction(powers[0], notation.summed(powers))
    if row is argument:
        return notation.first_of_vector(first, len(powers))
    return notation.first_of_matrix(first, len(argument.elements), len(powers))


def minus(argument: Tex) -> str:
    """The argument with its sign turned: −z, −(a + b), −(−3.5)."""
    return "-" + (argument.text if argument.level > Level.SIGN else bracket(argument.text))


def _sigmoid_numbers(arguments: list[Tex]) -> Tex:
    return fraction("1", f"1 + e^{{{minus(arguments[0])}}}")


def _tanh_numbers(arguments: list[Tex]) -> Tex:
    up, down = f"e^{{{arguments[0].text}}}", f"e^{{{minus(arguments[0])}}}"
    return fraction(f"{up} - {down}", f"{up} + {down}")


def _squashed_numbers(arguments: list[Tex]) -> Tex:
    small = f"e^{{-{arguments[0].at(Level.ATOM)}^{{2}}}}"
    return fraction(f"1 - {small}", f"1 + {small}")


FUNCTIONS = (
    elementwise(sigmoid, _sigmoid, symbols=lambda a: call(r"\sigma", a), numbers=_sigmoid_numbers,
                siblings=("tanh", "relu", "step")),
    elementwise(step, _step, symbols=lambda a: call(r"\operatorname{step}", a), gives_whole=True,
                siblings=("sigmoid", "relu")),
    elementwise(tanh, math.tanh, symbols=lambda a: call(r"\tanh", a), numbers=_tanh_numbers,
                siblings=("sigmoid", "relu")),
    elementwise(relu, _relu, symbols=lambda a: call(r"\operatorname{ReLU}", a),
                numbers=lambda a: call(r"\max", [Tex("0"), *a]), keeps_whole=True,
                siblings=("leaky_relu", "sigmoid")),
    elementwise(leaky_relu, _leaky_relu, symbols=lambda a: call(r"\operatorname{LeakyReLU}", a),
                siblings=("relu",)),
    elementwise(softplus, _softplus, symbols=lambda a: call(r"\operatorname{softplus}", a),
                numbers=lambda a: call(r"\ln", [Tex(f"1 + e^{{{a[0].text}}}")]),
                siblings=("relu", "sigmoid")),
    elementwise(squashed_gaussian, _squashed_gaussian, symbols=lambda a: call("f", a),
                numbers=_squashed_numbers, siblings=("sigmoid",)),
    elementwise(custom_sig, _custom_sig, symbols=lambda a: call(r"\operatorname{CustomSig}", a),
                siblings=("sigmoid",)),
    function(softmax, _softmax_kind, scalar=_softmax, numbers=_softmax_numbers, siblings=("sigmoid",)),
)  # fmt: skip
