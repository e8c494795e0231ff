"""Marking again what was marked before: the same verdicts and points, without the words for the student."""

from collections.abc import Mapping

from grader.answers.characters import is_blank
from grader.answers.errors import AnswerError
from grader.follow_through import FollowThrough, is_stock
from grader.judging import CORRECT, JUDGES, WRONG, Judged, right_element
from grader.marking import Marking, Part, mark
from grader.reading import Read, read_answer
from grader.student import Student
from solvers import Variant
from solvers.fields import Field


def remark(variant: Variant, typed: Mapping[str, str], above: float = -1.0) -> Marking:
    """The verdicts and points that `mark` gives, for a tenth of its work: nothing is explained.

    What follows from an earlier slip is looked for only where that could bring more than `above` points.
    """
    reads: dict[str, Read] = {}
    parts = {field.name: _part(variant, field, typed.get(field.name, ""), reads) for field in variant.fields}
    wrong = {name for name, part in parts.items() if part.verdict in ("wrong", "imprecise")}
    most = sum(part.out_of if part.name in wrong else part.points for part in parts.values())
    if most <= above or len({field.asked for field in variant.fields if field.name in wrong}) < 2:
        return Marking(parts)
    if any(is_stock(reads[name].value) for name in wrong):
        return mark(variant, typed)  # whether anything follows from 0, 1 or −1 hangs on its diagnosis
    return Marking(_followed(variant, parts, reads, wrong))


def _part(variant: Variant, field: Field, text: str, reads: dict[str, Read]) -> Part:
    if is_blank(text):
        return Part(field.name, "blank", 0.0, 0.0, field.points)
    try:
        answer = reads[field.name] = read_answer(field, text)
    except AnswerError:
        return Part(field.name, "unreadable", 0.0, 0.0, field.points)
    judged = _number(variant, field, answer) if field.kind in ("number", "whole") else None
    judged = judged or JUDGES[field.kind](variant, field, answer)
    return Part(field.name, judged.verdict, judged.credit, field.points * judged.credit, field.points)


def _number(variant: Variant, field: Field, answer: Read) -> Judged | None:
    """The verdict on a number that is surely inside or outside of its band, which is then not needed."""
    narrowest, widest = variant.problem.bands.limits(field.asked, right_element(variant, field))
    if narrowest.holds(answer.value):
        return CORRECT
    return WRONG if not answer.hint and not widest.holds(answer.value) else None


def _followed(
    variant: Variant, parts: dict[str, Part], reads: Mapping[str, Read], wrong: set[str]
) -> dict[str, Part]:
    """The parts with what follows from an earlier slip."""
    student = Student(variant, reads)
    told: set[str] = set()
    follow_through = FollowThrough(student, wrong, told)
    for ask in student.asks:
        for name in follow_through.find(ask):
            part = parts[name]
            parts[name] = part._replace(verdict="follows", credit=ask.follow, points=part.out_of * ask.follow)
            told.add(name)
    return parts
