"""Slips that are named, and wrong answers at which nothing is said; all numbers worked out by hand."""

import pytest

from grader import mark
from tests.solvers.library import shipped


def feedback(slug: str, name: str, typed: dict[str, str], **givens: object) -> str:
    return mark(shipped(slug).variant(**givens), typed).parts[name].feedback


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"z": "0.37"}, "The bias was left out."),
        ({"z": "-0.13"}, "The term $b$ was subtracted instead of added."),
        ({"z": "0.87", "y": "0.701"}, r"$\tanh(z)$ was computed instead of $\sigma(z)$."),  # tanh 0.87
        ({"y": "0.591"}, "The bias was left out."),  # σ(0.37) = 0.59146, z not given
        ({"z": "0.78"}, "The last product was left out."),  # 0.1 + 0.18 + 0.5
        ({"z": "0.97"}, ""),  # a carry too many
        ({"z": "2.15"}, ""),  # another variant's answer
    ],
)
def test_slip_of_a_sigmoid_neuron_is_named_or_nothing_is_said(typed: dict[str, str], said: str) -> None:
    name = list(typed)[-1]
    assert feedback("sigmoid-neuron", name, typed, w=[0.2, 0.3, 0.9], x=[0.5, 0.6, 0.1], b=0.5) == said


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("25x63", "Height and width were swapped."),
        ("61x23", "The padding was left out."),  # (125 − 5) / 2 + 1
        ("125x49", ""),  # the stride ignored, 125 + 4 − 5 + 1, or the size kept
        ("62x24", ""),  # the + 1 forgotten, or the padding counted once: (125 + 2 − 5) / 2 + 1
        ("40x40", ""),
    ],
)
def test_slip_of_a_convolution_is_named_if_it_is_the_only_one(out: str, said: str) -> None:
    assert feedback("convolution-output", "out", {"out": out}, H=125, W=49, f=5, p=2, s=2) == said


def test_diagnosis_looks_behind_the_answers_given() -> None:
    typed = {"u1": "0.8", "u2": "0.16"}  # 0.8 + 0.1 · 2 · (0.8 − 4)
    said = feedback("learning-rate", "u2", typed, a=4, rate_a=0.1, rate_b=1.0, w0=0)
    assert said == "The update was added instead of subtracted."
