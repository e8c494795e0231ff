"""Many variants of a problem beside each other, as a table of formulas."""

from dataclasses import dataclass
from urllib.parse import urlencode

from quizzes.queries.given_numbers import GIVEN, written
from quizzes.queries.problems import parsed
from solvers import Problem, Variant
from solvers.fields import symbol
from solvers.language.program import Group
from solvers.values import Value, printed

COUNT = 20
MOST_SHOWN = 60  # characters of an option that stands for its number


@dataclass(frozen=True)
class Column:
    """A name with its symbol (LaTeX, or empty) and its label (Markdown)."""

    name: str
    symbol: str
    label: str


@dataclass(frozen=True)
class Cell:
    """A value: as LaTeX, or in words where it is made of text."""

    latex: str = ""
    words: str = ""
    answer: bool = False


@dataclass(frozen=True)
class Row:
    """A variant: a cell for each column; `query` gives its numbers to the editor's preview."""

    cells: list[Cell]
    query: str


@dataclass(frozen=True)
class Variety:
    """Variants as students are handed them.

    Cells of networks' tables are left out: there are dozens, and they follow from the givens.
    """

    givens: list[Column]
    answers: list[Column]
    rows: list[Row]
    tables: bool


def variety(document: str, seed: int) -> Variety:
    """Return the first variants of a seed that may be handed out. ProblemError where the text has a fault."""
    problem = parsed(document)
    variants = problem.certified(count=COUNT, seed=seed)
    return Variety(
        givens=[_column(problem, name) for name in variants[0].givens],
        answers=[_column(problem, name) for name in variants[0].answers if name not in problem.program.cells],
        rows=[_row(variant) for variant in variants],
        tables=bool(variants[0].tables),
    )


def _column(problem: Problem, name: str) -> Column:
    definition = problem.program.definitions.get(name)
    if definition is None:
        group = next(group for group in problem.program.groups if group.name == name)
        return Column(name, "", group.label or name)
    sign = symbol(definition)
    is_word = sign == rf"\mathrm{{{name}}}" and definition.label
    return Column(name, "" if is_word else sign, definition.label)


def _row(variant: Variant) -> Row:
    groups = {group.name: group for group in variant.problem.program.groups}
    givens = [_given(variant, name, value) for name, value in variant.givens.items()]
    answers = [
        _answer(variant, groups.get(name), name, value)
        for name, value in variant.answers.items()
        if name not in variant.problem.program.cells
    ]
    query = urlencode({f"{GIVEN}{name}": written(value) for name, value in variant.givens.items()})
    return Row([*givens, *answers], query)


def _given(variant: Variant, name: str, value: Value) -> Cell:
    if name in variant.problem.program.definitions:
        return _cell(value, variant.places_of(name))
    return Cell(words=", ".join(map(str, value)))


def _answer(variant: Variant, group: Group | None, name: str, value: Value) -> Cell:
    if group:
        return Cell(words=" · ".join(_option(variant, group, number) for number in value) or "–", answer=True)
    if isinstance(value, str) and any(field.name == name and not field.options for field in variant.fields):
        return Cell(latex=value, answer=True)  # a formula
    return _cell(value, variant.places_of(name), answer=True)


def _option(variant: Variant, group: Group, number: int) -> str:
    text = variant.text(group.options[number - 1].text)
    return text if len(text) <= MOST_SHOWN and "$" not in text else str(number)


def _cell(value: Value, places: int, answer: bool = False) -> Cell:
    if isinstance(value, str | bool):
        return Cell(words=str(value), answer=answer)
    return Cell(latex=printed(value, places).latex, answer=answer)
