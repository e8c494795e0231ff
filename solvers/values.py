"""Values as people and JSON hold them, and as the compiled program does."""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from solvers.explain import numbers
from solvers.language.kinds import Kind
from solvers.placeholders import Printed
from solvers.words import truth

MAX_SIZE = 1e300  # of a number that is given; nan and infinities are larger than anything
Value = Any  # int, float, bool, str, or (nested) lists of them; a shape is a tuple of ints


def native(raw: Any, kind: Kind, texts: tuple[str, ...]) -> Value:
    """A raw value as a plain Python one: a text is a text, a shape a tuple, a position counts from 1."""
    if isinstance(raw, list):
        items = [native(item, kind, texts) for item in raw]
        return tuple(items) if kind.shape else items
    if kind.base == "text":
        return texts[int(raw)]
    if kind.base == "truth":
        return bool(raw)
    return int(raw) + kind.position if kind.whole else float(raw)


def raw(value: Value, kind: Kind, texts: tuple[str, ...], dims: tuple[int, ...] | None = None) -> Any:
    """The inverse of `native`; ValueError with a sentence where the value is not of the kind."""
    left = kind.dims if dims is None else dims
    if left:
        items = value.tolist() if hasattr(value, "tolist") else value
        if not isinstance(items, list | tuple) or len(items) != left[0]:
            raise ValueError(f"{kind.describe()} is needed")
        return [raw(item, kind, texts, left[1:]) for item in items]
    if kind.base == "text":
        if value not in texts:
            raise ValueError(f"one of {', '.join(map(repr, texts))} is needed")
        return texts.index(value)
    if kind.base == "truth":
        if not isinstance(value, bool):
            raise ValueError("True or False is needed")
        return value
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= MAX_SIZE:
        raise ValueError(f"{kind.describe()} is needed")
    if kind.whole and value != int(value):
        raise ValueError("a whole number is needed")
    return float(value) - kind.position


def printed(value: Value, places: int) -> Printed:
    """A value as it stands in a statement: exact decimals as they are, others at `places` decimals."""
    if isinstance(value, bool):
        return Printed(truth(value), rf"\text{{{truth(value)}}}")
    if isinstance(value, str):
        return Printed(value, rf"\text{{{value}}}")
    if isinstance(value, tuple):
        return Printed(" × ".join(map(str, value)), r" \times ".join(map(str, value)))
    if isinstance(value, list):
        return _printed_list(value, places)
    return _printed_number(value, places)


# Variants draw the same few numbers again and again.
@lru_cache(maxsize=4096)
def _printed_number(value: float, places: int) -> Printed:
    number = shown(value, places)
    latex = numbers.latex(number)
    return Printed(_words(latex), latex, signed=number < 0)


@lru_cache(maxsize=4096)
def shown(value: float, places: int) -> Decimal:
    """The decimal that stands for a value: itself where exact, else rounded at `places`."""
    if numbers.is_exact(value):
        return numbers.decimal(value)
    return numbers.rounded(
        value, max(places, numbers.place_of_figure(value, 2)) if abs(value) < 10.0**-places else places
    )


def _printed_list(value: list[Any], places: int) -> Printed:
    if isinstance(value[0], list):
        rows = [[printed(item, places) for item in row] for row in value]
        latex = r" \\ ".join(" & ".join(item.latex for item in row) for row in rows)
        words = "; ".join(", ".join(item.words for item in row) for row in rows)
        return Printed(f"[{words}]", rf"\begin{{bmatrix}} {latex} \end{{bmatrix}}")
    items = [printed(item, places) for item in value]
    return Printed(
        f"[{', '.join(item.words for item in items)}]", f"[{', '.join(item.latex for item in items)}]"
    )


def _words(latex: str) -> str:
    """A number's LaTeX as plain text with a true minus sign."""
    if r"\times" in latex:
        return f"${latex}$"
    return latex.replace("{,}", ",").replace("-", "−")
