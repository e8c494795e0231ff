"""Formulas as typed → plain expressions; values are compared with Python's own arithmetic."""

import ast
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.answers.errors import words
from grader.answers.formulas import read_formula
from tests.grader.answers.refusals import read_or_refuse, refusal

FUNCTIONS = ("exp", "log", "max", "abs")


def formula(typed: str) -> str:
    return read_formula(typed, ("w", "x"), FUNCTIONS)


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("w", "w"),
        ("2(w-4)", "2*(w-4)"),
        ("2w - 8", "2*w - 8"),
        ("2w-8", "2*w-8"),
        ("2w -8", "2*w-8"),
        ("2*(w-4)", "2*(w-4)"),
        ("2 w", "2*w"),
        ("2·w", "2*w"),
        ("2 × w", "2*w"),
        ("2[w−4]", "2*(w-4)"),
        ("𝑤²", "w**2"),
        ("w^2", "w**2"),
        ("w**2", "w**2"),
        ("w²", "w**2"),
        ("w^(2)", "w**2"),
        ("w⁻²", "w**(-2)"),
        ("w^-2", "w**(-2)"),
        ("w^(1/2)", "w**(1/2)"),
        ("w²x", "w**2*x"),
        ("2^w", "2**w"),
        ("-w^2", "-w**2"),
        ("+w", "w"),
        ("2*-w", "2*-w"),
        ("2 - -w", "2 - -w"),
        ("(w-4)(w+4)", "(w-4)*(w+4)"),
        ("w(w-4)", "w*(w-4)"),
        ("w x", "w*x"),
        ("2x(w-4)", "2*x*(w-4)"),
        ("w÷2", "w/2"),
        ("2w/3", "2*w/3"),
        ("1/(2w)", "1/(2*w)"),
        ("(1/2)w", "(1/2)*w"),
        ("1/2*w", "1/2*w"),
        ("1/2·w", "1/2*w"),
        ("e^(-x)", "exp(-x)"),
        ("e^-x", "exp(-x)"),
        ("e^{2x}", "exp(2*x)"),
        ("e^x", "exp(x)"),
        ("e⁻²", "exp(-2)"),
        ("2e^(-x)", "2*exp(-x)"),
        ("2e", "2*exp(1)"),
        ("exp(-x)", "exp(-x)"),
        ("exp (x)w", "exp(x)*w"),
        ("Exp(x)", "exp(x)"),
        ("ln(w)", "log(w)"),
        ("1/(1+e^(-x))", "1/(1+exp(-x))"),
        ("max(0,w)", "max(0, w)"),
        ("max(0, 5)", "max(0, 5)"),
        ("max(exp(0,5), 1)", "max(exp(0.5), 1)"),
        ("0,5w", "0.5*w"),
        (".5w", "0.5*w"),
        ("007w", "7*w"),
        ("2E-3w", "0.002*w"),
        ("dL/dw = 2(w-4)", "2*(w-4)"),
        ("∂L/∂w = 2w", "2*w"),
        ("f'(w) = 2w", "2*w"),
        ("= 2w", "2*w"),
        ("2(w-4).", "2*(w-4)"),
        ("(" * 20 + "w" + ")" * 20, "(" * 20 + "w" + ")" * 20),
    ],
)
def test_read_formula_writes_a_plain_expression(typed: str, expression: str) -> None:
    assert formula(typed) == expression


@pytest.mark.parametrize(
    ("typed", "first", "second", "position"),
    [
        ("1/2w", "(1/2)*w", "1/(2*w)", 3),
        ("1/2 w", "(1/2)*w", "1/(2*w)", 4),
        ("w/2(w-1)", "(w/2)*(w-1)", "w/(2*(w-1))", 3),
        ("3*1/2e^x", "(3*1/2)*e^x", "3*1/(2*e^x)", 5),
        ("2x3", "2*3", "2*x*3", 1),
        ("2 x w", "2*w", "2*x*w", 2),
        ("2 x (w-1)", "2*(...)", "2*x*(...)", 2),
        ("w^2^3", "w^(2^3)", "(w^2)^3", 1),
        ("e^2x", "(e^2)*x", "e^(2*x)", 1),
        ("w^2(w-4)", "(w^2)*(w-4)", "w^(2*(w-4))", 1),
        ("w 4", "w*4", "w^4", 2),
        ("(w-4)2", "(...)*2", "(...)^2", 5),
        ("2e-3w", "2*10^-3", "2*e-3", 0),
        ("2e3", "2*10^3", "2*e*3", 0),
        ("1,234w", "1234", "1.234", 1),
        ("max(0,5)", "0.5", "0, 5", 4),
    ],
)
def test_read_formula_refuses_two_readings(typed: str, first: str, second: str, position: int) -> None:
    error = refusal(formula, typed)
    assert (error.reason, error.position) == ("readings", position)
    assert error.details == {"first": first, "second": second}


@pytest.mark.parametrize(
    ("typed", "position", "reason"),
    [
        ("", 0, "empty"),
        ("w4", 0, "name"),
        ("2wx", 1, "name"),
        ("W", 0, "name"),
        ("sin(w)", 0, "name"),
        ("lambda", 0, "name"),
        ("__import__(w)", 0, "name"),
        ("w.real", 1, "character"),
        ("'w'", 0, "character"),
        ("w;x", 1, "character"),
        ("w%2", 1, "character"),
        ("|w|", 0, "bars"),
        ("exp", 3, "call"),
        ("exp w", 4, "call"),
        ("exp^2(w)", 3, "call"),
        ("2 3", 2, "sign missing"),
        ("--w", 1, "signs"),
        ("2w+", 3, "unfinished"),
        ("2*/w", 2, "unfinished"),
        ("()", 1, "unfinished"),
        ("max()", 4, "unfinished"),
        ("w^", 2, "unfinished"),
        ("w =", 3, "unfinished"),
        ("*w", 0, "first"),
        (")w", 0, "never opened"),
        ("w)", 1, "never opened"),
        ("(w]", 2, "never opened"),
        ("(w", 0, "never closed"),
        ("exp(w", 3, "never closed"),
        ("w, x", 1, "comma"),
        ("exp(w, x)", 5, "comma"),
        ("max(w,,x)", 6, "comma"),
        ("0.5.5w", 0, "separators"),
        ("2w = w = 3", 0, "formula equation"),
        ("2+w = 3", 0, "formula equation"),
        ("w/0", 1, "zero"),
        ("w/(2-2)", 1, "zero"),
        ("w^21", 1, "power"),
        ("(w^5)^5", 5, "power"),
        ("9^(9*9)", 1, "power"),
        ("2^abs(9)", 1, "power"),
        ("(" * 21 + "w" + ")" * 21, 20, "nesting"),
        ("w" * 201, 200, "long"),
        ("9" * 41, 0, "digits"),
        ("1E301", 0, "extreme"),
    ],
)
def test_read_formula_refuses_with_the_reason(typed: str, position: int, reason: str) -> None:
    error = refusal(formula, typed)
    assert (error.position, error.reason) == (position, reason)


def test_read_formula_names_what_is_allowed() -> None:
    error = refusal(read_formula, "w4", ["w"], ["exp"])
    sentence = '"w4" is not known here: use numbers, w and exp(). Write a product with *, as in 2*3.'
    assert words(error) == sentence


@pytest.mark.parametrize(
    ("typed", "expression"), [("2 x w", "2*w"), ("2x(w-4)", "2*(w-4)"), ("2 × 3", "2*3")]
)
def test_read_formula_takes_x_as_times_where_it_is_no_variable(typed: str, expression: str) -> None:
    assert read_formula(typed, ["w"], []) == expression


def test_read_formula_refuses_x_between_numbers_even_where_it_is_no_variable() -> None:
    assert refusal(read_formula, "2x3", ["w"], []).details == {"first": "2*3", "second": "2*x*3"}
    assert refusal(read_formula, "2x3", ["x3"], []).details == {"first": "2*3", "second": "2*x3"}
    assert read_formula("2 x3", ["x3"], []) == "2*x3"


def test_read_formula_knows_e_only_beside_exp() -> None:
    assert refusal(read_formula, "e^w", ["w"], []).reason == "name"
    assert read_formula("2e", ["e"], ["exp"]) == "2*e"
    assert read_formula("2e-3w", ["w"], []) == "0.002*w"


# (what a student types, its value at w = 1.5): every part in brackets, so that joining parts is unambiguous.
TYPED = st.recursive(
    st.sampled_from([("w", 1.5), ("2", 2.0), ("0.5", 0.5), ("0,25", 0.25), (".5", 0.5), ("e", math.e)]),
    lambda part: st.one_of(
        st.tuples(part, part).map(lambda p: (f"({p[0][0]})({p[1][0]})", p[0][1] * p[1][1])),
        st.tuples(part, part).map(lambda p: (f"({p[0][0]}) + {p[1][0]}", p[0][1] + p[1][1])),
        st.tuples(part, part).map(lambda p: (f"[{p[0][0]}]−({p[1][0]})", p[0][1] - p[1][1])),
        st.tuples(part, part).map(lambda p: (f"({p[0][0]})·({p[1][0]})", p[0][1] * p[1][1])),
        part.map(lambda p: (f"2({p[0]})", 2 * p[1])),
        part.map(lambda p: (f"({p[0]})²", p[1] ** 2)),
        part.map(lambda p: (f"-({p[0]})^2", -(p[1] ** 2))),
    ),
    max_leaves=5,
)


@given(TYPED)
def test_read_formula_keeps_the_value(typed: tuple[str, float]) -> None:
    text, value = typed
    expression = read_or_refuse(formula, text)  # refused where a power of a power is too high
    assert expression is None or eval(expression, {"w": 1.5, "exp": math.exp}) == pytest.approx(
        value, rel=1e-9, abs=1e-9
    )


NODES = (
    ast.Expression, ast.BinOp, ast.UnaryOp, ast.Call, ast.Name, ast.Constant, ast.Load,
    ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.USub,
)  # fmt: skip
NEAR_FORMULAS = st.text("0123wxe.,^*/+-−×·²⁻()[]{} ='|_", max_size=30)
PIECES = st.lists(
    st.sampled_from(
        ["w", "x", "2", "0.5", "exp(", "max(", "(", ")", "+", "-", "*", "/", "^", "²", ",", " ", "e"]
    )
)


@given(st.one_of(st.text(max_size=1000), NEAR_FORMULAS, PIECES.map("".join)))
def test_read_formula_of_any_text_is_plain_or_refused(typed: str) -> None:
    expression = read_or_refuse(formula, typed)
    if expression is None:
        return
    nodes = list(ast.walk(ast.parse(expression, mode="eval")))
    assert {type(node) for node in nodes} <= set(NODES)
    assert {node.id for node in nodes if isinstance(node, ast.Name)} <= {"w", "x", *FUNCTIONS}
    assert {type(node.value) for node in nodes if isinstance(node, ast.Constant)} <= {int, float}
    assert formula(expression) == expression
