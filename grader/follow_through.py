"""Follow-through: a later answer that is right for an earlier slip earns its points all the same."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grader.student import Student
from solvers.fields import Field
from solvers.language.layout import Raw
from solvers.language.program import Ask

STOCK = (0.0, 1.0, -1.0)  # typed by people who know nothing, and too often right for something later


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
        self.sampler = student.variant.problem.sampler

    def find(self, ask: Ask) -> dict[str, Followed]:
        """The wrong fields of an asked name that follow from earlier answers."""
        missing = [field for field in self.student.fields[ask.name] if field.name in self.wrong]
        missing = [field for field in missing if field.name in self.student.reads]
        found: dict[str, Followed] = {}
        if not missing:
            return found
        earlier = [name for name in self._earlier(ask) if name in self.student.values]
        slips = [name for name in earlier if self._is_slip(name)]
        kept = [name for name in earlier if name in slips or not self._is_wrong(name)]
        for replaced in self._trials(kept, slips):
            for field in missing:
                if field.name not in found:
                    source = self._source(ask, field, replaced, [name for name in slips if name in replaced])
                    if source is not None:
                        found[field.name] = source
        return found

    def _trials(self, kept: list[str], slips: list[str]) -> Iterator[tuple[str, ...]]:
        """All earlier answers in place, then each wrong one alone."""
        if slips:
            yield tuple(kept)
        if len(kept) > 1:
            for name in slips:
                yield (name,)

    def _earlier(self, ask: Ask) -> list[str]:
        """The asked names that this one depends on, in the order of the program."""
        between = self.student.program.slice([ask.name], self.student.program.inputs)
        names = {definition.name for definition in between}
        for definition in between:
            names |= definition.applies
        return [other.name for other in self.student.asks if other.name in names and other.name != ask.name]

    def _is_wrong(self, name: str) -> bool:
        return any(field.name in self.wrong for field in self.student.fields[name])

    def _is_slip(self, name: str) -> bool:
        """Whether a wrong answer may be gone on with."""
        slips = [field for field in self.student.fields[name] if field.name in self.wrong]
        value = self.student.values[name]
        return bool(slips) and all(
            field.name in self.explained or not is_stock(self.student.elements(field, value))
            for field in slips
        )

    def _computed(self, ask: Ask, values: Mapping[str, Raw]) -> Raw | None:
        """The asked value when these earlier answers are gone on with; None where it is not finite."""
        found = self._steps((ask.name,), values)
        return None if found is None else found[ask.name]

    def _steps(self, names: tuple[str, ...], values: Mapping[str, Raw]) -> dict[str, Raw] | None:
        """Steps as they come out when these earlier answers are gone on with."""
        raw = self.student.variant.raw
        function = self.sampler.function((*self.sampler.inputs, *values), names)
        try:
            found = function(*(raw[name] for name in self.sampler.inputs), *values.values())
        except ArithmeticError:
            return None
        return dict(zip(names, found, strict=True))

    def _between(self, ask: Ask, values: Mapping[str, Raw]) -> dict[str, Raw]:
        """The numbers between earlier answers and an asked one, without which its band cannot be told."""
        steps = self.student.program.slice([ask.name], self.student.program.inputs | set(values))
        names = tuple(step.name for step in steps if step.role == "step" and step.node.kind.is_number)
        return self._steps(names, values) or {}

    def _source(self, ask: Ask, field: Field, replaced: tuple[str, ...], slips: list[str]) -> Followed | None:
        """The earlier answer that this one follows from, if it does."""
        values = {name: self.student.values[name] for name in replaced}
        computed = self._computed(ask, values)
        if computed is None or not self._matches(
            ask, field, computed, values, self.student.reads[field.name].value
        ):
            return None
        telling = [name for name in slips if self._matters(ask, field, computed, values, name)]
        if not telling:
            return None
        in_table = ask.name in self.student.program.cells
        source = telling[0] if in_table else telling[-1]
        first = next(field for field in self.student.fields[source] if field.name in self.wrong)
        return Followed(source, self._equation(first))

    def _equation(self, field: Field) -> str:
        """What was answered: z = 0.77, or with the label where there is no symbol."""
        name = field.symbol or rf"\text{{{field.prompt}}}"
        return f"{name} = {self.student.typed(field)}"

    def _matches(
        self, ask: Ask, field: Field, computed: Raw, values: Mapping[str, Raw], typed: object
    ) -> bool:
        """Whether a value agrees with what is computed from earlier answers."""
        kind = self.student.definition(ask.name).node.kind
        if kind.base == "function":
            return False  # a formula depends on no earlier answer
        if kind.base != "number":
            return bool(self.student.values.get(ask.name) == computed)
        if kind.shape:
            return isinstance(typed, tuple) and tuple(computed) == tuple(float(side) for side in typed)
        raw = {**self.student.variant.raw, **self._between(ask, values), **values, ask.name: computed}
        bands = dict(self.student.variant.problem.bands.of_ask(ask, raw, frozenset(values)))
        return isinstance(typed, int | float) and bands[field.name].holds(typed)

    def _matters(self, ask: Ask, field: Field, computed: Raw, values: Mapping[str, Raw], name: str) -> bool:
        """Whether moving the earlier answer by a tenth would have been seen; a label need not show it."""
        if self.student.definition(ask.name).node.kind.base != "number":
            return True
        kind = self.student.definition(name).node.kind
        if kind.base in ("text", "truth"):
            return True
        other = self._computed(ask, {**values, name: self.student.moved(name, self.wrong)})
        if other is None:
            return True
        there = self.student.elements(field, other)
        shown = tuple(there) if isinstance(there, list) else there
        return not self._matches(ask, field, computed, values, shown)
