"""A variant as JSON, as its student sees it: nothing here depends on the right answers.

Written by hand, as serializers take longer over it than all the rest of a request; `variant_schema` says the
same to the documentation, and a test compares the two.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language

from quizzes.pictures import drawings
from quizzes.pictures.svg import svg
from quizzes.templatetags.answers import asked_as
from quizzes.text import render, render_inline, render_math
from solvers import Variant
from solvers.fields import Field
from solvers.pictures import Picture
from solvers.tables import Table

Json = dict[str, Any]


def variant_as_json(numbers: Variant) -> Json:
    """The question with this variant's numbers, and what is to be filled in."""
    return {
        "title": numbers.problem.title,
        "statement": numbers.statement,
        "statement_html": render(numbers.statement),
        "conventions": list(numbers.conventions),
        "conventions_html": [render_inline(convention) for convention in numbers.conventions],
        "python": numbers.python,
        "fields": fields_as_json(numbers.fields),
        "tables": [_table(table) for table in numbers.tables],
        "pictures": pictures_as_json(numbers.question_pictures),
    }


def fields_as_json(fields: Iterable[Field]) -> list[Json]:
    """What is to be filled in, in the order of the program."""
    language = get_language()
    return [_field(field, language) for field in fields]


@lru_cache(maxsize=1024)
def _field(field: Field, language: str | None) -> Json:
    return {
        "name": field.name,
        "prompt": field.prompt,
        "prompt_html": render_inline(field.prompt),
        "symbol": field.symbol,
        "symbol_html": render_math(field.symbol) if field.symbol else "",
        "kind": field.kind,
        "asked": asked_as(field),
        "points": field.points,
        "places": field.places,
        "figures": field.figures,
        "unit": field.unit,
        "sides": field.sides,
        "options": [
            {"value": option.value, "text": option.text, "text_html": render_inline(option.text)}
            for option in field.options
        ],
        "variables": list(field.variables),
    }


def _table(table: Table) -> Json:
    return {
        "name": table.name,
        "label": table.label,
        "headings": list(table.headings),
        "input": [text for _heading, text in table.given],
        "rows": [
            {"layer": row.layer, "cells": [cell.name if cell else None for cell in row.cells]}
            for row in table.rows
        ],
    }


def pictures_as_json(pictures: Iterable[Picture]) -> list[Json]:
    """Pictures that need no stylesheet; `svg_narrow` is for where the broad one has no room."""
    return [_picture(picture) for picture in pictures]


def _picture(picture: Picture) -> Json:
    broad, *narrow = (svg(picture, drawing, standing_alone=True) for drawing in drawings(picture))
    return {
        "title": picture.title,
        "description": picture.description,
        "caption": picture.label,
        "caption_html": render_inline(picture.label) if picture.label else "",
        "svg": broad,
        "svg_narrow": narrow[0] if narrow else None,
    }
