"""Reading a typed text for the kind of field it stands in, and telling the student how it was read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from grader.answers.characters import is_blank
from grader.answers.choices import read_choices
from grader.answers.errors import AnswerError, words
from grader.answers.formulas import read_formula
from grader.answers.labels import read_label
from grader.answers.numbers import ReadNumber, read_number
from grader.answers.precision import hint
from grader.answers.shapes import read_shape
from solvers.errors import ProblemError
from solvers.fields import Field
from solvers.formula import FUNCTIONS, Formula, parse_formula


@dataclass(frozen=True, slots=True)
class Reading:
    """What a student sees before submitting: the echo, why a text cannot be read, and missing digits."""

    text: str = ""
    latex: str = ""
    problem: str = ""
    hint: str = ""


class Read(NamedTuple):
    """A readable answer: `value` is a number, a tuple, a text, a set of option numbers or a Formula."""

    value: Any
    echo: str = ""
    latex: str = ""
    hint: str = ""
    number: ReadNumber | None = None


def read(field: Field, text: str) -> Reading:
    """How a typed text is read; it never raises and says nothing of right or wrong."""
    if is_blank(text):
        return Reading()
    try:
        found = read_answer(field, text)
    except AnswerError as error:
        return Reading(problem=words(error))
    return Reading(text=found.echo, latex=found.latex, hint=found.hint)


def read_answer(field: Field, text: str) -> Read:
    """The value of a typed text that is not blank, or AnswerError."""
    return READERS[field.kind](field, text)


def _number(field: Field, text: str) -> Read:
    found = read_number(text, whole=field.kind == "whole", percent=field.unit == "%")
    missing = "" if field.kind == "whole" else hint(found, field.places, field.figures)
    return Read(found.value, found.echo, "", missing, found)


def _shape(field: Field, text: str) -> Read:
    found = read_shape(text, length=field.sides)
    return Read(found.value, found.echo)


def _label(field: Field, text: str) -> Read:
    return Read(read_label(text, [option.value for option in field.options]))


def _choices(field: Field, text: str) -> Read:
    shown = {int(option.value) for option in field.options}
    found = read_choices(text, max(shown), several=field.kind == "choices")
    if not found <= shown:
        raise AnswerError(0, "option range", found=str(min(found - shown)), limit=str(max(shown)))
    return Read(found)


def _formula(field: Field, text: str) -> Read:
    try:
        formula: Formula = parse_formula(read_formula(text, field.variables, FUNCTIONS), field.variables)
    except ProblemError:  # deeper than the language allows, though the reader let it pass
        raise AnswerError(0, "nesting") from None
    return Read(formula, latex=formula.latex)


READERS: dict[str, Callable[[Field, str], Read]] = {
    "number": _number,
    "whole": _number,
    "shape": _shape,
    "label": _label,
    "formula": _formula,
    "choice": _choices,
    "choices": _choices,
}
