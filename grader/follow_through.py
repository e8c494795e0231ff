"""Follow-through: a later answer that is right for an earlier slip earns its points all the same."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from grader.judging import is_function
from grader.student import Student
from solvers.bands import Band
from solvers.fields import Field
from solvers.formula import Formula
from solvers.functions.registry import same
from solvers.language.layout import Raw
from solvers.language.program import Ask

STOCK = (0.0, 1.0, -1.0)  # typed by people who know nothing, and too often right for something later
FEW_STEPS = 8  # from an earlier answer to a later one: more of them are worth going through once for all


def is_stock(value: Any) -> bool:
    """Whether a number, every side of a map, or a formula without a variable, is a stock answer."""
    if callable(value):
        return all(value(point) in STOCK for point in (0.7, 1.9))
    return all(side in STOCK for side in value) if isinstance(value, list | tuple) else value in STOCK


@dataclass(frozen=True)
class Followed:
    """A later answer follows: from which asked name, and what was answered there."""

    source: str
    typed: str  # LaTeX: z = 0.77


class FollowThrough:
    """Finds what follows from the wrong answers of one student.

    `wrong` holds the names of wrong fields; those found to follow, and those that a known mistake explains,
    are told through `explained`, because even 0, 1 or −1 may then be gone on with.
    """

    def __init__(self, student: Student, wrong: Container[str], explained: Container[str]) -> None:
        self.student = student
        self.wrong = wrong
        self.explained = explained
        self._alone_of: dict[str, Alone] = {}
        self._slips: dict[str, bool] = {}

    def find(self, ask: Ask) -> dict[str, Followed]:
        """The wrong fields of an asked name that follow from earlier answers."""
        missing = [field for field in self.student.fields[ask.name] if field.name in self.wrong]
        missing = [field for field in missing if field.name in self.student.reads]
        found: dict[str, Followed] = {}
        if not missing:
            return found
        before = self.student.program.asked_before[ask.name]
        earlier = [name for name in before if name in self.student.values]
        slips = [name for name in earlier if self._is_slip(name)]
        for trial in self._trials(ask, earlier, slips) if slips else ():
            for field in missing:
                if field.name not in found:
                    source = self._source(trial, field)
                    if source is not None:
                        found[field.name] = source
            if len(found) == len(missing):
                break
        return found

    def _trials(self, ask: Ask, earlier: list[str], slips: list[str]) -> Iterator["Trial"]:
        """All earlier answers in place, then each wrong one alone."""
        kept = [name for name in earlier if name in slips or not self._is_wrong(name)]
        steps = self.student.program.slice([ask.name], self.student.program.inputs.union(kept))
        read = {name for step in steps for name in step.reads | step.applies}
        taken = [name for name in kept if name in read]
        told = [name for name in slips if name in read]
        at_once = len(taken) == 1 and len(steps) > FEW_STEPS
        if told:
            yield Trial(self.student, ask, taken, told, self._alone(told[0]) if at_once else None)
        for name in slips if len(kept) > 1 else ():
            alone = self._alone(name)
            if [name] != taken and alone.may_explain(ask):
                yield Trial(self.student, ask, [name], [name], alone)

    def _alone(self, name: str) -> "Alone":
        """What comes of one wrong answer alone."""
        if name not in self._alone_of:
            self._alone_of[name] = Alone(self.student, name, self.wrong)
        return self._alone_of[name]

    def _is_wrong(self, name: str) -> bool:
        return any(field.name in self.wrong for field in self.student.fields[name])

    def _is_slip(self, name: str) -> bool:
        """Whether an answer is wrong and may be gone on with: known once its own turn is over."""
        if name not in self._slips:
            self._slips[name] = self._may_be_gone_on_with(name)
        return self._slips[name]

    def _may_be_gone_on_with(self, name: str) -> bool:
        slips = [field for field in self.student.fields[name] if field.name in self.wrong]
        value = self.student.values[name]
        if self.student.definition(name).node.kind.base in ("text", "truth"):
            return bool(slips)  # kept as numbers, which mean nothing
        return bool(slips) and all(
            field.name in self.explained or not is_stock(self.student.elements(field, value))
            for field in slips
        )

    def _source(self, trial: "Trial", field: Field) -> Followed | None:
        """The earlier answer that this one follows from, if it does."""
        if not trial.matches(field, self.student.reads[field.name].value):
            return None
        telling = [name for name in trial.slips if self._matters(trial, field, name)]
        if not telling:
            return None
        in_table = trial.ask.name in self.student.program.cells
        source = telling[0] if in_table else telling[-1]
        first = next(field for field in self.student.fields[source] if field.name in self.wrong)
        return Followed(source, self._equation(first))

    def _equation(self, field: Field) -> str:
        """What was answered: z = 0.77, or with the label where there is no symbol."""
        name = field.symbol or rf"\text{{{field.prompt}}}"
        return f"{name} = {self.student.typed(field)}"

    def _matters(self, trial: "Trial", field: Field, name: str) -> bool:
        """Whether moving the earlier answer by a tenth would have been seen; a label need not show it."""
        if trial.kind.base not in ("number", "function"):
            return True
        if self.student.definition(name).node.kind.base in ("text", "truth"):
            return True
        other = trial.moved(name, self.wrong)
        if other is None:
            return True
        there = self.student.elements(field, other)
        shown = tuple(there) if isinstance(there, list) else there
        return not trial.matches(field, shown)


class Alone:
    """What comes of one wrong answer when it alone is gone on with: all is computed at once."""

    def __init__(self, student: Student, name: str, wrong: Container[str]) -> None:
        self.student, self.name, self.wrong = student, name, wrong

    @cached_property
    def computed(self) -> Mapping[str, Raw | None]:
        """The values; None where one is not finite."""
        return self._all(self.student.values[self.name])

    @cached_property
    def moved(self) -> Mapping[str, Raw | None]:
        """The values when the answer had been a tenth further from 0."""
        return self._all(self.student.moved(self.name, self.wrong))

    def may_explain(self, ask: Ask) -> bool:
        """Whether an asked value comes out as it was answered, or nearly so: told at little cost."""
        computed, answered = self.computed.get(ask.name), self.student.values.get(ask.name)
        kind = self.student.definition(ask.name).node.kind
        if computed is None or kind.base == "function":
            return computed is not None
        if kind.shape or kind.base != "number":
            return bool(computed == answered)
        if kind.dims or not kind.whole or not _is_exact(ask) or answered is None:
            return True
        return same(computed, answered)

    def _all(self, value: Raw) -> Mapping[str, Raw | None]:
        variant = self.student.variant
        return variant.problem.sampler.stepwise.changed(variant.raw, self.name, value)


def _is_exact(ask: Ask) -> bool:
    """Whether nothing but the whole number itself is right."""
    return all(rule is None for rule in (ask.places, ask.figures, ask.tolerance, ask.relative))


class Trial:
    """An asked value as it comes out when some earlier answers are gone on with, `slips` of them wrong."""

    def __init__(
        self, student: Student, ask: Ask, replaced: list[str], slips: list[str], alone: Alone | None = None
    ) -> None:
        self.student, self.ask, self.slips, self.alone = student, ask, slips, alone
        self.values = {name: student.values[name] for name in replaced}
        self.kind = student.definition(ask.name).node.kind
        self._moved: dict[str, Raw | None] = {}

    @cached_property
    def computed(self) -> Raw | None:
        """The asked value; None where it is not finite."""
        return self._computed(self.values) if self.alone is None else self.alone.computed.get(self.ask.name)

    def moved(self, name: str, wrong: Container[str]) -> Raw | None:
        """The asked value when one of the earlier answers had been a tenth further from 0."""
        if self.alone is not None:
            return self.alone.moved.get(self.ask.name)
        if name not in self._moved:
            moved = self.student.moved(name, wrong)
            self._moved[name] = self._computed({**self.values, name: moved})
        return self._moved[name]

    def matches(self, field: Field, typed: object) -> bool:
        """Whether an answer agrees with what is computed from earlier answers."""
        if self.computed is None:
            return False
        if self.kind.base == "function":
            answer = typed.value if isinstance(typed, Formula) else typed
            return callable(answer) and bool(is_function(self.computed, answer, self.ask))
        if self.kind.base != "number":
            return bool(self.student.values.get(self.ask.name) == self.computed)
        if self.kind.shape:
            return isinstance(typed, tuple) and tuple(self.computed) == tuple(float(side) for side in typed)
        if not isinstance(typed, int | float):
            return False
        element = self.student.elements(field, self.computed)
        _narrowest, widest = self.student.variant.problem.bands.limits(self.ask.name, element)
        return widest.holds(typed) and self.bands[field.name].holds(typed)

    @cached_property
    def bands(self) -> dict[str, Band]:
        """The bands around the computed value, by field."""
        is_exact = self.kind.whole and self.ask.places is None and self.ask.figures is None
        between = {} if is_exact else self._between(self.values)
        raw = {**self.student.variant.raw, **between, **self.values, self.ask.name: self.computed}
        return dict(self.student.variant.problem.bands.of_ask(self.ask, raw, frozenset(self.values)))

    def _computed(self, values: Mapping[str, Raw]) -> Raw | None:
        found = self.student.gone_on((self.ask.name,), values)
        return None if found is None else found[self.ask.name]

    def _between(self, values: Mapping[str, Raw]) -> dict[str, Raw]:
        """The numbers between earlier answers and the asked one, without which its band cannot be told."""
        steps = self.student.program.slice([self.ask.name], self.student.program.inputs | set(values))
        names = tuple(step.name for step in steps if step.role == "step" and step.node.kind.is_number)
        return self.student.gone_on(names, values) or {}
