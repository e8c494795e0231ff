"""Names as typed, and as the author wrote them."""

import pytest

from grader.answers.formula_names import Names

NAMES = Names(["w", "w_1", "x2"], ["exp", "log"])


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("w", "w"),
        ("w_1", "w_1"),
        ("w1", "w_1"),
        ("w₁", "w_1"),
        ("x_2", "x2"),
        ("W", None),
        ("w2", None),
        ("exp", None),
    ],
)
def test_variable_is_found_with_and_without_a_subscript(typed: str, name: str | None) -> None:
    assert NAMES.variable(typed) == name


def test_variable_is_not_guessed_where_two_fit() -> None:
    assert Names(["w1", "w_1"], []).variable("w₁") is None


@pytest.mark.parametrize(
    ("typed", "name"), [("exp", "exp"), ("Exp", "exp"), ("EXP", "exp"), ("ln", "log"), ("sin", None)]
)
def test_function_is_found_in_any_case(typed: str, name: str | None) -> None:
    assert NAMES.function(typed) == name


def test_e_is_eulers_number_where_exp_is_offered() -> None:
    assert NAMES.is_euler("e")
    assert not Names(["w"], []).is_euler("e")
    assert not Names(["e"], ["exp"]).is_euler("e")


def test_allowed_lists_every_name() -> None:
    assert NAMES.allowed == "numbers, w, w_1, x2, exp() and log()"
    assert Names([], []).allowed == "numbers only"
