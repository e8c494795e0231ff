"""Whatever a student reads goes through the translator, and nothing of it is kept in one language.

A translator that sets «marks» around each sentence shows what went past it: words outside of all marks.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, get_args

import pytest
from django.utils.translation import gettext, ngettext

from grader import mark, read
from grader.answers.errors import AnswerError, Reason, words
from grader.report import report
from solvers import Problem, Variant
from solvers.fields import Field
from solvers.functions.registry import elements
from solvers.report import Report
from solvers.report.tables import sections
from solvers.slipped import Slipped
from solvers.words import speak_through
from tests.solvers.library import NAMES, problem, shipped

MATH = re.compile(r"\$[^$]*\$")
WORDS_IN_MATH = re.compile(r"\\text\s*\{([^{}]*)\}")
WORD = re.compile(r"[^\W\d_]{2,}")
MOST_SLIPS = 25  # that are typed
VARIANTS = 2
QUICK = ("network-2-2-1", "sigmoid-neuron", "trained-or-not")
DETAILS = {"found": "F", "first": "1234", "second": "1.234", "limit": "40", "allowed": "w"}
TYPED = {
    "number": [
        "",
        "1,234",
        "1 234 567",
        "1 2",
        "0..7",
        "abc",
        "1/0",
        "50 %",
        "7e",
        "1e999",
        "0,7",
        "1",
        "12x",
    ],
    "whole": ["1.5", "3 4", "x"],
    "shape": ["63,x25", "a", "1,024", "1x2x3x4x5x6x7x8x9", "(3"],
    "label": ["neither"],
    "formula": ["foo", "2(", ")", "w,", "|w|", "w w w", "w = 3 = 4", "exp"],
    "choice": ["9", "a", "1,2"],
    "choices": ["9", "a", "1,1", "1,,2"],
}
PICTURES = """x1 = pick(1, 2)
h = uniform(0.1, 0.9, step=0.1, size=2)
k = pick(3, 5)
y: "Value" = relu(x1) if h[0] > 0.5 and not h[1] > 0.6 else 2 * x1
large: "Large" = y > 2 or x1 > 1
z: "Class" = "Big" if large else "Small"
L = lambda w: (w - x1)**2
net = cnn("28x28x1", "CONV-3-4[stride=2, padding=same, no bias, frozen] BN POOL-2 DROPOUT AVGPOOL-2 GAP FC-9")
flat = cnn("8x8x2", "CONV-3-{{k}} FLATTEN FC-4")
ask(y)
ask(large)
ask(z)
ask(net)
ask(flat)
show(neuron([0.5, h[1]], [x1, h[0]], 1, "leaky_relu"))
show(neuron([0.5, h[1]], [x1, h[0]]))
show(network(h, 3, 1))
show(network([x1, h[1]], [[1, 2]], bias=0.5))
show(activation("squashed_gaussian", x1))
show(activation("custom_sig"))
show(loss(L, x1))
show(loss(L, x1, 2, 3))
show(convolution(9, 9, k, 1, 2))
show(cnn(net))
show(cnn(flat))
"""
FEW = """n = integers(1, 3)
m = integers(1, 3)
require(n != m)
big = n * 100000 + m / 1000000
odd: "Odd" = "Yes" if n > 2 else "No" if n > 0 else "Never"
choice("n is large", n > 0)
choice("n is small", n < 1)
mistake("The n was ignored.", big=m)
ask(big, places=1)
ask(odd)
"""


@pytest.fixture(
    params=[name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in NAMES]
)
def exercise(request: pytest.FixtureRequest) -> Problem:
    """A shipped problem, one after another."""
    return shipped(request.param)


@pytest.fixture
def marks() -> Iterator[None]:
    """A translator that shows what went through it."""
    yield
    speak_through(gettext, ngettext)


def with_marks() -> None:
    speak_through(lambda text: f"«{text}»", lambda one, many, n: f"«{one if n == 1 else many}»")


def past_the_translator(text: str, own: str = "") -> set[str]:
    """The words outside of all marks that are not the author's own, words in formulas included."""
    depth, outside = 0, []
    for character in MATH.sub(" ", text):
        depth += (character == "«") - (character == "»")
        if not depth and character != "»":
            outside.append(character)
    words = set(WORD.findall("".join(outside)))
    for part in WORDS_IN_MATH.findall(text):
        words |= set() if "«" in part else set(WORD.findall(part))
    return words - set(WORD.findall(own))


def own_words(problem: Problem) -> str:
    """The author's texts and symbols."""
    program = problem.program
    own = [item for item in program.of_role("given", "constant", "step") if item.name not in program.cells]
    labels = [text for definition in own for text in (definition.label, definition.symbol)]
    labels += [group.label for group in program.groups] + [show.label for show in program.shows]
    return " ".join([*program.texts, *labels, *(mistake.text for mistake in program.mistakes)])


def typed_for(value: Any, fields: list[Field]) -> dict[str, str]:
    """A slip's value as it is typed into the fields of one asked name."""
    if fields[0].kind == "shape":
        return {fields[0].name: "x".join(str(int(side)) for side in value)}
    texts = [f"{number:.0f}" if fields[0].kind == "whole" else f"{number:.{fields[0].places or 3}f}"
             for number in elements(value)]  # fmt: skip
    return dict(zip([field.name for field in fields], texts, strict=True))


def sheets(variant: Variant) -> Iterator[dict[str, str]]:
    """Many wrong sheets: what comes of slips, answer by answer and gone on with, misread texts, guesses."""
    problem = variant.problem
    by_name: dict[str, list[Field]] = {}
    for field in variant.fields:
        by_name.setdefault(field.asked, []).append(field)
        yield from ({field.name: typed} for typed in TYPED[field.kind])
    names = tuple(name for name, fields in by_name.items() if fields[0].kind in ("number", "whole", "shape"))
    for slip in islice(problem.certification.possible(), MOST_SLIPS):
        slipped = Slipped(problem.sampler, slip, names)
        try:
            values = slipped.one(*(variant.raw[taken] for taken in slipped.takes))
        except ArithmeticError:
            continue
        typed = [typed_for(value, by_name[name]) for name, value in zip(names, values, strict=True)]
        yield from typed
        yield {field: text for one in typed for field, text in one.items()}
    for field in variant.fields:  # a batch size where none belongs
        if field.kind == "shape":
            yield {field.name: "x".join(["32", *(f"{side:.0f}" for side in variant.raw[field.asked])])}
        elif field.kind == "whole":
            yield {field.name: f"{32 * elements(variant.raw[field.asked])[0]:.0f}"}
    numbers = {field.name: "3" for field in variant.fields if field.kind in ("number", "whole")}
    yield numbers | {field.name: "3x3x3" for field in variant.fields if field.kind == "shape"}
    yield numbers | {field.name: field.options[-1].value for field in variant.fields if field.options}
    yield {field.name: ",".join(option.value for option in field.options[:-1])
           for field in variant.fields if field.kind == "choices"}  # fmt: skip


def said_of_answers(variant: Variant) -> Iterator[str]:
    """What is said of wrong answers, before they are submitted and afterwards."""
    for typed in sheets(variant):
        for field in variant.fields:
            if field.name in typed:
                reading = read(field, typed[field.name])
                yield from (reading.problem, reading.hint)
        for part in mark(variant, typed).parts.values():
            yield from (part.feedback, part.diagnosis or "")


def said_of_solution(variant: Variant) -> Iterator[str]:
    """What the sheet and the worked solution say by themselves."""
    yield from variant.conventions
    for field in variant.fields:
        yield from (field.prompt, f"${field.symbol}$")
        yield from (option.text for option in field.options if field.kind == "label")
    for step in variant.solution:
        notes = step.note if step.formula or step.value else ""  # a choice's note is its right options
        yield from (step.label, notes, f"${step.symbol} {step.formula} {step.substituted} {step.value}$")
    for table in variant.tables:
        yield from table.headings
    for worked in variant.worked_tables:
        yield from worked.headings
        yield from (f"{step.label} {step.note} ${step.symbol}$" for row in worked.rows for step in row.cells)
    for picture in variant.pictures:
        yield from (picture.title, picture.description)


def said_of(variant: Variant) -> list[str]:
    return [*said_of_solution(variant), *said_of_answers(variant)]


def test_every_sentence_about_a_shipped_problem_is_translated(exercise: Problem, marks: None) -> None:
    english = [said_of(exercise.draw(seed=seed)) for seed in range(VARIANTS)]  # fills what is kept
    with_marks()
    marked = [said_of(exercise.draw(seed=seed)) for seed in range(VARIANTS)]
    own = own_words(exercise)
    for text in (text for texts in marked for text in texts):
        assert past_the_translator(text, own) == set(), text
    speak_through()
    assert [said_of(exercise.draw(seed=seed)) for seed in range(VARIANTS)] == english


@pytest.mark.slow
def test_problem_parsed_in_another_language_speaks_english_again(marks: None) -> None:
    english = [said_of_solution(problem(PICTURES).draw(seed=seed)) for seed in range(VARIANTS)]
    expected = [list(texts) for texts in english]
    with_marks()
    parsed = problem(PICTURES)
    for seed in range(VARIANTS):
        for text in said_of_solution(parsed.draw(seed=seed)):
            assert past_the_translator(text, own_words(parsed)) == set(), text
    speak_through()
    assert [list(said_of_solution(parsed.draw(seed=seed))) for seed in range(VARIANTS)] == expected


def said_of_report(found: Report) -> Iterator[str]:
    """What the author's report says: warnings, and headings and first cells of its tables."""
    yield from (warning.text for warning in found.warnings)
    for section in sections(found):
        yield from (section.heading, section.about, *section.columns, *(row[0] for row in section.rows))
        yield from (row[2] for row in section.rows if section.prose)


@pytest.mark.parametrize("program", [PICTURES, FEW])
def test_every_sentence_of_a_report_is_translated(program: str, marks: None) -> None:
    author = problem(program)
    own = " ".join([own_words(author), *author.program.definitions])
    found = report(author, count=100)
    speak_through()
    english = list(said_of_report(found))
    with_marks()
    for text in said_of_report(found):
        assert past_the_translator(text, own) == set(), text
    speak_through()
    assert list(said_of_report(found)) == english


@pytest.mark.parametrize("reason", get_args(Reason))
def test_every_reason_is_translated(reason: Reason, marks: None) -> None:
    with_marks()
    assert past_the_translator(words(AnswerError(0, reason, **DETAILS))) == set()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("«The term $b$ was left out.»", set()),
        ("The term $b$ was left out.", {"The", "term", "was", "left", "out"}),
        ("«Nothing» typed", {"typed"}),
        (r"«since $1 \text{ «and» } 2$»", set()),
        (r"«since $1 \text{ and } 2$»", {"and"}),
        ("«A «nested» sentence»", set()),
    ],
)
def test_words_past_the_translator_are_found(text: str, words: set[str]) -> None:
    assert past_the_translator(text) == words
