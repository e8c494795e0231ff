"""One tree, two compilers: what NumPy computes for many variants, plain Python computes for each."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solvers import Problem, ProblemError, Variant
from tests.solvers.library import document, problem

GIVENS = """a = uniform(-2, 2, step=0.5)
b = pick(-3, -0.5, 0, 2, 3)
n = integers(-2, 3)
v = uniform(-1, 1, step=0.25, size=3)
A = integers(-2, 2, size=(2, 3))
h = lambda z: z * z - a
"""
SCALARS = ("a", "b", "n", "0.5", "2", "-3", "v[1]", "A[1, 2]", "pi")
FUNCTIONS = (
    "sigmoid",
    "relu",
    "tanh",
    "exp",
    "abs",
    "floor",
    "ceil",
    "step",
    "softplus",
    "cos",
    "log",
    "sqrt",
    "h",
)
LANES = 40


def scalar() -> st.SearchStrategy[str]:
    return st.recursive(
        st.sampled_from(SCALARS),
        lambda part: st.one_of(
            st.tuples(part, st.sampled_from(["+", "-", "*", "/", "//", "%"]), part).map(
                lambda t: f"({t[0]} {t[1]} {t[2]})"
            ),
            st.tuples(part, st.sampled_from(["2", "3", "-1", "0.5"])).map(lambda t: f"{t[0]} ** {t[1]}"),
            st.tuples(st.sampled_from(FUNCTIONS), part).map(lambda t: f"{t[0]}({t[1]})"),
            st.tuples(part, part, st.sampled_from(["<", "<=", "==", "!=", ">", ">="]), part, part).map(
                lambda t: f"({t[0]} if {t[1]} {t[2]} {t[3]} else {t[4]})"
            ),
            st.tuples(part, part, part).map(
                lambda t: f"piecewise(({t[0]}, 0 <= {t[1]} < 2), ({t[2]}, True))"
            ),
        ),
        max_leaves=8,
    )


def vector() -> st.SearchStrategy[str]:
    leaf = st.one_of(
        st.sampled_from(["v", "A[0]", "A[1]", "[a, b, n]"]), scalar().map(lambda one: f"[{one}, a, 2]")
    )
    return st.recursive(
        leaf,
        lambda part: st.one_of(
            st.tuples(part, st.sampled_from(["+", "-", "*", "/"]), part).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),  # noqa: E501
            st.tuples(scalar(), st.sampled_from(["+", "-", "*"]), part).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),  # noqa: E501
            st.tuples(st.sampled_from(["sigmoid", "relu", "tanh", "floor", "abs"]), part).map(lambda t: f"{t[0]}({t[1]})"),  # noqa: E501
            st.tuples(part, part).map(lambda t: f"({t[0]} if a < b else {t[1]})"),
        ),
        max_leaves=4,
    )  # fmt: skip


def near(left: object, right: object) -> bool:
    if isinstance(left, list):
        return all(near(one, two) for one, two in zip(left, right, strict=True))
    return abs(left - right) <= 1e-9 * max(1.0, abs(left), abs(right))


@pytest.mark.slow
@settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")), deadline=None)
@given(scalar(), vector())
def test_both_compilers_agree(one, many):
    source = document(f"{GIVENS}y = {one}\nw = {many}\nz = dot(w, v) + y\nask(y)\nask(w)\nask(z)")
    try:
        made = Problem.parse(source)
    except ProblemError:  # infinite in too many variants, or nested too deeply
        return
    batch = made.draw(seed=1, count=LANES)
    for lane in range(LANES):
        alone = Variant(made, made.sampler.one(1, lane))
        assert alone.givens == batch[lane].givens
        for name in ("y", "w", "z"):
            assert near(alone.answers[name], batch[lane].answers[name]), (name, alone.givens)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("0.1 + 0.2 == 0.3", True),
        ("0.1 + 0.2 > 0.3", False),
        ("0.1 * 3 <= 0.3", True),
        ("step(0.1 + 0.2 - 0.3) == 1", True),
        ("step(0.3 - 0.1 - 0.2) == 1", True),
        ("floor((0.1 + 0.7) * 10) == 8", True),
        ("ceil(0.1 * 3 * 10) == 3", True),
        ("(0.1 + 0.7) * 10 // 1 == 8", True),
        ("-7 // 2 == -4", True),
        ("-7 % 3 == 2", True),
        ("1000000000.5 == 1000000000.6", True),  # a ten-milliardth of their size
        ("0.0000000001 == 0", True),
    ],
)
def test_numbers_compare_within_the_tolerance_in_both(source, value):
    made = problem(f"x = integers(1, 3)\nq = x > 0 and {source}\nask(q)")
    assert made.draw(seed=1).answers == {"q": value}
    assert made.draw(seed=1, count=2)[1].answers == {"q": value}


def test_minus_zero_is_zero_in_both():
    made = problem("x = integers(1, 3)\ny = -0.0 * x\nz = x * (0.5 - 0.5) * -1\nask(y)\nask(z)")
    for variant in (made.draw(seed=1), made.draw(seed=1, count=2)[0]):
        assert [str(variant.answers[name]) for name in ("y", "z")] == ["0.0", "0.0"]
