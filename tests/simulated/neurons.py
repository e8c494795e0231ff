"""Neurons and a small network, worked by hand with the slips that people make in them."""

import math

from tests.simulated.hand import Givens, Hand, Slip

BIAS = (
    Slip("bias left out", (("bias", "left out"), ("$b$", "left out"))),
    Slip("bias subtracted", (("$b$", "subtracted"), ("bias", "subtracted"))),
    Slip("last product left out", (("product", "left out"), ("last", "left out"))),
)
SOMETHING_ELSE = ("Something other than", "sigma")  # right, and as much as can be told where they agree
SQUARE_LEFT_OUT = (("square", "forgotten"), ("exponent", "left out"), ("function", "left out"))


def weighted_sum(hand: Hand, w: list[float], x: list[float], b: float, at: str = "") -> float:
    """w · x + b."""
    products = [weight * value for weight, value in zip(w, x, strict=True)]
    if hand.makes("last product left out", at):
        products.pop()
    if hand.makes("bias left out", at):
        b = 0
    if hand.makes("bias subtracted", at):
        b = -b
    return math.fsum(products) + b


def sigmoid(hand: Hand, z: float, at: str = "") -> float:
    """1 / (1 + e^−z)."""
    if hand.makes("activation skipped", at):
        return z
    if hand.makes("tanh for sigmoid", at):
        return math.tanh(z)
    if hand.makes("relu for sigmoid", at):
        return max(0.0, z)
    power = math.exp(z) if hand.makes("sign of the exponent turned", at) else math.exp(-z)
    return 1 / power if hand.makes("1 + forgotten below", at) else 1 / (1 + power)


def sigmoid_slips(*places: str) -> tuple[Slip, ...]:
    """The slips of a sigmoid at these places."""
    return (
        Slip(
            "activation skipped",
            (("activation", "skipped"), ("function", "left out"), SOMETHING_ELSE),
            places,
        ),
        Slip("tanh for sigmoid", (("tanh", "instead of"), SOMETHING_ELSE), places),
        Slip("relu for sigmoid", (("ReLU", "instead of"), SOMETHING_ELSE), places),
        Slip("sign of the exponent turned", (("sign", "exponent"),), places),
        Slip("1 + forgotten below", (("1 +", "forgotten"), ("1 +", "left out")), places),
    )


def sigmoid_neuron(g: Givens, hand: Hand) -> None:
    """z and y = σ(z)."""
    z = hand.number("z", weighted_sum(hand, g["w"], g["x"], g["b"]), 2)
    hand.number("y", sigmoid(hand, z), 3)


SIGMOID_NEURON = (*BIAS, *sigmoid_slips(""))


def medical_diagnosis(g: Givens, hand: Hand) -> None:
    """z, y = CustomSig(z) and the class."""
    z = hand.number("z", weighted_sum(hand, g["w"], g["x"], g["b"]), 2)
    y = 0.0 if z < 0 else z**2 if z <= 1 else 1.0
    if hand.makes("activation skipped"):
        y = z
    if hand.makes("squared outside of 0 to 1"):
        y = z**2
    if hand.makes("sigmoid for the custom activation"):
        y = 1 / (1 + math.exp(-z))
    if hand.makes("taken for on"):
        y = 1.0
    if hand.makes("doubled instead of squared"):
        y = 2 * z if 0 <= z <= 1 else y
    y = hand.number("y", y, 4)
    hand.text("patient", "Class 1 (diabetes)" if y >= 0.5 else "Class 0 (no diabetes)")


MEDICAL_DIAGNOSIS = (
    *BIAS,
    Slip("activation skipped", (*SQUARE_LEFT_OUT, ("activation", "skipped"))),
    Slip("squared outside of 0 to 1", (("case", "z^{2}"), ("branch", "z^{2}"))),
    Slip("sigmoid for the custom activation", (("sigma", "instead of"), ("sigmoid", "instead of"))),
    Slip("taken for on", (("case", "$1$"), ("branch", "$1$"))),
    Slip("doubled instead of squared", (("doubled",), ("2", "instead of"))),
)


def squashed_gaussian(g: Givens, hand: Hand) -> None:
    """z, f = (1 − e^−z²) / (1 + e^−z²) and the class."""
    z = hand.number("z", weighted_sum(hand, g["w"], g["x"], g["b"]), 2)
    power = -z if hand.makes("square forgotten") else -(z**2)
    power = -power if hand.makes("sign of the exponent turned") else power
    bell = math.exp(power)
    f = (1 - bell) / (1 + bell)
    if hand.makes("denominator left out"):
        f = 1 - bell
    if hand.makes("signs above and below swapped"):
        f = (1 + bell) / (1 - bell)
    if hand.makes("plain Gaussian"):
        f = bell
    if hand.makes("numerator the other way round"):
        f = (bell - 1) / (1 + bell)
    if hand.makes("numerator added"):
        f = (1 + bell) / (1 + bell)
    f = hand.number("f", f, 5)
    hand.text("label", "Class 1" if f > g["threshold"] else "Class 0")


SQUASHED_GAUSSIAN = (
    *BIAS,
    Slip("square forgotten", (("square", "forgotten"), ("exponent", "left out"))),
    Slip("sign of the exponent turned", (("minus sign", "left out"), ("sign", "exponent"))),
    Slip("denominator left out", (("division", "left out"),)),
    Slip("signs above and below swapped", (("upside down",), ("swapped",))),
    Slip("plain Gaussian", (("e^{-z^2}", "given instead"), ("e^{-z^{2}}", "given instead"))),
    Slip("numerator the other way round", (("the other way round",),)),
    Slip("numerator added", (("added instead of subtracted",),)),
)


def network(g: Givens, hand: Hand) -> None:
    """Two hidden neurons that are alike, and one output neuron."""
    w, b = g["w"], g["b"]
    hidden = sigmoid(hand, weighted_sum(hand, w, g["x"], b, "hidden"), "hidden")
    h = [hand.number("h.1", hidden, 3), hand.number("h.2", hidden, 3)]
    if hand.makes("input used for the hidden outputs"):
        h = g["x"]
    z = weighted_sum(hand, w, h, b, "output")
    hand.number("o1", sigmoid(hand, hand.aside(z, 3), "output"), 3)


NETWORK = (
    *(Slip(slip.name, slip.said, ("hidden", "output")) for slip in BIAS),
    *sigmoid_slips("hidden", "output"),
    Slip("input used for the hidden outputs", (("x", "instead of", "h"),)),
)
