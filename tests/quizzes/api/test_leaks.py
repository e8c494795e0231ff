"""Before the release no byte that the API sends of an attempt depends on the right answers."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from quizzes import actions
from quizzes.models import Course, Quiz, Submission, User, Variant
from quizzes.queries.problems import drawn
from tests.quizzes.builders import token_of
from tests.quizzes.leaks import (
    Sent,
    assert_same_whatever_is_right,
    right_texts,
    wrong_texts,
)
from tests.quizzes.unreleased import (
    DAY,
    UNREADABLE,
    Surface,
    assert_clock_tells_nothing,
    assert_earlier_numbers_tell_nothing,
    every_problem,
    exam,
    given_to,
    verdicts,
)

pytestmark = pytest.mark.slow

# What an LMS needs to act for students, and nothing that lets more show than they see.
ACTING = ("courses:read", "quizzes:read", "attempts:read", "attempts:write")


class Machine(Surface):
    """Calls the API as a browser opens pages."""

    def send(self, method: str, path: str, body: Any, **headers: str) -> None:
        """Send JSON."""
        told = getattr(self.client, method.lower())(
            path, body, content_type="application/json", headers=headers
        )
        self._note(f"{method} {path}", told)

    def save(self, variant: Variant, typed: dict[str, str], seen: str = "*") -> None:
        """Save a draft."""
        path = f"/api/v1/variants/{variant.pk}/draft/"
        self.send("PUT", path, {"answers": typed}, **{"If-Match": seen})

    def look(self, variant: Variant) -> None:
        """Everything that the API tells of the attempt."""
        quiz = f"/api/v1/quizzes/{variant.question.quiz_id}/"
        attempt = f"/api/v1/attempts/{variant.attempt_id}/"
        own = f"/api/v1/variants/{variant.pk}/"
        for path in (
            "/api/v1/courses/",
            f"/api/v1/courses/{variant.question.quiz.course_id}/quizzes/",
            quiz,
            f"{quiz}attempts/",
            attempt,
            f"{attempt}questions/",
            own,
            f"{own}draft/",
            f"{own}submissions/",
            *(f"/api/v1/submissions/{one.pk}/" for one in Submission.objects.order_by("pk")),
        ):
            self.get(path)

    def ask_for_more(self, variant: Variant) -> None:
        """Everything that may be refused."""
        quiz = f"/api/v1/quizzes/{variant.question.quiz_id}/"
        attempt = f"/api/v1/attempts/{variant.attempt_id}/"
        own = f"/api/v1/variants/{variant.pk}/"
        course = f"/api/v1/courses/{variant.question.quiz.course_id}/"
        self.send("POST", f"{own}solution/", {})
        self.send("POST", f"{own}submissions/", {"answers": {}})
        self.send("POST", f"{own}submissions/", {"answers": {}, "revision": 0}, **{"Idempotency-Key": "k"})
        self.send("POST", f"{attempt}questions/1/new-numbers/", {})
        self.send("POST", f"{attempt}questions/1/open/", {})
        for path in (
            f"{quiz}marks/",
            f"{quiz}questions/",
            f"{quiz}extensions/",
            f"{course}gradebook/",
            f"{course}gradebook.csv",
            f"{course}people/",
        ):
            if self.client.session.get("_auth_user_id"):  # a course's token may read some of them
                self.get(path)


@pytest.fixture(params=["student", "course"])
def caller(request: pytest.FixtureRequest, as_alice: Client, course: Course) -> Client:
    """Alice herself, with every scope, and her LMS, with those to act for her."""
    if request.param == "student":
        return as_alice
    return Client(headers={"Authorization": f"Bearer {token_of(course, ACTING)}"})


@every_problem
def test_nothing_tells_before_something_readable_is_checked(
    slug: str, course: Course, alice: User, caller: Client
) -> None:
    variant = given_to(alice, course, slug)
    names = [field.name for field in drawn(variant).fields]

    def ask() -> Sent:
        machine = Machine(caller)
        machine.look(variant)
        machine.save(variant, dict.fromkeys(names, "1"))
        submissions = f"/api/v1/variants/{variant.pk}/submissions/"
        machine.send("POST", submissions, {"answers": {}})
        machine.send("POST", submissions, {"answers": dict.fromkeys(names, UNREADABLE)})
        machine.look(variant)
        return machine.sent

    assert_same_whatever_is_right([variant], ask)


@every_problem
def test_exam_tells_nothing_before_its_close(slug: str, course: Course, alice: User, caller: Client) -> None:
    variant = given_to(alice, course, slug, **exam())
    typed, scores = right_texts(variant), []

    def ask() -> Sent:
        machine = Machine(caller)
        machine.look(variant)
        machine.save(variant, dict.fromkeys(typed, UNREADABLE))
        machine.save(variant, typed)
        machine.save(variant, {}, seen='"another"')
        machine.look(variant)
        machine.ask_for_more(variant)
        machine.send("POST", f"/api/v1/attempts/{variant.attempt_id}/submit/", {})
        machine.look(variant)
        machine.ask_for_more(variant)
        machine.save(variant, {})
        machine.send("POST", f"/api/v1/attempts/{variant.attempt_id}/submit/", {})
        machine.send("POST", f"/api/v1/quizzes/{variant.question.quiz_id}/attempts/", {"student": 1})
        scores.append(Submission.objects.get().score)
        return machine.sent

    assert_same_whatever_is_right([variant], ask)
    assert scores[0] != scores[1]  # else nothing was found out


@every_problem
def test_exam_that_the_clock_ends_tells_nothing_before_its_close(
    slug: str, course: Course, alice: User, caller: Client
) -> None:
    assert_clock_tells_nothing(given_to(alice, course, slug, **exam()), lambda: Machine(caller))


@every_problem
def test_earlier_numbers_tell_nothing_before_the_close(
    slug: str, course: Course, alice: User, caller: Client
) -> None:
    first = given_to(alice, course, slug, attempts_allowed=2, **exam())
    assert_earlier_numbers_tell_nothing(first, lambda: Machine(caller))


@every_problem
def test_wrong_answer_in_a_homework_tells_no_more_than_that(
    slug: str, course: Course, alice: User, caller: Client
) -> None:
    variant = given_to(alice, course, slug, preset="homework", closes_at=timezone.now() + DAY)
    typed, found = wrong_texts(variant), []

    def ask() -> Sent:
        machine = Machine(caller)
        machine.send("POST", f"/api/v1/variants/{variant.pk}/submissions/", {"answers": typed})
        machine.look(variant)
        machine.send("POST", f"/api/v1/variants/{variant.pk}/solution/", {})
        machine.send("POST", f"/api/v1/attempts/{variant.attempt_id}/questions/1/new-numbers/", {})
        found.append(verdicts())
        return machine.sent

    assert_same_whatever_is_right([variant], ask)
    assert found[0] == found[1]
    assert "wrong" in found[0].values()


def test_data_that_is_released_does_depend_on_them(variant: Variant, caller: Client) -> None:
    """The tests above would pass if nothing were compared."""
    Quiz.objects.update(**actions.PRESETS["exam"], closes_at=timezone.now() - DAY)

    def ask() -> Sent:
        machine = Machine(caller)
        machine.get(f"/api/v1/variants/{variant.pk}/")
        return machine.sent

    with pytest.raises(AssertionError):
        assert_same_whatever_is_right([variant], ask)
