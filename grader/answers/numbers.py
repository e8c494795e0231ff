"""Numbers as students type them: one reading is read, two readings are refused with both shown."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from grader.answers.characters import Clean, clean, visible
from grader.answers.decimals import TypedDecimal
from grader.answers.equations import right_side
from grader.answers.errors import AnswerError
from grader.answers.number_faults import fault
from grader.answers.separators import split


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number that was read; `echo` is its canonical notation, empty where just that was typed."""

    value: float | int
    places: int | None
    figures: int | None
    echo: str


_SIMPLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.([0-9]{1,24}))?").fullmatch

# Digits with separators between them, and single spaces, so that no repetition is ambiguous.
_DIGITS = r"([\d.,']+(?: [\d.,']+)*)"
_TEN = r"10 ?(?:\^|\*\*) ?"
_SCIENTIFIC = re.compile(rf"([+-]?) ?{_DIGITS}(?:[eE]([+-]?\d+))?", re.ASCII)
_RAISED = r"(?:([+-]?\d+)|\( ?([+-]? ?\d+) ?\)|\{ ?([+-]? ?\d+) ?\})"
_POWER = re.compile(rf"([+-]?) ?(?:{_DIGITS} ?[*xX] ?)?{_TEN}{_RAISED}", re.ASCII)
_FRACTION = re.compile(r"([+-]?) ?([\d.,']+) ?/ ?([+-]?) ?([\d.,']+)", re.ASCII)
_MIXED = re.compile(r"([+-]?) ?(\d+) (\d+) ?/ ?(\d+)", re.ASCII)
_SPACED_DIGITS = re.compile(r"\d \d")
_LOST_POWER = re.compile(rf"([+-]? ?(?:{_DIGITS} ?[*xX] ?)?10) ?([+-]) ?(\d+)", re.ASCII)


def read_number(text: str, *, whole: bool = False, percent: bool = False) -> ReadNumber:
    """The number typed, or AnswerError; an integer where `whole` is asked and the number is one."""
    simple = _SIMPLE(text)
    if simple:
        decimals = simple[1]
        if not whole:
            figures = len(text.lstrip("-0.").replace(".", "")) or None
            return ReadNumber(float(text), len(decimals) if decimals else 0, figures, "")
        if not decimals:
            return ReadNumber(int(text), 0, len(text.lstrip("-0")) or None, "")
    return _read_slowly(text, whole, percent)


def _read_slowly(typed: str, whole: bool, percent: bool) -> ReadNumber:
    plain = clean(typed)
    if not plain.text:
        raise AnswerError(0, "empty")
    if whole and plain.text == "-":  # a dash in a table of counts: none
        return ReadNumber(0, 0, None, "0")
    number = right_side(plain)
    if number is None:
        raise AnswerError(plain.origins[0], "equation")
    if not number.text:
        raise AnswerError(number.origins[0], "unfinished", found=plain.text)
    if number.text.endswith("%"):
        number = _without_percent(number, percent)
    read = _read_notation(number, whole)
    as_typed = visible(typed)
    same = read.echo in (as_typed, as_typed.removesuffix("%") if percent else as_typed)
    # 1 234 differs from 1234 by a space only, but is worth showing.
    return replace(read, echo="") if same and not _SPACED_DIGITS.search(plain.text) else read


def _without_percent(number: Clean, percent: bool) -> Clean:
    bare = number.cut(0, len(number.text) - 1).strip()
    if not bare.text:
        raise fault(number)
    if percent:
        return bare
    read = _read_notation(bare, whole=False)
    share = f"{float(Fraction(str(read.value)) / 100):.12g}"
    raise AnswerError(number.origins[len(number.text) - 1], "readings", first=share, second=read.echo)


def _read_notation(number: Clean, whole: bool) -> ReadNumber:
    """The number, always with its echo. A full stop that ends a sentence is no part of it."""
    for text in (number.text, re.sub(r"(?<!\.) ?\.$", "", number.text)):
        if found := _SCIENTIFIC.fullmatch(text):
            read = _decimal(found, number, found[3] or "", whole)
        elif found := _POWER.fullmatch(text):
            exponent = found[3] or found[4] or found[5]
            read = _decimal(found, number, exponent.replace(" ", ""), whole)
        else:
            read = _fraction(text, number, whole)
        if read:
            return read
    raise fault(number)


def _decimal(found: re.Match[str], number: Clean, exponent: str, whole: bool) -> ReadNumber | None:
    at = number.origins[found.start(2)] if found[2] else number.origins[0]
    # Separators count as a whole number's only where no power of ten can move the decimal sign.
    parts = _parts(found[2] or "1", number, max(0, found.start(2)), whole=whole and not exponent)
    if parts is None:
        return None
    decimal = TypedDecimal.parse(found[1], *parts, exponent, at)
    integer = decimal.integer if whole else None
    if integer is None:
        return ReadNumber(decimal.value, decimal.places, decimal.figures, decimal.text)
    echo = str(integer) if decimal.places else decimal.text  # 24.0 is 24
    return ReadNumber(integer, decimal.places, decimal.figures, echo)


def _fraction(text: str, number: Clean, whole: bool) -> ReadNumber | None:
    _refuse_two_notations(text, number)
    found = _FRACTION.fullmatch(text)
    if not found:
        return None
    halves = []
    for sign, digits in ((1, 2), (3, 4)):
        parts = _parts(found[digits], number, found.start(digits), whole=False)
        if parts is None:
            return None
        decimal = TypedDecimal.parse(found[sign], *parts, "", number.origins[found.start(digits)])
        halves.append(Fraction(decimal.text))
    if not halves[1]:
        raise AnswerError(number.origins[found.start(4)], "zero")
    ratio = halves[0] / halves[1]
    value = ratio.numerator if whole and ratio.denominator == 1 else float(ratio)
    rounded = f"{float(ratio):.6g}"
    return ReadNumber(value, None, None, rounded if Fraction(rounded) == ratio else f"{rounded}…")


def _parts(digits: str, number: Clean, start: int, *, whole: bool) -> tuple[str, str] | None:
    try:
        return split(digits, 0, whole=whole)
    except AnswerError as error:
        raise AnswerError(number.origins[start + error.position], error.reason, **error.details) from None


def _refuse_two_notations(text: str, number: Clean) -> None:
    if found := _MIXED.fullmatch(text):
        sign, integer, top, bottom = found.groups()
        mixed = f"{integer} + {top}/{bottom}"
        mixed, improper = f"{sign}({mixed})" if sign else mixed, f"{sign}{integer}{top}/{bottom}"
        raise AnswerError(number.origins[found.start(3) - 1], "readings", first=mixed, second=improper)
    if found := _LOST_POWER.fullmatch(text):  # pasting loses raised digits
        before, _, sign, exponent = found.groups()
        power, total = f"{before}^{sign.replace('+', '')}{exponent}", f"{before} {sign} {exponent}"
        raise AnswerError(number.origins[found.start(3)], "readings", first=power, second=total)
