"""The tables of a site as its migrations have made them, and their rows as JSON."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection
from django.db.migrations.state import ProjectState
from django.db.models import DateField, Field, Model, TimeField
from django.utils.duration import duration_string

AT_ONCE = 500  # rows in one statement


def _base64(value: bytes | memoryview) -> str:
    """As a field of bytes takes it back."""
    return b64encode(value).decode()


_BY_TYPE: dict[type, Callable[[Any], str]] = {
    datetime: datetime.isoformat,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: duration_string,
    Decimal: str,
    UUID: str,
    bytes: _base64,
    memoryview: _base64,
}


def models_of(state: ProjectState) -> list[type[Model]]:
    """Return the models with tables of their own, by name.

    They come from the migrations rather than from the code, which may be newer than the data.
    """
    models = state.apps.get_models(include_auto_created=True)
    own = [model for model in models if model._meta.managed and not model._meta.proxy]
    return sorted(own, key=lambda model: model._meta.label_lower)


def columns_of(model: type[Model]) -> list[str]:
    """Return the names of what is stored: not what the database computes."""
    return [field.attname for field in _stored(model)]


def read_rows(model: type[Model]) -> Iterator[list[Any]]:
    """Return every row, as values that JSON has."""
    rows = model._base_manager.order_by("pk").values_list(*columns_of(model))
    return ([_plain(value) for value in row] for row in rows.iterator(chunk_size=AT_ONCE))


def write_rows(model: type[Model], rows: Iterator[dict[str, Any]]) -> int:
    """Insert the rows exactly as they were, and return how many."""
    fields = {field.attname: field for field in _stored(model)}
    for field in fields.values():
        # Else the hour of the restore would take the place of the hour of the submission.
        if isinstance(field, (DateField, TimeField)):
            field.auto_now = field.auto_now_add = False
    objects = (model(**{name: fields[name].to_python(value) for name, value in row.items()}) for row in rows)
    count = 0
    for batch in iter(lambda: list(islice(objects, AT_ONCE)), []):
        count += len(model._base_manager.bulk_create(batch))
    return count


def empty(models: list[type[Model]]) -> None:
    """Delete every row: the migrations put some in, which the backup has too."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608


def continue_numbering(models: list[type[Model]]) -> None:
    """Let new rows get the numbers after those that were inserted with theirs."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _stored(model: type[Model]) -> list[Field]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int, float, list, dict)):
        return value
    return _BY_TYPE[type(value)](value)
