"""The numbers of a problem as its author types them, one box for each given."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from solvers import Problem, Variant
from solvers.fields import symbol
from solvers.language.program import Group
from solvers.values import Value

GIVEN = "given."  # begins the name of a given's box in a form
MAX_TEXT = 20_000  # of a box: the largest matrix that a program may draw


@dataclass(frozen=True)
class Box:
    """The box of one given: `wanted` says what belongs there, `fault` what is wrong with `text`."""

    name: str
    label: str
    symbol: str
    text: str
    wanted: str
    fault: str = ""


class GivenError(Exception):
    """A number that does not do: `name` is the given that it was typed for, empty where it is about all."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name, self.message = name, message


def boxes(problem: Problem, shown: Variant, typed: Mapping[str, str], fault: GivenError | None) -> list[Box]:
    """A box for each given, with what was typed there, else with the number shown."""
    definitions = problem.program.definitions
    found = []
    for name, value in shown.givens.items():
        pool = _pools(problem).get(name)
        label, sign, wanted = (
            (pool.label, "", _("numbers of options, such as 1, 2"))
            if pool
            else (definitions[name].label, symbol(definitions[name]), definitions[name].node.kind.describe())
        )
        text = typed.get(name, written(value))
        found.append(
            Box(name, label, sign, text, wanted, fault.message if fault and fault.name == name else "")
        )
    return found


def written(value: Value) -> str:
    """A value as it may be typed into its box."""
    return value if isinstance(value, str) else repr(value)


def variant_of(problem: Problem, typed: Mapping[str, str]) -> Variant:
    """The variant of typed numbers, or GivenError."""
    given = {
        name: _value(problem, name, typed.get(name, ""))
        for name in (*problem.sampler.inputs, *_pools(problem))
    }
    try:
        variant = problem.variant(**given)
        # Each of these may fail where a number is far from any that is drawn.
        _all = variant.answers, variant.bands, variant.solution, variant.statement, variant.worked_tables
    except ValueError as error:
        raise _at_its_box(str(error), given) from error
    except (ArithmeticError, LookupError) as error:
        raise GivenError(
            "", _("The program cannot be computed with these numbers: use such as it draws.")
        ) from error
    return variant


def _at_its_box(message: str, given: Mapping[str, Any]) -> GivenError:
    name, colon, rest = message.partition(": ")
    return GivenError(name, rest) if colon and name in given else GivenError("", message)


def _value(problem: Problem, name: str, text: str) -> Value:
    text = text.strip()
    if not text:
        raise GivenError(name, _("Type a value."))
    pool = _pools(problem).get(name)
    kind = None if pool else problem.program.definitions[name].node.kind
    if kind and kind.base == "text" and not kind.dims:
        return text.strip("\"'")
    try:
        value = ast.literal_eval(text) if len(text) <= MAX_TEXT else None
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        value = None
    if value is None:
        raise GivenError(
            name, _("This cannot be read: write it as in %(example)s.") % {"example": _example(kind)}
        )
    return _options(pool, value) if pool else value


def _example(kind: Any) -> str:
    match len(kind.dims) if kind else 1:
        case 0:
            return "True" if kind.base == "truth" else "0.5"
        case 1:
            return "[1, 2, 3]"
        case _:
            return "[[1, 2], [3, 4]]"


def _options(pool: Group, value: Value) -> list[int]:
    """The numbers of the options that a pool shows."""
    numbers = [value] if isinstance(value, int) else list(value) if isinstance(value, tuple | list) else []
    known = range(1, len(pool.options) + 1)
    if any(n not in known for n in numbers) or not len(numbers) == len(set(numbers)) == pool.show:
        raise GivenError(
            pool.name,
            _("Type %(show)d different numbers from 1 to %(count)d.")
            % {"show": pool.show or 0, "count": len(pool.options)},
        )
    return numbers


def _pools(problem: Problem) -> dict[str, Group]:
    return {group.name: group for group in problem.sampler.layout.pools}
