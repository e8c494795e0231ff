"""Three updates of SGD with each of two rates, worked by hand with the slips that people make in them."""

from collections.abc import Callable
from typing import NamedTuple

from tests.simulated.hand import Givens, Hand, Slip

STEPS = ("u1", "u2", "u3", "v1", "v2", "v3")
LATER = ("u2", "u3", "v2", "v3")


class Slope(NamedTuple):
    """A gradient as a student writes it, and its values."""

    text: str
    value: Callable[[float], float]


def learning_rate(g: Givens, hand: Hand) -> None:
    """The gradient, six updates and what becomes of them."""
    a = g["a"]
    slope = gradient(hand, a)
    hand.text("gradient", slope.text)
    for letter, rate, other in (("u", g["rate_a"], g["rate_b"]), ("v", g["rate_b"], g["rate_a"])):
        weights = [g["w0"]]
        for number in (1, 2, 3):
            at = f"{letter}{number}"
            used = other if hand.makes("the other rate", at) else rate
            weights.append(hand.number(at, updated(hand, at, weights, a, used, slope), 3))
        behaviour = ("converges smoothly", "overshoots, then converges", "oscillates without converging")
        case = 0 if rate < 0.5 else 1 if rate < 1 else 2
        hand.text(f"behaviour_{'ab'['uv'.index(letter)]}", "diverges" if rate > 1 else behaviour[case])


def gradient(hand: Hand, a: int) -> Slope:
    """dL/dw as written; all updates go on with it."""
    if hand.makes("factor 2 forgotten", "gradient"):
        return Slope(f"w - {a}", lambda w: w - a)
    if hand.makes("minimum forgotten", "gradient"):
        return Slope("2w", lambda w: 2 * w)
    if hand.makes("gradient's sign", "gradient"):
        return Slope(f"2({a} - w)", lambda w: 2 * (a - w))
    if hand.makes("minimum added", "gradient"):
        return Slope(f"2*(w + {a})", lambda w: 2 * (w + a))
    if hand.makes("loss for the gradient", "gradient"):
        return Slope(f"(w - {a})^2", lambda w: (w - a) ** 2)
    return Slope(f"2*(w-{a})", lambda w: 2 * (w - a))


def updated(hand: Hand, at: str, weights: list[float], a: int, rate: float, slope: Slope) -> float:
    """w − η dL/dw."""
    before = weights[-1]
    asked_at = weights[-2] if len(weights) > 1 and hand.makes("gradient of the weight before", at) else before
    start = weights[-2] if len(weights) > 1 and hand.makes("started from the weight before", at) else before
    gradient = slope.value(asked_at)
    if hand.makes("factor 2 forgotten", at):
        gradient /= 2
    if hand.makes("minimum forgotten", at):
        gradient = 2 * asked_at
    if hand.makes("loss for the gradient", at):
        gradient = (asked_at - a) ** 2
    step = rate * gradient
    if hand.makes("rate left out", at):
        step = gradient
    if hand.makes("rate used twice", at):
        step *= rate
    if hand.makes("update alone", at):
        return -step
    return start + step if hand.makes("update added", at) else start - step


LEARNING_RATE = (
    Slip("update added", (("added instead of subtracted",),), STEPS),
    Slip("the other rate", (("eta", "instead of", "eta"), ("other", "rate")), STEPS),
    Slip("gradient of the weight before", (("gradient", "weight before"), ("used instead of",)), LATER),
    Slip(
        "started from the weight before", (("update", "from the weight before"), ("used instead of",)), LATER
    ),
    Slip("factor 2 forgotten", (("factor $2$", "left out"), ("factor 2",)), (*STEPS, "gradient")),
    Slip("minimum forgotten", (("term $a$", "left out"),), (*STEPS, "gradient")),
    Slip(
        "loss for the gradient",
        (("L", "instead of", "frac"), ("loss", "gradient")),
        (*STEPS, "gradient"),
    ),
    Slip("gradient's sign", (("difference", "other way round"),), ("gradient",)),
    Slip("minimum added", (("added instead of subtracted",),), ("gradient",)),
    Slip("rate left out", (("factor", "eta", "left out"), ("rate", "left out")), STEPS),
    Slip("rate used twice", (("eta", "twice"), ("rate", "twice")), STEPS),
    Slip("update alone", (("term", "left out"),), STEPS),
)
