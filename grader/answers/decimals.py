"""A decimal number exactly as it was typed, with every digit it was typed with."""

from dataclasses import dataclass

from grader.answers.errors import AnswerError

MAX_DIGITS = 40
MAX_EXPONENT = 300
_ZEROS = 12  # zeros written out, besides the typed digits, before a power of ten is clearer


@dataclass(frozen=True, slots=True)
class TypedDecimal:
    """The number ± `digits` × 10 ** `exponent`; trailing zeros in `digits` were typed."""

    negative: bool
    digits: str
    exponent: int

    @classmethod
    def parse(cls, sign: str, whole: str, decimals: str, exponent: str, position: int) -> "TypedDecimal":
        digits = (whole + decimals).lstrip("0")
        if len(digits) > MAX_DIGITS:
            raise AnswerError(position, "digits", limit=str(MAX_DIGITS))
        # Compared as text first: the exponent itself can have a hundred digits.
        if len(exponent.lstrip("+-0")) > len(str(MAX_EXPONENT)):
            raise AnswerError(position, "extreme")
        power = int(exponent or "0")
        leading = power - len(decimals) + len(digits) - 1
        if abs(power) > MAX_EXPONENT or (digits and abs(leading) > MAX_EXPONENT):
            raise AnswerError(position, "extreme")
        return cls(sign == "-", digits, power - len(decimals))

    @property
    def places(self) -> int:
        return max(0, -self.exponent)

    @property
    def figures(self) -> int | None:
        """Significant figures; zero has none to count."""
        return len(self.digits) or None

    @property
    def value(self) -> float:
        return float(f"{'-' * self.negative}{self.digits or '0'}e{self.exponent}")

    @property
    def integer(self) -> int | None:
        """The value as an integer, None where it is not whole."""
        digits, exponent = self.digits or "0", self.exponent
        if exponent < 0:
            digits, rest = digits[:exponent] or "0", digits[exponent:]
            if rest.strip("0"):
                return None
        number = int(digits + "0" * max(0, exponent))
        return -number if self.negative else number

    @property
    def text(self) -> str:
        """The canonical notation: 0.705, 1200, 1.50e-40."""
        sign = "-" * self.negative
        if not self.digits:
            return sign + ("0." + "0" * self.places if 0 < self.places <= _ZEROS else "0")
        if 0 <= self.exponent <= min(_ZEROS, MAX_DIGITS - len(self.digits)):  # what is shown can be typed
            return sign + self.digits + "0" * self.exponent
        if self.exponent < 0 and self.places - len(self.digits) <= _ZEROS:
            padded = self.digits.zfill(self.places + 1)
            return f"{sign}{padded[: self.exponent]}.{padded[self.exponent :]}"
        fraction = f".{self.digits[1:]}" if len(self.digits) > 1 else ""
        return f"{sign}{self.digits[0]}{fraction}e{self.exponent + len(self.digits) - 1}"
