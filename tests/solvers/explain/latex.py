"""An evaluator of the LaTeX that the printer writes, by the rules of school mathematics alone.

It knows nothing of the problem language. A sign behind an operator, a power of a power or of a fraction
without brackets, and all else that a reader could take in two ways is an error.
"""

import math
import re
from collections.abc import Callable
from operator import truediv
from typing import Any

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\{,\}\d{3})*(?:\.\d+)?)"
    r"|(?P<command>\\(?:text\{[^}]*\}|operatorname\{[^}]*\}|mathrm\{[^}]*\}|[A-Za-z]+|\\))"
    r"|(?P<letter>[A-Za-z])"
    r"|(?P<sign>.))",
    re.DOTALL,
)


def real(function: Callable[..., Any], *arguments: Any) -> Any:
    """The function's value, nan where it has none: in a branch that is not taken that does no harm."""
    try:
        value = function(*arguments)
    except (ArithmeticError, ValueError):
        return math.nan
    return math.nan if isinstance(value, complex) else value


FUNCTIONS: dict[str, Callable[..., float]] = {
    r"\sigma": lambda z: 1 / (1 + math.exp(-z)),
    r"\tanh": math.tanh,
    r"\cos": math.cos,
    r"\ln": math.log,
    r"\max": max,
    r"\operatorname{ReLU}": lambda z: max(z, 0.0),
    r"\operatorname{step}": lambda z: float(z >= 0),
    r"\operatorname{LeakyReLU}": lambda z: z if z > 0 else 0.01 * z,
    r"\operatorname{softplus}": lambda z: math.log1p(math.exp(z)),
}
RELATIONS: dict[str, Callable[[float, float], bool]] = {
    "=": lambda a, b: math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9),
    r"\ne": lambda a, b: not math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9),
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    r"\le": lambda a, b: a <= b,
    r"\ge": lambda a, b: a >= b,
}
SNAP = 1e-9  # so near to a whole number a quotient is one
CLOSING = {"(": ")", r"\left(": r"\right)", r"\left|": r"\right|", "[": "]"}


class AmbiguousError(Exception):
    """The text can be read in two ways, or in none."""


def evaluate(latex: str, symbols: dict[str, Any] | None = None) -> Any:
    """The value of a formula, with the values of its symbols (LaTeX → number or function)."""
    reader = _Reader(latex, symbols or {})
    value = reader.logic()
    if reader.peek() is not None:
        raise AmbiguousError(f"{reader.peek()!r} is left over in {latex}")
    return value


class _Reader:
    def __init__(self, latex: str, symbols: dict[str, Any]) -> None:
        self.symbols = symbols
        self.tokens = _tokens(latex, symbols)
        self.at = 0

    def peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, wanted: str | None = None) -> str:
        token = self.peek()
        if token is None or (wanted is not None and token != wanted):
            raise AmbiguousError(f"{wanted!r} expected, {token!r} found")
        self.at += 1
        return token

    def logic(self) -> Any:
        """or, and, not: an `and` beside an `or` binds more tightly."""
        value = self.conjunction()
        while self.peek() == r"\text{ or }":
            self.take()
            value = self.conjunction() or value
        return value

    def conjunction(self) -> Any:
        value = self.negation()
        while self.peek() == r"\text{ and }":
            self.take()
            value = self.negation() and value
        return value

    def negation(self) -> Any:
        if self.peek() == r"\text{not }":
            self.take()
            return not self.negation()
        return self.comparison()

    def comparison(self) -> Any:
        left = self.sum()
        if self.peek() not in RELATIONS:
            return left
        held = True
        while self.peek() in RELATIONS:
            relation = RELATIONS[self.take()]
            right = self.sum()
            held = held and relation(left, right)
            left = right
        return held

    def sum(self) -> Any:
        if self.peek() == "-":
            self.take()
            value = -self.product()
        else:
            value = self.product()
        if self.peek() == r"\bmod":
            return self.remainder(value)
        while self.peek() in ("+", "-"):
            sign = self.take()
            term = self.product()
            value = value + term if sign == "+" else value - term
        return value

    def remainder(self, value: float) -> float:
        self.take(r"\bmod")
        divisor = self.power()
        if self.peek() in ("+", "-", r"\bmod", r"\times", r"\cdot"):
            raise AmbiguousError("a remainder beside another operator")
        return value - real(lambda: math.floor(value / divisor + SNAP)) * divisor

    def product(self) -> Any:
        value = self.power()
        while True:
            following = self.peek()
            if following in (r"\times", r"\cdot"):
                self.take()
                value = value * self.power()
            elif following is not None and self.begins_factor(following):
                value = value * self.power()
            else:
                return value

    def begins_factor(self, token: str) -> bool:
        if token[0].isdigit():
            raise AmbiguousError("a number directly behind a factor")
        return (
            token in CLOSING
            or token in self.symbols
            or token in FUNCTIONS
            or token in (r"\frac", r"\sqrt", "e", r"\pi", r"\left\lfloor", r"\left\lceil")
        )

    def power(self) -> Any:
        token = self.peek()
        base = self.atom()
        if self.peek() != "^":
            return base
        if token == r"\frac":
            raise AmbiguousError("a power of a fraction without brackets")
        self.take()
        exponent = self.group()
        if self.peek() == "^":
            raise AmbiguousError("a power of a power without brackets")
        return real(pow, base, exponent)

    def group(self) -> Any:
        self.take("{")
        value = self.logic()
        self.take("}")
        return value

    def atom(self) -> Any:  # noqa: C901 (a table would hide the grammar)
        token = self.take()
        if token[0].isdigit():
            return float(token.replace("{,}", ""))
        if token in self.symbols:
            value = self.symbols[token]
            return real(value, *self.arguments()) if callable(value) else value
        if token in FUNCTIONS:
            return real(FUNCTIONS[token], *self.arguments())
        if token in CLOSING:
            return self.closed(token)
        if token == r"\frac":
            return real(truediv, self.group(), self.group())
        if token == r"\sqrt":
            return real(math.sqrt, self.group())
        if token in (r"\left\lfloor", r"\left\lceil"):
            value = self.sum()
            self.take(token.replace("left", "right").replace("lfloor", "rfloor").replace("lceil", "rceil"))
            return real(math.floor, value + SNAP) if "floor" in token else real(math.ceil, value - SNAP)
        if token == "e":
            return math.e
        if token == r"\pi":
            return math.pi
        if token == r"\begin":
            return self.cases()
        raise AmbiguousError(f"{token!r} is no value")

    def closed(self, opening: str) -> Any:
        values = [self.logic()]
        while self.peek() == ",":
            self.take()
            values.append(self.logic())
        self.take(CLOSING[opening])
        if opening == "[":
            return values
        (value,) = values
        return abs(value) if opening == r"\left|" else value

    def arguments(self) -> list[Any]:
        opening = self.take()
        if opening not in ("(", r"\left("):
            raise AmbiguousError(f"a function without brackets: {opening!r}")
        values = [self.logic()]
        while self.peek() == ",":
            self.take()
            values.append(self.logic())
        self.take(CLOSING[opening])
        return values

    def cases(self) -> Any:
        for part in ("{", "c", "a", "s", "e", "s", "}"):
            self.take(part)
        chosen: list[Any] = []
        while True:
            value = self.logic()
            self.take("&")
            held = self.peek() == r"\text{otherwise}"
            if held:
                self.take()
            else:
                self.take(r"\text{if }")
                held = self.logic()
            if held:
                chosen.append(value)
            if self.peek() != r"\\":
                break
            self.take()
        for part in (r"\end", "{", "c", "a", "s", "e", "s", "}"):
            self.take(part)
        return chosen[0]


def _tokens(latex: str, symbols: dict[str, Any]) -> list[str]:
    found: list[str] = []
    at = 0
    known = sorted(symbols, key=len, reverse=True)
    while latex[at:].strip():
        at += len(latex[at:]) - len(latex[at:].lstrip())
        symbol = next((name for name in known if latex.startswith(name, at)), None)
        if symbol is not None:
            found.append(symbol)
            at += len(symbol)
            continue
        match = TOKEN.match(latex, at)
        assert match is not None
        at = match.end()
        found.append(
            match.group().strip() if not match.group().strip().startswith(r"\text") else match.group()
        )
        if found[-1] in (r"\left", r"\right"):
            following = TOKEN.match(latex, at)
            assert following is not None
            found[-1] += following.group().strip()
            at = following.end()
    return [token if token.startswith(r"\text") else token.strip() for token in found]
