"""A marking as JSON, as far as may be told, and the worked solution for when it may."""

from typing import Any

from grader import Marking, Part
from quizzes.api.variant_json import pictures_as_json
from quizzes.queries.right_answers import right_answer
from quizzes.text import render, render_inline, render_math
from solvers import Variant
from solvers.explain.steps import Step
from solvers.fields import Field
from solvers.tables import WorkedTable

Json = dict[str, Any]


def parts_as_json(marking: Marking) -> dict[str, Json]:
    """How each field was marked, as a student sees it who may try again."""
    return {name: _part(part) for name, part in marking.parts.items()}


def parts_with_answers(marking: Marking, numbers: Variant) -> dict[str, Json]:
    """The same with right answers and what is accepted."""
    return {
        field.name: _part(marking.parts[field.name]) | _answer(field, marking.parts[field.name], numbers)
        for field in numbers.fields
    }


def _part(part: Part) -> Json:
    return {
        "verdict": part.verdict,
        "credit": part.credit,
        "points": part.points,
        "out_of": part.out_of,
        "read_as": part.read_as,
        "feedback": part.feedback,
        "feedback_html": render_inline(part.feedback) if part.feedback else "",
    }


def _answer(field: Field, part: Part, numbers: Variant) -> Json:
    return {
        "answer": right_answer(field, numbers),
        "accepted": list(part.accepted) if part.accepted else None,
        "diagnosis": part.diagnosis,
        "options": {option.value: option.why for option in field.options},
    }


def solution_as_json(numbers: Variant) -> Json:
    """The worked solution with this variant's numbers."""
    return {
        "steps": [_step(step) for step in numbers.solution],
        "tables": [_table(table) for table in numbers.worked_tables],
        "pictures": pictures_as_json(picture for picture in numbers.pictures if picture.reveals),
        "explanation": numbers.explanation,
        "explanation_html": render(numbers.explanation),
    }


def _step(step: Step) -> Json:
    latex = _line(step)
    return {
        "name": step.name,
        "label": step.label,
        "label_html": render_inline(step.label),
        "latex": latex,
        "html": render_math(latex, display=True) if latex else "",
        "note": step.note,
        "note_html": render_inline(step.note),
    }


def _line(step: Step) -> str:
    """Symbol, formula, numbers put in, and value, as one line."""
    if not step.value:
        return ""
    parts = [part for part in (step.symbol, step.formula, step.substituted) if part]
    relation = f" {step.relation} " if parts else ""
    return f"{' = '.join(parts)}{relation}{step.value}"


def _table(table: WorkedTable) -> Json:
    return {
        "name": table.name,
        "label": table.label,
        "headings": list(table.headings),
        "input": [text for _heading, text in table.given],
        "rows": [{"layer": row.layer, "cells": [_cell(cell) for cell in row.cells]} for row in table.rows],
        "summary": table.summary,
        "code": table.code,
    }


def _cell(cell: Step) -> Json:
    latex = f"{cell.substituted} = {cell.value}" if cell.substituted else cell.value
    return {"name": cell.name, "latex": latex, "html": render_math(latex)}
