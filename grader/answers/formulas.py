"""Formulas as students type them, written in plain expression syntax: 2(w-4) is 2*(w-4), w² is w**2."""

import re
from collections.abc import Sequence

from grader.answers.characters import clean
from grader.answers.decimals import TypedDecimal
from grader.answers.equations import right_side
from grader.answers.errors import AnswerError
from grader.answers.formula_names import SEVERAL_ARGUMENTS, Names
from grader.answers.formula_parts import EULER, Part, bracketed, joined, negative, raised
from grader.answers.formula_tokens import Token, tokens
from grader.answers.separators import split

MAX_NESTING = 20
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_OPERAND = ("number", "name", "open")
_NUMBER = re.compile(r"([^eE]+)(?:([eE])(.+))?")


def read_formula(text: str, variables: Sequence[str], functions: Sequence[str]) -> str:
    """The formula with only the names given, numbers, + - * / ** and brackets, or AnswerError."""
    plain = clean(text)
    if not plain.text:
        raise AnswerError(0, "empty")
    right = right_side(plain)
    if right is None:
        raise AnswerError(plain.origins[0], "formula equation")
    right = right.cut(0, len(right.text.removesuffix("."))).strip()
    if not right.text:
        raise AnswerError(right.origins[0], "unfinished", found=plain.text)
    return _Reader(tokens(right), Names(variables, functions)).whole()


class _Reader:
    """A recursive reading, one method for each level of precedence, loosest first."""

    def __init__(self, pieces: list[Token], names: Names) -> None:
        self.pieces = pieces
        self.names = names
        self.at = 0
        self.depth = 0
        self.lists_arguments = False

    @property
    def token(self) -> Token:
        return self.pieces[self.at]

    def take(self) -> Token:
        self.at += 1
        return self.pieces[self.at - 1]

    def whole(self) -> str:
        part = self.sum()
        if self.token.kind == "end":
            return part.text
        raise AnswerError(self.token.position, "comma" if self.token.kind == "comma" else "never opened")

    def sum(self) -> Part:
        total = self.product()
        while self.token.text in ("+", "-"):
            sign = self.take()
            operator = f" {sign.text} " if sign.spaced and self.token.spaced else sign.text
            total = joined(total, operator, self.product(), sign.position)
        return total

    def product(self) -> Part:
        total = self.signed()
        divided: tuple[Part, Part] | None = None
        while (operator := self.operator()) is not None:
            position = self.token.position
            if operator:
                self.take()
            factor = self.signed() if operator else self.power()
            if divided and not operator:  # 1/2w
                raise _two_readings(
                    position, f"({divided[0]}/{divided[1]})*{factor}", f"{divided[0]}/({divided[1]}*{factor})"
                )
            divided = (total, factor) if operator == "/" else None
            total = joined(total, operator or "*", factor, position)
        return total

    def operator(self) -> str | None:
        """The sign between two factors: * or /, empty where they stand side by side, None after the last."""
        token, before = self.token, self.pieces[self.at - 1]
        if token.text in ("*", "/"):
            return token.text
        if token.kind == "number":
            self.refuse_number(token, before)
        if token.kind == "name" and self.is_times(token, before, self.pieces[self.at + 1]):
            return "*"
        return "" if token.kind in _OPERAND else None

    def refuse_number(self, token: Token, before: Token) -> None:
        """A number after a name or bracket is a factor or a lost raised digit: (w-4)2."""
        if before.kind == "number":
            raise AnswerError(token.position, "sign missing", found=token.text)
        left = before.text if before.kind == "name" else "(...)"
        raise _two_readings(token.position, f"{left}*{token.text}", f"{left}^{token.text}")

    def is_times(self, token: Token, before: Token, after: Token) -> bool:
        """Whether an x between two factors is a times sign; refused where it may also be the variable x."""
        letter, digits = token.text[0], token.text[1:]
        known = self.names.variable(token.text)
        if letter not in "xX":
            return False
        if digits.isdigit() and before.kind == "number" and not (known and token.spaced):  # 2x3
            product = f"{before.text}*{token.text if known else f'{letter}*{digits}'}"
            raise _two_readings(token.position, f"{before.text}*{digits}", product)
        if digits or after.kind not in _OPERAND:
            return False
        if known and token.spaced and after.spaced:  # 2 x w
            left, right = (t.text if t.kind in ("number", "name") else "(...)" for t in (before, after))
            raise _two_readings(token.position, f"{left}*{right}", f"{left}*{letter}*{right}")
        return not known

    def signed(self) -> Part:
        if self.token.text not in ("+", "-"):
            return self.power()
        sign = self.take()
        if self.token.text in ("+", "-"):
            raise AnswerError(self.token.position, "signs")
        part = self.power()
        return negative(part) if sign.text == "-" else part

    def power(self) -> Part:
        base = self.atom()
        if self.token.text != "^":
            return base
        sign = self.take()
        exponent = self.exponent()
        if self.token.text == "^":
            self.take()
            top = self.exponent()
            raise _two_readings(sign.position, f"{base}^({exponent}^{top})", f"({base}^{exponent})^{top}")
        if exponent.bare and self.operator() == "":  # e^2x
            factor = self.power()
            raise _two_readings(
                sign.position, f"({base}^{exponent})*{factor}", f"{base}^({exponent}*{factor})"
            )
        return raised(base, exponent, sign.position)

    def exponent(self) -> Part:
        minus = self.token.text == "-"
        if self.token.text in ("+", "-"):
            self.take()
        part = self.atom()
        return negative(part) if minus else part

    def atom(self) -> Part:
        token = self.take()
        if token.kind == "number":
            return self.number(token)
        if token.kind == "name":
            return self.named(token)
        if token.kind == "open":
            return bracketed(self.inside(token)[0])
        if token.kind == "comma":
            raise AnswerError(token.position, "comma")
        before = self.pieces[self.at - 2].text if self.at > 1 else ""
        if before:
            raise AnswerError(token.position, "unfinished", found=before)
        raise AnswerError(
            token.position, "never opened" if token.kind == "close" else "first", found=token.text
        )

    def number(self, token: Token) -> Part:
        found = _NUMBER.fullmatch(token.text)
        assert found
        digits, letter, exponent = found[1], found[2], found[3] or ""
        if letter == "e" and (self.names.is_euler("e") or self.names.variable("e")):  # 2e-3
            times = exponent if exponent[0] in "+-" else f"*{exponent}"
            raise _two_readings(token.position, f"{digits}*10^{exponent}", f"{digits}*e{times}")
        if "," in digits and self.lists_arguments:  # max(0,5)
            raise _two_readings(token.position, digits.replace(",", ".", 1), digits.replace(",", ", "))
        parts = split(digits, token.position)
        if parts is None:
            raise AnswerError(token.position, "separators")
        decimal = TypedDecimal.parse("", *parts, exponent, token.position)
        return Part(decimal.text, decimal.value, bare=True)

    def named(self, token: Token) -> Part:
        if variable := self.names.variable(token.text):
            return Part(variable, varies=True, bare=True)
        if function := self.names.function(token.text):
            return self.call(function)
        if self.names.is_euler(token.text):
            return EULER
        raise AnswerError(token.position, "name", found=token.text, allowed=self.names.allowed)

    def call(self, function: str) -> Part:
        if self.token.kind != "open":
            raise AnswerError(self.token.position, "call", found=function)
        outer, self.lists_arguments = self.lists_arguments, function in SEVERAL_ARGUMENTS
        arguments = self.inside(self.take(), several=self.lists_arguments)
        self.lists_arguments = outer
        text = ", ".join(argument.text for argument in arguments)
        varies = any(argument.varies for argument in arguments)
        return Part(f"{function}({text})", None, varies, max(argument.power for argument in arguments))

    def inside(self, opening: Token, *, several: bool = False) -> list[Part]:
        """What stands in the brackets that `opening` opens: one part, or several between commas."""
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise AnswerError(opening.position, "nesting", limit=str(MAX_NESTING))
        parts = [self.sum()]
        while several and self.token.kind == "comma":
            self.take()
            parts.append(self.sum())
        closing = self.take()
        if closing.kind == "end":
            raise AnswerError(opening.position, "never closed")
        if closing.text != _CLOSING[opening.text]:
            raise AnswerError(closing.position, "comma" if closing.kind == "comma" else "never opened")
        self.depth -= 1
        return parts


def _two_readings(position: int, first: str, second: str) -> AnswerError:
    return AnswerError(position, "readings", first=first, second=second)
