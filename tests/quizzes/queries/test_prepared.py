"""A prepared query gives what its query set gives, with other values each time."""

import pytest
from pytest_django import DjangoAssertNumQueries

from quizzes import actions
from quizzes.models import Problem, Submission, User, Variant
from quizzes.queries.access import variants_of
from quizzes.queries.prepared import Prepared
from quizzes.queries.sheets import with_sheet

submissions = Prepared(
    lambda variant: (
        Submission.objects.filter(variant=variant).select_related("variant__place").order_by("pk")
    ),
    1,
)
variants = Prepared(
    lambda variant, user: with_sheet(variants_of(user)).filter(pk=variant),
    2,
)


def everything(row: object) -> dict:
    """What an instance holds, those joined to it as well."""
    state = row.__dict__ | row._state.fields_cache
    return {name: value for name, value in state.items() if name != "_state"}


def test_prepared_query_gives_what_its_query_set_gives(
    variant: Variant, alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actions.submit(variant, {"z": "0.5"}, "a")
    with django_assert_num_queries(1):
        (found,) = variants(variant.pk, alice.pk)
    expected = with_sheet(variants_of(alice)).get(pk=variant.pk)
    assert everything(found) == everything(expected)
    assert everything(found.place) == everything(expected.place)
    assert found.place.last_submission.typed == {"z": "0.5", "y": ""}


def test_prepared_query_takes_other_values(variant: Variant, alice: User, bob: User) -> None:
    assert [row.pk for row in variants(variant.pk, alice.pk)] == [variant.pk]
    assert variants(variant.pk, bob.pk) == []
    assert variants(variant.pk + 1, alice.pk) == []


def test_prepared_query_keeps_the_order(variant: Variant) -> None:
    for typed in ("1", "2", "3"):
        actions.submit(variant, {"z": typed}, typed)
    assert [row.typed["z"] for row in submissions(variant.pk)] == ["1", "2", "3"]
    assert submissions(variant.pk + 1) == []


def test_prepared_query_takes_texts(variant: Variant) -> None:
    problems = Prepared(lambda slug, pk: Problem.objects.filter(slug=slug, pk=pk), 2)
    pk = variant.problem_version.problem_id
    assert [row.pk for row in problems("sigmoid-neuron", pk)] == [pk]
    assert problems("other", pk) == problems("sigmoid-neuron", pk + 1) == []


def test_value_that_the_query_does_not_use_is_refused(db: None) -> None:
    with pytest.raises(TypeError):
        Prepared(lambda _unused: Variant.objects.all(), 1)(1)
