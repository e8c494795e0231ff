"""Activation functions of neurons."""

import math

import numpy as np

from solvers.explain.tex import Level, Tex, bracket, call, fraction
from solvers.functions.registry import TOLERANCE, Array, elementwise


def sigmoid(z: Array) -> Array:
    """The logistic sigmoid σ(z) = 1 / (1 + e^(−z)), in (0, 1). Element by element.

    Source: Goodfellow et al. 2016, 3.10.
    """
    return 1.0 / (1.0 + np.exp(-z))


def _sigmoid(z: float) -> float:
    return 1.0 / (1.0 + math.exp(-z)) if z > -709.0 else 0.0


def step(z: Array) -> Array:
    """The unit step: 1 if z ≥ 0, else 0; z within 1e-9 of 0 counts as 0. Element by element.

    Source: Rosenblatt 1958.
    """
    return np.where(z >= -TOLERANCE, 1.0, 0.0)


def _step(z: float) -> float:
    return 1.0 if z >= -TOLERANCE else 0.0


def tanh(z: Array) -> Array:
    """The hyperbolic tangent (e^z − e^(−z)) / (e^z + e^(−z)), in (−1, 1). Element by element."""
    return np.tanh(z)


def relu(z: Array) -> Array:
    """The rectified linear unit max(0, z). Element by element. Source: Nair and Hinton 2010."""
    return np.maximum(z, 0.0)


def _relu(z: float) -> float:
    return z if z > 0 else 0.0


def leaky_relu(z: Array) -> Array:
    """The leaky rectified linear unit: z if z > 0, else 0.01 z. Element by element.

    Source: Maas et al. 2013.
    """
    return np.where(z > 0, z, 0.01 * z)


def _leaky_relu(z: float) -> float:
    return z if z > 0 else 0.01 * z


def softplus(z: Array) -> Array:
    """The softplus ln(1 + e^z), positive. Element by element. Source: Dugas et al. 2001."""
    return np.logaddexp(z, 0.0)


def _softplus(z: float) -> float:
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))


def squashed_gaussian(z: Array) -> Array:
    """(1 − e^(−z²)) / (1 + e^(−z²)), in [0, 1). Element by element."""
    return np.tanh(0.5 * z * z)


def _squashed_gaussian(z: float) -> float:
    return math.tanh(0.5 * z * z)


def custom_sig(z: Array) -> Array:
    """0 below 0, z² from 0 to 1, 1 above 1. Element by element."""
    return np.asarray(np.square(np.clip(z, 0.0, 1.0)))


def _custom_sig(z: float) -> float:
    return min(max(z, 0.0), 1.0) ** 2


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
)  # fmt: skip
