"""What comes of a slip: the names asked for, as they are computed from the first step that it changes."""

from typing import Any

from solvers.functions.registry import Array
from solvers.language.sample import Sampler
from solvers.mistakes import Slip, with_slip


class Slipped:
    """Some names of a program in which a slip is made, compiled for one variant and for many.

    `takes` are the names whose values are needed, none of which the slip changes; those of `known` count as
    given however the slip would change them. Of many variants no function can be taken: it is computed.
    """

    def __init__(
        self, sampler: Sampler, slip: Slip, names: tuple[str, ...], known: frozenset[str] = frozenset()
    ) -> None:
        program, functions = sampler.program, sampler.program.asked_functions
        changed = with_slip(program, slip)
        affected = program.affected(slip.replaced) - known
        parts = changed.slice(names, frozenset(program.definitions) - affected - (functions - known))
        handed_in = functions & known
        read = {read for part in parts for read in part.reads | (part.applies & handed_in)} | set(names)
        self.takes = tuple(sorted(read - {part.name for part in parts}))
        self.one = sampler.stepwise.scalar(changed, self.takes, names)
        self._takes_many = tuple(name for name in self.takes if name not in functions)
        self._many = sampler.stepwise.batch(changed, self._takes_many, names)

    def many(self, ok: Array, values: dict[str, Array]) -> tuple[Any, ...]:
        """What comes of it in many variants; lanes in which that is not finite are struck from `ok`."""
        return self._many(ok, *(values[name] for name in self._takes_many))
