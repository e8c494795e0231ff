"""Writes rows without Django's building of a query: those of every request, and of a million marks.

Building an update of ten columns costs Django several times what asking it does.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection, models


def change_row(model: type[models.Model], unchanged: Mapping[str, Any], changes: Mapping[str, Any]) -> bool:
    """Write `changes` to the row that has the values `unchanged`; tell whether there was one.

    Both are attribute names -> values. Like `update`, it calls no `save` and sends no signal.
    """
    conditions, values = [], _prepared(model, changes)
    for name, value in unchanged.items():
        if value is None:
            conditions.append(f"{_column(model, name)} IS NULL")
        else:
            conditions.append(f"{_column(model, name)} = %s")
            values.append(_field(model, name).get_db_prep_value(value, connection))
    written = ", ".join(f"{_column(model, name)} = %s" for name in changes)
    table = _quoted(model._meta.db_table)
    # Names of the model alone are put together here; values go as parameters.
    sql = f"UPDATE {table} SET {written} WHERE {' AND '.join(conditions)}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount > 0


def insert_row(model: type[models.Model], values: Mapping[str, Any]) -> None:
    """Write a new row; `values` are those of all its attributes but of a key that the database gives."""
    with connection.cursor() as cursor:
        cursor.execute(_insert(model, tuple(values)), _prepared(model, values))


def insert_rows(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write new rows, which all have the same attributes in the same order."""
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_insert(model, tuple(rows[0])), [_prepared(model, values) for values in rows])


@cache
def _insert(model: type[models.Model], names: tuple[str, ...]) -> str:
    columns = ", ".join(_column(model, name) for name in names)
    places = ", ".join(["%s"] * len(names))
    return f"INSERT INTO {_quoted(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608


def _prepared(model: type[models.Model], values: Mapping[str, Any]) -> list[Any]:
    return [_field(model, name).get_db_prep_save(value, connection) for name, value in values.items()]


@cache
def _field(model: type[models.Model], name: str) -> Any:
    """The field of an attribute: "variant_id" and "variant" name the same one."""
    return next(field for field in model._meta.concrete_fields if name in (field.attname, field.name))


@cache
def _column(model: type[models.Model], name: str) -> str:
    return _quoted(_field(model, name).column)


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
