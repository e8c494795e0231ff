"""Slips that are named, and wrong answers at which nothing is said; all numbers worked out by hand."""

import pytest

from grader import mark
from tests.solvers.library import problem, shipped


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


SLOPES = """a = integers(2, 5)
b = integers(6, 9)
L = lambda w: (a*w - b)**2
S = lambda w: sigmoid(w)
gradient = lambda w: 2 * a * (a*w - b)
slope = lambda w: sigmoid(w) * (1 - sigmoid(w))
root = lambda w: sqrt(w - 1)
ask(gradient)
ask(slope)
ask(root, domain=(-5, 5))
mistake("The loss was given instead of its derivative.", gradient=L)
mistake("This is the sigmoid.", slope=S)"""


@pytest.mark.parametrize(
    ("name", "formula", "said"),
    [
        ("gradient", "3(3w-7)", "The factor $2$ was left out."),
        ("gradient", "2(3w-7)", "The factor $a$ was left out."),  # the inner derivative
        ("gradient", "-6(3w-7)", r"The difference $a \cdot w - b$ was taken the other way round."),
        ("gradient", "42 - 18w", r"The difference $a \cdot w - b$ was taken the other way round."),
        ("gradient", "18w", "The term $b$ was left out."),
        ("gradient", "(3w-7)^2", "The loss was given instead of its derivative."),
        ("gradient", "6(3w-8)", ""),  # another variant's
        ("gradient", "w", ""),
        ("slope", "1 - sigmoid(w)", r"The factor $\sigma(w)$ was left out."),
        ("slope", "1/(1+exp(-w))", "This is the sigmoid."),
        ("slope", "exp(w)", ""),
        ("root", "w - 1", r"The function in $\sqrt{w - 1}$ was left out."),
        ("root", "sqrt(w)", "The term $1$ was left out."),
    ],
)
def test_slip_in_a_formula_is_named_or_nothing_is_said(name: str, formula: str, said: str) -> None:
    assert mark(problem(SLOPES).variant(a=3, b=7), {name: formula}).parts[name].feedback == said


LABELS = """x = integers(1, 9)
y = 2*x
c = "high" if y > 8 else "middle" if y > 4 else "low"
ask(y)
ask(c)
mistake("x was compared instead of y.", c="high" if x > 8 else "middle" if x > 4 else "low")"""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"y": "10", "c": "middle"}, "x was compared instead of y."),
        ({"y": "10", "c": "low"}, ""),
        ({"c": "middle"}, ""),  # from y = 6, perhaps
    ],
)
def test_slip_behind_a_label_is_named_by_the_author_alone(typed: dict[str, str], said: str) -> None:
    assert mark(problem(LABELS).variant(x=5), typed).parts["c"].feedback == said


def test_wrong_option_is_not_explained_while_tries_are_left() -> None:
    part = mark(shipped("relu-output-layer").variant(x=-2.5), {"choice": "2"}).parts["choice"]
    assert (part.verdict, part.feedback, part.diagnosis) == ("wrong", "", None)
