"""Every refused construct: its place and what to write instead."""

import pytest

from solvers import ProblemError
from solvers.language import limits
from solvers.language.syntax import parse
from tests.solvers.language.refusals import refusal
from tests.solvers.library import problem

GIVEN = "x = integers(1, 3)\n"


@pytest.mark.parametrize(
    ("source", "line", "column", "message"),
    [
        ("x.real", 1, 1, "A line is name = expression, or a declaration such as ask(z) or require(b != 0)."),
        (
            "x = [a for a in b]",
            1,
            5,
            "There are no comprehensions: write the elements out, or use size= in a draw.",
        ),
        (
            "x = (a for a in b)",
            1,
            5,
            "There are no comprehensions: write the elements out, or use size= in a draw.",
        ),
        ("x = {a for a in b}", 1, 5, "There are no comprehensions or sets: write a list, [a, b, c]."),
        (
            "x = {a: a for a in b}",
            1,
            5,
            "There are no comprehensions or dictionaries: write a list, [a, b, c].",
        ),
        ("x = {1: 2}", 1, 5, "There are no dictionaries: give each value a name of its own."),
        ("x = {1, 2}", 1, 5, "There are no sets: write a list, [a, b, c]."),
        ("x = f(*a)", 1, 7, "There is no '*' before an argument: write the arguments out."),
        ('x = f"{a}"', 1, 5, "There are no f-strings: write {{name}} inside an ordinary string."),
        ("y = (x := 2)", 1, 6, "There is no ':=': give the value a line of its own."),
        ("y = x is 1", 1, 5, "Compare with == instead of 'is'."),
        ("y = x is not 1", 1, 5, "Compare with != instead of 'is not'."),
        ("y = x in [1]", 1, 5, "There is no 'in': compare with ==, joined by 'or'."),
        ("y = x not in [1]", 1, 5, "There is no 'not in': compare with !=, joined by 'and'."),
        ("y = x ^ 2", 1, 5, "A power is written **, as in z**2."),
        ("y = x & 1", 1, 5, "Join conditions with 'and'."),
        ("y = x | 1", 1, 5, "Join conditions with 'or'."),
        ("y = ~x", 1, 5, "Turn a condition round with 'not'."),
        ("y = x << 2", 1, 5, "This is not part of the problem language: see its reference."),
        ("y = x >> 2", 1, 5, "This is not part of the problem language: see its reference."),
        ("import os", 1, 1, "Nothing is imported: the functions of the reference are there already."),
        (
            "from os import path",
            1,
            1,
            "Nothing is imported: the functions of the reference are there already.",
        ),
        ("for i in x: y = 1", 1, 1, "There are no loops: write the steps out, one line each."),
        ("while True: y = 1", 1, 1, "There are no loops: write the steps out, one line each."),
        ("def f(z): return z", 1, 1, "Write a one-line function as name = lambda z: …"),
        ("if x: y = 1", 1, 1, "Write a choice of values as name = a if condition else b."),
        ("x += 1", 1, 1, "A name is given once: use a new name for the new value."),
        ("del x", 1, 1, "A name keeps its value: nothing is deleted."),
        ("y = lambda: 1", 1, 5, "A one-line function has 1 to 8 parameters."),
        ("y = lambda *a: 1", 1, 5, "A one-line function has plain parameters: lambda w, b: …"),
        ("y = lambda a=1: a", 1, 5, "A one-line function has plain parameters: lambda w, b: …"),
        ("y = lambda a, /: a", 1, 5, "A one-line function has plain parameters: lambda w, b: …"),
        ("y = lambda *, a: a", 1, 5, "A one-line function has plain parameters: lambda w, b: …"),
        ("y = await x", 1, 5, "This is not part of the problem language: see its reference."),
        ("y = yield x", 1, 5, "This is not part of the problem language: see its reference."),
        (
            "async def f(): pass",
            1,
            1,
            "A line is name = expression, or a declaration such as ask(z) or require(b != 0).",
        ),
        (
            "class A: pass",
            1,
            1,
            "A line is name = expression, or a declaration such as ask(z) or require(b != 0).",
        ),
        (
            "return 1",
            1,
            1,
            "A line is name = expression, or a declaration such as ask(z) or require(b != 0).",
        ),
        ("raise x", 1, 1, "A line is name = expression, or a declaration such as ask(z) or require(b != 0)."),
        (
            "with x: y = 1",
            1,
            1,
            "A line is name = expression, or a declaration such as ask(z) or require(b != 0).",
        ),
        (
            "assert x",
            1,
            1,
            "A line is name = expression, or a declaration such as ask(z) or require(b != 0).",
        ),
        (
            "global x",
            1,
            1,
            "A line is name = expression, or a declaration such as ask(z) or require(b != 0).",
        ),
        (
            "nonlocal x",
            1,
            1,
            "A line is name = expression, or a declaration such as ask(z) or require(b != 0).",
        ),
        ("pass", 1, 1, "A line is name = expression, or a declaration such as ask(z) or require(b != 0)."),
        ("break", 1, 1, "A line is name = expression, or a declaration such as ask(z) or require(b != 0)."),
        ("y: int = 3", 1, 4, 'A label is text in quotation marks: z: "Weighted sum" = …'),
        ('y: "a"', 1, 1, "A line is name = expression, or a declaration such as ask(z) or require(b != 0)."),
        ('y: "a" + "b" = 3', 1, 4, 'A label is text in quotation marks: z: "Weighted sum" = …'),
        ("y = z = 3", 1, 1, "Give one name to a line."),
        ("a, b = 1, 2", 1, 1, "Left of '=' stands one name, such as z or w1."),
        ("[a] = [1]", 1, 1, "Left of '=' stands one name, such as z or w1."),
        ("x[0] = 1", 1, 1, "Left of '=' stands one name, such as z or w1."),
        ("x.y = 1", 1, 1, "Left of '=' stands one name, such as z or w1."),
        (
            "_y = 3",
            1,
            1,
            "A name has Latin or Greek letters, digits and underscores, and begins with a letter.",
        ),
        (
            "__class__ = 3",
            1,
            1,
            "A name has Latin or Greek letters, digits and underscores, and begins with a letter.",
        ),
        (
            "é = 3",
            1,
            1,
            "A name has Latin or Greek letters, digits and underscores, and begins with a letter.",
        ),
        ("ask = 3", 1, 1, "'ask' is a declaration and cannot be a name."),
        ("require = 3", 1, 1, "'require' is a declaration and cannot be a name."),
        ('y = b"ab"', 1, 5, "Values are numbers, text in quotation marks, True and False."),
        ("y = 1j", 1, 5, "Values are numbers, text in quotation marks, True and False."),
        ("y = None", 1, 5, "Values are numbers, text in quotation marks, True and False."),
        ("y = ...", 1, 5, "Values are numbers, text in quotation marks, True and False."),
        ("y = 1e16", 1, 5, "A number in a program is at most 10**15 in size."),
        ("y = 1e-16", 1, 5, "A number in a program is 0 or at least 10**-15 in size."),
        ("y = 1e999", 1, 5, "A number in a program is at most 10**15 in size."),
        (
            "y = x.__class__",
            1,
            5,
            "Names have no parts behind a dot: call a function, such as sum(w), instead.",
        ),
        (
            'y = "a".upper()',
            1,
            5,
            "Names have no parts behind a dot: call a function, such as sum(w), instead.",
        ),
        ("y = (lambda z: z)(3)", 1, 5, "A call is a name with brackets: sigmoid(z)."),
        ("y = f(g)(3)", 1, 5, "A call is a name with brackets: sigmoid(z)."),
        ("y = x[0](3)", 1, 5, "A call is a name with brackets: sigmoid(z)."),
        (
            "print(1)",
            1,
            1,
            "A line that gives no name is one of: ask, certify, choice, mistake, options, require, show.",
        ),
        ("x", 1, 1, "A line is name = expression, or a declaration such as ask(z) or require(b != 0)."),
        ("3", 1, 1, "A line is name = expression, or a declaration such as ask(z) or require(b != 0)."),
        ('"text"', 1, 1, "A line is name = expression, or a declaration such as ask(z) or require(b != 0)."),
        ("y = x if x", 1, 5, "This cannot be read: expected 'else' after 'if' expression."),
        ("y = (1 + 2", 1, 5, "This cannot be read: '(' was never closed."),
        (
            "y = 1 +",
            1,
            8,
            "This cannot be read here: a line is name = expression, or a declaration such as ask(z).",
        ),
        ("  y = 1", 1, 2, "Begin the line at the left edge."),
        ("y = x[1:2, ...]", 1, 12, "Values are numbers, text in quotation marks, True and False."),
        ("y = x[None]", 1, 7, "Values are numbers, text in quotation marks, True and False."),
        (
            "y = x @ ",
            1,
            9,
            "This cannot be read here: a line is name = expression, or a declaration such as ask(z).",
        ),
        ("y = *x", 1, 5, "There is no '*' before an argument: write the arguments out."),
        ("y = 'abc", 1, 5, "This cannot be read: unterminated string literal."),
        ("ask(y", 1, 4, "This cannot be read: '(' was never closed."),
        (
            "print(x)",
            1,
            1,
            "A line that gives no name is one of: ask, certify, choice, mistake, options, require, show.",
        ),
        (
            "require x",
            1,
            9,
            "This cannot be read here: a line is name = expression, or a declaration such as ask(z).",
        ),
        ("y = 1if x else 2", 1, 9, "A condition is needed here, such as z > 0; this is a whole number."),
    ],
)
def test_construct_is_refused_at_its_place(source, line, column, message):
    assert refusal(source, GIVEN) == (line, column, message)


@pytest.mark.parametrize(
    ("source", "column"),
    [
        ("y = ((((1 + ]", 13),
        ('y: "größer" = 1 + * 2', 19),
        ('y: "αβγ" = x.real', 12),
        ('y: "$\\alpha$" = x.real', 17),
        ('y: "$\\alpha$" = x +* 2', 20),
        ("λ = x.real", 5),
    ],
)
def test_column_counts_characters(source, column):
    assert refusal(source, GIVEN)[:2] == (1, column)


def test_fault_in_a_continued_line_is_found_in_that_line():
    assert refusal("y = (x +\n  x.real)")[:2] == (2, 3)


def test_strings_are_raw():
    made = problem(GIVEN + 'y: "Slope $\\frac{dL}{dw}$ \\n" = x + 1\nask(y)')
    (field,) = made.draw(seed=1).fields
    assert (field.prompt, field.symbol) == ("Slope  \\n", r"\frac{dL}{dw}")


@pytest.mark.parametrize("comment", ["# a comment", "y2 = x  # a comment", ""])
def test_comments_and_empty_lines_are_passed_over(comment):
    assert problem(f"{GIVEN}{comment}\ny = x + 1\nask(y)").draw(seed=1).answers


def test_names_are_folded_to_one_form():
    """The ligature ﬁ and the letters fi are one name, as in Python."""
    assert problem("ﬁ = integers(1, 3)\ny = fi + 1\nask(y)").draw(seed=1).givens.keys() == {"fi"}


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("y = " + "(" * 41 + "x" + ")" * 41, "Too many brackets inside one another: use more lines."),
        (
            "y = " + "-" * 100 + "x",
            "This is nested too deeply: give parts of it a name on lines of their own.",
        ),
        (
            "y = " + "x+" * 100 + "x",
            "This is nested too deeply: give parts of it a name on lines of their own.",
        ),
        ("a" * 41 + " = x", "A name may have 40 letters."),
        (f'y = "{"a" * 2001}"', "A text may have 2,000 characters."),
        ("y = " + "1" * 5000, "A number in a program is at most 10**15 in size."),
        (
            "y = x\n" * 3 + "#" * limits.MAX_PROGRAM,
            "A program may have 20,000 characters; this one has 20,037.",
        ),
    ],
)
def test_size_is_bounded(source, message):
    assert refusal(source, GIVEN)[2] == message


def test_lines_are_counted():
    with pytest.raises(ProblemError) as refused:
        parse("\n".join(f"a{number} = 1" for number in range(401)), 1)
    assert (refused.value.line, refused.value.message) == (401, "A program has at most 400 lines.")
