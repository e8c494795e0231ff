"""Twenty variants as a table: what is given and what is right, for every kind of answer."""

import pytest

from quizzes.queries.variety import Cell, variety
from solvers import Problem
from tests.quizzes.builders import sigmoid_document
from tests.solvers.library import NAMES, document, text


def test_rows_are_the_variants_that_students_are_handed() -> None:
    found = variety(sigmoid_document(), seed=3)
    handed_out = Problem.parse(sigmoid_document()).certified(count=20, seed=3)
    assert [(column.name, column.symbol, column.label) for column in (*found.givens, *found.answers)] == [
        ("w", "w", "Weights"),
        ("x", "x", "Input"),
        ("b", "b", "Bias"),
        ("z", "z", "Weighted sum"),
        ("y", "y", "Sigmoid output"),
    ]
    assert [row.cells[4].latex for row in found.rows] == [
        f"{variant.answers['y']:.3f}" for variant in handed_out
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_problem_has_a_full_table(name: str) -> None:
    found = variety(text(name), seed=1)
    assert {len(row.cells) for row in found.rows} == {len(found.givens) + len(found.answers)}
    assert [cell for row in found.rows for cell in row.cells if not cell.latex and not cell.words] == []


def test_row_leads_to_its_numbers() -> None:
    [row, *_others] = variety(
        document('a = pick(2)\nv = pick([1, 2])\nt = pick("x & y")\nb = a + v[0]\nask(b)'), 1
    ).rows
    assert row.query == "given.a=2&given.v=%5B1%2C+2%5D&given.t=x+%26+y"


def test_words_and_formulas_are_told_apart() -> None:
    program = (
        'a = pick(2)\nf = lambda w: 2 * (w - a)\nc = "even" if a > 1 else "odd"\nask(f)\nask(c)\n'
        'choice("It is $a$.", a > 1)\nchoice("It is not.", a < 2)'
    )
    assert variety(document(program), seed=1).rows[0].cells == [
        Cell(latex="2"),
        Cell(latex="2(w - 2)", answer=True),
        Cell(words="even", answer=True),
        Cell(words="1", answer=True),
    ]
