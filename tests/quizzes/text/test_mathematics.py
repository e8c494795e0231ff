"""LaTeX to MathML."""

import re

import pytest

from quizzes.text.allowed import clean
from quizzes.text.mathematics import LONGEST, to_html

# Every formula of the client's tutorial, and what else a course on neural networks writes.
FORMULAS = [
    r"y = \sigma(w \cdot x + b) = \frac{1}{1 + e^{-(w \cdot x + b)}}",
    r"\text{ReLU}(-2.5) = \max(0, x)",
    r"\text{CustomSig}(z) = \begin{cases} 0 & \text{if } z < 0 \\ z^2 & \text{if } 0 \leq z \end{cases}",
    r"0.0676 < 0.5 \Rightarrow \boxed{\text{Class 0 (No diabetes)}}",
    r"f(z) \approx \frac{1 - 4.8 \times 10^{-6}}{1 + 4.8 \times 10^{-6}} \quad (\text{Squashed Gaussian})",
    r"\begin{aligned}z_{\text{hidden}} &= \mathbf{w} \cdot \mathbf{x} + b \\&= 1.2\end{aligned}",
    r"\left\lfloor \frac{n + 2p - f}{s} + 1 \right\rfloor \times \left[ \frac{W}{K} \right]",
    r"400 + 16 + 4{,}608 = \mathbf{108{,}874}",
    r"\frac{\partial L}{\partial w} = \sum_{i=1}^{n} \hat{y}_i - y_i \quad \prod_k \int_0^1 \lim_{x \to 0}",
    r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} \begin{pmatrix} x \\ y \end{pmatrix}",
    r"\operatorname{softmax}(z)_i \operatorname*{argmax}_k p_k \nabla_\theta \mathcal{L} \mathbb{R}^{3}",
    r"\eta \lambda \mu_{\text{B}} \gamma \beta \odot \otimes W^\top \lVert x \rVert_2 \ldots \bmod \implies",
    r"z ≈ 0.3 × 2 → σ(z) − 1 ≤ ∂L",
    r"\{1, 2\} \; 20\% \; \sqrt[3]{x} \; \tfrac{1}{2} \; \binom{n}{k} \; \overline{x} \; \underbrace{a}_{b}",
]


@pytest.mark.parametrize("latex", FORMULAS)
@pytest.mark.parametrize("display", [False, True])
def test_formulas_of_the_course_lose_nothing_to_the_allow_list(latex: str, display: bool) -> None:
    html = to_html(latex, display)
    tags = re.compile(r"<(\w+)((?: [a-z]+=\"[^\"]*\")*)")

    assert "math-error" not in html
    assert "style=" not in html.replace("displaystyle=", "")
    assert tags.findall(clean(html)) == tags.findall(html)


@pytest.mark.parametrize(
    ("latex", "mathml"),
    [
        ("z", '<math alttext="z"><mi>z</mi></math>'),
        (r"\boxed{7}", r'<math alttext="\boxed{7}"><mrow class="m-box"><mn>7</mn></mrow></math>'),
        (
            r"\cancel{x}",
            r'<math alttext="\cancel{x}"><mrow class="m-updiagonalstrike"><mi>x</mi></mrow></math>',
        ),
        ("108{,}874", '<math alttext="108{,}874"><mn>108,874</mn></math>'),
        ("1{,}108{,}874", '<math alttext="1{,}108{,}874"><mn>1,108,874</mn></math>'),
        ("a < b", '<math alttext="a &lt; b"><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>'),
        (
            r"\begin{array}{c|c}1&2\end{array}",
            r'<math alttext="\begin{array}{c|c}1&amp;2\end{array}">'
            '<mtable displaystyle="false" scriptlevel="0"><mtr><mtd class="m-rule-right"><mn>1</mn></mtd>'
            "<mtd><mn>2</mn></mtd></mtr></mtable></math>",
        ),
    ],
)
def test_formula_becomes_mathml_without_styles(latex: str, mathml: str) -> None:
    assert to_html(latex) == mathml


@pytest.mark.parametrize(
    "latex",
    [r"\unknown{x}", "{", "x}", r"\frac{1}", r"\left( x", "x^^2", "a & b", r"\newcommand{\a}{\a}\a", "\x00"],
)
def test_formula_that_cannot_be_read_shows_its_source(latex: str) -> None:
    assert to_html(latex) == f'<code class="math-error">{latex.replace("&", "&amp;")}</code>'


def test_formula_that_is_too_long_shows_its_source() -> None:
    latex = "{" * (LONGEST // 2) + "x" + "}" * (LONGEST // 2)

    assert to_html(latex) == f'<code class="math-error">{latex}</code>'


def test_displayed_formula_has_a_box_of_its_own() -> None:
    assert to_html("x", display=True) == (
        '<span class="math-display"><math alttext="x" display="block"><mi>x</mi></math></span>'
    )


def test_long_formula_comes_in_pieces_with_its_full_stop() -> None:
    html = to_html(r"x = 1.25 + 0.125 + 1{,}000", before="(", after=").")

    assert re.sub("<math.*?</math>", "M", html) == (
        '<span class="unbroken">(M</span><wbr>M<wbr>M<wbr><span class="unbroken">M).</span>'
    )


def test_piece_that_cannot_stand_alone_leaves_the_formula_whole() -> None:
    assert to_html(r"\sqrt[a, bcdefghijklmnopqrst]{x}").count("<math ") == 1


def test_piece_of_words_alone_is_text_that_browsers_break() -> None:
    assert to_html(r"\text{POOL-2, <feature> map} = 6") == (
        '<span class="unbroken">POOL-2</span>, &lt;feature&gt; map<wbr>'
        '<math alttext="= 6"><mrow></mrow><mo>=</mo><mn>6</mn></math>'
    )
