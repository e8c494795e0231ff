"""Any part of a program as a function, without compiling it anew: every step is compiled once, by itself.

What is computed over and over, as in drawing, is compiled as a whole; this is for the many parts of a program
of which each is run a few times: from every step to every answer, with one step or another changed.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from solvers.language.batch import RUNTIME as BATCH_RUNTIME
from solvers.language.batch import BatchEmitter
from solvers.language.emit import Emitter, compiled, finished
from solvers.language.program import Definition, Program
from solvers.language.scalar import RUNTIME as SCALAR_RUNTIME
from solvers.language.scalar import ScalarEmitter
from solvers.language.tree import Node

Run = Callable[..., tuple[Any, ...]]
Step = Callable[..., Any]


class Stepwise:
    """The compiled steps of one program, and of that program with some of its steps changed."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.slots = {name: slot for slot, name in enumerate(program.definitions)}
        self._locals = {name: f"e[{slot}]" for name, slot in self.slots.items()}
        # By node, and then by name, since one node may be the value of two names.
        self._scalar: WeakKeyDictionary[Node, dict[tuple[str, frozenset[str]], Step]] = WeakKeyDictionary()
        self._batch: WeakKeyDictionary[Node, dict[str, Step]] = WeakKeyDictionary()

    def scalar(self, program: Program, known: tuple[str, ...], wanted: tuple[str, ...]) -> Run:
        """A function of the values of `known`, in order, that gives `wanted` or raises NotFiniteError.

        An asked own function among `known` is a Python function, called wherever the program calls it.
        """
        handed_in = frozenset(known) & self.program.asked_functions
        parts = program.slice(wanted, frozenset(known))
        steps = [self._scalar_step(part, handed_in & part.applies) for part in parts]
        given, results = self._places(known), self._places(wanted)
        size = len(self.slots)

        def run(*values: Any) -> tuple[Any, ...]:
            env: list[Any] = [None] * size
            for slot, value in zip(given, values, strict=True):
                env[slot] = value
            for step in steps:
                step(env)
            return tuple([env[slot] for slot in results])

        return run

    def changed(self, values: Mapping[str, Any], name: str, value: Any) -> dict[str, Any]:
        """All that is computed from one name when its value is another; None for what is not finite."""
        handed_in = frozenset([name]) & self.program.asked_functions
        env = [values.get(other) for other in self.slots]
        env[self.slots[name]] = value
        changed, missing = 1 << self.slots[name], 0
        found: dict[str, Any] = {}
        for part, slot, reads in self._reading:
            if not reads & changed:
                continue
            changed |= 1 << slot
            try:
                if not reads & missing:
                    self._scalar_step(part, handed_in & part.applies)(env)
                    found[part.name] = env[slot]
                    continue
            except ArithmeticError:
                pass
            missing |= 1 << slot
            found[part.name] = None
        return found

    @cached_property
    def _reading(self) -> list[tuple[Definition, int, int]]:
        """The steps in order, each with its slot and the slots that it reads as bits."""
        return [
            (part, self.slots[part.name], sum(1 << self.slots[read] for read in self._read_by(part)))
            for part in self.program.of_role("step")
        ]

    def _read_by(self, part: Definition) -> frozenset[str]:
        return part.reads | (part.applies & self.program.asked_functions)

    def batch(self, program: Program, known: tuple[str, ...], wanted: tuple[str, ...]) -> Run:
        """A function of `ok` (B,) and the arrays of `known`, in order, that gives those of `wanted`.

        Lanes in which a value is not finite are struck from `ok`, in place.
        """
        steps = [self._batch_step(part) for part in program.slice(wanted, frozenset(known))]
        given, results = self._places(known), self._places(wanted)
        size = len(self.slots)

        def run(ok: Any, *values: Any) -> tuple[Any, ...]:
            env: list[Any] = [None] * size
            for slot, value in zip(given, values, strict=True):
                env[slot] = value
            for step in steps:
                step(ok, env)
            return tuple([env[slot] for slot in results])

        return run

    def compile(self, part: Definition) -> None:
        """Compile one step ahead, for one variant and for many."""
        self._scalar_step(part, frozenset())
        self._batch_step(part)

    def _places(self, names: tuple[str, ...]) -> list[int]:
        return [self.slots[name] for name in names]

    def _scalar_step(self, part: Definition, handed_in: frozenset[str]) -> Step:
        made, key = self._scalar.setdefault(part.node, {}), (part.name, handed_in)
        if key not in made:
            emitter = ScalarEmitter(self.program.texts, dict(SCALAR_RUNTIME), functions=handed_in)
            made[key] = self._step(emitter, part, "finite({})", "e")
        return made[key]

    def _batch_step(self, part: Definition) -> Step:
        made = self._batch.setdefault(part.node, {})
        if part.name not in made:
            emitter = BatchEmitter(self.program.texts, dict(BATCH_RUNTIME))
            made[part.name] = self._step(emitter, part, "checked({}, ok)", "ok, e")
        return made[part.name]

    def _step(self, emitter: Emitter, part: Definition, finish: str, parameters: str) -> Step:
        """The function that computes one definition from the values in `e`, and puts it there."""
        emitter.locals = self._locals
        source = finished(emitter, part, finish)
        body = f"def run({parameters}):\n    {self._locals[part.name]} = {source}"
        return compiled(body, emitter.namespace, "step")
