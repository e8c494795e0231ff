"""A problem: one document, and the variants that come from it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, overload

import numpy as np

from solvers import document, placeholders
from solvers.bands import Bands
from solvers.certification import Certification
from solvers.errors import ProblemError
from solvers.fields import Field, fields_of
from solvers.functions.registry import Array
from solvers.language.blocks import lane_of
from solvers.language.build import build
from solvers.language.layout import Raw
from solvers.language.program import Program
from solvers.language.sample import Sampler
from solvers.language.scalar import NotFiniteError
from solvers.language.workload import check_workload
from solvers.pictures.data import Curve
from solvers.report import Report, report_on
from solvers.trial import check_by_drawing
from solvers.values import Value, raw
from solvers.variant import Variant


class Problem:
    """A checked problem.

    >>> problem = Problem.parse(text)
    >>> problem.draw(seed=7).answers
    """

    def __init__(self, parts: document.Document, program: Program) -> None:
        self.title, self.topic = parts.title, parts.topic
        self.statement, self.explanation = parts.statement, parts.explanation
        self.program = program
        self.sampler = Sampler(program)
        self.bands = Bands(self.sampler)
        self.certification = Certification(self.sampler, self.bands)
        self.glyphs: dict[str, Curve] = {}  # the small curves of neurons that every variant has

    @classmethod
    def parse(cls, text: str) -> "Problem":
        """The problem that a document describes, tried on some hundred variants, or ProblemError."""
        parts = document.split(text)
        try:
            problem = cls(parts, build(parts.program, parts.program_line))
            problem._check_texts(parts)
            check_workload(problem.program)
            check_by_drawing(problem.sampler)
            problem.certification.check()
        except (RecursionError, MemoryError):
            raise ProblemError(
                "The program is nested too deeply: use more lines.", parts.program_line
            ) from None
        return problem

    def _check_texts(self, parts: document.Document) -> None:
        known = {
            name: definition.node.kind.elements
            for name, definition in self.program.definitions.items()
            if _is_shown(definition.role)
        }
        asked = {ask.name for ask in self.program.asks} | self.program.cells
        if not parts.statement.strip():
            raise ProblemError(
                "The statement is empty: write the question above the program.", parts.statement_line
            )
        placeholders.check(parts.statement, parts.statement_line, known, asked)
        placeholders.check(parts.explanation, parts.explanation_line, known)
        for show in self.program.shows:
            placeholders.check(show.label, show.where.line, known, asked)
        for group in self.program.groups:
            for option in group.options:
                placeholders.check(option.text, option.where.line, known, asked)
                placeholders.check(option.why, option.where.line, known)

    @cached_property
    def fixed_fields(self) -> tuple[Field, ...] | None:
        """The fields, where they are the same in every variant and in every language; else None."""
        program = self.program
        kinds = [program.definitions[ask.name].node.kind for ask in program.asks]
        if program.groups or not all(kind.is_number or kind.shape for kind in kinds):
            return None
        found = tuple(field for ask in program.asks for field in fields_of(ask, program))
        return None if any("{{" in field.prompt for field in found) else found

    @overload
    def draw(self, seed: int) -> Variant: ...

    @overload
    def draw(self, seed: int, count: int) -> "Batch": ...

    def draw(self, seed: int, count: int | None = None) -> "Variant | Batch":
        """One variant, or a batch of `count`: the same for the same seed, and `draw(seed)` is its lane 0."""
        if count is not None:
            return Batch(self, self.sampler.blocks.many(seed, count), count)
        return Variant(self, self.sampler.one(seed))

    def certified(self, count: int, seed: int) -> list[Variant]:
        """The first `count` variants of a seed in which no mistake that the author names gets full marks."""
        found: list[Variant] = []
        lanes = count
        while len(found) < count:
            lanes *= 2
            batch = self.draw(seed, lanes)
            kept = self.certification.kept(batch.values, lanes)
            found = [batch[int(lane)] for lane in np.flatnonzero(kept)[:count]]
        return found

    def variant(self, **given: Value) -> Variant:
        """The variant of given numbers: all givens, and constants where wished; `require` is not applied."""
        values: dict[str, Raw] = dict(self.sampler.constants)
        for name, value in given.items():
            values[name] = self._given(name, value)
        missing = [name for name in (*self.sampler.inputs, *self._pools) if name not in values]
        if missing:
            raise ValueError(f"Give values for {', '.join(missing)}.")
        try:
            self.sampler.complete(values)
        except NotFiniteError:
            raise ValueError("With these numbers a value is infinite or not a number.") from None
        return Variant(self, values)

    @cached_property
    def _pools(self) -> dict[str, int]:
        return {group.name: len(group.options) for group in self.sampler.layout.pools}

    def _given(self, name: str, value: Value) -> Raw:
        if name in self._pools:
            return sorted({int(number) for number in value})
        if name not in self.sampler.inputs:
            raise ValueError(f"There is no given {name!r}: the givens are {', '.join(self.sampler.inputs)}.")
        kind = self.program.definitions[name].node.kind
        try:
            return raw(value, kind, self.program.texts)
        except ValueError as fault:
            raise ValueError(f"{name}: {fault}.") from None

    def report(self, count: int = 1_000, seed: int = 1) -> Report:
        """What `count` variants are like, and what to mend; the grader's `report` adds what it can tell."""
        return report_on(self.title, self.sampler, self.bands, self.certification, count, seed)

    def restore(self, record: Mapping[str, Any]) -> Variant:
        """The variant whose `record()` this is; nothing is computed anew."""
        return Variant.restored(self, record)


class Batch:
    """Many variants of one problem; `values` holds arrays with the batch on the last axis."""

    def __init__(self, problem: Problem, values: dict[str, Array], count: int) -> None:
        self.problem = problem
        self.values = values
        self.count = count

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, lane: int) -> Variant:
        if not -self.count <= lane < self.count:
            raise IndexError(lane)
        lane %= self.count
        return Variant(self.problem, {name: lane_of(value, lane) for name, value in self.values.items()})

    def __iter__(self) -> Iterator[Variant]:
        return (self[lane] for lane in range(self.count))


def _is_shown(role: str) -> bool:
    return role in ("given", "constant", "step")
