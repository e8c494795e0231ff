"""What formulas are put together from: numbers, vectors, words, comparisons and products as LaTeX."""

from typing import Any

from solvers.explain import numbers
from solvers.explain.tex import Level, Tex, bracket
from solvers.words import phrase, say

ROW = r" \\ "
RELATIONS = {"==": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}


def number(value: float, places: int | None = None) -> Tex:
    """A number: exact as it is, otherwise at `places` decimals (twelve digits where None)."""
    exact = places is None or numbers.is_exact(value)
    printed = numbers.decimal(value) if places is None or exact else numbers.rounded(value, places)
    written = numbers.latex(printed, exact=exact)
    level = Level.PRODUCT if r"\times" in written else Level.ATOM
    if printed < 0:
        return Tex(
            written, Level.SIGN if level is Level.ATOM else level, signed=True, numeral=True, value=value
        )
    return Tex(written, level, numeral=True, value=value)


def values(value: Any, places: int) -> Tex:
    """A raw number, or nested lists of them, with the elements kept apart."""
    if not isinstance(value, list):
        return number(value, places)
    return listed([values(item, places) for item in value])


def listed(items: list[Tex], shape: bool = False) -> Tex:
    """Elements as a vector, a matrix or a shape."""
    if shape:
        return Tex(r" \times ".join(item.at(Level.POWER) for item in items), Level.PRODUCT, tuple(items))
    if items[0].elements:
        rows = ROW.join(" & ".join(cell.text for cell in item.elements) for item in items)
        return Tex(rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}", elements=tuple(items))
    return Tex(f"[{', '.join(item.text for item in items)}]", elements=tuple(items))


def text(words: str) -> Tex:
    """Words inside mathematics."""
    safe = words.replace("\\", r"\backslash ").replace("{", "(").replace("}", ")").replace("$", "")
    return Tex(rf"\text{{{safe}}}")


def joint(word: str) -> str:
    """A word between two conditions, with its spaces."""
    return rf"\text{{ {say(word)} }}"


def negation() -> str:
    """The word before a condition that does not hold."""
    word = say("not")
    return rf"\text{{{word} }}"


def all_of(conditions: list[str]) -> str:
    """Conditions that hold together."""
    return f" {joint(phrase('and'))} ".join(conditions)


def compared(operators: list[str], operands: list[Tex]) -> Tex:
    """A chain of comparisons."""
    written = operands[0].at(Level.SUM)
    for operator, operand in zip(operators, operands[1:], strict=True):
        written += f" {RELATIONS[operator]} {operand.at(Level.SUM)}"
    return Tex(written, Level.COMPARISON)


def product(sign: str, left: Tex, right: Tex) -> Tex:
    """Two factors with a sign between."""
    return Tex(
        f"{left.at(Level.PRODUCT)} {sign} {unsigned(right, Level.PRODUCT)}", Level.PRODUCT, signed=left.signed
    )


def unsigned(operand: Tex, level: Level) -> str:
    """An operand behind an operator: bracketed where it binds too loosely or begins with a minus sign."""
    return bracket(operand.text) if operand.signed or operand.level < level else operand.text
