"""Kinds and shapes: what does not fit is refused at its place."""

import pytest

from tests.solvers.language.refusals import refusal
from tests.solvers.library import problem


@pytest.mark.parametrize(
    ("source", "line", "column", "message"),
    [
        ("q = not x", 1, 9, "A condition is needed here, such as z > 0; this is a whole number."),
        ('q = x == "a"', 1, 5, "Numbers are needed here; this is a text."),
        ("x == 1", 1, 1, "A line is name = expression, or a declaration such as ask(z) or require(b != 0)."),
        ('q = x < "a"', 1, 5, "Numbers are needed here; this is a text."),
        ("q = x and 1", 1, 5, "A condition is needed here, such as z > 0; this is a whole number."),
        ("q = 1 if x else 2", 1, 10, "A condition is needed here, such as z > 0; this is a whole number."),
        (
            'q = 1 if x > 2 else "a"',
            1,
            5,
            "All alternatives have one kind: here stand a whole number and a text.",
        ),
        ("q = undefined", 1, 5, "There is no name 'undefined' above this line."),
        ("q = sigmoid", 1, 5, "sigmoid is a function: write sigmoid(z)."),
        ("q = sigmoid(1, 2)", 1, 5, "sigmoid takes 1 argument; here are 2."),
        ("q = sigmiod(1)", 1, 5, "There is no function 'sigmiod'. Did you mean 'sigmoid'?"),
        ("q = x(3)", 1, 5, "x is a value here, not a function."),
        ("q = sigmoid(z=1)", 1, 15, "sigmoid takes its arguments by place, without '='."),
        ("q = []", 1, 5, "A list or a tuple has at least one element."),
        ("q = ()", 1, 5, "A list or a tuple has at least one element."),
        ('q = [1, "a"]', 1, 5, "All alternatives have one kind: here stand a whole number and a text."),
        (
            "q = [[1], [1, 2]]",
            1,
            5,
            "All alternatives have one kind: here stand a vector of 1 and a vector of 2.",
        ),
        (
            "q = (1.5, 2)",
            1,
            6,
            "A tuple is a shape and holds whole numbers; this is a number. Use floor(…) where a size is rounded down, or a list for a vector.",  # noqa: E501
        ),
        ("q = x[0]", 1, 5, "Only vectors, matrices and shapes have elements; this is a whole number."),
        ('q = "a" + "b"', 1, 5, "Numbers are needed here; this is a text."),
        ('q = -"a"', 1, 5, "Numbers are needed here; this is a text."),
        ("q = x ** 65", 1, 10, "An exponent is at most 64 in size."),
        ("q = x ** 1e3", 1, 10, "An exponent is at most 64 in size."),
        ("q = True + 1", 1, 5, "Numbers are needed here; this is a truth value."),
        ("q = (x, x) + 1", 1, 5, "Numbers are needed here; this is a shape of 2 sides."),
        ("q = [1,2] + [1,2,3]", 1, 13, "A vector of 2 and a vector of 3 do not fit together."),
        ("q = [1,2][2]", 1, 11, "Subscripts run from 0 to 1 here; this reaches 2."),
        ("q = [1,2][-3]", 1, 11, "Subscripts run from 0 to 1 here; this reaches -3."),
        ("q = [1,2][1:1]", 1, 11, "This range is empty."),
        ("q = [1,2][::-1]", 1, 11, "A range goes forwards."),
        ("q = [1,2][::0]", 1, 11, "The step of a range is not 0."),
        ("q = [1,2][x]", 1, 11, "Subscripts run from 0 to 1 here; this reaches 3."),
        ("q = [1,2][1.0]", 1, 11, "A subscript is a whole number written out, or a drawn whole number."),
        ("q = [1,2][0, 0]", 1, 5, "This has 1 subscript(s) at most."),
        ("q = piecewise()", 1, 5, "piecewise needs cases: piecewise((0, z < 0), (z, True))."),
        (
            "q = piecewise((1, x > 2))",
            1,
            15,
            "The last case of piecewise is (value, True), for all that is left.",
        ),
        ("q = piecewise(1, 2)", 1, 15, "A case of piecewise is (value, condition)."),
        (
            "q = piecewise((1, x), (2, True))",
            1,
            19,
            "A condition is needed here, such as z > 0; this is a whole number.",
        ),
        ("q = dot([1], [1, 2])", 1, 14, "dot needs two vectors of one length; these have 1 and 2."),
        ("q = dot(1, [1])", 1, 9, "A vector is needed here; this is a whole number."),
        ("q = x = 1", 1, 1, "Give one name to a line."),
        (
            "q = x if x > 1 else 2 if x > 2",
            1,
            21,
            "This cannot be read: expected 'else' after 'if' expression.",
        ),
        ("y = 3", 1, 1, "y has a value already: use a new name."),
        ("f = 3", 1, 1, "f has a value already: use a new name."),
        ("q = f", 1, 5, "f is a function: give it its argument, as in f(…)."),
        ("q = f()", 1, 5, "f takes 1 argument(s); here are 0."),
        ("q = f(1, 2)", 1, 5, "f takes 1 argument(s); here are 2."),
        ('q = f("a")', 0, 15, "Numbers are needed here; this is a text."),
        ("q = v[3]", 1, 7, "Subscripts run from 0 to 2 here; this reaches 3."),
        ("q = v[x]", 1, 7, "Subscripts run from 0 to 2 here; this reaches 3."),
        ("q = M[0, 3]", 1, 10, "Subscripts run from 0 to 2 here; this reaches 3."),
        ("q = M[2]", 1, 7, "Subscripts run from 0 to 1 here; this reaches 2."),
        ("q = M[0:1, x]", 1, 12, "Subscripts run from 0 to 2 here; this reaches 3."),
        ("q = v < 0.5 < M", 1, 5, "A vector of 3 and a 2 × 3 matrix do not fit together."),
        ("q = [1, 2, 3] < 2 < [1, 2]", 1, 5, "A vector of 3 and a vector of 2 do not fit together."),
        (
            "q = 1 if v > 0.5 else 2",
            1,
            10,
            "A condition is needed here, such as z > 0; this is 3 truth values.",
        ),
        ("q = not v", 1, 9, "A condition is needed here, such as z > 0; this is a vector of 3."),
        (
            "q = v if x > 1 else x",
            1,
            5,
            "All alternatives have one kind: here stand a vector of 3 and a whole number.",
        ),
        (
            "q = v if x > 1 else v[0:2]",
            1,
            5,
            "All alternatives have one kind: here stand a vector of 3 and a vector of 2.",
        ),
        (
            'options(name="y2")\nchoice("a", True)\nchoice("b", False)\ny2 = 3',
            4,
            1,
            "y2 is a choice group: use a new name.",
        ),
        (
            'choice("a", True)\nchoice("b", False)\nchoice = 3',
            3,
            1,
            "'choice' is a declaration and cannot be a name.",
        ),
        ("g = lambda z: g(z)\nq = g(2)", 1, 15, "There is no function 'g'."),
        ("q = (x > 1) == (x > 2)", 1, 5, "Numbers are needed here; this is a truth value."),
    ],
)
def test_expression_is_refused_at_its_place(source, line, column, message):
    assert refusal(source) == (line, column, message)


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("q = 7 // 2 + x", 5),
        ("q = -7 // 2 + x", -2),
        ("q = -7 % 3 + x", 4),
        ("q = 2 ** 3 ** 2 + x", 514),
        ("q = -2 ** 2 + x", -2),
        ("q = 1 if 0 < x < 3 else 5", 1),
        ("q = 1 if 0 < x < 2 else 5", 5),
        ("q = 1 if not x == 2 else 5", 5),
        ("q = 1 if x == 2 and y == 3 else 5", 1),
        ("q = 1 if x == 1 or y == 4 else 5", 5),
        ("q = 1 if 0.1 + 0.2 == 0.3 and x == 2 else 5", 1),
        ("q = 1 if 0.1 + 0.2 <= 0.3 and x == 2 else 5", 1),
        ("q = 1 if 0.1 + 0.2 > 0.3 and x == 2 else 5", 5),
        ("q = floor(0.29 * 100) + x", 31),
        ("q = ceil(0.07 * 100) + x", 9),
        ("q = floor(-1.5) + x", 0),
        ("q = f(3)", 6),
        ("g = lambda a, b: a - f(b)\nq = g(1, 2)", -3),
        ("g = lambda x: x * x\nq = g(7) + x", 51),
        ("x2 = f(f(x))\nq = x2", 8),
        ("q = [x, y]", [2, 3]),
        ("q = [x, y][1]", 3),
        ("q = [x, y, 4][-1] + x", 6),
        ("q = [x, y, 4, 5][1:3]", [3, 4]),
        ("q = [x, y, 4, 5][::2]", [2, 4]),
        ("q = [10, 20, 30, 40][x] + 0 * y", 30),
        ("q = [[1, 2], [3, x]][1]", [3, 2]),
        ("q = [[1, 2], [3, x]][:, 1]", [2, 2]),
        ("q = [[1, 2], [3, x]] * [[1, 2], [3, 4]]", [[1, 4], [9, 8]]),
        ("q = 2 * [x, 1] - 1", [3, 1]),
        ("q = (x, y)", (2, 3)),
        ("q = (x, y)[0]", 2),
        ("q = piecewise((1, x < 2), (5, x == 2), (9, True))", 5),
        ('q = "a" if x == 2 else "b"', "a"),
        ('t = "a" if x == 2 else "b"\nq = t == "b"', False),
        ("q = x > 1", True),
        ("sigmoid = lambda a: a + x\nq = sigmoid(1)", 3),
        ("pi = 3\nq = pi + x", 5),
    ],
)
def test_expression_has_the_value_of_python(source, answer):
    made = problem(f"x = integers(1, 3)\ny = x + 1\nf = lambda z: z * x\n{source}\nask(q)")
    assert made.variant(x=2).answers["q"] == answer


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("q = x + y", "whole"),
        ("q = x * 2 - 1", "whole"),
        ("q = x ** 2", "whole"),
        ("q = x // 2", "whole"),
        ("q = floor(x / 2)", "whole"),
        ("q = x / 1", "number"),
        ("q = x ** -1", "number"),
        ("q = x + 1.0", "number"),
        ("q = x if x > 1 else 2.5", "number"),
        ("q = x if x > 1 else 2", "whole"),
        ("q = (x, x)", "shape"),
        ("q = x > 1", "label"),
    ],
)
def test_wholeness_follows_from_the_program_alone(source, kind):
    made = problem(f"x = integers(1, 3)\ny = x + 1\n{source}\nask(q)")
    assert {variant.fields[0].kind for variant in made.draw(seed=1, count=20)} == {kind}
