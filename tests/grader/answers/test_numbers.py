"""Every way a number is typed: text → value and echo, or the readings it is refused for."""

import re
from fractions import Fraction
from time import process_time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from grader.answers.numbers import ReadNumber, read_number
from tests.grader.answers.refusals import read_or_refuse, refusal


@pytest.mark.parametrize(
    ("typed", "value", "echo"),
    [
        ("0.705", 0.705, ""),
        (" 0.705 ", 0.705, ""),
        ("-0.705", -0.705, ""),
        ("- 0.705", -0.705, ""),
        ("12", 12.0, ""),
        (".705", 0.705, "0.705"),
        ("-.5", -0.5, "-0.5"),
        ("5.", 5.0, "5"),
        ("+0.7", 0.7, "0.7"),
        ("00.5", 0.5, "0.5"),
        ("0705", 705.0, "705"),
        # minus signs and digits of other alphabets, and what pasting brings along
        ("−0.5", -0.5, "-0.5"),
        ("–0.5", -0.5, "-0.5"),
        ("—0.5", -0.5, "-0.5"),
        ("‐0.5", -0.5, "-0.5"),
        ("‑0.5", -0.5, "-0.5"),
        ("﹣0.5", -0.5, "-0.5"),
        ("－０．５", -0.5, "-0.5"),
        ("− 0.5", -0.5, "-0.5"),
        ("٣٫٥", 3.5, "3.5"),
        ("१२", 12.0, "12"),
        ("\ufeff0.705\u200b", 0.705, ""),
        ("\u00a00.705\u2009", 0.705, ""),
        # powers of ten
        ("7.05e-1", 0.705, "0.705"),
        ("7.05E-1", 0.705, "0.705"),
        ("7.05*10^-1", 0.705, "0.705"),
        ("7.05 × 10⁻¹", 0.705, "0.705"),
        ("7.05x10^-1", 0.705, "0.705"),
        ("7.05 X 10**-1", 0.705, "0.705"),
        ("7.05·10^(-1)", 0.705, "0.705"),
        ("7.05*10^{−1}", 0.705, "0.705"),
        ("7,05e-1", 0.705, "0.705"),
        ("10^-3", 0.001, "0.001"),
        ("-10⁻³", -0.001, "-0.001"),
        ("10^3", 1000.0, "1000"),
        ("1e3", 1000.0, "1000"),
        ("1e+3", 1000.0, "1000"),
        ("1e-30", 1e-30, ""),
        ("1e300", 1e300, ""),
        # fractions
        ("141/200", 0.705, "0.705"),
        ("-3/4", -0.75, "-0.75"),
        ("3 / 4", 0.75, "0.75"),
        ("1/-2", -0.5, "-0.5"),
        ("3⁄4", 0.75, "0.75"),
        ("1.5/2", 0.75, "0.75"),
        ("1,5/2", 0.75, "0.75"),
        ("1/3", 1 / 3, "0.333333…"),
        # commas and separators with one reading
        ("0,705", 0.705, "0.705"),
        (",5", 0.5, "0.5"),
        ("1,5", 1.5, "1.5"),
        ("12,34", 12.34, "12.34"),
        ("1,2345", 1.2345, "1.2345"),
        ("1234,567", 1234.567, "1234.567"),
        ("1,234.5", 1234.5, "1234.5"),
        ("1.234,5", 1234.5, "1234.5"),
        ("1,234,567", 1234567.0, "1234567"),
        ("1.234.567", 1234567.0, "1234567"),
        ("1.234", 1.234, ""),
        ("1 234", 1234.0, "1234"),
        ("1 234 567", 1234567.0, "1234567"),
        ("1\u202f234,5", 1234.5, "1234.5"),
        ("1'234.5", 1234.5, "1234.5"),
        ("1’234", 1234.0, "1234"),
        # a name before it, a full stop after it
        ("=0.705", 0.705, "0.705"),
        ("z = 0.705", 0.705, "0.705"),
        ("y ≈ 0.705", 0.705, "0.705"),
        ("dL/dw = -8", -8.0, "-8"),
        ("~0.7", 0.7, "0.7"),
        ("0.705.", 0.705, "0.705"),
        ("0,705.", 0.705, "0.705"),
        ("3/4.", 0.75, "0.75"),
    ],
)
def test_read_number_with_one_reading(typed: str, value: float, echo: str) -> None:
    read = read_number(typed)
    assert (read.value, read.echo) == (value, echo)
    assert isinstance(read.value, float)


@pytest.mark.parametrize(
    ("typed", "first", "second", "position"),
    [
        ("1,234", "1234", "1.234", 1),
        ("-1,000", "1000", "1.000", 2),
        ("1,234.", "1234", "1.234", 1),
        ("1,234e2", "1234", "1.234", 1),
        ("z = 1,234", "1234", "1.234", 5),
        ("3%", "0.03", "3", 1),
        ("72.7 %", "0.727", "72.7", 5),
        ("3/4%", "0.0075", "0.75", 3),
        ("5 1/2", "5 + 1/2", "51/2", 1),
        ("-5 1/2", "-(5 + 1/2)", "-51/2", 2),
        ("1 234/5", "1 + 234/5", "1234/5", 1),
        ("10-3", "10^-3", "10 - 3", 2),
        ("7.05*10-1", "7.05*10^-1", "7.05*10 - 1", 7),
        ("7x10+3", "7x10^3", "7x10 + 3", 4),
    ],
)
def test_read_number_refuses_two_readings(typed: str, first: str, second: str, position: int) -> None:
    error = refusal(read_number, typed)
    assert (error.reason, error.position) == ("readings", position)
    assert error.details == {"first": first, "second": second}


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [
        ("1 5", "15", "1 and 5"),
        ("0 705", "705", "0 and 705"),
        ("0. 705", "0.705", "0. and 705"),
        ("1, 5", "1.5", "1 and 5"),
        ("0.7 05", "0.705", "0.7 and 05"),
    ],
)
def test_read_number_refuses_a_space_inside(typed: str, first: str, second: str) -> None:
    error = refusal(read_number, typed)
    assert (error.reason, error.details["first"], error.details["second"]) == ("space", first, second)


@pytest.mark.parametrize(
    ("typed", "position", "reason", "found"),
    [
        ("", 0, "empty", None),
        (" \u200b", 0, "empty", None),
        ("nan", 0, "finite", "nan"),
        ("-Infinity", 1, "finite", "Infinity"),
        ("∞", 0, "finite", "∞"),
        ("0x1F", 0, "hexadecimal", "0x1F"),
        ("0b11", 0, "hexadecimal", "0b11"),
        ("1_000", 1, "underscore", "_"),
        ("½", 0, "fraction sign", "½"),
        ("1½", 1, "fraction sign", "½"),
        ("abc", 0, "not a number", "abc"),
        ("e", 0, "not a number", "e"),
        ("-", 0, "not a number", "-"),
        ("–", 0, "not a number", "-"),
        (".", 0, "not a number", "."),
        ("%", 0, "not a number", "%"),
        ("x1", 0, "not a number", "x1"),
        ("0.7 0.8", 3, "several", ""),
        ("0.7, 0.8", 4, "several", ""),
        ("0.7; 0.8", 3, "several", ";"),
        ("0.7\n0.8", 3, "several", ""),
        ("--5", 1, "signs", "-"),
        ("+-5", 1, "signs", "-"),
        ("5-", 1, "sign after", "-"),
        ("1e", 1, "exponent form", "e"),
        ("1e-", 1, "exponent form", "e-"),
        ("1e3.5", 1, "exponent form", "e3.5"),
        ("7.05 e-1", 5, "exponent form", "e-1"),
        ("1e 3", 1, "exponent form", "e 3"),
        ("5*", 1, "unfinished", "*"),
        ("5,", 1, "unfinished", ","),
        ("z =", 3, "unfinished", "z ="),
        ("0.5+0.2", 3, "arithmetic", "+"),
        ("0.5–0.7", 3, "arithmetic", "-"),
        ("2^3", 1, "arithmetic", "^"),
        ("5²", 1, "arithmetic", "^"),
        ("63x25", 2, "arithmetic", "x2"),
        ("0·705", 1, "arithmetic", "*"),
        ("1/2/3", 1, "arithmetic", "/"),
        ("(0.705)", 0, "brackets", "("),
        ("|5|", 0, "brackets", "|"),
        ("1.2.3", 3, "points", "."),
        ("5..", 2, "points", "."),
        ("12 px", 3, "unit", "px"),
        ("5cm", 1, "unit", "cm"),
        ("2π", 1, "unit", "π"),
        ("37°", 2, "unit", "°"),
        ("±5", 0, "character", "±"),
        ("$5", 0, "character", "$"),
        ("\u202e507.0", 0, "character", "U+202E"),
        ("2+3=5", 0, "equation", None),
        ("a = b = 5", 0, "equation", None),
        ("1,234,56", 0, "separators", None),
        ("1,08,874", 0, "separators", None),
        ("1/0", 2, "zero", None),
        ("0/0.0", 2, "zero", None),
        ("1e301", 0, "extreme", None),
        ("1e-301", 0, "extreme", None),
        ("1e5000000", 0, "extreme", None),
        ("10^999999999", 0, "extreme", None),
        ("9" * 41, 0, "digits", None),
        ("9" * 400, 200, "long", None),
    ],
)
def test_read_number_refuses_with_the_reason(
    typed: str, position: int, reason: str, found: str | None
) -> None:
    error = refusal(read_number, typed)
    assert (error.position, error.reason) == (position, reason)
    if found:
        assert error.details["found"] == found


@pytest.mark.parametrize(
    ("typed", "value", "echo"),
    [
        ("24", 24, ""),
        ("-3", -3, ""),
        ("108,874", 108874, "108874"),
        ("108 874", 108874, "108874"),
        ("108'874", 108874, "108874"),
        ("1,000", 1000, "1000"),
        ("1,234,567", 1234567, "1234567"),
        ("108874.", 108874, "108874"),
        ("24.0", 24, "24"),
        ("24,0", 24, "24"),
        ("1e3", 1000, "1000"),
        ("1.5e1", 15, "15"),
        ("2*10^3", 2000, "2000"),
        ("8/2", 4, "4"),
        ("N = 24", 24, "24"),
        ("9" * 40, int("9" * 40), ""),
        # not whole, so wrong, but readable
        ("7/2", 3.5, "3.5"),
        ("0.5", 0.5, ""),
        ("1,5", 1.5, "1.5"),
        ("0,705", 0.705, "0.705"),
        ("1234.567", 1234.567, ""),
        # a layer without parameters
        ("0", 0, ""),
        ("-", 0, "0"),
        ("–", 0, "0"),
    ],
)
def test_read_number_of_a_whole_number(typed: str, value: float, echo: str) -> None:
    read = read_number(typed, whole=True)
    assert (read.value, read.echo) == (value, echo)
    assert type(read.value) is type(value)


@pytest.mark.parametrize(("typed", "other"), [("108.874", "108874"), ("24.000", "24000"), ("1.234", "1234")])
def test_read_number_of_a_whole_number_refuses_a_point_before_three_digits(typed: str, other: str) -> None:
    error = refusal(read_number, typed, whole=True)
    assert error.details == {"first": other, "second": typed}


@pytest.mark.parametrize(
    ("typed", "echo"),
    [
        ("72.7", ""),
        ("72.7%", ""),
        ("72.7 %", ""),
        ("72,7 %", "72.7"),
        ("72.7％", "72.7"),
        ("= 72.7%", "72.7"),
    ],
)
def test_read_number_of_a_percentage(typed: str, echo: str) -> None:
    assert read_number(typed, percent=True) == ReadNumber(72.7, 1, 3, echo)


def test_read_number_of_a_percentage_is_as_typed() -> None:
    assert read_number("0.727", percent=True).value == 0.727


@pytest.mark.parametrize(
    ("typed", "places", "figures"),
    [
        ("0.705", 3, 3),
        ("0.700", 3, 3),
        ("-0.0070", 4, 2),
        ("12", 0, 2),
        ("100.50", 2, 5),
        ("7.05e-1", 3, 3),
        ("0,70", 2, 2),
        ("1,234.50", 2, 6),
        ("1e3", 0, 1),
        ("0", 0, None),
        ("0.00", 2, None),
        ("1/4", None, None),
    ],
)
def test_read_number_counts_the_digits_typed(typed: str, places: int | None, figures: int | None) -> None:
    read = read_number(typed)
    assert (read.places, read.figures) == (places, figures)


LITERALS = st.from_regex(
    re.compile(r"[+-]?(\d{1,18}(\.\d{0,18})?|\.\d{1,18})([eE][+-]?\d{1,2})?", re.ASCII), fullmatch=True
)


@given(LITERALS)
def test_read_number_equals_pythons_float(typed: str) -> None:
    assert read_number(typed).value == float(typed)


@given(st.from_regex(re.compile(r"-?\d{1,15}/[1-9]\d{0,14}", re.ASCII), fullmatch=True))
def test_read_number_equals_pythons_fraction(typed: str) -> None:
    assert read_number(typed).value == float(Fraction(typed))


@given(LITERALS)
def test_read_number_of_an_echo_is_the_same_number(typed: str) -> None:
    first = read_number(typed)
    assume(first.value)  # 0e-50 is echoed as 0
    again = read_number(first.echo or typed)
    assert (again.value, again.places) == (first.value, first.places)


NEAR_NUMBERS = st.text("0123456789.,'eExX*^/%+-=≈−–×⁻²½ \u00a0\u200b()zπ_;", max_size=40)


@given(st.one_of(st.text(max_size=1000), NEAR_NUMBERS), st.booleans(), st.booleans())
def test_read_number_of_any_text_reads_or_refuses(typed: str, whole: bool, percent: bool) -> None:
    read = read_or_refuse(read_number, typed, whole=whole, percent=percent)
    assert read is None or abs(read.value) < 1e301


@pytest.mark.parametrize(
    "typed",
    [
        "1 " * 100,
        "1," * 100,
        "1," * 99 + "e",
        "-" * 200,
        "1e" * 100,
        "1.1 " * 50,
        " " * 900 + "x",
        "x 1" * 66,
    ],
)
def test_read_number_takes_no_time_over_hostile_texts(typed: str) -> None:
    started = process_time()
    refusal(read_number, typed)
    assert process_time() - started < 5  # one that goes back over the text takes for ever
