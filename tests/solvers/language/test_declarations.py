"""Declarations: what they take, and what is refused."""

import pytest

from tests.solvers.language.refusals import refusal


@pytest.mark.parametrize(
    ("source", "line", "column", "message"),
    [
        ("ask(x)", 1, 5, "x is no step: ask for something that is computed from it."),
        ("ask(q)", 1, 5, "There is no step 'q' above this line."),
        ("ask()", 1, 1, "ask takes the name of a step: ask(z, places=2)."),
        ("ask(x + 1)", 1, 5, "ask takes the name of a step: ask(z, places=2)."),
        ('ask("x")', 1, 5, "ask takes the name of a step: ask(z, places=2)."),
        ("require(x)", 1, 9, "A condition is needed here; this is a whole number."),
        ("require()", 1, 1, "require takes one condition: require(b != 0). Equality is written ==."),
        ("require(x, x)", 1, 1, "require takes one condition: require(b != 0). Equality is written ==."),
        (
            "require(x > 1, y=2)",
            1,
            1,
            "require takes one condition: require(b != 0). Equality is written ==.",
        ),
        ('choice("a")', 1, 8, 'choice takes a text and a condition: choice("The output is 0.", x <= 0).'),
        ('choice("a", x)', 1, 13, "A condition is needed here, such as z > 0; this is a whole number."),
        ("choice(1, x > 1)", 1, 8, "A text in quotation marks is needed here."),
        ('choice("", x > 1)', 1, 8, "A text in quotation marks is needed here."),
        ('choice("a", True)', 1, 1, "A choice group has at least two options."),
        ("options(3)", 1, 9, 'options takes settings by name: options(name="trained", several=True).'),
        ('options(name="a b")', 1, 14, 'The name of a choice group is one word: options(name="trained").'),
        ("options(show=1)", 1, 14, "show= takes a whole number of options from 2 to 60."),
        ("options(several=1)", 1, 17, "True or False is needed here."),
        ('mistake("a")', 1, 9, 'mistake takes a text and a step as it comes out: mistake("…", z=dot(w, x)).'),
        ('mistake("a", x=1)', 1, 16, "There is no step 'x' above this line."),
        ('mistake("a", q=1)', 1, 16, "There is no step 'q' above this line."),
        ("certify(x)", 1, 9, "Write a number, a text or a list out here: no names and no calculations."),
        ("certify(3)", 1, 9, "A text in quotation marks is needed here."),
        (
            "ask(y, place=2)",
            1,
            14,
            "ask knows points, places, figures, tolerance, relative, exact, unit, domain, follow; not 'place'.",  # noqa: E501
        ),
        ("ask(y, places=-1)", 1, 15, "places= takes a whole number of decimals from 0 to 12."),
        ("ask(y, places=13)", 1, 15, "places= takes a whole number of decimals from 0 to 12."),
        ("ask(y, places=1.5)", 1, 15, "places= takes a whole number of decimals from 0 to 12."),
        ('ask(y, places="2")', 1, 15, "places= takes a whole number of decimals from 0 to 12."),
        ("ask(y, places=True)", 1, 15, "places= takes a whole number of decimals from 0 to 12."),
        (
            "ask(y, places=x)",
            1,
            15,
            "Write a number, a text or a list out here: no names and no calculations.",
        ),
        ("ask(y, figures=0)", 1, 16, "figures= takes a whole number of significant figures from 1 to 12."),
        ("ask(y, places=2, figures=3)", 1, 5, "Say the precision in one way: places= or figures=, not both."),
        ("ask(y, places=2, exact=True)", 1, 5, "Say the precision in one way: places= or exact=, not both."),
        ("ask(y, tolerance=0)", 1, 18, "tolerance= takes the accepted distance, larger than 0."),
        ("ask(y, relative=2)", 1, 17, "relative= takes the accepted share of the value, from 0 to 1."),
        ("ask(y, exact=1)", 1, 14, "exact= takes True or False."),
        ("ask(y, unit=5)", 1, 13, 'unit= takes a text, such as "%".'),
        ('ask(y, unit="")', 1, 13, 'unit= takes a short text, such as "%".'),
        ("ask(y, domain=(1, 2))", 1, 5, "domain= is for functions; y is a whole number."),
        ("ask(f, domain=(2, 1))", 1, 15, "domain= takes the lowest and the highest value: domain=(-5, 5)."),
        (
            "ask(f, domain=(1, 2, 3))",
            1,
            15,
            "domain= takes the lowest and the highest value: domain=(-5, 5).",
        ),
        ("ask(f, domain=5)", 1, 15, "domain= takes the lowest and the highest value: domain=(-5, 5)."),
        ("ask(y, points=-1)", 1, 15, "points= takes a number of points from 0 to 1,000."),
        ("ask(y, points=1e9)", 1, 15, "points= takes a number of points from 0 to 1,000."),
        ("ask(y, y)", 1, 5, "ask takes the name of a step: ask(z, places=2)."),
        ("g = lambda a, b: a\nask(g)", 2, 5, "A function that is asked has one parameter."),
        (
            "g = lambda a: [a, a]\nask(g)",
            2,
            5,
            "A function that is asked gives a number; this gives a vector of 2.",
        ),
        (
            "g = lambda a: a > 1\nask(g)",
            2,
            5,
            "A function that is asked gives a number; this gives a truth value.",
        ),
        ("ask(y)\nask(y)", 2, 1, "y is asked already."),
        ("s = (1, 2)\nask(s, places=2)", 2, 5, "places= is for numbers; s is a shape of 2 sides."),
        ('t = "a" if x > 1 else "b"\nask(t, places=2)', 2, 5, "places= is for numbers; t is a text."),
        ("t = v > 0.5\nask(t)", 2, 5, "Truth values are asked one by one."),
        ("f = lambda q: q\nask(y)", 1, 1, "f has a value already: use a new name."),
        ('mistake("t", y=v)', 1, 16, "y is a whole number; this is a vector of 3."),
        (
            "mistake(y=2)",
            1,
            11,
            'mistake takes a text and a step as it comes out: mistake("…", z=dot(w, x)).',
        ),
        ('choice("a", x > 1)\nchoice("a", x <= 1)', 1, 1, "Two options have the same text."),
        (
            'choice("a", x > 1)\nchoice("b", x > 1)',
            1,
            1,
            "Exactly one option must be true in every variant; in 100.0 % of them options 1 and 2 are true at once. Change the conditions, or write options(several=True).",  # noqa: E501
        ),
        ('choice("a", x > 1, wh="b")', 1, 23, "choice knows why, last; not 'wh'."),
        ('options(name="y")', 1, 1, "y is a value already: give the choice group another name."),
        (
            'options(name="choice")\noptions(name="choice")',
            2,
            1,
            "There is a choice group 'choice' already: give this one another name.",
        ),
        (
            'options(name="c", show=5)\nchoice("a", True)\nchoice("b", False)',
            1,
            1,
            "show=5 is more than the 2 options.",
        ),
        ('options(name="c")\nchoice("a", True)', 1, 1, "A choice group has at least two options."),
        (
            'choice("{{nothing}}", True)\nchoice("b", False)',
            1,
            1,
            "There is no value 'nothing' in the program: {{nothing}} stays empty.",
        ),
        (
            'choice("{{y}}", True)\nchoice("b", False)\nask(y)',
            1,
            1,
            "{{y}} is asked: it would give the answer away here.",
        ),
        (
            "require(x > 5)\nask(y)",
            1,
            1,
            "Only 0.0 % of draws can be used, and this condition holds in 0.0 %: widen the draws or ask for less.",  # noqa: E501
        ),
        (
            "require(x > 2 and x < 2)\nask(y)",
            1,
            1,
            "Only 0.0 % of draws can be used, and this condition holds in 0.0 %: widen the draws or ask for less.",  # noqa: E501
        ),
        ("q = log(0 - x)\nask(q)", 1, 1, "q is infinite or not a number in every variant."),
        (
            "require(x == 1)\nq = 1 / (x - 1)\nask(q)",
            1,
            1,
            "Only 0.0 % of draws can be used, and this condition holds in 30.7 %: widen the draws or ask for less.",  # noqa: E501
        ),
        ("e = exp(800 * x)\nask(e)", 1, 1, "e is infinite or not a number in every variant."),
        (
            'ask(f)\nmistake("M", f=2 * x)',
            2,
            16,
            "f is a function: write the name of another one, with a line of its own.",
        ),
        (
            'ask(f)\ng = lambda u, v: u + v\nmistake("M", f=g)',
            3,
            16,
            "A function that is asked has one parameter.",
        ),
        (
            "ask(y)\n" + 'mistake("M", y=x)\n' * 61,
            62,
            1,
            "A problem has at most 60 mistakes.",
        ),
        ("q = True\nask(q)", 2, 5, "q is no step: ask for something that is computed from it."),
    ],
)
def test_declaration_is_refused_at_its_place(source, line, column, message):
    assert refusal(source) == (line, column, message)
