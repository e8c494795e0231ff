"""The shipped problems as a teacher would want them: many variants, balanced labels, options and branches."""

import json
from collections import Counter

import pytest

from solvers.language.tree import Conditional, walk
from tests.solvers.library import LONG, NAMES, shipped

VARIANTS = 1_000
LEAST_DISTINCT = 500
LEAST_SHARE = 0.15


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in NAMES if name != "trained-or-not"])
def test_problem_has_many_distinct_variants(name: str) -> None:
    batch = shipped(name).draw(seed=1, count=4 * VARIANTS)
    assert len({json.dumps(variant.givens) for variant in batch}) >= LEAST_DISTINCT


def labels() -> list[tuple[str, str]]:
    """Every asked label of every shipped problem."""
    return [
        (name, ask.name)
        for name in NAMES
        for ask in shipped(name).program.asks
        if shipped(name).program.definitions[ask.name].node.kind.base == "text"
    ]


@pytest.mark.parametrize(("name", "asked"), labels())
def test_every_label_comes_up(name: str, asked: str) -> None:
    problem = shipped(name)
    answers = Counter(variant.answers[asked] for variant in problem.draw(seed=2, count=VARIANTS))
    field = next(field for field in problem.draw(seed=2).fields if field.name == asked)
    shares = {option.value: answers[option.value] / VARIANTS for option in field.options}
    assert {label: share for label, share in shares.items() if share < LEAST_SHARE} == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_true_option_comes_up(name: str) -> None:
    problem = shipped(name)
    for group in problem.program.groups:
        batch = problem.draw(seed=3, count=VARIANTS)
        chosen = Counter(number for variant in batch for number in variant.answers[group.name])
        meant = {
            number
            for number, option in enumerate(group.options, start=1)
            if getattr(problem.program.definitions[option.truth].node, "value", True) and not option.last
        }
        assert set(chosen) == meant
        assert min(chosen.values()) >= LEAST_SHARE * VARIANTS


@pytest.mark.parametrize("name", LONG)
def test_every_branch_is_reached(name: str) -> None:
    """In a chain of conditions, each one decides some variant."""
    problem = shipped(name)
    batch = problem.draw(seed=4, count=VARIANTS)
    for definition in problem.program.of_role("step"):
        branches = sum(isinstance(part, Conditional) for part in walk(definition.node))
        if branches and definition.node.kind.base == "number":
            notes = Counter(
                next(step.note for step in variant.solution if step.name == definition.name)[:12]
                for variant in batch
            )
            assert len(notes) > branches
