"""The rows of a sheet: what is asked in one field, what was typed there, and what may be told of it."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from grader import Marking, Part, Reading, read
from solvers import Variant as DrawnVariant
from solvers.explain.numbers import latex
from solvers.fields import Field
from solvers.tables import Table


@dataclass(frozen=True)
class Row:
    """One field of a sheet; after the release also the accepted band, in LaTeX, and the right options."""

    field: Field
    typed: str
    reading: Reading
    part: Part | None
    points: float
    accepted: tuple[str, str] | None
    right: frozenset[str]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The texts of the options taken, Markdown."""
        return chosen(self.field, self.typed)


def row_of(
    field: Field, typed: str, marking: Marking | None, scale: float, released: DrawnVariant | None
) -> Row:
    """The row of a field; `released`: the numbers whose right answers may be shown."""
    part = marking.parts[field.name] if marking else None
    return Row(
        field=field,
        typed=typed,
        reading=read(field, typed),
        part=part,
        points=field.points * scale,
        accepted=_accepted(part) if part and released else None,
        right=_right_options(field, released) if released else frozenset(),
    )


def chosen(field: Field, typed: str) -> tuple[str, ...]:
    """Return the texts (Markdown) of the options that the typed text takes; none where there are none."""
    taken = typed.split(",") if field.kind == "choices" else [typed]
    return tuple(option.text for option in field.options if option.value in taken)


def _accepted(part: Part) -> tuple[str, str] | None:
    if part.accepted is None:
        return None
    low, high = part.accepted
    return latex(Decimal(low)), latex(Decimal(high))


def _right_options(field: Field, numbers: DrawnVariant) -> frozenset[str]:
    """The values of the options that are right."""
    if not field.options:
        return frozenset()
    answer = numbers.answers[field.asked]
    return frozenset(map(str, answer)) if isinstance(answer, list) else frozenset({str(answer)})


def shuffled(field: Field, seed: int) -> Field:
    """Return the field with its options in an order that `seed` fixes; those that belong last stay there."""
    if not field.options:
        return field
    moving = [option for option in field.options if not option.last]
    random.Random(f"{seed} {field.name}").shuffle(moving)
    return replace(field, options=(*moving, *(option for option in field.options if option.last)))


@dataclass(frozen=True)
class Layer:
    """A line of a network's table: its heading, and a row for each column."""

    heading: str
    cells: list[tuple[str, Row | None]]


@dataclass(frozen=True)
class LayerTable:
    """A network's table: `input` is the size that is given."""

    table: Table
    layers: list[Layer]

    @property
    def points(self) -> float:
        """The points of all its cells."""
        return sum(row.points for layer in self.layers for _, row in layer.cells if row)


def layers_of(table: Table, rows: Mapping[str, Row]) -> list[Layer]:
    """The lines of a network's table, with the rows of its cells by their names."""
    return [
        Layer(
            line.layer,
            [
                (heading, rows[cell.name] if cell else None)
                for heading, cell in zip(table.headings, line.cells, strict=True)
            ],
        )
        for line in table.rows
    ]
