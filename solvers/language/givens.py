"""Lines with draws: what is random in a problem, and from which values."""

import ast
import math
from dataclasses import replace
from decimal import Decimal

from solvers.language import kinds, limits
from solvers.language.draws import DRAWS, Draw
from solvers.language.kinds import NUMBER, TEXT, TRUTH, WHOLE, Kind, KindError
from solvers.language.syntax import Source
from solvers.language.tree import Given, Number

MAX_VALUES = 10**9  # values that one draw can take
Literal = bool | str | float | list["Literal"]


def is_draw(expression: ast.expr) -> bool:
    """Whether this is a call of uniform, integers or pick."""
    return (
        isinstance(expression, ast.Call)
        and isinstance(expression.func, ast.Name)
        and expression.func.id in DRAWS
    )


def holds_draw(expression: ast.expr) -> bool:
    """Whether a line is a given: a draw, or a list that holds one."""
    if isinstance(expression, ast.List):
        return any(holds_draw(item) for item in expression.elts)
    return is_draw(expression)


def given(expression: ast.expr, source: Source) -> Given:
    """The checked node of a line with draws."""
    where = source.where(expression)
    if isinstance(expression, ast.Call):
        draw = _draw(expression, source)
        return Given(draw.kind, where, draw, ())
    assert isinstance(expression, ast.List)
    items = tuple(_item(part, source) for part in expression.elts)
    kind = _joined(expression.elts, [item.kind for item in items], source)
    if kind.base != "number" or kind.shape:
        raise source.error(expression, "A list of draws holds numbers.")
    return Given(replace(kind, dims=(len(items), *kind.dims)), where, None, items)


def _item(part: ast.expr, source: Source) -> Given | Number:
    if holds_draw(part):
        return given(part, source)
    value = literal(part, source)
    if isinstance(value, bool) or not isinstance(value, float):
        raise source.error(part, "Beside a draw in a list stand draws and numbers.")
    return Number(_kind_of(part, value, source), source.where(part), value)


def literal(node: ast.expr, source: Source) -> Literal:
    """The value of a literal argument: numbers become floats."""
    if isinstance(node, ast.Constant) and isinstance(node.value, bool | str):
        return node.value
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        value = literal(node.operand, source)
        if isinstance(value, float):
            return 0.0 - value if isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.List):
        return [literal(item, source) for item in node.elts]
    raise source.error(node, "Write a number, a text or a list out here: no names and no calculations.")


def is_literal(node: ast.expr) -> bool:
    """Whether a line is a constant: literals alone."""
    if isinstance(node, ast.List):
        return all(is_literal(item) for item in node.elts)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        return isinstance(node.operand, ast.Constant)
    return isinstance(node, ast.Constant)


def _kind_of(node: ast.expr, value: Literal, source: Source) -> Kind:
    if isinstance(value, bool):
        return TRUTH
    if isinstance(value, str):
        return TEXT
    if isinstance(value, list):
        assert isinstance(node, ast.List)
        if not value:
            raise source.error(node, "A list has at least one element.")
        found = [_kind_of(part, item, source) for part, item in zip(node.elts, value, strict=True)]
        parts = _joined(node.elts, found, source)
        return replace(parts, dims=(len(value), *parts.dims))
    inner = node.operand if isinstance(node, ast.UnaryOp) else node
    return WHOLE if isinstance(inner, ast.Constant) and isinstance(inner.value, int) else NUMBER


def _joined(parts: list[ast.expr], found: list[Kind], source: Source) -> Kind:
    """The one kind of alternatives or elements, or ProblemError at the first that differs."""
    try:
        return kinds.join(found)
    except KindError as fault:
        raise source.error(parts[fault.index or 0], fault.message) from None


def _draw(call: ast.Call, source: Source) -> Draw:
    assert isinstance(call.func, ast.Name)
    name = call.func.id
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    allowed = {"size", "step"} if name == "uniform" else {"size"}
    for key, value in keywords.items():
        if key not in allowed:
            raise source.error(value, f"{name} knows {' and '.join(sorted(allowed))}, not {key!r}.")
    size = _size(keywords["size"], source) if "size" in keywords else ()
    if name == "pick":
        return _pick(call, size, source)
    if len(call.args) != 2:
        raise source.error(
            call,
            f"{name} takes the lowest and the highest value: "
            f"{name}(-1, 1{', step=0.1' * (name == 'uniform')}).",
        )
    low, high = (_number(part, source) for part in call.args)
    if name == "integers":
        return _stepped(call, name, low, high, Decimal(1), size, source)
    if "step" not in keywords:
        raise source.error(call, "Say how fine the values are: uniform(-1, 1, step=0.1).")
    return _stepped(call, name, low, high, _number(keywords["step"], source), size, source)


def _number(node: ast.expr, source: Source) -> Decimal:
    value = literal(node, source)
    if isinstance(value, bool) or not isinstance(value, float):
        raise source.error(node, "A number is needed here.")
    return Decimal(repr(value))


def _size(node: ast.expr, source: Source) -> tuple[int, ...]:
    parts = node.elts if isinstance(node, ast.Tuple) else [node]
    size = []
    for part in parts:
        value = literal(part, source)
        if isinstance(value, bool) or not isinstance(value, float) or value != int(value) or value < 1:
            raise source.error(part, "A size is a whole number from 1, or two: size=3, size=(2, 3).")
        size.append(int(value))
    if not 1 <= len(size) <= 3 or math.prod(size) > limits.MAX_ELEMENTS:
        raise source.error(
            node, f"A size has one to three numbers, and at most {limits.MAX_ELEMENTS:,} elements."
        )
    return tuple(size)


def _stepped(
    call: ast.Call,
    name: str,
    low: Decimal,
    high: Decimal,
    step: Decimal,
    size: tuple[int, ...],
    source: Source,
) -> Draw:
    if step <= 0:
        raise source.error(call, "The step is larger than 0.")
    if high < low:
        raise source.error(call, "The lowest value comes first.")
    places = max(0, *(-int(number.normalize().as_tuple().exponent) for number in (low, high, step)))
    scale = 10**places
    whole_low, whole_high, whole_step = (int(number * scale) for number in (low, high, step))
    values, rest = divmod(whole_high - whole_low, whole_step)
    if name == "integers" and scale != 1:
        raise source.error(call, "integers takes whole numbers; for decimals use uniform(low, high, step=…).")
    if rest:
        raise source.error(call, f"The highest value {high} is not reached from {low} in steps of {step}.")
    if values >= MAX_VALUES or places > 12:
        raise source.error(call, "A draw has at most a milliard values of twelve decimals.")
    kind = Kind("number", size, whole=name == "integers")
    return Draw(kind, name, math.prod(size), values + 1, whole_low, whole_step, scale)


def _pick(call: ast.Call, size: tuple[int, ...], source: Source) -> Draw:
    if not call.args:
        raise source.error(call, "pick needs values to pick from: pick(3, 5, 7).")
    values = [literal(part, source) for part in call.args]
    found = [_kind_of(part, value, source) for part, value in zip(call.args, values, strict=True)]
    kind = _joined(call.args, found, source)
    if size and kind.dims:
        raise source.error(call, "pick with a size picks single values.")
    if any(values.count(value) > 1 for value in values):
        raise source.error(call, "pick has the same value twice.")
    return Draw(
        replace(kind, dims=size or kind.dims), "pick", math.prod(size), len(values), table=tuple(values)
    )
