"""Brackets: an independent reader of LaTeX evaluates what is printed and must find the program's value."""

import math
import os
from fractions import Fraction
from functools import lru_cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solvers.errors import ProblemError
from solvers.explain.printer import Printer
from solvers.explain.steps import worked_steps
from solvers.language.build import build
from solvers.language.sample import Sampler
from tests.solvers.explain.latex import AmbiguousError, evaluate

BINARY = ("+", "-", "*", "/", "//", "%", "**")
VALUES = (-3.0, -2.0, -0.5, 0.0, 0.5, 2.0, 3.0)
GIVENS = "a = pick(-3, -2, -0.5, 0, 0.5, 2, 3)\nb = pick(-3, -2, -0.5, 0, 0.5, 2, 3)\nc = pick(2, 3)\n"
OWN = "h = lambda z: z * z - 1\ng = lambda u, v: u - v\n"
PYTHON = {
    "h": lambda z: z * z - 1,
    "g": lambda u, v: u - v,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "relu": lambda z: max(z, 0.0),
    "exp": math.exp,
    "sqrt": math.sqrt,
    "cos": math.cos,
    "tanh": math.tanh,
    "softplus": lambda z: math.log1p(math.exp(z)),
    "squashed_gaussian": lambda z: math.tanh(z * z / 2),
    "abs": math.fabs,
    "floor": lambda z: float(math.floor(z + 1e-9)),
    "ceil": lambda z: float(math.ceil(z - 1e-9)),
    "pi": math.pi,
}
SYMBOLS = {"h": PYTHON["h"], "g": PYTHON["g"], "f": PYTHON["squashed_gaussian"]}
FUNCTIONS = ("sigmoid", "relu", "exp", "sqrt", "abs", "floor", "ceil", "tanh", "cos", "softplus", "h")


class Checked:
    """One program with an expression in each line, and what each prints."""

    def __init__(self, expressions: list[str]) -> None:
        self.expressions = dict(enumerate(expressions))
        lines = [f"q_{number} = {text}" for number, text in self.expressions.items()]
        asks = [f"ask(q_{number})" for number in self.expressions]
        self.program = build(GIVENS + OWN + "\n".join(lines + asks), 1)
        self.sampler = Sampler(self.program)

    def value(self, number: int, a: float, b: float, c: float) -> float | None:
        """What Python makes of the expression; None where it is not a finite number."""
        try:
            known = {name: Fraction(value) for name, value in (("a", a), ("b", b), ("c", c))}
            value = eval(self.expressions[number], {**PYTHON, **known})
        except (ArithmeticError, ValueError, TypeError):  # TypeError: a root of a negative number went in
            return None
        if isinstance(value, complex) or not abs(value) <= 1e12:
            return None
        return float(value)

    def symbols(self, number: int) -> str:
        return Printer(self.program).print(self.program.definitions[f"q_{number}"].node).text

    @lru_cache  # noqa: B019 (a test's own object)
    def alone(self, number: int) -> Sampler:
        """The expression as the only line of a program."""
        return Sampler(build(GIVENS + OWN + f"q_{number} = {self.expressions[number]}\nask(q_{number})", 1))

    def numbers(self, number: int, a: float, b: float, c: float) -> str:
        """The numbers put in, or the value where there is nothing to put in."""
        raw = {"a": a, "b": b, "c": c}
        (raw[f"q_{number}"],) = self.sampler.function(self.sampler.inputs, (f"q_{number}",))(a, b, c)
        part = self.alone(number)
        (step,) = worked_steps(part.program, part, raw)
        return step.substituted or step.value.split(r" \approx ")[-1]


def disagreements(
    checked: Checked, points: list[tuple[float, float, float]]
) -> list[tuple[str, str, object]]:
    """Printed texts that do not give the program's value: (source, printed, numbers or reason)."""
    found: list[tuple[str, str, object]] = []
    for number, source in checked.expressions.items():
        printed = checked.symbols(number)
        for a, b, c in points:
            wanted = checked.value(number, a, b, c)
            if wanted is None:
                continue
            texts = [(printed, {**SYMBOLS, "a": a, "b": b, "c": c}), (checked.numbers(number, a, b, c), {})]
            for text, symbols in texts:
                try:
                    got = evaluate(text, symbols)
                except (AmbiguousError, ArithmeticError, ValueError) as fault:
                    found.append((source, text, f"{(a, b, c)}: {fault!r}"))
                    continue
                if isinstance(got, complex) or not math.isclose(got, wanted, rel_tol=1e-3, abs_tol=2e-3):
                    found.append((source, text, f"{(a, b, c)}: {got} instead of {wanted}"))
    return found


POINTS = [(a, b, c) for a, b in product((-3.0, -0.5, 2.0), repeat=2) for c in (2.0, 3.0)]


@pytest.mark.slow
@pytest.mark.parametrize("parent", BINARY)
def test_brackets_are_right_for_every_child_on_either_side(parent):
    children = BINARY
    sources = [f"(a {child} b) {parent} c" for child in children if (parent, child) != ("**", "%")]
    sources += [f"c {parent} (a {child} b)" for child in children]
    sources += [
        f"(-a) {parent} c",
        f"-a {parent} c",
        f"c {parent} (-a)",
        f"-(a {parent} c)",
        f"a {parent} -c",
    ]
    sources += [
        f"(-2) {parent} c",
        f"c {parent} (-2)",
        f"(-0.5) {parent} a",
        f"2 {parent} a",
        f"a {parent} 2",
    ]
    assert disagreements(Checked(sources), POINTS) == []


@pytest.mark.slow
@pytest.mark.parametrize("function", FUNCTIONS)
def test_brackets_are_right_around_and_inside_functions(function):
    children = [f"a {child} b" for child in BINARY]
    sources = [f"{function}({child})" for child in (*children, "-a", "-a * b", "-3", "a")]
    sources += [f"{function}(a) {parent} c" for parent in BINARY]
    sources += [f"c {parent} {function}(a)" for parent in BINARY]
    sources += [f"-{function}(a)", f"{function}({function}(a))", f"2 * {function}(b)", f"{function}(b) * 2"]
    assert disagreements(Checked(sources), POINTS) == []


def test_arguments_of_own_functions_are_bracketed_in_the_body():
    sources = [
        "g(a, b)",
        "g(a - b, b - c)",
        "g(-a, -b)",
        "c * g(a, b)",
        "g(a, b) ** 2",
        "g(g(a, b), g(b, a))",
    ]
    sources += [
        "h(a + b)",
        "h(-a)",
        "2 * h(a)",
        "h(a) * h(b)",
        "c - h(a)",
        "-h(a)",
        "h(a) ** 2",
        "h(g(a, b))",
    ]
    sources += ["squashed_gaussian(a - b)", "squashed_gaussian(-a)", "squashed_gaussian(a) ** 2"]
    assert disagreements(Checked(sources), POINTS) == []


def test_conditions_are_bracketed():
    conditions = ["a < b", "a <= b < c", "a == b", "a != b", "a > b", "a >= b"]
    sources = [f"1 if {one} and {two} else 0" for one in conditions for two in conditions[:2]]
    sources += [f"1 if {one} or not {two} else 0" for one in conditions for two in conditions[:2]]
    sources += ["1 if (a < b or b < c) and a < c else 0", "1 if a < b or b < c and a < c else 0"]
    sources += ["1 if not (a < b or b < c) else 0", "1 if not (a < b and b < c) else 0"]
    sources += ["1 if (a + b) % c < a - b else 0", "2 * (a if a < b else b)", "(a if a < b else b) - c"]
    sources += ["a if a < b else b if b < c else c", "-(a if a < b else b)", "(a if a < b else -b) ** 2"]
    assert disagreements(Checked(sources), POINTS) == []


def nested() -> st.SearchStrategy[str]:
    leaf = st.sampled_from(["a", "b", "c", "2", "0.5", "-3", "-a", "pi"])
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from(BINARY[:-1]), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
            st.tuples(inner, st.sampled_from(["2", "3", "-1"])).map(lambda t: f"({t[0]}) ** {t[1]}"),
            inner.map(lambda t: f"-({t})"),
            st.tuples(st.sampled_from(FUNCTIONS), inner).map(lambda t: f"{t[0]}({t[1]})"),
            st.tuples(inner, inner).map(lambda t: f"({t[0]}) if a < b else ({t[1]})"),
        ),
        max_leaves=6,
    )


@pytest.mark.slow
@settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")), deadline=None)
@given(st.lists(nested(), min_size=1, max_size=4), st.sampled_from(POINTS))
def test_brackets_are_right_at_any_depth(sources, point):
    try:
        checked = Checked(sources)
    except ProblemError:
        return
    assert disagreements(checked, [point]) == []
