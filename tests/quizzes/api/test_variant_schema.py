"""What the documentation says of variants and markings is what is sent."""

from typing import Any

import pytest
from rest_framework import serializers

from quizzes import actions
from quizzes.actions.problems import LIBRARY
from quizzes.api.fields import TimeField
from quizzes.api.variant_schema import HandedOutSerializer, MarkingSerializer
from quizzes.models import Course
from tests.quizzes.api.clients import course_with
from tests.quizzes.api.stateless import mark, variant_of

PLAIN = {
    serializers.CharField: str,
    serializers.SlugField: str,
    TimeField: str,
    serializers.BooleanField: bool,
    serializers.IntegerField: int,
    serializers.FloatField: int | float,
}
SLUGS = (LIBRARY / "order.txt").read_text(encoding="utf-8").split()


def assert_as_described(told: Any, field: serializers.Field, place: str = "") -> None:
    if told is None:
        assert field.allow_null, place
    elif isinstance(field, serializers.Serializer):
        needed = {name for name, inner in field.fields.items() if inner.required}
        assert needed <= set(told) <= set(field.fields), place
        for name, item in told.items():
            assert_as_described(item, field.fields[name], f"{place}/{name}")
    elif hasattr(field, "child"):
        items = told.items() if isinstance(told, dict) else enumerate(told)
        for name, item in items:
            assert_as_described(item, field.child, f"{place}/{name}")
    elif isinstance(field, serializers.ChoiceField):
        assert told in field.choices, place
    elif not isinstance(field, serializers.JSONField):
        assert isinstance(told, PLAIN[type(field)]), place


@pytest.mark.parametrize("slug", SLUGS)
def test_variants_and_markings_are_as_described(slug: str, course: Course) -> None:
    actions.save_problem(slug, (LIBRARY / f"{slug}.md").read_text(encoding="utf-8"))
    lms = course_with(course)
    for level in ("marks", "feedback", "solutions"):
        variant = variant_of(lms, slug, feedback=level)
        assert_as_described(variant, HandedOutSerializer())
        assert_as_described(mark(lms, variant["token"], {}).json(), MarkingSerializer())
