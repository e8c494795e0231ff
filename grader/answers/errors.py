"""The one way a typed answer is refused: where, for which reason, and the English words for it."""

from typing import Literal

Reason = Literal[
    "empty",
    "long",
    "character",
    "unfinished",
    "equation",
    # numbers
    "readings",
    "space",
    "several",
    "finite",
    "hexadecimal",
    "underscore",
    "signs",
    "sign after",
    "exponent form",
    "points",
    "separators",
    "fraction sign",
    "brackets",
    "arithmetic",
    "unit",
    "not a number",
    "zero",
    "digits",
    "extreme",
    # shapes, labels and choices
    "shape",
    "mixed separators",
    "sides",
    "label",
    "option number",
    "option range",
    "option repeated",
    "one option",
    # formulas
    "name",
    "call",
    "sign missing",
    "first",
    "bars",
    "comma",
    "never closed",
    "never opened",
    "nesting",
    "power",
    "formula equation",
]

_WORDS: dict[Reason, str] = {
    "empty": "Nothing is typed yet.",
    "long": "This is too long to be read: type at most {limit} characters.",
    "character": 'The character "{found}" cannot be read here: leave it out or type it another way.',
    "unfinished": 'Something is missing after "{found}".',
    "equation": "Type the number alone, or one name, an equals sign and the number.",
    "readings": "This can be read as {first} or as {second}. Type it so that only one reading is left.",
    "space": "This can be read as one number, {first}, or as several, {second}. Type one number.",
    "several": "There is more than one number here. Type one number.",
    "finite": 'Type a finite number: "{found}" is not one.',
    "hexadecimal": 'Type the number in decimal digits: "{found}" is another notation.',
    "underscore": "Leave out the underscores between the digits.",
    "signs": "There are two signs in a row. Type one sign.",
    "sign after": "Type the sign before the number, not after it.",
    "exponent form": "Type a whole exponent directly after the number, as in 7.05e-1.",
    "points": "There is more than one decimal point. Type one.",
    "separators": "The separators do not fit a number. Type it without thousands separators, as in 1234.5.",
    "fraction sign": 'Type "{found}" with a slash, as in 1/2, or as a decimal number.',
    "brackets": "Type the number without brackets or bars.",
    "arithmetic": "Work this out and type one number, such as 0.705.",
    "unit": 'Type the number alone, in digits: "{found}" after it cannot be read.',
    "not a number": 'Type a number in digits: "{found}" is not one.',
    "zero": "This divides by zero, so it has no value.",
    "digits": "Type at most {limit} digits.",
    "extreme": "This number is too large or too close to zero to be read.",
    "shape": 'Type whole numbers with an x between them, as in 63x25: "{found}" cannot be read.',
    "mixed separators": "Put the same sign between all numbers, as in 63x25x16.",
    "sides": "Type at most {limit} numbers for a shape.",
    "label": '"{found}" is not one of the options. Choose one of: {allowed}.',
    "option number": 'Type the numbers of options, as in 2 or 1,3: "{found}" cannot be read.',
    "option range": "There is no option {found}: type numbers from 1 to {limit}.",
    "option repeated": "Option {found} is named more than once. Name it once.",
    "one option": "Choose one option only.",
    "name": '"{found}" is not known here: use {allowed}. Write a product with *, as in 2*3.',
    "call": "Put what {found} is taken of in brackets: {found}(...).",
    "sign missing": 'A sign is missing before "{found}".',
    "first": 'Something is missing before "{found}".',
    "bars": "Write an absolute value with a function and brackets, not with bars.",
    "comma": "A comma cannot stand here. Type a decimal point in a number.",
    "never closed": "This bracket is never closed.",
    "never opened": "There is no opening bracket that fits this one.",
    "nesting": "There are too many brackets inside each other: at most {limit} are read.",
    "power": "An exponent can be at most {limit}.",
    "formula equation": "Type the formula alone, or one name, an equals sign and the formula.",
}

_SHOWN = 40  # characters of the typed text that a message repeats


class AnswerError(Exception):
    """A typed answer that cannot be read; `position` counts from 0 in the text as typed."""

    def __init__(self, position: int, reason: Reason, **details: str) -> None:
        super().__init__(position, reason, details)
        self.position = position
        self.reason: Reason = reason
        self.details = {name: _shortened(name, text) for name, text in details.items()}


def words(error: AnswerError) -> str:
    """The sentence that tells the student what is wrong and what to do."""
    return _WORDS[error.reason].format_map(error.details)


def listed(items: list[str], last: str = "and") -> str:
    """The items as English prints them: a, b and c."""
    return f" {last} ".join(filter(None, (", ".join(items[:-1]), items[-1])))


def _shortened(name: str, text: str) -> str:
    """A short printable detail; what is allowed is the author's text and is kept whole."""
    if name == "allowed":
        return text
    text = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in text[: _SHOWN + 1])
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
