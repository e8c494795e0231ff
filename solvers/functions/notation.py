"""Pieces of LaTeX that several functions print: sums of many terms, first elements of long results."""

from collections.abc import Sequence

from solvers.explain.tex import Level, Tex, bracket, fraction

IN_FULL = 4  # terms of a sum that are all printed; of more, the first and the last
WINDOW = 9  # terms of a result's first element that are all printed: a 3 × 3 kernel's
LISTED = 12  # arguments of min or max that are all printed


def cells(argument: Tex) -> list[Tex]:
    """The numbers of a scalar, vector or matrix, row by row."""
    if not argument.elements:
        return [argument]
    return [cell for element in argument.elements for cell in cells(element)]


def known(terms: Sequence[Tex]) -> list[float] | None:
    """The numbers that terms stand for, or None where one is not a plain number."""
    values = [term.value for term in terms if term.value is not None]
    return values if len(values) == len(terms) else None


def whole(literal: Tex) -> int:
    """The number of an argument that is written out."""
    assert literal.value is not None
    return int(literal.value)


def summed(terms: Sequence[Tex], most: int = IN_FULL) -> Tex:
    """Terms with plus signs between; negative ones behind a plus sign in brackets."""
    first, *others = terms
    if not others:
        return first
    written = [bracket(term.text) if term.signed else term.at(Level.SUM) for term in others]
    if len(terms) > most:
        written = [r"\cdots", written[-1]]
    return Tex(" + ".join([first.at(Level.SUM), *written]), Level.SUM, signed=first.signed)


def products(left: Sequence[Tex], right: Sequence[Tex]) -> list[Tex]:
    """The products of numbers side by side, each in brackets: (0.2 × 0.5)."""
    return [
        Tex(rf"({a.at(Level.SIGN)} \times {b.at(Level.POWER)})") for a, b in zip(left, right, strict=True)
    ]


def averaged(terms: Sequence[Tex]) -> Tex:
    """The sum of terms over their number; of one, itself."""
    return terms[0] if len(terms) == 1 else fraction(summed(terms), str(len(terms)))


def subtracted(term: Tex) -> str:
    """What stands behind a minus sign: bracketed if it is a sum or negative."""
    return bracket(term.text) if term.signed or term.level < Level.PRODUCT else term.text


def squared(left: Tex, right: Tex) -> Tex:
    """The square of a difference: (0.7 − 1)²."""
    return Tex(f"{bracket(f'{left.at(Level.SUM)} - {subtracted(right)}')}^{{2}}", Level.POWER)


def negative(term: Tex) -> Tex:
    """The term with a minus sign: −ln(0.7), −(a + b)."""
    return Tex(f"-{subtracted(term)}", Level.SIGN, signed=True)


def listing(items: Sequence[Tex]) -> list[Tex]:
    """Arguments in a row; of many, the first two and the last."""
    return list(items) if len(items) <= LISTED else [*items[:2], Tex(r"\ldots"), items[-1]]


def first_of_vector(first: Tex, length: int) -> Tex:
    """A vector of which the first element is printed."""
    if length == 1:
        return Tex(rf"\left[{first.text}\right]")
    return Tex(rf"\left[{first.text}, \ldots\right]")


def first_of_matrix(first: Tex, rows: int, columns: int) -> Tex:
    """A matrix of which the first element is printed."""
    above = first.text if columns == 1 else rf"{first.text} & \cdots"
    below = r"\vdots" if columns == 1 else r"\vdots & \ddots"
    lines = above if rows == 1 else rf"{above} \\ {below}"
    return Tex(rf"\begin{{bmatrix}} {lines} \end{{bmatrix}}")
