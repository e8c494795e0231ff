"""A document that is being written, as a student would see and be marked on it; nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from django.utils import timezone

from grader import mark
from quizzes.models import Problem, ProblemVersion, Question, Submission, Topic, Variant
from quizzes.queries.given_numbers import Box, GivenError, boxes, variant_of, written
from quizzes.queries.sheet_rows import row_of
from quizzes.queries.sheets import Sheet
from quizzes.queries.times import Release
from solvers import Problem as Program
from solvers import Variant as DrawnVariant
from solvers.explain.steps import Step


@dataclass(frozen=True)
class Wanted:
    """What an author wants to see.

    `given` are the texts typed for the givens, None where numbers are drawn by `seed`; `typed` are answers,
    marked where `check`.
    """

    seed: int = 1
    given: Mapping[str, str] | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    check: bool = False


@dataclass(frozen=True)
class Right:
    """One asked name: its right value as LaTeX or in words, and what is accepted of each element."""

    label: str
    symbol: str
    latex: str
    words: str
    is_formula: bool
    accepted: list[tuple[str, str]]
    points: float


@dataclass(frozen=True)
class Preview:
    """`question` as it is answered, `solved` as it shows once all is released."""

    wanted: Wanted
    question: Sheet
    solved: Sheet
    right: list[Right]
    boxes: list[Box]
    fault: str

    @property
    def title(self) -> str:
        """The problem's title."""
        return self.question.numbers.problem.title


@lru_cache(maxsize=16)
def draft(document: str) -> Program:
    """What a document says that is still being written; those in use are kept apart, in `parsed`."""
    return Program.parse(document)


def preview(program: Program, wanted: Wanted) -> Preview:
    """Show the problem with the numbers that are wanted; where they will not do, with drawn ones and why."""
    numbers, fault = numbers_of(program, wanted)
    question = _question(numbers, wanted)
    marking = mark(numbers, wanted.typed)
    rows = [row_of(row.field, row.typed, marking, 1.0, numbers) for row in question.rows]
    solved = replace(question, rows=rows, released=True)
    return Preview(
        wanted=wanted,
        question=question,
        solved=solved,
        right=_right(solved),
        boxes=boxes(program, numbers, wanted.given or {}, fault),
        fault=fault.message if fault and not fault.name else "",
    )


def numbers_of(program: Program, wanted: Wanted) -> tuple[DrawnVariant, GivenError | None]:
    """The numbers that are wanted, else drawn ones and why."""
    drawn = program.certified(count=1, seed=wanted.seed)[0]
    if wanted.given is None:
        return drawn, None
    # A given that was written since the numbers were typed is drawn.
    texts = {name: written(value) for name, value in drawn.givens.items()} | dict(wanted.given)
    try:
        return variant_of(program, texts), None
    except GivenError as fault:
        return drawn, fault


def _question(numbers: DrawnVariant, wanted: Wanted) -> Sheet:
    marking = mark(numbers, wanted.typed) if wanted.check else None
    submission = None
    if marking:
        submission = Submission(
            typed=dict(wanted.typed),
            marking=marking.record(),
            score=marking.score,
            out_of=marking.out_of,
            complete=marking.complete,
        )
    return Sheet(
        variant=_unsaved(numbers),
        numbers=numbers,
        rows=[
            row_of(field, wanted.typed.get(field.name, ""), marking, 1.0, None) for field in numbers.fields
        ],
        submission=submission,
        place=None,
        closed=None,
        shown=Release(feedback=True, marks=True, solutions=True),
        released=False,
        at=timezone.now(),
    )


def _unsaved(numbers: DrawnVariant) -> Variant:
    """The row that the numbers would have, with its topic's formula sheet as `with_sheet` fetches it."""
    headings = {"title": numbers.problem.title, "topic": numbers.problem.topic}
    points = sum(field.points for field in numbers.fields)
    version = ProblemVersion(problem=Problem(**headings), points=points, **headings)
    variant = Variant(problem_version=version, question=Question(points=points), number=1)
    formulas = Topic.objects.filter(name=version.topic).values_list("formulas", flat=True).first()
    variant.formulas = formulas or ""  # type: ignore[attr-defined]
    return variant


def _right(solved: Sheet) -> list[Right]:
    """One line for each asked name that stands in no table, in the order of the program."""
    steps = {step.name: step for step in solved.numbers.solution}
    found = []
    for name in dict.fromkeys(row.field.asked for row in solved.single_rows):
        rows = [row for row in solved.single_rows if row.field.asked == name]
        latex, words = _value(solved.numbers, name, steps.get(name))
        found.append(
            Right(
                label=rows[0].field.prompt,
                symbol=steps[name].symbol if name in steps else rows[0].field.symbol,
                latex=latex,
                words=words,
                is_formula=rows[0].field.kind == "formula",
                accepted=[row.accepted for row in rows if row.accepted],
                points=sum(row.points for row in rows),
            )
        )
    return found


def _value(numbers: DrawnVariant, name: str, step: Step | None) -> tuple[str, str]:
    """The right value as it stands in the worked solution; a formula, which has no line there, as LaTeX."""
    if step is None:
        return str(numbers.answers[name]), ""
    return step.value, "" if step.value else step.note
