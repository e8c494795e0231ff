"""LaTeX with its precedence, so that brackets are set once, when a part goes into a whole."""

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How tightly the outermost operator of a piece of LaTeX binds."""

    CHOICE = 0
    OR = 1
    AND = 2
    NOT = 3
    COMPARISON = 4
    REMAINDER = 5
    SUM = 6
    INNER = 7  # a dot product: a term of a sum, but no factor
    PRODUCT = 8
    SIGN = 9
    POWER = 10
    ATOM = 11


@dataclass(frozen=True, slots=True)
class Tex:
    """A piece of LaTeX.

    `elements` are a vector's, where they are known one by one; `signed` says that it begins with a minus
    sign, `numeral` that it is a number, `value` which one before it was rounded for print.
    """

    text: str
    level: Level = Level.ATOM
    elements: tuple["Tex", ...] = ()
    signed: bool = False
    numeral: bool = False
    value: float | None = None

    def at(self, level: Level) -> str:
        """The text as an operand of an operator that needs at least `level`."""
        return self.text if self.level >= level else bracket(self.text)


def bracket(text: str) -> str:
    """Round brackets that grow with what they hold."""
    return rf"\left({text}\right)" if r"\frac" in text or r"\begin" in text else f"({text})"


def call(name: str, arguments: list[Tex]) -> Tex:
    """A function's name before its arguments in brackets."""
    return Tex(name + bracket(", ".join(argument.text for argument in arguments)))


def fraction(over: Tex | str, under: Tex | str) -> Tex:
    """A fraction: stands as a factor without brackets; a power of it needs them."""
    upper = over if isinstance(over, str) else over.text
    lower = under if isinstance(under, str) else under.text
    return Tex(rf"\frac{{{upper}}}{{{lower}}}", Level.POWER)
