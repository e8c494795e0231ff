"""Nothing in a variant that is handed out depends on its right answers, or holds them."""

import base64
import json
import re
from typing import Any

import pytest
from django.test import Client

from quizzes import actions
from quizzes.actions.problems import LIBRARY
from quizzes.api.variant_json import variant_as_json
from quizzes.models import Course, ProblemVersion, Variant
from quizzes.queries import stateless
from quizzes.queries.problems import parsed
from quizzes.variant_tokens import read
from tests.quizzes.api.clients import course_with
from tests.quizzes.api.stateless import mark, token_for, variant_of
from tests.quizzes.leaks import with_other_answers, wrong_texts

pytestmark = pytest.mark.slow

SLUGS = (LIBRARY / "order.txt").read_text(encoding="utf-8").split()
every_problem = pytest.mark.parametrize("slug", SLUGS)


def saved(slug: str) -> ProblemVersion:
    return actions.save_problem(slug, (LIBRARY / f"{slug}.md").read_text(encoding="utf-8"))


def drawn_row(version: ProblemVersion) -> Variant:
    """An unsaved row, as the swap of answers takes it."""
    record = parsed(version.document).certified(count=1, seed=3)[0].record()
    return Variant(problem_version=version, record=record)


@every_problem
def test_variant_is_the_same_whatever_is_right(slug: str, db: None) -> None:
    row = drawn_row(saved(slug))
    problem = parsed(row.problem_version.document)
    told = [variant_as_json(problem.restore(record)) for record in (row.record, with_other_answers(row))]
    assert told[0] == told[1]


@every_problem
@pytest.mark.parametrize("level", ["marks", "feedback"])
def test_marking_of_wrong_answers_is_the_same_whatever_is_right(
    slug: str, level: str, course: Course
) -> None:
    """As a student sees it: a slip may be named, but here nothing explains what was typed."""
    version = saved(slug)
    row = drawn_row(version)
    lms, typed = course_with(course), wrong_texts(row)
    problem = parsed(version.document)
    told = [
        mark(lms, token_for(course, version, problem.restore(record), level), answers).content
        for answers in ({}, dict.fromkeys(typed, "???"), typed)
        for record in (row.record, with_other_answers(row))
    ]
    assert told[0::2] == told[1::2]


@every_problem
def test_variant_holds_no_right_answer_even_decoded(slug: str, course: Course) -> None:
    """Long decimals and texts of the record, which would stand out anywhere."""
    version = saved(slug)
    lms = course_with(course)
    for level in ("marks", "feedback", "solutions"):
        variant = variant_of(lms, slug, feedback=level)
        token = variant["token"]
        record = read(token).record
        everything = json.dumps(variant).encode() + base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        long = re.findall(r"\d\.\d{6,}", json.dumps([record["values"], record["answers"], record["bands"]]))
        assert [number for number in long if number.encode() in everything] == []
        assert not re.search(rb'"(answers?|bands?|values|solution|why|diagnosis|document|seed)"', everything)
    assert version.number == 1


def test_pictures_that_reveal_come_with_the_solution_only(course: Course) -> None:
    version = saved("sigmoid-neuron")
    lms = course_with(course)
    pictures = parsed(version.document).draw(seed=1).pictures
    assert [picture.reveals for picture in pictures] == [False, True]
    for level in ("marks", "feedback", "solutions"):
        variant = variant_of(lms, feedback=level)
        assert len(variant["pictures"]) == 1
        solution = mark(lms, variant["token"], {}).json()["solution"]
        assert (solution is not None and len(solution["pictures"]) == 1) == (level == "solutions")


def test_swap_of_answers_does_something(course: Course) -> None:
    """The tests above would pass if it did not."""
    version = saved("sigmoid-neuron")
    row, lms = drawn_row(version), course_with(course)
    problem = parsed(version.document)
    told = [
        mark(lms, token_for(course, version, problem.restore(record), "solutions"), {}).content
        for record in (row.record, with_other_answers(row))
    ]
    assert told[0] != told[1]


def test_error_tells_nothing_of_the_token(course: Course, client: Client) -> None:
    version = saved("sigmoid-neuron")
    token: Any = token_for(course, version)
    answer = mark(course_with(course), token, {"q": "1"})
    assert answer.status_code == 400
    assert set(answer.json()) == {"type", "title", "status", "detail", "errors"}
    assert stateless.Level.FEEDBACK.value not in answer.text
