"""What the language knows of a function: how to compute it, print it and what people get wrong about it."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from solvers.explain.tex import Tex, call
from solvers.language import limits
from solvers.language.kinds import Kind, KindError, numbers

Array = NDArray[Any]
Printer = Callable[[list[Tex]], Tex]

TOLERANCE = 1e-9  # numbers this close, relative to max(1, size), are equal
TAKES_MORE = 0x04  # the flag of Python code with a star-argument


class KindRule(Protocol):
    """Maps the arguments' kinds to the result's, or raises KindError.

    `literals` are the arguments that stand in the program as numbers, None for the others: a size that
    decides the result's dims must be the same in every variant.
    """

    def __call__(self, kinds: tuple[Kind, ...], literals: tuple[float | None, ...] = (), /) -> Kind: ...


@dataclass(frozen=True, eq=False)
class Function:
    """A function of the language.

    `kind` maps the arguments' kinds to the result's. `batch` takes and gives arrays with
    the batch on the last axis: a scalar is (B,), a vector (n, B), a matrix (m, n, B). `scalar` takes and
    gives floats and (nested) lists of floats; where `elementwise`, it is given single floats whatever the
    argument's dims. `symbols` and `numbers` print a call with names and with numbers put in. `siblings` are
    functions that people use in its place. `doc` gives formula, shapes, errors and source.
    """

    name: str
    signature: str
    kind: KindRule
    batch: Callable[..., Array]
    scalar: Callable[..., Any]
    symbols: Printer
    numbers: Printer
    elementwise: bool = False
    siblings: tuple[str, ...] = ()
    doc: str = ""


def function(
    batch: Callable[..., Array],
    kind: Callable[..., Kind],
    *,
    scalar: Callable[..., Any] | None = None,
    name: str = "",
    signature: str = "",
    symbols: Printer | None = None,
    numbers: Printer | None = None,
    siblings: tuple[str, ...] = (),
    written: Mapping[str, int] | None = None,
) -> Function:
    """A record from its NumPy implementation; without `scalar`, one variant is a batch of one.

    `written` names the parameters that are whole numbers written out in the program, with the least that each
    may be: `kind` is given these numbers in place of their kinds. Defaults and a star-argument of `batch` say
    how many arguments a call may have.
    """
    name = name or batch.__name__.rstrip("_")
    parameters = _parameters(batch)
    printed = symbols or _plain(name)
    return Function(
        name=name,
        signature=signature or f"{name}({', '.join(parameters)})",
        kind=_checked(kind, batch, name, written or {}),
        batch=batch,
        scalar=scalar or batch_of_one(batch),
        symbols=printed,
        numbers=numbers or printed,
        siblings=siblings,
        doc=(batch.__doc__ or "").strip(),
    )


def elementwise(
    batch: Callable[[Array], Array],
    scalar: Callable[[float], float],
    *,
    symbols: Printer,
    numbers: Printer | None = None,
    keeps_whole: bool = False,
    gives_whole: bool = False,
    siblings: tuple[str, ...] = (),
) -> Function:
    """A record of a function of one number that works on the elements of vectors and matrices alike."""

    def kind(argument: Kind) -> Kind:
        found = numbers_kind(argument)
        return Kind("number", found.dims, whole=gives_whole or (keeps_whole and found.whole))

    made = function(batch, kind, scalar=scalar, symbols=symbols, numbers=numbers, siblings=siblings)
    return Function(**{**_record(made), "elementwise": True})


def numbers_kind(argument: Kind) -> Kind:
    """The kind itself if made of numbers (any dims)."""
    return numbers(argument)


def _record(made: Function) -> dict[str, Any]:
    return {name: getattr(made, name) for name in made.__dataclass_fields__}


def _plain(name: str) -> Printer:
    command = rf"\operatorname{{{name.replace('_', ' ')}}}"
    return lambda arguments: call(command, arguments)


def _parameters(batch: Callable[..., Array]) -> tuple[str, ...]:
    return batch.__code__.co_varnames[: batch.__code__.co_argcount]


def _checked(
    kind: Callable[..., Kind], batch: Callable[..., Array], name: str, written: Mapping[str, int]
) -> KindRule:
    """A rule that counts arguments and puts written-out numbers in place of their kinds."""
    parameters = _parameters(batch)
    least = len(parameters) - len(batch.__defaults__ or ())
    most = None if batch.__code__.co_flags & TAKES_MORE else len(parameters)

    def rule(kinds: tuple[Kind, ...], literals: tuple[float | None, ...] = (), /) -> Kind:
        if len(kinds) < least or (most is not None and len(kinds) > most):
            raise KindError(_count_message(name, least, most, len(kinds)))
        arguments: list[Kind | int] = list(kinds)
        for index, parameter in enumerate(parameters[: len(kinds)]):
            if parameter in written:
                literal = literals[index] if index < len(literals) else None
                arguments[index] = _written(literal, written[parameter], parameter, name, index)
        return kind(*arguments)

    return rule


def _count_message(name: str, least: int, most: int | None, count: int) -> str:
    if most is None:
        wanted = f"{least} or more arguments"
    elif most == least:
        wanted = "1 argument" if least == 1 else f"{least} arguments"
    else:
        wanted = f"{least} to {most} arguments"
    return f"{name} takes {wanted}; here {'is' if count == 1 else 'are'} {count}."


def _written(literal: float | None, least: int, parameter: str, name: str, index: int) -> int:
    if literal is None or literal != int(literal) or literal < least:
        wanted = f"a whole number from {least}, written out, such as {max(least, 2)}"
        raise KindError(f"The {parameter} of {name} is {wanted}.", index)
    return int(literal)


def affordable(operations: int) -> None:
    """KindError where one call would take too long."""
    if operations > limits.MAX_COST:
        raise KindError(
            f"This takes {operations:,} operations; at most {limits.MAX_COST:,} are allowed:"
            " use smaller sizes."
        )


def batch_of_one(batch: Callable[..., Array]) -> Callable[..., Any]:
    """A scalar implementation from a NumPy one."""

    def scalar(*arguments: Any) -> Any:
        with np.errstate(all="ignore"):
            arrays = [np.asarray(argument, dtype=np.float64)[..., None] for argument in arguments]
            return batch(*arrays)[..., 0].tolist()

    return scalar


def same(left: float, right: float) -> bool:
    """Whether two numbers are equal for the language."""
    return left == right or abs(left - right) <= TOLERANCE * max(1.0, abs(left), abs(right)) < math.inf


def same_block(left: Array, right: Array) -> Array:
    """`same`, element by element; sizes are looked at only where the largest of them could matter."""
    apart = np.abs(left - right)
    near = apart <= TOLERANCE
    largest = max(float(np.abs(left).max()), float(np.abs(right).max()))
    if largest <= 1.0 or (largest < math.inf and np.array_equal(near, apart <= TOLERANCE * largest)):
        return np.asarray(near)
    size = np.maximum(1.0, np.maximum(np.abs(left), np.abs(right)))
    return np.asarray((left == right) | ((apart <= TOLERANCE * size) & np.isfinite(size)))


def divide(left: float, right: float) -> float:
    """Division as IEEE 754 has it: infinite or nan instead of an exception."""
    if right:
        return left / right
    return math.nan if not left or math.isnan(left) else math.copysign(math.inf, left)


def power(base: float, exponent: float) -> float:
    """A power: infinite when too large, nan where it is not real."""
    if base == -math.inf and exponent % 1:
        return math.nan
    try:
        result = base**exponent
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
    except ZeroDivisionError:
        return math.inf
    return math.nan if isinstance(result, complex) else float(result)


def elements(value: object) -> Sequence[float]:
    """All numbers of a scalar value (float or nested lists), in order."""
    if isinstance(value, list):
        return [number for item in value for number in elements(item)]
    return [value]  # type: ignore[list-item]
