"""Random draws: exact decimals from a counter-based generator, one lane or a block of lanes alike.

Lane i, try j of a seed has its own key; slots 2k and 2k + 1 of that key are the halves of SplitMix64's k-th
output (Steele, Lea and Flood, 2014). No state is carried; NumPy's streams, which may change, have no part.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solvers.language.kinds import Kind

GAMMA = 0x9E3779B97F4A7C15
FIRST, SECOND = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
MASK = (1 << 64) - 1

DRAWS = ("uniform", "integers", "pick")


@dataclass(frozen=True)
class Draw:
    """Equally likely values: (low + i·step) / scale for i below `values`, or the i-th of `table`.

    `kind` is that of the whole draw (its dims are `size`); a table of vectors has longer rows than scalars.
    """

    kind: Kind
    function: str
    count: int
    values: int
    low: int = 0
    step: int = 1
    scale: int = 1
    table: tuple[object, ...] | None = None

    def value(self, index: int) -> object:
        """The value of one index."""
        if self.table is not None:
            return self.table[index]
        return (self.low + index * self.step) / self.scale


def mix(bits: int) -> int:
    """SplitMix64's finaliser: 64 bits in, 64 well-mixed bits out."""
    bits = ((bits ^ (bits >> 30)) * FIRST) & MASK
    bits = ((bits ^ (bits >> 27)) * SECOND) & MASK
    return bits ^ (bits >> 31)


def seed_key(seed: int) -> int:
    """64 bits from a seed of any size."""
    key = GAMMA
    rest = abs(seed) * 2 + (seed < 0)
    while True:
        key = mix((key + rest) & MASK)
        rest >>= 64
        if not rest:
            return key


def lane_key(seed: int, lane: int, attempt: int) -> int:
    """The key of one lane at one try."""
    return mix(mix((seed_key(seed) + lane * GAMMA) & MASK) ^ ((attempt * FIRST) & MASK))


def half(key: int, number: int) -> int:
    """Slot `number` of a key: 32 bits, two of them from each mixed word."""
    word = mix((key + (number // 2 + 1) * GAMMA) & MASK)
    return word & 0xFFFFFFFF if number % 2 else word >> 32


def slot(key: int, number: int, values: int) -> int:
    """An index below `values` from slot `number` of a key."""
    return (half(key, number) * values) >> 32


def subset(key: int, first: int, pool: int, size: int) -> list[int]:
    """`size` of the numbers 1…pool, rising, each set equally likely; uses `pool` slots from `first`."""
    order = sorted(range(pool), key=lambda number: half(key, first + number))
    return sorted(number + 1 for number in order[:size])


Bits = NDArray[np.uint64]


def mix_block(bits: Bits) -> Bits:
    """`mix`, in place, over an array that the caller gives away."""
    scratch = bits >> np.uint64(30)
    bits ^= scratch
    bits *= np.uint64(FIRST)
    np.right_shift(bits, np.uint64(27), out=scratch)
    bits ^= scratch
    bits *= np.uint64(SECOND)
    np.right_shift(bits, np.uint64(31), out=scratch)
    bits ^= scratch
    return bits


def block_keys(seed: int, lanes: Bits, attempt: int) -> Bits:
    """`lane_key` of every lane: (B,)."""
    keys = mix_block(lanes * np.uint64(GAMMA) + np.uint64(seed_key(seed)))
    keys ^= np.uint64((attempt * FIRST) & MASK)
    return mix_block(keys)


def block_halves(keys: Bits, count: int) -> Bits:
    """The 32-bit halves of slots 0 … count − 1 of every lane: (count, B)."""
    words = (count + 1) // 2
    offsets = np.array([((word + 1) * GAMMA) & MASK for word in range(words)], dtype=np.uint64)
    bits = mix_block(keys + offsets[:, None])
    halves = np.empty((2 * words, len(keys)), dtype=np.uint64)
    np.right_shift(bits, np.uint64(32), out=halves[::2])
    np.bitwise_and(bits, np.uint64(0xFFFFFFFF), out=halves[1::2])
    return halves[:count]


def block_slots(halves: Bits, draw: Draw) -> Bits:
    """`slot` of every element and lane of a draw, in place: (count, B)."""
    halves *= np.uint64(draw.values)
    halves >>= np.uint64(32)
    return halves


def block_subset(halves: Bits, size: int) -> NDArray[np.float64]:
    """`subset` of every lane, from a half for each of the pool: (size, B)."""
    order = np.argsort(halves, axis=0, kind="stable")[:size]
    return np.sort(order, axis=0).astype(np.float64) + 1.0
