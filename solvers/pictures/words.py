"""Symbols and numbers as plain characters, as a picture or a sentence has them."""

import re
import unicodedata
from decimal import Decimal

from solvers import words
from solvers.explain import numbers
from solvers.explain.symbols import LETTERS
from solvers.pictures.data import Quantity, Symbol

WORD = re.compile(r"\\(?:text|mathrm|mathbf|operatorname)\s*\{([^{}]*)\}")
ACCENT = re.compile(r"\\(hat|bar|tilde|vec)\s*\{(\w)\}")
ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "vec": "\u20d7"}
COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
LETTER_OF = {name: letter for letter, name in LETTERS.items()}
SYMBOL = re.compile(r"^([^\\{}^_]+)(?:_(?:\{([^\\{}^_]*)\}|([^\\{}^_])))?$")
POWER = re.compile(r" \\times 10\^\{(-?\d+)\}")
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
MOST_SPOKEN = 12  # values that a sentence lists


def plain_symbol(latex: str, name: str) -> Symbol:
    r"""A symbol's LaTeX without its commands: w_{1} → w, 1; \hat{m} → m̂. `name` stands for what is more."""
    plain = ACCENT.sub(lambda match: match[2] + ACCENTS[match[1]], WORD.sub(r"\1", latex))
    plain = COMMAND.sub(lambda match: LETTER_OF.get(match[1], match[0]), plain)
    found = SYMBOL.match(unicodedata.normalize("NFC", plain.strip()))
    return Symbol(found[1].strip(), (found[2] or found[3] or "").strip()) if found else Symbol(name)


def element(symbol: Symbol, *places: int) -> Symbol:
    """A symbol with the places of an element, from 1."""
    return Symbol(symbol.base, ",".join(filter(None, [symbol.below, *map(str, places)])))


def spoken(symbol: Symbol) -> str:
    """A symbol in a sentence: w₁, or y_pred where there is no small letter for it."""
    small = symbol.below.translate(SUBSCRIPTS)
    if symbol.below.isdigit():
        return symbol.base + small
    return f"{symbol.base}_{symbol.below}" if symbol.below else symbol.base


def number_words(number: Decimal) -> str:
    """A number with a true minus sign and small digits for powers of ten."""
    text = POWER.sub(lambda match: " × 10" + match[1].translate(SUPERSCRIPTS), numbers.latex(number))
    return text.replace("{,}", ",").replace("-", "−")


def told(quantity: Quantity) -> str:
    """A quantity in a sentence: w₁ = 0.2."""
    return f"{spoken(quantity.symbol)} = {quantity.value}" if quantity.value else spoken(quantity.symbol)


def listed(parts: list[str]) -> str:
    """Parts joined as a sentence has them; of many the first and the last ones."""
    if len(parts) > MOST_SPOKEN:
        return ", ".join([*parts[: MOST_SPOKEN // 2], "…", parts[-1]])
    return words.listed(parts)
