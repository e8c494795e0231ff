"""Each slip that teachers of this subject meet is named in what its students type; worked out by hand."""

import re

import pytest

from grader import mark
from solvers import Variant
from tests.solvers.library import problem, shipped

ONCE = "The padding was counted once instead of twice."
NONE = "The padding was left out."
PLUS_ONE = "The + 1 was forgotten."
STRIDE = "The stride was forgotten."
SAME = "The size was kept, as with padding `same`."
SWAPPED = "Height and width were swapped."
DEPTH = "The depth of the input was ignored."
BIAS_PER_WEIGHT = "One bias was counted for every weight."
NO_BIASES = "The biases were left out."
POOLING = "Parameters were counted in a pooling layer."
FLAT = "The feature map was not flattened: only its channels were counted."
STATISTICS = "The running mean and variance were counted as trainable."
BATCH = "The batch size was counted: the number of parameters does not depend on it."
ADDED = "The update was added instead of subtracted."
RATE_TWICE = "The learning rate was used twice."


def said(variant: Variant, **typed: str) -> str:
    """What is said of the last answer."""
    part = mark(variant, typed).parts[list(typed)[-1]]
    assert part.verdict == "wrong"
    return part.feedback


SIDE = """n = integers(20, 60)
p = integers(0, 3)
s = integers(1, 3)
side: "Output side" = conv_output(n, 5, p, s)
ask(side)"""


@pytest.mark.parametrize(
    ("n", "typed", "expected"),
    [
        (41, "20", ONCE),  # (41 + 3 − 5) / 2 + 1 = 20.5; right is (41 + 6 − 5) / 2 + 1 = 22
        (41, "19", NONE),  # (41 − 5) / 2 + 1
        (41, "21", PLUS_ONE),
        (41, "43", STRIDE),  # 41 + 6 − 5 + 1
        (41, "41", SAME),
        (40, "22", "The size was rounded up instead of down."),  # 41 / 2 = 20.5 → 21, + 1
        (41, "24", ""),
        (41, "30", ""),
    ],
)
def test_slip_in_a_side_is_named(n: int, typed: str, expected: str) -> None:
    assert said(problem(SIDE).variant(n=n, p=3, s=2), side=typed) == expected


PADDED = """a = pick(31, 41)
b = pick(51, 61)
n = pick(6, 8, 12, 20)
net = cnn("{{a}}x{{b}}x3", "CONV-5-{{n}}[padding=3, stride=2] POOL-2 FC-10")
ask(net)"""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("20x30x12", ONCE),  # (61 + 3 − 5) / 2 + 1 = 30.5; right is 22 × 32 × 12
        ("19x29x12", NONE),
        ("21x31x12", PLUS_ONE),
        ("43x63x12", STRIDE),
        ("41x61x12", SAME),
        ("32x22x12", SWAPPED),
        ("22x32x3", "The channels of the input were kept: there is one for each filter."),
        ("16x22x32x12", "The batch size was written as a side of the feature map."),
        ("22x33x12", ""),
        ("23x33x12", ""),
    ],
)
def test_slip_in_a_map_of_a_table_is_named(typed: str, expected: str) -> None:
    assert said(problem(PADDED).variant(a=41, b=61, n=12), **{"net.1.shape": typed}) == expected


MAPS = {
    "net.1.shape": "24x24x16",
    "net.2.shape": "12x12x16",
    "net.3.shape": "10x10x32",
    "net.4.shape": "5x5x32",
}


@pytest.mark.parametrize(
    ("cell", "typed", "expected"),
    [
        ("net.1.shape", "28x28x16", SAME),
        ("net.3.weights", "288", DEPTH),  # 3 · 3 · 32
        ("net.1.biases", "400", BIAS_PER_WEIGHT),  # 5 · 5 · 1 · 16
        ("net.5.biases", "102400", BIAS_PER_WEIGHT),  # 5 · 5 · 32 · 128
        ("net.1.biases", "0", NO_BIASES),
        ("net.2.weights", "64", POOLING),  # 2 · 2 · 16
        ("net.4.weights", "128", POOLING),  # 2 · 2 · 32
        ("net.5.weights", "4096", FLAT),  # 32 · 128
        ("net.1.weights", "25600", BATCH),  # 64 · 400
        ("total", "108688", NO_BIASES),  # 400 + 4,608 + 102,400 + 1,280
        ("net.1.weights", "410", ""),
        ("net.2.weights", "20", ""),
        ("net.5.weights", "102528", ""),  # its weights and biases
    ],
)
def test_slip_in_a_table_is_named(cell: str, typed: str, expected: str) -> None:
    mnist = shipped("cnn-table-mnist").variant(k=5, n=16, m=32, d=128)
    earlier = {name: text for name, text in MAPS.items() if name < cell}
    assert said(mnist, **earlier, **{cell: typed}) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"net.2.trainable": "32"}, STATISTICS),  # 4 · 8 instead of 2 · 8
        (
            {"net.2.trainable": "32", "net.2.non_trainable": "0"},
            "The running mean and variance were not counted: they are not trainable.",
        ),
        ({"untrained": "0"}, STATISTICS),
        ({"net.1.trainable": "600"}, NO_BIASES),  # 5 · 5 · 3 · 8
        ({"net.1.trainable": "208"}, DEPTH),  # 5 · 5 · 8 + 8
        ({"net.1.trainable": "1200"}, BIAS_PER_WEIGHT),
        ({"net.3.trainable": "32"}, POOLING),  # 2 · 2 · 8
        ({"net.2.trainable": "20"}, ""),
    ],
)
def test_slip_in_the_counts_of_a_normalised_network_is_named(typed: dict[str, str], expected: str) -> None:
    normalised = shipped("batch-normalisation-counts").variant(side=28, c=3, k=5, n=8, d=10)
    assert said(normalised, **typed) == expected


@pytest.mark.parametrize(
    ("y", "expected"),
    [
        ("0.870", r"Something other than $\sigma(z)$ was computed."),  # z itself, or ReLU of it
        ("0.701", r"$\tanh(z)$ was computed instead of $\sigma(z)$."),
        ("0.295", "The sign of the exponent was turned."),  # 1 / (1 + e^0.87)
        ("2.387", "The 1 + below the fraction bar was forgotten."),  # e^0.87
        ("0.740", ""),
        ("0.750", ""),
    ],
)
def test_slip_in_an_activation_is_named(y: str, expected: str) -> None:
    sigmoid = shipped("sigmoid-neuron").variant(w=[0.2, 0.3, 0.9], x=[0.5, 0.6, 0.1], b=0.5)
    assert said(sigmoid, z="0.87", y=y) == expected


LEAKY = """z = uniform(-3, 3, step=0.01)
y: "Leaky ReLU" = z if z >= 0 else 0.2 * z
ask(y, places=3)"""


@pytest.mark.parametrize(
    ("z", "y", "expected"),
    [
        (-1.37, "-1.370", "The wrong case was taken: $z$."),
        (1.37, "0.274", r"The wrong case was taken: $0.2 z$."),
    ],
)
def test_wrong_branch_is_named(z: float, y: str, expected: str) -> None:
    assert said(problem(LEAKY).variant(z=z), y=y) == expected


DESCENT = """w0: "Weight" = uniform(-1, 1, step=0.1)
{rate} = pick(0.1, 0.2, 0.3)
a = uniform(2, 5, step=0.1)
{label} = w0 - {use}
ask(w1)"""


@pytest.mark.parametrize(
    ("rate", "use"),
    [
        ("eta", "eta * 2 * (w0 - a)"),
        ("rate_1", "2 * rate_1 * (w0 - a)"),
        ('gamma: "Learning rate"', "2 * (w0 - a) * gamma"),
    ],
)
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("-1.020", ADDED),  # 0.5 + 0.2 · 2 · (0.5 − 4.3); right is 2.02
        ("0.804", RATE_TWICE),  # 0.5 + 0.04 · 7.6
        ("1.750", ""),
    ],
)
def test_slip_in_an_update_is_named(rate: str, use: str, typed: str, expected: str) -> None:
    program = DESCENT.format(rate=rate, use=use, label='w1: "New weight"')
    givens = {rate.split(":")[0]: 0.2}
    assert said(problem(program).variant(w0=0.5, a=4.3, **givens), w1=typed) == expected


def test_slip_in_an_update_of_many_weights_is_named_in_all_of_them() -> None:
    program = """w = uniform(-1, 1, step=0.1, size=2)
g = uniform(-3, 3, step=0.1, size=2)
eta = pick(0.1, 0.2)
v = w - eta * g
ask(v)"""
    two = problem(program).variant(w=[0.5, -0.3], g=[1.3, -2.4], eta=0.2)  # right is (0.24, 0.18)
    assert said(two, **{"v.1": "0.760", "v.2": "-0.780"}) == ADDED
    assert said(two, **{"v.1": "0.448", "v.2": "-0.204"}) == RATE_TWICE


@pytest.mark.parametrize(
    "text",
    [ONCE, NONE, PLUS_ONE, STRIDE, SAME, SWAPPED, DEPTH, BIAS_PER_WEIGHT, POOLING, FLAT, STATISTICS, BATCH],
)
def test_what_is_said_gives_no_number_away(text: str) -> None:
    assert re.findall(r"\d+", text.replace("+ 1", "")) == []
