"""Serializers that are strict about what they take, and tell times in UTC."""

from collections.abc import Mapping
from datetime import UTC, datetime
from heapq import nsmallest
from typing import Any

from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from quizzes.api.errors import MOST_FAULTS


def rfc3339(time: datetime) -> str:
    """Write a time in UTC, with Z."""
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")


class TimeField(serializers.DateTimeField):
    """A time as RFC 3339 writes it: with Z when it goes out, with its offset when it comes in."""

    default_error_messages = {
        "naive": gettext_lazy("Write the time with its offset from UTC, such as 2026-10-01T08:00:00Z."),
        "invalid": gettext_lazy("Write a time as RFC 3339 has it, such as 2026-10-01T08:00:00Z."),
    }

    def enforce_timezone(self, value: datetime) -> datetime:
        """Return the time in UTC, whatever the zone of the course."""
        if timezone.is_naive(value):
            self.fail("naive")
        try:
            return value.astimezone(UTC)
        except OverflowError:
            self.fail("invalid", format="RFC 3339")


class Strict(serializers.Serializer):
    """Takes the members that it has, and refuses others: a misspelt name would otherwise pass for none."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the checked members."""
        unknown = set(data) - set(self._writable()) if isinstance(data, Mapping) else set()
        if unknown:
            known = ", ".join(self._writable())
            told = _("There is no such member; there are %(names)s.") % {"names": known}
            if not known:
                told = _("There is no such member.")
            told_of = nsmallest(MOST_FAULTS, map(str, unknown))
            raise serializers.ValidationError({name: [told] for name in told_of})
        return super().to_internal_value(data)

    def _writable(self) -> list[str]:
        return [name for name, field in self.fields.items() if not field.read_only]


class StrictModel(Strict, serializers.ModelSerializer):
    """The same, of a model's fields."""

    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.DateTimeField: TimeField,
    }

    def build_standard_field(self, field_name: str, model_field: Any) -> Any:
        """Take the whole numbers that every database keeps: SQLite alone would keep larger ones."""
        field_class, options = super().build_standard_field(field_name, model_field)
        if isinstance(options.get("max_value"), int):
            largest = BaseDatabaseOperations.integer_field_ranges[model_field.get_internal_type()][1]
            options["max_value"] = min(options["max_value"], largest)
        return field_class, options
