"""Symbols and numbers in plain characters."""

from decimal import Decimal

import pytest

from solvers.pictures.data import Symbol
from solvers.pictures.words import element, listed, number_words, plain_symbol, spoken


@pytest.mark.parametrize(
    ("latex", "symbol"),
    [
        ("w", Symbol("w")),
        ("w_{1}", Symbol("w", "1")),
        ("w_1", Symbol("w", "1")),
        (r"\eta_a", Symbol("η", "a")),
        (r"\mathrm{small}", Symbol("small")),
        (r"y_{\text{pred}}", Symbol("y", "pred")),
        (r"\hat{m}", Symbol("m̂")),
        (r"f(z)", Symbol("f(z)")),
        (r"\frac{\partial L}{\partial w}", Symbol("dL_dw")),
        (r"e^{-z^2}", Symbol("dL_dw")),
    ],
)
def test_symbol_loses_its_commands_or_is_the_name(latex: str, symbol: Symbol) -> None:
    assert plain_symbol(latex, "dL_dw") == symbol


def test_element_joins_subscripts() -> None:
    assert element(Symbol("w", "1"), 2) == Symbol("w", "1,2")
    assert element(Symbol("p"), 2) == Symbol("p", "2")


@pytest.mark.parametrize(
    ("symbol", "words"), [(Symbol("w", "12"), "w₁₂"), (Symbol("y", "pred"), "y_pred"), (Symbol("b"), "b")]
)
def test_symbol_is_spoken(symbol: Symbol, words: str) -> None:
    assert spoken(symbol) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("-0.5", "−0.5"),
        ("12345", "12,345"),
        ("0.000012345678", "1.2345678 × 10⁻⁵"),
        ("1.50", "1.50"),
    ],
)
def test_number_has_a_true_minus_and_small_powers(number: str, words: str) -> None:
    assert number_words(Decimal(number)) == words


def test_list_of_many_is_cut_short() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed([str(n) for n in range(20)]) == "0, 1, 2, 3, 4, 5, …, 19"
