"""The numbers of a statement as Python, to go on calculating with: one assignment a line."""

from collections.abc import Callable, Iterable

from solvers.values import Value, shown


def as_python(names: Iterable[str], value_of: Callable[[str], Value], places_of: Callable[[str], int]) -> str:
    """Return `name = value` for each of `names`, once, with no more digits than the statement prints.

    A size becomes a tuple, a matrix a list of rows.
    """
    lines = [f"{name} = {_literal(value_of(name), places_of(name))}" for name in dict.fromkeys(names)]
    return "\n".join(lines)


def _literal(value: Value, places: int) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_literal(item, places) for item in value)}]"
    if isinstance(value, bool | str | tuple):
        return repr(value)
    return str(shown(value, places))
