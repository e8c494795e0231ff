"""Where a formula may go on in the next line."""

import pytest

from quizzes.text.breaks import pieces


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("w = (0.2, 0.3)", ["w = (0.2, 0.3)"]),
        ("w = [0.5, -0.3, 0.25]", ["w ", "{}= [0.5,", " -0.3,", " 0.25]"]),
        (
            r"= (0.2 \times 0.5) + (0.3 \times 0.6) - 1",
            ["= (0.2 \\times 0.5) ", "{}+ (0.3 \\times 0.6) ", "{}- 1"],
        ),
        (r"-0.3 \times -0.8 + 0.24 + 1", ["-0.3 ", "{}\\times -0.8 ", "{}+ 0.24 ", "{}+ 1"]),
        (
            r"\displaystyle = 400 + 16 + 4{,}608 + 32",
            [
                "\\displaystyle = 400 ",
                "\\displaystyle {}+ 16 ",
                "\\displaystyle {}+ 4{,}608 ",
                "\\displaystyle {}+ 32",
            ],
        ),
        (r"f(z) = \frac{1 - e^{-z^2}}{1 + e^{-z^2}}", ["f(z) ", "{}= \\frac{1 - e^{-z^2}}{1 + e^{-z^2}}"]),
        (r"\left( a + b + c + d + e \right]", [r"\left( a + b + c + d + e \right]"]),
        (
            r"\begin{bmatrix} 1 & 2 & 3 & 4 & 5 \end{bmatrix} + x",
            ["\\begin{bmatrix} 1 & 2 & 3 & 4 & 5 \\end{bmatrix} ", "{}+ x"],
        ),
        (r"w \leftarrow w - \eta g_{t+1}", ["w ", "{}\\leftarrow w - \\eta g_{t+1}"]),
        (r"z = w_1 x_1 + w_2 x_2 + b", ["z ", "{}= w_1 x_1 ", "{}+ w_2 x_2 ", "{}+ b"]),
        (r"(12 - 3 + 1) \times 32 = 10 \times 32", [r"(12 - 3 + 1) \times 32 ", r"{}= 10 \times 32"]),
        (r"a + b + c + d \over e + f + g", [r"a + b + c + d \over e + f + g"]),
        (r"a_1 + a_2 + a_3 \not= a_4 + a_5", [r"a_1 + a_2 + a_3 \not= a_4 + a_5"]),
    ],
)
def test_pieces_end_before_operators_of_long_sides_and_after_commas(latex: str, expected: list[str]) -> None:
    assert pieces(latex) == expected
