"""What a student fills in: one field per typed text."""

from dataclasses import dataclass, replace
from typing import Literal

from solvers.explain.symbols import element, symbol_of
from solvers.language.program import Ask, Definition, Group, Program, literals
from solvers.language.tree import Lambda
from solvers.words import truth, voiced

FieldKind = Literal["number", "whole", "shape", "label", "formula", "choice", "choices"]
DEFAULT_PLACES = 3


@dataclass(frozen=True)
class Option:
    """One thing to choose: `value` is typed, `text` (Markdown) is read; `why` explains it afterwards.

    `last`: it stays behind the others where they are shuffled, as "None of these" does.
    """

    value: str
    text: str
    why: str = ""
    last: bool = False


@dataclass(frozen=True)
class Field:
    """One text that a student types or chooses.

    `name` is the key of the typed text (`z`, `p.2`, `net.1.weights`), `asked` the name that was asked (`z`,
    `p`, `net`). `prompt` is Markdown, `symbol` LaTeX. `places` or `figures` say how exactly a number is
    asked; both are None where the answer is exact. `variables` are the names that a formula may hold, `sides`
    is how many numbers a shape has.
    """

    name: str
    asked: str
    prompt: str
    symbol: str
    kind: FieldKind
    points: float
    places: int | None = None
    figures: int | None = None
    unit: str = ""
    options: tuple[Option, ...] = ()
    variables: tuple[str, ...] = ()
    sides: int | None = None


def symbol(definition: Definition) -> str:
    """The LaTeX symbol of a defined name."""
    return voiced(definition.symbol) or symbol_of(definition.name)


def fields_of(ask: Ask, program: Program) -> tuple[Field, ...]:
    """The fields of an asked step: one, or one for each element."""
    definition = program.definitions[ask.name]
    kind = definition.node.kind
    if kind.is_number:
        return _elements(ask, definition)
    one = Field(ask.name, ask.name, definition.label, _sign(definition), "formula", ask.points)
    if isinstance(definition.node, Lambda):
        return (replace(one, variables=definition.node.variables),)
    if kind.shape:
        return (replace(one, kind="shape", sides=kind.dims[0]),)
    options = tuple(Option(text, text) for text in literals(definition.node, program))
    if kind.base == "truth":
        options = tuple(Option(str(value), truth(value)) for value in (True, False))
    # A name such as 'patient' says nothing that the label does not.
    return (replace(one, kind="label", symbol=definition.symbol, options=options),)


def _elements(ask: Ask, definition: Definition) -> tuple[Field, ...]:
    """A field for each number of a scalar, vector or matrix; they share its points."""
    kind, sign = definition.node.kind, _sign(definition)
    return tuple(
        Field(
            name=".".join([ask.name, *map(str, place)]),
            asked=ask.name,
            prompt=definition.label,
            symbol=element(sign, *place) if place else sign,
            kind="whole" if kind.whole else "number",
            points=ask.points / kind.elements,
            places=places_asked(ask, kind.whole),
            figures=ask.figures,
            unit=ask.unit,
        )
        for place in element_places(kind.dims)
    )


def _sign(definition: Definition) -> str:
    """The symbol beside a label; none where the name is a word, which says no more than the label."""
    name = definition.name
    is_word = name.isalpha() and symbol_of(name) == rf"\mathrm{{{name}}}"
    if "." in name or (is_word and definition.label and not definition.symbol):
        return ""
    return symbol(definition)


def places_asked(ask: Ask, whole: bool) -> int | None:
    """The decimals that are asked; None where figures, a tolerance or exactness rule."""
    if ask.places is not None:
        return ask.places
    ruled = whole or ask.exact or any(rule is not None for rule in (ask.figures, ask.tolerance, ask.relative))
    return None if ruled else DEFAULT_PLACES


def element_places(dims: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The places of all elements, from 1, row by row; [()] for a scalar."""
    places: list[tuple[int, ...]] = [()]
    for length in dims:
        places = [(*place, number) for place in places for number in range(1, length + 1)]
    return places


def field_of(group: Group, options: tuple[Option, ...]) -> Field:
    """The field of a choice group, with the options that are shown."""
    kind: FieldKind = "choices" if group.several else "choice"
    return Field(group.name, group.name, group.label, "", kind, group.points, options=options)
