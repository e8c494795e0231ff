"""Names as mathematics writes them."""

import pytest

from solvers.explain.symbols import element, symbol_of


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("w", "w"),
        ("eta", r"\eta"),
        ("lam", r"\lambda"),
        ("w1", "w_{1}"),
        ("w12", "w_{12}"),
        ("m_hat", r"\hat{m}"),
        ("x_bar", r"\bar{x}"),
        ("dL_dw", r"\frac{\partial L}{\partial w}"),
        ("dL_dw1", r"\frac{\partial L}{\partial w_{1}}"),
        ("z_hidden", r"z_{\mathrm{hidden}}"),
        ("w_1", "w_{1}"),
        ("w_1_2", "w_{1,2}"),
        ("eta_1", r"\eta_{1}"),
        ("beta1", r"\beta_{1}"),
        ("m_hat_1", r"\hat{m}_{1}"),
        ("λ", r"\lambda"),
        ("Σ", r"\Sigma"),
        ("height", r"\mathrm{height}"),
        ("conv2d", r"\mathrm{conv2d}"),
    ],
)
def test_symbol_is_that_of_mathematics(name, latex):
    assert symbol_of(name) == latex


@pytest.mark.parametrize(
    ("symbol", "places", "latex"),
    [
        ("p", (2,), "p_{2}"),
        ("p", (2, 1), "p_{2,1}"),
        ("w_{1}", (2,), "w_{1,2}"),
        (r"z_{\mathrm{hidden}}", (2,), r"z_{\mathrm{hidden},2}"),
    ],
)
def test_element_is_a_subscript(symbol, places, latex):
    assert element(symbol, *places) == latex
