"""Decimals keep the digits typed; expected values are Python's own."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.answers.decimals import TypedDecimal
from tests.grader.answers.refusals import refusal


def parse(sign: str, whole: str, decimals: str, exponent: str = "") -> TypedDecimal:
    return TypedDecimal.parse(sign, whole, decimals, exponent, 0)


@pytest.mark.parametrize(
    ("decimal", "text", "places", "figures"),
    [
        (parse("", "0", "705"), "0.705", 3, 3),
        (parse("-", "", "70"), "-0.70", 2, 2),
        (parse("", "12", ""), "12", 0, 2),
        (parse("", "007", ""), "7", 0, 1),
        (parse("", "7", "05", "-1"), "0.705", 3, 3),
        (parse("", "7", "05", "+2"), "705", 0, 3),
        (parse("", "1", "5", "3"), "1500", 0, 2),
        (parse("", "1200", ""), "1200", 0, 4),
        (parse("", "0", "00"), "0.00", 2, None),
        (parse("", "0", "", "9"), "0", 0, None),
        (parse("", "0", "", "-99"), "0", 99, None),
        (parse("", "1", "", "12"), "1000000000000", 0, 1),
        (parse("", "1", "", "13"), "1e13", 0, 1),
        (parse("", "1", "50", "-30"), "1.50e-30", 32, 3),
        (parse("", "1" * 28, "", "12"), "1" * 28 + "0" * 12, 0, 28),
        (parse("", "1" * 29, "", "12"), f"1.{'1' * 28}e40", 0, 29),  # 41 digits could not be typed
    ],
)
def test_decimal_is_written_with_the_digits_typed(
    decimal: TypedDecimal, text: str, places: int, figures: int | None
) -> None:
    assert (decimal.text, decimal.places, decimal.figures) == (text, places, figures)


@pytest.mark.parametrize(
    ("decimal", "integer"),
    [
        (parse("", "24", "0"), 24),
        (parse("-", "1", "", "3"), -1000),
        (parse("", "1500", "", "-2"), 15),
        (parse("", "0", "0"), 0),
        (parse("", "0", "5"), None),
        (parse("", "", "05"), None),
        (parse("", "9" * 40, ""), int("9" * 40)),
    ],
)
def test_integer_is_exact_or_none(decimal: TypedDecimal, integer: int | None) -> None:
    assert decimal.integer == integer


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (("", "1" * 41, "", ""), "digits"),
        (("", "1" * 20, "1" * 21, ""), "digits"),
        (("", "1", "", "301"), "extreme"),
        (("", "1", "", "-301"), "extreme"),
        (("", "0", "", "301"), "extreme"),
        (("", "12", "", "300"), "extreme"),
        (("", "1", "", "9" * 100), "extreme"),
    ],
)
def test_decimal_is_bounded(parts: tuple[str, str, str, str], reason: str) -> None:
    assert refusal(TypedDecimal.parse, *parts, 0).reason == reason


@given(
    st.sampled_from(["", "-", "+"]),
    st.text("0123456789", min_size=1, max_size=20),
    st.text("0123456789", max_size=20),
    st.integers(-250, 250),
)
def test_decimal_equals_pythons(sign: str, whole: str, decimals: str, exponent: int) -> None:
    decimal = parse(sign, whole, decimals, str(exponent))
    typed = Decimal(f"{sign}{whole}.{decimals or '0'}e{exponent}")
    assert decimal.value == float(typed)
    assert Decimal(decimal.text) == typed
    assert decimal.integer == (int(typed) if typed == typed.to_integral_value() else None)
