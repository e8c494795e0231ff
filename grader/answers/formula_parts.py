"""Parts of a formula joined into larger ones, with what is known of their value and size."""

import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

from grader.answers.errors import AnswerError

MAX_POWER = 20


@dataclass(frozen=True, slots=True)
class Part:
    """A part in plain expression syntax; `constant` is its value where no name or call is in it."""

    text: str
    constant: float | None = None
    varies: bool = False  # a variable is in it
    power: float = 1  # the highest power its numbers and variables are raised to
    shown: str = ""  # how a message shows it, where `text` would puzzle: e for exp(1)
    inside: str = ""  # the text without the brackets around all of it
    bare: bool = False  # a number or a name without brackets

    def __str__(self) -> str:
        return self.shown or self.text.replace("**", "^")


_OPERATIONS: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": math.pow,
}

EULER = Part("exp(1)", math.e, shown="e", bare=True)


def bracketed(part: Part) -> Part:
    return Part(f"({part.text})", part.constant, part.varies, part.power, f"({part})", inside=part.text)


def negative(part: Part) -> Part:
    constant = None if part.constant is None else -part.constant
    return Part(f"-{part.text}", constant, part.varies, part.power, f"-{part}", bare=part.bare)


def joined(left: Part, sign: str, right: Part, position: int) -> Part:
    """Two parts and the sign between them, which may have spaces around it."""
    if sign == "/" and right.constant == 0:
        raise AnswerError(position, "zero")
    return Part(
        left.text + sign + right.text,
        _constant(left, sign.strip(), right),
        left.varies or right.varies,
        max(left.power, right.power),
        f"{left}{sign}{right}",
    )


def raised(base: Part, exponent: Part, position: int) -> Part:
    """A power of a bounded exponent: unbounded ones keep whole-number arithmetic busy for years."""
    if exponent.constant is None and not exponent.varies:  # a call of constants: abs(9)
        raise AnswerError(position, "power", limit=str(MAX_POWER))
    power = base.power * max(1.0, abs(exponent.constant or 1.0))
    if power > MAX_POWER:
        raise AnswerError(position, "power", limit=str(MAX_POWER))
    if base == EULER:
        text = f"exp({exponent.inside or exponent.text})"
    elif re.fullmatch(r"[\w.]+", exponent.inside):
        text = f"{base.text}**{exponent.inside}"  # w² arrives as w^(2)
    else:
        text = f"{base.text}**" + (f"({exponent.text})" if exponent.text.startswith("-") else exponent.text)
    varies = base.varies or exponent.varies
    return Part(text, _constant(base, "**", exponent), varies, power, f"{base}^{exponent}")


def _constant(left: Part, sign: str, right: Part) -> float | None:
    if left.constant is None or right.constant is None:
        return None
    try:
        value = _OPERATIONS[sign](left.constant, right.constant)
    except (ArithmeticError, ValueError):
        return None
    return value if math.isfinite(value) else None
