"""What a student has answered, as values that the program can go on with."""

from collections.abc import Container, Iterator, Mapping
from functools import cached_property

from grader.reading import Read
from solvers import Variant
from solvers.explain.pieces import text
from solvers.fields import Field
from solvers.language.kinds import Kind
from solvers.language.layout import Raw
from solvers.language.program import Ask, Definition


class Student:
    """The readable answers to one variant; `reads` are by field name."""

    def __init__(self, variant: Variant, reads: Mapping[str, Read]) -> None:
        self.variant = variant
        self.reads = reads
        self.program = variant.problem.program

    @cached_property
    def asks(self) -> list[Ask]:
        """What is asked, in the order of the program, so that nothing depends on what comes later."""
        order = {name: place for place, name in enumerate(self.program.definitions)}
        return sorted(self.program.asks, key=lambda ask: order[ask.name])

    @cached_property
    def fields(self) -> dict[str, list[Field]]:
        """The fields of every asked name."""
        found: dict[str, list[Field]] = {}
        for field in self.variant.fields:
            found.setdefault(field.asked, []).append(field)
        return found

    def definition(self, name: str) -> Definition:
        """The definition of an asked name."""
        return self.program.definitions[name]

    @cached_property
    def values(self) -> dict[str, Raw]:
        """The value of every asked name that was read whole."""
        found = {ask.name: self._value(ask.name) for ask in self.asks}
        return {name: value for name, value in found.items() if value is not None}

    def _value(self, name: str) -> Raw | None:
        fields, kind = self.fields[name], self.definition(name).node.kind
        if any(field.name not in self.reads for field in fields):
            return None
        typed = [self.reads[field.name].value for field in fields]
        if kind.base == "function":
            return typed[0].value
        if kind.base == "truth":
            return typed[0] == "True"
        if kind.base == "text":
            return self.program.texts.index(typed[0])
        if kind.shape:
            return [float(side) for side in typed[0]] if len(typed[0]) == kind.dims[0] else None
        return _nested(iter([float(number) - kind.position for number in typed]), kind.dims)

    def gone_on(self, names: tuple[str, ...], values: Mapping[str, Raw]) -> dict[str, Raw] | None:
        """Steps as they come out when earlier answers are gone on with; None if one is not finite."""
        known, function = self.variant.problem.sampler.changed(tuple(values), names)
        raw = self.variant.raw
        try:
            found = function(*(values[name] if name in values else raw[name] for name in known))
        except ArithmeticError:
            return None
        return dict(zip(names, found, strict=True))

    def elements(self, field: Field, value: Raw) -> Raw:
        """The part of a name's value that belongs to one of its fields."""
        for place in field.name.removeprefix(field.asked).split(".")[1:]:
            value = value[int(place) - 1]
        return value

    def moved(self, name: str, wrong: Container[str]) -> Raw:
        """An answered value with its wrong elements, or the wrong sides of a map, a tenth further from 0."""
        value, kind = self.values[name], self.definition(name).node.kind
        if callable(value):
            return lambda argument: 1.1 * value(argument)
        if kind.shape:
            right = self.variant.raw[name]
            return [
                side if side == was else _further(side, kind) for side, was in zip(value, right, strict=True)
            ]
        elements = ((field.name in wrong, self.elements(field, value)) for field in self.fields[name])
        return _nested((_further(each, kind) if off else each for off, each in elements), kind.dims)

    def typed(self, field: Field) -> str:
        """An answer as LaTeX that is safe to repeat, whatever was typed."""
        read = self.reads[field.name]
        if read.latex:
            return read.latex
        if field.options:
            return text(next(option.text for option in field.options if option.value == read.value)).text
        if isinstance(read.value, tuple):
            return r" \times ".join(str(side) for side in read.value)
        return str(read.number.value) if read.number else ""


def _nested(flat: Iterator[float], dims: tuple[int, ...]) -> Raw:
    return [_nested(flat, dims[1:]) for _ in range(dims[0])] if dims else next(flat)


def _further(value: float, kind: Kind) -> float:
    """A number a tenth further from 0; a whole one by three at least: a pooling by 2 or 3 then shows it."""
    step = 0.1 * value
    return value + max(3.0, round(abs(step))) if kind.whole else value + step
