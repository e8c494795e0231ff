"""How every registered function is tried: its values, what it refuses, what it prints."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from solvers.functions import FUNCTIONS
from solvers.language.kinds import NUMBER, WHOLE, Kind, KindError
from solvers.language.scalar import each
from tests.solvers.library import problem

LANES = 9
EDGES = (0.0, -0.0, 1.0, -1.0, 1e-12, -3e-7, 0.5, 2500.0, -70000.0)
Maker = Callable[[np.random.Generator], Any]

VECTOR, MATRIX = Kind("number", (3,)), Kind("number", (2, 3))
WHOLES = Kind("number", (3,), whole=True)
TRUTHS, ONE_TRUTH, TEXT = Kind("truth", (3,)), Kind("truth"), Kind("text")


@dataclass(frozen=True)
class Case:
    """A function, what makes its arguments, and an independent computation of its value from NumPy arrays."""

    name: str
    arguments: tuple[Maker | float, ...]
    reference: Callable[..., Any]

    def __str__(self) -> str:
        return self.name


def reals(*dims: int, among: tuple[float, ...] = EDGES) -> Maker:
    """Numbers of any size, every third one an edge: negative zero, tiny, large."""

    def make(random: np.random.Generator) -> Any:
        plain = random.uniform(-4, 4, dims)
        return np.where(random.random(dims) < 1 / 3, random.choice(among, dims), plain)

    return make


def moderate(*dims: int) -> Maker:
    """Numbers of which powers of e can be taken."""
    return reals(*dims, among=(0.0, -0.0, 1e-12, 300.0, -300.0))


def positive(*dims: int) -> Maker:
    """Numbers above 0."""
    return lambda random: np.abs(reals(*dims)(random)) + 1e-9


def shares(*dims: int) -> Maker:
    """Numbers in (0, 1)."""
    return lambda random: random.uniform(0.001, 0.999, dims)


def wholes(low: int, high: int, *dims: int) -> Maker:
    """Whole numbers, both ends included."""
    return lambda random: random.integers(low, high + 1, dims).astype(float)


def truths(*dims: int) -> Maker:
    """Truth values, mostly one-sided so that all and any are sometimes decided."""
    return lambda random: random.random(dims) < random.choice((0.02, 0.5, 0.98))


def check_values(case: Case) -> None:
    """One variant, a batch, and a batch with constant arguments, all against the reference."""
    random = np.random.default_rng(zlib.crc32(case.name.encode()))
    lanes = [_drawn(case, random) for _ in range(LANES)]
    expected = [np.asarray(case.reference(*lane), dtype=float) for lane in lanes]
    for lane, wanted in zip(lanes, expected, strict=True):
        assert_close(one(case.name, *lane), wanted, lane)
        assert_close(batch(case.name, *([argument] for argument in lane))[..., 0], wanted, lane)
    together = batch(case.name, *(list(argument) for argument in zip(*lanes, strict=True)))
    for number, (lane, wanted) in enumerate(zip(lanes, expected, strict=True)):
        assert_close(together[..., number % together.shape[-1]], wanted, lane)
    mixed = batch(case.name, [lanes[0][0]], *(list(rest) for rest in list(zip(*lanes, strict=True))[1:]))
    assert_close(mixed[..., 0], expected[0], lanes[0])


def _drawn(case: Case, random: np.random.Generator) -> list[Any]:
    return [argument(random) if callable(argument) else np.float64(argument) for argument in case.arguments]


def one(name: str, *arguments: Any) -> Any:
    """The value of one variant, by the scalar implementation."""
    function = FUNCTIONS[name]
    plain = [np.asarray(argument).tolist() for argument in arguments]
    return each(function.scalar, *plain) if function.elementwise else function.scalar(*plain)


def batch(name: str, *lanes: list[Any]) -> np.ndarray:
    """The values of many variants, by the NumPy implementation; each argument is a list of lanes."""
    with np.errstate(all="ignore"):
        return FUNCTIONS[name].batch(*(np.stack(np.asarray(argument), axis=-1) for argument in lanes))


def assert_close(value: Any, wanted: np.ndarray, lane: list[Any]) -> None:
    """Equal within 1e-9 of the largest number that took part."""
    found = np.asarray(value, dtype=float)
    assert found.shape == wanted.shape
    largest = max(1.0, *(float(np.max(np.abs(argument))) for argument in lane))
    np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-9 * largest)


def refusal(name: str, *arguments: Kind | float) -> tuple[str, int | None]:
    """What the function says of arguments of these kinds (a number is one written out), and of which."""
    kinds = [argument if isinstance(argument, Kind) else _written(argument) for argument in arguments]
    literals = [None if isinstance(argument, Kind) else float(argument) for argument in arguments]
    try:
        kind = FUNCTIONS[name].kind(tuple(kinds), tuple(literals))
    except KindError as fault:
        return fault.message, fault.index
    raise AssertionError(f"accepted, as {kind.describe()}")


def accepted(name: str, *arguments: Kind | float) -> Kind:
    """The kind of the function's value for arguments of these kinds."""
    kinds = [argument if isinstance(argument, Kind) else _written(argument) for argument in arguments]
    literals = [None if isinstance(argument, Kind) else float(argument) for argument in arguments]
    return FUNCTIONS[name].kind(tuple(kinds), tuple(literals))


def _written(value: float) -> Kind:
    return WHOLE if value == int(value) else NUMBER


def printed(expression: str, **constants: Any) -> tuple[str, str]:
    """The LaTeX of an expression in symbols and with the constants put in."""
    lines = [f"{name} = {value!r}" for name, value in constants.items()]
    found = problem("\n".join([*lines, f"q = {expression}", "ask(q)"])).draw(0).solution[-1]
    return found.formula, found.substituted
