"""docs/problem-language.md is true and complete: its examples run, and every word of the language has one."""

import re
from collections.abc import Callable

import pytest

from grader import mark, read
from grader.answers.errors import AnswerError, words
from grader.marking import Part
from grader.reading import read_answer
from solvers import Problem, ProblemError, Variant, document
from solvers.explain.symbols import symbol_of
from solvers.fields import Field, Option
from solvers.functions import CONSTANTS, FUNCTIONS
from solvers.language import layers, limits
from solvers.language.declarations import ASK_KEYWORDS
from solvers.language.expressions import OPERATORS
from solvers.language.givens import DRAWS
from solvers.language.network import COLUMNS, TOTALS
from solvers.language.pictures import FORMS, SETTINGS
from solvers.language.syntax import DECLARATIONS
from tests.docs.examples import (
    PROGRAM_LINE,
    RUN,
    TEXT,
    WRONG,
    examples,
    given,
    pairs,
    programs,
    rounded_like,
    table,
    value,
)
from tests.solvers.library import problem

GOOD = [example for example in examples() if example.kind in RUN]
BAD = [example for example in examples() if example.kind in WRONG]
TYPED = re.compile(r"(\S+) = (.*?)(?: after (.*))?  →  (\w+)(?:, ([\d.]+) of ([\d.]+))?")


def option(number: str, text: str) -> Option:
    return Option(number, text)


def field(kind: str, **settings: object) -> Field:
    return Field("y", "y", "", "y", kind, 1.0, **settings)  # type: ignore[arg-type]


FIELDS = {
    "a number": field("number", places=3),
    "a whole number": field("whole"),
    "a percentage": field("number", places=1, unit="%"),
    "a shape of three sides": field("shape", sides=3),
    "a formula in w": field("formula", variables=("w",)),
    "a label, Class 0 or Class 1": field("label", options=(option("Class 0", ""), option("Class 1", ""))),
    "one of three options": field("choice", options=tuple(option(number, "") for number in "123")),
}


def by_line(example: object) -> str:
    return f"line-{example.line}"  # type: ignore[attr-defined]


def check_answer(variant: Variant, text: str) -> None:
    known = {**variant.values, **variant.answers}
    for name, written in pairs(text):
        assert rounded_like(known[name], written) == value(written), name


def check_typed(variant: Variant, text: str) -> None:
    name, typed, before, verdict, points, out_of = TYPED.fullmatch(text).groups()  # type: ignore[union-attr]
    part = mark(variant, {**dict(pairs(before) if before else ()), name: typed}).parts[name]
    assert (name, typed, part.verdict) == (name, typed, verdict)
    if points:
        assert (part.points, part.out_of) == pytest.approx((float(points), float(out_of)))


def check_feedback(variant: Variant, text: str) -> None:
    name, typed, sentence = re.fullmatch(r"(\S+) = (.*?): (.*)", text).groups()  # type: ignore[union-attr]
    assert _part(variant, name, typed).feedback == sentence


def check_hint(variant: Variant, text: str) -> None:
    name, typed, sentence = re.fullmatch(r"(\S+) = (.*?): (.*)", text).groups()  # type: ignore[union-attr]
    assert read(_field(variant, name), typed).hint == sentence


def check_options(variant: Variant, text: str) -> None:
    name, _, written = text.partition(": ")
    assert " | ".join(option.text for option in _field(variant, name).options) == written


def check_label(variant: Variant, text: str) -> None:
    name, _, written = text.partition(": ")
    asked = _field(variant, name)
    assert f"{asked.prompt}, {asked.symbol}" == written


def check_fields(variant: Variant, text: str) -> None:
    assert ", ".join(field.name for field in variant.fields) == text


def check_printed(variant: Variant, text: str) -> None:
    lines = [*variant.statement.splitlines(), *variant.explanation.splitlines()]
    assert [line for line in lines if line == text] == [text], lines


def check_drawn(variant: Variant, text: str) -> None:
    name, _, written = text.partition(": ")
    drawn = {handed.givens[name] for handed in variant.problem.certified(count=200, seed=1)}
    assert ", ".join(map(str, sorted(drawn))) == written


def check_picture(variant: Variant, text: str) -> None:
    shown = [
        f"{picture.title}  →  {'with the solution' if picture.reveals else 'at once'}"
        for picture in variant.pictures
    ]
    assert [line for line in shown if line == text] == [text], shown


def check_report(variant: Variant, text: str) -> None:
    line = text.removeprefix("clean with ")
    if line == text:
        assert text in [warning.text for warning in variant.problem.report().warnings]
    else:
        program = f"{next(good.text for good in GOOD if ('Report', text) in good.results)}\n{line}"
        assert problem(program).report().is_clean


def _part(variant: Variant, name: str, typed: str) -> Part:
    return mark(variant, {name: typed}).parts[name]


def _field(variant: Variant, name: str) -> Field:
    return next(field for field in variant.fields if field.name == name)


CHECKS: dict[str, Callable[[Variant, str], None]] = {
    "Answer": check_answer,
    "Typed": check_typed,
    "Feedback": check_feedback,
    "Hint": check_hint,
    "Options": check_options,
    "Label": check_label,
    "Fields": check_fields,
    "Printed": check_printed,
    "Drawn": check_drawn,
    "Picture": check_picture,
    "Report": check_report,
}


@pytest.mark.parametrize("example", GOOD, ids=by_line)
def test_example_comes_to_what_the_page_says(example) -> None:
    parsed = Problem.parse(example.document)
    variant = parsed.draw(seed=1)
    assert example.results, "an example says what comes out"
    for word, text in example.results:
        if word == "Given":
            variant = parsed.variant(**given(text))
        else:
            CHECKS[word](variant, text)


@pytest.mark.parametrize("example", BAD, ids=by_line)
def test_wrong_example_is_refused_as_the_page_says(example) -> None:
    with pytest.raises(ProblemError) as caught:
        Problem.parse(example.document)
    assert f"Line {caught.value.line - example.first_line + 1}: {caught.value.message}" == example.message


@pytest.mark.parametrize(("line", "message"), table("You write", "The message"))
def test_wrong_line_is_refused_as_the_page_says(line, message) -> None:
    with pytest.raises(ProblemError) as caught:
        problem(f"x = integers(1, 9)\nw = integers(1, 9, size=3)\n{line}\nanswer = x + 1\nask(answer)")
    assert (caught.value.line, caught.value.message) == (PROGRAM_LINE + 2, message)


@pytest.mark.parametrize(
    ("expression", "written"),
    [row[2:] for heading in ("Function", "Written") for row in table(heading, "Means", "Example", "Result")],
)
def test_expression_has_the_value_that_the_page_says(expression, written) -> None:
    found = problem(f"r = {expression}\nask(r)").draw(seed=1).answers["r"]
    assert rounded_like(found, written) == value(written)


@pytest.mark.parametrize(
    ("kind", "typed", "written"),
    [(kind, *row) for kind in FIELDS for row in table(f"Typed as {kind}", "Read as")],
)
def test_typed_text_is_read_as_the_page_says(kind, typed, written) -> None:
    assert _read_as(FIELDS[kind], typed) == written


def _read_as(field: Field, typed: str) -> str:
    try:
        found = read_answer(field, typed)
    except AnswerError as refusal:
        return f"refused: {words(refusal)}"
    if field.kind == "label":
        return str(found.value)
    return f"${found.latex}$" if found.latex else found.echo or typed


def test_every_table_of_typed_texts_is_checked() -> None:
    assert re.findall(r"\| Typed as (.*) \| Read as \|", TEXT) == list(FIELDS)


@pytest.mark.parametrize(("name", "symbol"), table("Name", "Symbol"))
def test_name_is_printed_as_the_page_says(name, symbol) -> None:
    assert f"${symbol_of(name)}$" == symbol


def test_every_function_is_listed_with_its_signature() -> None:
    listed = [row[0] for row in table("Function", "Means", "Example", "Result")]
    assert listed == [function.signature for function in FUNCTIONS.values()]


WORDS = {
    "declaration": [f"{word}(" for word in DECLARATIONS],
    "draw": [f"{word}(" for word in DRAWS],
    "total of a network": [f"{word}(" for word in TOTALS],
    "column": COLUMNS,
    "constant": CONSTANTS,
    "operator": OPERATORS.values(),
    "setting of ask": [f"{setting}=" for setting in ASK_KEYWORDS],
    "setting of a choice": [f"{setting}=" for setting in ("name", "label", "several", "show", "why", "last")],
    "picture": [f"{word}(" for word in FORMS],
    "setting of a picture": [f"{setting}=" for setting in (*SETTINGS, "bias")],
    "layer": layers.ARITY,
    "option of a layer": layers.OPTIONS,
    "other": ["piecewise(", " if ", "lambda ", "cnn(", "True", "False", "size=", "step=", "{{", "#"],
}


@pytest.mark.parametrize(
    ("what", "word"), [(what, word) for what, words in WORDS.items() for word in sorted(words)]
)
def test_every_word_stands_in_an_example(what, word) -> None:
    expressions = [row[2] for row in table("Written", "Means", "Example", "Result")]
    assert word in "\n".join([programs(), *expressions]), what


def test_limits_are_those_of_the_code() -> None:
    assert table("Limit", "Number") == [
        [name, f"{number:,}"]
        for name, number in {
            "characters of a document": document.MAX_DOCUMENT,
            "characters of a program": limits.MAX_PROGRAM,
            "lines of a program": limits.MAX_LINES,
            "characters of one text": limits.MAX_TEXT,
            "characters of a name": limits.MAX_NAME,
            "options of one question": limits.MAX_OPTIONS,
            "mistakes that a problem names": limits.MAX_MISTAKES,
            "pictures of a problem": limits.MAX_PICTURES,
            "parameters of a function of your own": limits.MAX_PARAMETERS,
            "numbers in one value": limits.MAX_ELEMENTS,
            "brackets inside one another": limits.MAX_NESTING,
            "whole-number exponent": limits.MAX_EXPONENT,
            "layers of a network": layers.MAX_LAYERS,
            "size of a number": limits.MAX_NUMBER,
        }.items()
    ]
