"""The batch size, counted in parameters or written as a side of a map, is named, or nothing is said."""

import pytest

from grader import mark
from solvers import Variant
from tests.solvers.library import problem, shipped

COUNTED = "The batch size was counted: the number of parameters does not depend on it."
WRITTEN = "The batch size was written as a side of the feature map."


def said(variant: Variant, name: str, text: str) -> str | None:
    return mark(variant, {name: text}).parts[name].diagnosis


def mnist() -> Variant:
    """CONV-5-16 → POOL-2 → CONV-3-48 → POOL-2 → FC-84 → FC-10."""
    return shipped("cnn-table-mnist").variant(k=5, n=16, m=48, d=84)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("net.1.weights", "12800", COUNTED),  # 400 · 32
        ("net.1.weights", "25600", COUNTED),  # 400 · 64
        ("net.1.weights", "12000", None),  # 400 · 30, no batch size
        ("net.1.weights", "6400", None),  # 400 · 16, the filters perhaps counted twice
        ("net.1.biases", "512", COUNTED),  # 16 · 32
        ("net.1.shape", "32x24x24x16", WRITTEN),
        ("net.1.shape", "1x24x24x16", WRITTEN),  # as Keras prints it
        ("net.1.shape", "(64, 24, 24, 16)", WRITTEN),
        ("net.1.shape", "16x24x24x16", None),  # the channels, written twice
        ("net.1.shape", "31x24x24x16", None),
        ("net.1.shape", "32x24x24x24", None),
        ("net.5.shape", "32x84", WRITTEN),
        ("net.2.weights", "32", None),  # pooling has no parameters to count
        ("total", "3491520", COUNTED),  # 32 · (416 + 6,960 + 100,884 + 850)
    ],
)
def test_batch_size_is_named_or_nothing_is_said(name: str, text: str, words: str | None) -> None:
    assert said(mnist(), name, text) == words


GIVEN = """n = pick(8, 12, 16)
batch = pick(10, 20, 50)
net = cnn("28x28x1", "CONV-3-{{n}} POOL-2 FC-10")
total = parameters(net)
ask(net)
ask(total)"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1440", COUNTED),  # 9 · 8 · 20
        ("2304", None),  # 9 · 8 · 32: the batch has 20 images here
    ],
)
def test_batch_size_of_the_problem_counts_where_it_is_given(text: str, words: str | None) -> None:
    assert said(problem(GIVEN).variant(n=8, batch=20), "net.1.weights", text) == words


def test_batch_size_that_is_also_another_size_is_not_named() -> None:
    assert said(problem(GIVEN).variant(n=8, batch=10), "net.1.weights", "720") is None  # FC-10


def test_batch_size_is_named_behind_an_earlier_slip() -> None:
    marking = mark(mnist(), {"net.1.shape": "26x26x16", "net.2.shape": "32x13x13x16"})
    assert marking.parts["net.2.shape"].diagnosis == WRITTEN
