"""Three updates of SGD with each of two rates, worked by hand with the slips that people make in them."""

from tests.simulated.hand import Givens, Hand, Slip

STEPS = ("u1", "u2", "u3", "v1", "v2", "v3")
LATER = ("u2", "u3", "v2", "v3")


def learning_rate(g: Givens, hand: Hand) -> None:
    """The gradient, six updates and what becomes of them."""
    a = g["a"]
    hand.text("gradient", f"2*(w-{a})")
    for letter, rate, other in (("u", g["rate_a"], g["rate_b"]), ("v", g["rate_b"], g["rate_a"])):
        weights = [g["w0"]]
        for number in (1, 2, 3):
            at = f"{letter}{number}"
            used = other if hand.makes("the other rate", at) else rate
            weights.append(hand.number(at, updated(hand, at, weights, a, used), 3))
        behaviour = ("converges smoothly", "overshoots, then converges", "oscillates without converging")
        case = 0 if rate < 0.5 else 1 if rate < 1 else 2
        hand.text(f"behaviour_{'ab'['uv'.index(letter)]}", "diverges" if rate > 1 else behaviour[case])


def updated(hand: Hand, at: str, weights: list[float], a: int, rate: float) -> float:
    """w − η dL/dw."""
    before = weights[-1]
    asked_at = weights[-2] if len(weights) > 1 and hand.makes("gradient of the weight before", at) else before
    start = weights[-2] if len(weights) > 1 and hand.makes("started from the weight before", at) else before
    gradient = 2 * (asked_at - a)
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
    Slip("factor 2 forgotten", (("factor $2$", "left out"), ("factor 2",)), STEPS),
    Slip("minimum forgotten", (("term $a$", "left out"),), STEPS),
    Slip("loss for the gradient", (("L", "instead of", "frac"), ("loss", "gradient")), STEPS),
    Slip("rate left out", (("factor", "eta", "left out"), ("rate", "left out")), STEPS),
    Slip("rate used twice", (("eta", "twice"), ("rate", "twice")), STEPS),
    Slip("update alone", (("term", "left out"),), STEPS),
)
