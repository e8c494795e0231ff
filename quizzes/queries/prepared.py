"""Queries that are built and compiled once and then only asked: for the few that every request makes.

Building a query with a dozen joins costs Django ten times what asking it does.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.query import get_related_populators

Row = TypeVar("Row", bound=models.Model)
FIRST_MARKER = -7_340_000_001  # stands for a value while the query is compiled: no key is negative


@dataclass(frozen=True)
class _Plan:
    """A compiled query, and where in a row of its answer each model's columns stand."""

    compiler: Any
    sql: str
    params: tuple[Any, ...]
    converters: dict[int, Any]

    @cached_property
    def columns(self) -> slice:
        """Where the columns of the model itself stand."""
        places = self.compiler.klass_info["select_fields"]
        return slice(places[0], places[-1] + 1)

    @cached_property
    def names(self) -> list[str]:
        """The attributes of those columns."""
        return [column[0].target.attname for column in self.compiler.select[self.columns]]

    @cached_property
    def related(self) -> list[Any]:
        """What makes the rows that were joined."""
        info, select = self.compiler.klass_info, self.compiler.select
        return get_related_populators(info, select, connection.alias)  # type: ignore[call-arg]

    def row(self, values: list[Any]) -> Any:
        """The model's instance of a row, with those joined to it and its annotations."""
        model = self.compiler.klass_info["model"]
        made = model.from_db(connection.alias, self.names, values[self.columns])
        for populator in self.related:
            populator.populate(values, made)
        for name, place in self.compiler.annotation_col_map.items():
            setattr(made, name, values[place])
        return made


class Prepared(Generic[Row]):
    """A query of numbers and texts, such as keys: `Prepared(build, 2)(user_id, quiz_id)` is a list of rows.

    `build` gets as many values as `count` says and returns the query set for them; it must use each.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Row]], count: int) -> None:
        self.build = build
        self.markers = tuple(FIRST_MARKER - place for place in range(count))
        self.known = threading.local()  # a plan holds on to its thread's connection

    def __call__(self, *values: int | str) -> list[Row]:
        """Ask for the rows of these values."""
        plan = getattr(self.known, "plan", None) or self._compile()
        given: dict[Any, int | str] = dict(zip(self.markers, values, strict=True))
        given |= {str(marker): value for marker, value in given.items()}  # as a column of text has it
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, [given.get(value, value) for value in plan.params])
            rows = cursor.fetchall()
        return [plan.row(values) for values in plan.compiler.apply_converters(rows, plan.converters)]

    def _compile(self) -> _Plan:
        compiler = self.build(*self.markers).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        missing = set(map(str, self.markers)) - set(map(str, params))
        if missing:
            raise TypeError(f"The query does not use {len(missing)} of its values.")
        converters = compiler.get_converters([column[0] for column in compiler.select])
        self.known.plan = _Plan(compiler, sql, tuple(params), converters)
        return self.known.plan
