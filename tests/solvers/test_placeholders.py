"""Placeholders: a variant's values in words and inside mathematics."""

import pytest

from solvers import Problem, ProblemError
from tests.solvers.library import document, problem

PROGRAM = """a = integers(-9, 9)
b = uniform(-1, 1, step=0.1)
w = uniform(-1, 1, step=0.1, size=2)
M = integers(-9, 9, size=(2, 2))
word = pick("red", "green")
big = 108874
t = pick(True, False)
third = a / 3
tiny = b / 10000
s = (big, 2)
y = a + b
ask(y)"""
GIVEN = {"a": -2, "b": 0.5, "w": [0.2, -0.3], "M": [[1, -2], [3, 4]], "word": "red", "t": True}


def statement(text: str) -> str:
    return problem(PROGRAM, text).variant(**GIVEN).statement


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a is {{a}}.", "a is −2."),
        ("a is {{ a }}.", "a is −2."),
        ("b is {{b}}.", "b is 0.5."),
        ("w is {{w}}.", "w is [0.2, −0.3]."),
        ("M is {{M}}.", "M is [1, −2; 3, 4]."),
        ("It is {{word}}.", "It is red."),
        ("{{big}} weights", "108,874 weights"),
        ("t is {{t}}.", "t is True."),
        ("{{third}}", "−0.667"),
        ("{{tiny}}", "0.00005"),
        ("{{s}}", "108874 × 2"),
        ("$a = {{a}}$", "$a = -2$"),
        ("$w = {{w}}$", "$w = [0.2, -0.3]$"),
        ("$M = {{M}}$", r"$M = \begin{bmatrix} 1 & -2 \\ 3 & 4 \end{bmatrix}$"),
        ("${{word}}$", r"$\text{red}$"),
        ("${{big}}$", "$108{,}874$"),
        ("${{s}}$", r"$108874 \times 2$"),
        ("$${{third}}$$", "$$-0.667$$"),
        ("$x - {{a}}$", "$x - (-2)$"),
        ("$x + {{a}}$", "$x + (-2)$"),
        (r"$x \cdot {{a}}$", r"$x \cdot (-2)$"),
        (r"$x \times{{a}}$", r"$x \times(-2)$"),
        ("$x / {{a}}$", "$x / (-2)$"),
        ("$x - {{b}}$", "$x - 0.5$"),
        ("$x = {{a}}$", "$x = -2$"),
        ("$({{a}}, {{a}})$", "$(-2, -2)$"),
        ("$x {{a}} - {{a}}$", "$x -2 - (-2)$"),
        ("$1 -$ {{a}}", "$1 -$ −2"),
        (r"A price of \$5 and {{a}}", r"A price of \$5 and −2"),
        (r"$\${{a}}$ {{a}}", r"$\$-2$ −2"),
        ("{{a}}{{a}}", "−2−2"),
        ("{a} {{{a}}}", "{a} {−2}"),
        ("no placeholder", "no placeholder"),
    ],
)
def test_placeholder_is_printed_where_it_stands(text, printed):
    assert statement(text) == printed


def test_negative_base_of_a_power_is_bracketed():
    assert statement("$(w - {{a}})^2$") == "$(w - (-2))^2$"
    assert statement("${{a}}^2 + {{b}} ^2$") == "$(-2)^2 + 0.5 ^2$"


def test_exponent_and_subscript_are_held_together():
    assert statement("$x^{{a}} + e^{{{a}}} + w_{{big}}$") == "$x^{-2} + e^{-2} + w_{108{,}874}$"


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("Is it {{y}}?", 4, 7, "{{y}} is asked: it would give the answer away here."),
        ("Line\n\nIs $it = {{ y }}$?", 6, 10, "{{y}} is asked: it would give the answer away here."),
        ("Is it {{q}}?", 4, 7, "There is no value 'q' in the program: {{q}} stays empty."),
        ("Is it {{}}?", 4, 7, "There is no value '' in the program: {{}} stays empty."),
        ("{{a}} {{w[0]}}?", 4, 7, "There is no value 'w[0]' in the program: {{w[0]}} stays empty."),
        (r"$\frac{{{a}}}{{{q}}}$", 4, 15, "There is no value 'q' in the program: {{q}} stays empty."),
        ("{{a}}" * 501, 4, 2501, "A text has at most 500 placeholders."),
    ],
)
def test_placeholder_that_cannot_be_filled_is_refused(text, line, column, message):
    with pytest.raises(ProblemError) as refused:
        Problem.parse(document(PROGRAM, text))
    assert (refused.value.line, refused.value.column, refused.value.message) == (line, column, message)


def test_explanation_may_show_the_answer():
    variant = problem(PROGRAM, explanation="So $y = {{y}}$.").variant(**GIVEN)
    assert variant.explanation == "So $y = -1.5$."


def test_explanation_is_checked_too():
    with pytest.raises(ProblemError) as refused:
        Problem.parse(document(PROGRAM, explanation="So $y = {{q}}$."))
    assert refused.value.line == 7 + len(PROGRAM.split("\n"))


def test_option_shows_values_and_its_reason_may_show_the_answer():
    program = PROGRAM + '\nchoice("It is {{a}}.", a < 0, why="For ${{y}}$.")\nchoice("No.", a >= 0)'
    field = problem(program).variant(**GIVEN).fields[1]
    assert [(option.text, option.why) for option in field.options] == [
        ("It is −2.", "For $-1.5$."),
        ("No.", ""),
    ]


def test_statement_may_not_be_empty():
    with pytest.raises(ProblemError) as refused:
        Problem.parse(document(PROGRAM, " \n "))
    assert (refused.value.line, refused.value.message) == (
        4,
        "The statement is empty: write the question above the program.",
    )
