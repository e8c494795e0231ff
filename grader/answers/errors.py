"""The one way a typed answer is refused: where, for which reason, and the words for it."""

from typing import Literal

from solvers.words import phrase, say

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
    "empty": phrase("Nothing is typed yet."),
    "long": phrase("This is too long to be read: type at most {limit} characters."),
    "character": phrase('The character "{found}" cannot be read here: leave it out or type it another way.'),
    "unfinished": phrase('Something is missing after "{found}".'),
    "equation": phrase("Type the number alone, or one name, an equals sign and the number."),
    "readings": phrase(
        "This can be read as {first} or as {second}. Type it so that only one reading is left."
    ),
    "space": phrase("This can be read as one number, {first}, or as several, {second}. Type one number."),
    "several": phrase("There is more than one number here. Type one number."),
    "finite": phrase('Type a finite number: "{found}" is not one.'),
    "hexadecimal": phrase('Type the number in decimal digits: "{found}" is another notation.'),
    "underscore": phrase("Leave out the underscores between the digits."),
    "signs": phrase("There are two signs in a row. Type one sign."),
    "sign after": phrase("Type the sign before the number, not after it."),
    "exponent form": phrase("Type a whole exponent directly after the number, as in 7.05e-1."),
    "points": phrase("There is more than one decimal point. Type one."),
    "separators": phrase(
        "The separators do not fit a number. Type it without thousands separators, as in 1234.5."
    ),
    "fraction sign": phrase('Type "{found}" with a slash, as in 1/2, or as a decimal number.'),
    "brackets": phrase("Type the number without brackets or bars."),
    "arithmetic": phrase("Work this out and type the result as one number."),
    "unit": phrase('Type the number alone, in digits: "{found}" after it cannot be read.'),
    "not a number": phrase('Type a number in digits: "{found}" is not one.'),
    "zero": phrase("This divides by zero, so it has no value."),
    "digits": phrase("Type at most {limit} digits."),
    "extreme": phrase("This number is too large or too close to zero to be read."),
    "shape": phrase('Type whole numbers with an x between them, as in 63x25: "{found}" cannot be read.'),
    "mixed separators": phrase("Put the same sign between all numbers, as in 63x25x16."),
    "sides": phrase("Type at most {limit} numbers for a shape."),
    "label": phrase('"{found}" is not one of the options. Choose one of: {allowed}.'),
    "option number": phrase('Type the numbers of options, as in 2 or 1,3: "{found}" cannot be read.'),
    "option range": phrase("There is no option {found}: type numbers from 1 to {limit}."),
    "option repeated": phrase("Option {found} is named more than once. Name it once."),
    "one option": phrase("Choose one option only."),
    "name": phrase('"{found}" is not known here: use {allowed}. Write a product with *, as in 2*3.'),
    "call": phrase("Put what {found} is taken of in brackets: {found}(...)."),
    "sign missing": phrase('A sign is missing before "{found}".'),
    "first": phrase('Something is missing before "{found}".'),
    "bars": phrase("Write an absolute value with a function and brackets, not with bars."),
    "comma": phrase("A comma cannot stand here. Type a decimal point in a number."),
    "never closed": phrase("This bracket is never closed."),
    "never opened": phrase("There is no opening bracket that fits this one."),
    "nesting": phrase("There are too many brackets inside each other: at most {limit} are read."),
    "power": phrase("An exponent can be at most {limit}."),
    "formula equation": phrase("Type the formula alone, or one name, an equals sign and the formula."),
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
    return say(_WORDS[error.reason], **error.details)


def _shortened(name: str, text: str) -> str:
    """A short printable detail; what is allowed is the author's text and is kept whole."""
    if name == "allowed":
        return text
    text = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in text[: _SHOWN + 1])
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
