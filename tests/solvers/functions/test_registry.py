"""The whole registry: every function is documented, tried, refused and printed; and how records are made."""

import re

import pytest

from solvers.functions import FUNCTIONS, SUBJECTS
from tests.solvers.functions import (
    test_activations,
    test_convolution,
    test_elementary,
    test_linear,
    test_losses,
    test_sizes,
    test_statistics,
)  # fmt: skip

MODULES = (
    test_activations,
    test_convolution,
    test_elementary,
    test_linear,
    test_losses,
    test_sizes,
    test_statistics,
)
SHAPES = re.compile(r"Element by element\.|Shapes: .+ → ")
SOURCE = re.compile(r"Source: \S.*\.$")


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_every_function_says_formula_shapes_and_source(function):
    """As in: relu(z) = max(0, z). Element by element. Source: Nair and Hinton 2010."""
    doc = " ".join(function.doc.split())
    assert re.match(rf"{function.name}\(.*?\)\S* = \S", doc)
    assert SHAPES.search(doc)
    assert SOURCE.search(doc)


def test_every_function_is_compared_with_an_independent_computation():
    assert {case.name for module in MODULES for case in module.CASES} == set(FUNCTIONS)


def test_every_function_is_seen_to_refuse_arguments():
    assert {row[0] for module in MODULES for row in module.REFUSED} == set(FUNCTIONS)


def test_every_function_is_seen_in_print():
    assert {row[0] for module in MODULES for row in module.PRINTED} == set(FUNCTIONS)


def test_every_name_is_registered_once():
    assert len(FUNCTIONS) == sum(len(subject.FUNCTIONS) for subject in SUBJECTS)


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_siblings_are_other_functions(function):
    assert set(function.siblings) <= set(FUNCTIONS) - {function.name}


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_signatures_name_the_function(function):
    assert re.fullmatch(rf"{function.name}\(.+\)", function.signature)
