"""Numbers as people write them."""

from decimal import Decimal

import pytest

from solvers.explain.numbers import decimal, is_exact, is_exact_at, latex, place_of_figure, rounded


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0.1 + 0.2, "0.3"),
        (0.87, "0.87"),
        (-3.5, "-3.5"),
        (-0.0, "0"),
        (0.0, "0"),
        (5.0, "5"),
        (1e3, "1{,}000"),
        (999.0, "999"),
        (108874.0, "108{,}874"),
        (1e15, "1{,}000{,}000{,}000{,}000{,}000"),
        (0.00048, "0.00048"),
        (1 / 3, "0.333333333333"),
        (100.0, "100"),
        (1234.5, "1234.5"),
        (1234567890123.0, "1{,}234{,}567{,}890{,}123"),
        (1.8e150, r"1.8 \times 10^{150}"),
    ],
)
def test_number_is_printed_without_dust(value, printed):
    assert latex(decimal(value).normalize() if value % 1 else decimal(value)) == printed


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (0.125, 2, "0.13"),
        (-0.125, 2, "-0.13"),
        (2.675, 2, "2.68"),
        (0.705, 2, "0.71"),
        (0.5, 0, "1"),
        (-0.001, 2, "0.00"),
        (0.7, 3, "0.700"),
        (1234.0, -2, "1.2E+3"),
        (1.0049999999999999, 2, "1.01"),
        (1.5e150, 3, "1.5E+150"),
    ],
)
def test_number_is_rounded_half_up(value, places, printed):
    assert str(rounded(value, places)) == printed


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("0.0000048", r"4.8 \times 10^{-6}"),
        ("-0.00012", r"-1.2 \times 10^{-4}"),
        ("0.0012", "0.0012"),
        ("12345678.9", r"1.23456789 \times 10^{7}"),
        ("1234567.9", "1234567.9"),
    ],
)
def test_number_that_is_rounded_prints_as_a_power_of_ten(number, printed):
    assert latex(Decimal(number), exact=False) == printed


@pytest.mark.parametrize(
    ("value", "figures", "place"),
    [(0.0676, 3, 4), (0.0676, 1, 2), (123.4, 3, 0), (123456.0, 3, -3), (1.0, 3, 2), (0.0, 3, 2), (-0.5, 2, 2),
     (0.1 + 0.2, 1, 1), (0.9999999999999999, 1, 0)],
)  # fmt: skip
def test_place_of_a_figure(value, figures, place):
    assert place_of_figure(value, figures) == place


@pytest.mark.parametrize(
    ("value", "exact"), [(0.1 + 0.2, True), (1 / 3, False), (1e-8, True), (1e-9, False), (1e14, True)]
)
def test_exact_value_is_a_decimal_of_few_digits(value, exact):
    assert is_exact(value) is exact


@pytest.mark.parametrize(("value", "places", "exact"), [(0.87, 2, True), (0.875, 2, False), (1e-10, 3, True)])
def test_exact_at_some_places(value, places, exact):
    assert is_exact_at(value, places) is exact
