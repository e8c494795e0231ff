"""The same request twenty times at once, with one key: one effect, and one answer byte for byte."""

from typing import Any

import pytest

from quizzes.models import Attempt, Course, IdempotentRequest, ProblemVersion, Quiz, Submission, User, Variant
from tests.quizzes.api.clients import course_with, person_with
from tests.quizzes.api.stateless import mark, token_for
from tests.quizzes.threads import at_once

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KEY = {"Idempotency-Key": "one"}
RIGHT = {"z": "0.87", "y": "0.705"}


def said(answer: Any) -> tuple[Any, ...]:
    """All that reaches the other side, but for when it was sent."""
    return answer.status_code, sorted(answer.headers.items()), answer.content


def post(client: Any, path: str, body: Any) -> Any:
    return client.post(path, body, format="json", headers=KEY)


@pytest.mark.parametrize("whose", ["course", "student"])
def test_submissions_are_one(whose: str, course: Course, alice: User, variant: Variant) -> None:
    client = course_with(course) if whose == "course" else person_with(alice)
    path = f"/api/v1/variants/{variant.pk}/submissions/"
    answers = at_once(20, lambda _number: said(post(client, path, {"answers": RIGHT})))
    assert (len({repr(answer) for answer in answers}), answers[0][0]) == (1, 201)
    assert (Submission.objects.count(), IdempotentRequest.objects.count()) == (1, 1)


def test_attempts_are_one(course: Course, quiz: Quiz, alice: User) -> None:
    client, path = course_with(course), f"/api/v1/quizzes/{quiz.pk}/attempts/"
    body = {"student": alice.enrolments.get().pk}
    answers = at_once(20, lambda _number: said(post(client, path, body)))
    assert (len({repr(answer) for answer in answers}), answers[0][0]) == (1, 201)
    assert Attempt.objects.count() == 1


def test_markings_are_one(course: Course, version: ProblemVersion) -> None:
    client, token = course_with(course), token_for(course, version)
    answers = at_once(20, lambda _number: said(mark(client, token, RIGHT, **KEY)))
    assert (len({repr(answer) for answer in answers}), answers[0][0]) == (1, 200)
    assert IdempotentRequest.objects.count() == 1
