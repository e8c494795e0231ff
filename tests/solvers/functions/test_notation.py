"""Pieces of LaTeX: where brackets stand, and when many terms are cut short."""

import pytest

from solvers.explain.pieces import listed, number, values
from solvers.explain.tex import Level, Tex, fraction
from solvers.functions import notation

SUM = Tex("a + b", Level.SUM)


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        ([2], "2"),
        ([2, -3], "2 + (-3)"),
        ([-2, 3], "-2 + 3"),
        ([1, 2, 3, 4], "1 + 2 + 3 + 4"),
        ([1, 2, 3, 4, -5], r"1 + \cdots + (-5)"),
    ],
)
def test_summed_brackets_negative_terms_and_cuts_many_short(terms, text):
    assert notation.summed([number(term) for term in terms]).text == text


def test_summed_keeps_a_single_term_as_it_is():
    assert notation.summed([Tex("x", Level.POWER)]).level == Level.POWER


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        (number(0.7), number(1), "(0.7 - 1)^{2}"),
        (number(-0.7), number(-1), "(-0.7 - (-1))^{2}"),
        (SUM, SUM, "(a + b - (a + b))^{2}"),
        (fraction("1", "2"), number(1), r"\left(\frac{1}{2} - 1\right)^{2}"),
    ],
)
def test_squared_brackets_what_is_subtracted(left, right, text):
    assert notation.squared(left, right).text == text


@pytest.mark.parametrize(
    ("term", "text"),
    [(number(2), "-2"), (number(-2), "-(-2)"), (SUM, "-(a + b)"), (fraction("1", "2"), r"-\frac{1}{2}")],
)
def test_negative_brackets_sums_and_negative_numbers(term, text):
    assert notation.negative(term) == Tex(text, Level.SIGN, signed=True)


def test_cells_are_the_numbers_row_by_row():
    assert [cell.text for cell in notation.cells(values([[1, 2], [3, 4]], 3))] == ["1", "2", "3", "4"]
    assert [cell.text for cell in notation.cells(number(7))] == ["7"]


def test_known_values_are_those_before_rounding():
    assert notation.known([number(1 / 3, 2), number(2)]) == [1 / 3, 2]
    assert notation.known([number(2), SUM]) is None
    assert notation.known(listed([number(1), number(2)]).elements) == [1, 2]


@pytest.mark.parametrize(
    ("rows", "columns", "inside"),
    [(1, 1, "x"), (1, 2, r"x & \cdots"), (2, 1, r"x \\ \vdots"), (2, 2, r"x & \cdots \\ \vdots & \ddots")],
)
def test_first_of_matrix_says_where_more_follows(rows, columns, inside):
    found = notation.first_of_matrix(Tex("x"), rows, columns).text
    assert found == rf"\begin{{bmatrix}} {inside} \end{{bmatrix}}"


@pytest.mark.parametrize(("length", "text"), [(1, r"\left[x\right]"), (3, r"\left[x, \ldots\right]")])
def test_first_of_vector_says_that_more_follows(length, text):
    assert notation.first_of_vector(Tex("x"), length).text == text
