"""Facts are neither changed nor deleted, whichever way it is tried."""

from collections.abc import Callable

import pytest
from django.db.models import ProtectedError

from quizzes import actions
from quizzes.models import AppendOnlyError, ProblemVersion, Reveal, Submission, User, Variant

WAYS: dict[str, Callable[[Submission], object]] = {
    "save": lambda row: row.save(),
    "delete": lambda row: row.delete(),
    "queryset update": lambda row: Submission.objects.update(score=3),
    "queryset delete": lambda row: Submission.objects.all().delete(),
    "related update": lambda row: row.variant.submissions.update(score=3),
    "bulk_update": lambda row: Submission.objects.bulk_update([row], ["score"]),
    "update_or_create": lambda row: Submission.objects.update_or_create(pk=row.pk, defaults={"score": 3}),
    "upsert": lambda row: Submission.objects.bulk_create(
        [row], update_conflicts=True, update_fields=["score"], unique_fields=["pk"]
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_fact_refuses_every_change(way: str, variant: Variant) -> None:
    submission = actions.submit(variant, {"z": "0.87"}, "key")
    submission.score = 3
    with pytest.raises(AppendOnlyError):
        WAYS[way](submission)
    assert Submission.objects.get().score == 1


@pytest.mark.parametrize("model", [ProblemVersion, Variant, Submission, Reveal])
def test_facts_are_append_only(model: type, db: None) -> None:
    with pytest.raises(AppendOnlyError):
        model.objects.all().delete()


def test_fact_refuses_to_overwrite_by_its_key(version: ProblemVersion) -> None:
    from django.db import IntegrityError, transaction

    copy = ProblemVersion(
        pk=version.pk, problem=version.problem, number=9, document="changed", sha="0" * 64, points=1
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()
    assert ProblemVersion.objects.get().number == 1


def test_person_with_variants_cannot_be_deleted(variant: Variant, alice: User) -> None:
    with pytest.raises(ProtectedError):
        alice.delete()
