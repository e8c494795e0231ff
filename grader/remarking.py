"""Marking again what was marked before: the same verdicts and points, without the words for the student."""

from collections.abc import Mapping

from grader.answers.characters import is_blank
from grader.answers.errors import AnswerError
from grader.follow_through import FollowThrough, is_stock
from grader.judging import JUDGES
from grader.marking import Marking, Part, mark
from grader.reading import Read, read_answer
from grader.student import Student
from solvers import Variant


def remark(variant: Variant, typed: Mapping[str, str]) -> Marking:
    """The verdicts and credits that `mark` gives, a tenth of its work: nothing is explained."""
    reads: dict[str, Read] = {}
    parts: dict[str, Part] = {}
    for field in variant.fields:
        text = typed.get(field.name, "")
        if is_blank(text):
            parts[field.name] = Part(field.name, "blank", 0.0, 0.0, field.points)
            continue
        try:
            answer = reads[field.name] = read_answer(field, text)
        except AnswerError:
            parts[field.name] = Part(field.name, "unreadable", 0.0, 0.0, field.points)
            continue
        judged = JUDGES[field.kind](variant, field, answer)
        parts[field.name] = Part(
            field.name, judged.verdict, judged.credit, field.points * judged.credit, field.points
        )
    wrong = {name for name, part in parts.items() if part.verdict in ("wrong", "imprecise")}
    if (len(wrong) < 2 and len(variant.problem.program.asks) < 2) or not wrong:
        return Marking(parts)
    if any(is_stock(reads[name].value) for name in wrong):
        return mark(variant, typed)  # whether anything follows from 0, 1 or −1 hangs on its diagnosis
    return Marking(_followed(variant, parts, reads, wrong))


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
