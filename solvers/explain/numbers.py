"""How numbers are printed: as exact decimals where they are, rounded half up where they are not."""

import math
from decimal import ROUND_HALF_UP, Decimal

from solvers.functions.registry import same

EXACT_DIGITS = 10  # a float of so few significant digits is taken for the decimal that it prints as
SMALL, LARGE = 1e-3, 1e7  # sizes beyond which inexact numbers print as powers of ten
MAX_EXACT_PLACES = 8
MOST_DIGITS = 25  # that Decimal can round to
HUGE = 1e15  # size from which whole numbers too print as powers of ten


def decimal(value: float) -> Decimal:
    """The value without the dust of binary arithmetic: twelve significant digits; a whole number has all."""
    if abs(value) <= HUGE and value == int(value):
        return Decimal(int(value))
    cleaned = Decimal(format(value, ".12g"))
    return cleaned if cleaned else abs(cleaned)


def places_of(number: Decimal) -> int:
    """How many decimals a number needs."""
    return max(0, -int(number.normalize().as_tuple().exponent))


def is_exact(value: float) -> bool:
    """Whether the value is a decimal of few digits, such as 0.87, rather than a rounded one, such as 1/3."""
    number = decimal(value).normalize()
    return len(number.as_tuple().digits) <= EXACT_DIGITS and places_of(number) <= MAX_EXACT_PLACES


def is_exact_at(value: float, places: int) -> bool:
    """Whether rounding to so many decimals changes nothing beyond the language's tolerance."""
    return same(value, float(rounded(value, places)))


def rounded(value: float, places: int, way: str = ROUND_HALF_UP) -> Decimal:
    """The value rounded, half up as a person does it; `places` may be negative."""
    exact = decimal(value)
    if exact.adjusted() + places >= MOST_DIGITS:  # all twelve digits stand before that place
        return exact
    result = exact.quantize(Decimal(1).scaleb(-places), way)
    return result if result else abs(result)


def place_of_figure(value: float, figures: int) -> int:
    """The decimal place of the `figures`-th significant figure: 0.0676 has its third at place 4."""
    if not value:
        return figures - 1
    return figures - 1 - math.floor(math.log10(abs(decimal(value))))


def plain(number: Decimal, thousands: bool = False) -> str:
    """Digits without an exponent, with a comma between thousands where wished."""
    return f"{number:,f}" if thousands else f"{number:f}"


def latex(number: Decimal, *, exact: bool = True) -> str:
    """A number in LaTeX: thousands separated in counts, powers of ten for tiny and huge inexact numbers."""
    size = abs(float(number))
    if size and (
        (size < SMALL and not (exact and places_of(number) <= 5))
        or size > HUGE
        or (size >= LARGE and not _is_whole(number))
    ):
        return _power_of_ten(number)
    whole = _is_whole(number) and int(number.as_tuple().exponent) >= 0
    return plain(number, thousands=whole and size >= 1000).replace(",", "{,}")


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


def _power_of_ten(number: Decimal) -> str:
    exponent = number.adjusted()
    digits = number.normalize().scaleb(-exponent) if abs(number) > HUGE else number.scaleb(-exponent)
    return rf"{plain(digits)} \times 10^{{{exponent}}}"
