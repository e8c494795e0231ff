"""Before the release no byte that the API sends of an attempt depends on the right answers."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from quizzes import actions
from quizzes.models import Course, Quiz, Submission, User, Variant
from quizzes.queries.problems import drawn
from tests.quizzes.builders import again, hand_out, token_of
from tests.quizzes.leaks import (
    Browser,
    Sent,
    assert_same_whatever_is_right,
    right_texts,
    wrong_texts,
)
from tests.quizzes.views.test_leaks import DAY, UNREADABLE, every_problem, exam, given_to, marked_on

pytestmark = pytest.mark.slow

# What an LMS needs to act for students, and nothing that lets more show than they see.
ACTING = ("courses:read", "quizzes:read", "attempts:read", "attempts:write")


class Machine(Browser):
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


@pytest.fixture(params=["student", "course"])
def caller(request: pytest.FixtureRequest, as_alice: Client, course: Course) -> Client:
    """Alice herself, with every scope, and her LMS, with those to act for her."""
    if request.param == "student":
        return as_alice
    return Client(headers={"Authorization": f"Bearer {token_of(course, ACTING)}"})


def read(machine: Machine, variant: Variant) -> None:
    """Everything that the API tells of the attempt."""
    quiz, attempt = f"/api/v1/quizzes/{variant.question.quiz_id}/", f"/api/v1/attempts/{variant.attempt_id}/"
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
        machine.get(path)


def ask_for_more(machine: Machine, variant: Variant) -> None:
    """Everything that may be refused."""
    quiz, attempt = f"/api/v1/quizzes/{variant.question.quiz_id}/", f"/api/v1/attempts/{variant.attempt_id}/"
    own = f"/api/v1/variants/{variant.pk}/"
    course = f"/api/v1/courses/{variant.question.quiz.course_id}/"
    machine.send("POST", f"{own}solution/", {})
    machine.send("POST", f"{own}submissions/", {"answers": {}})
    machine.send("POST", f"{own}submissions/", {"answers": {}, "revision": 0}, **{"Idempotency-Key": "k"})
    machine.send("POST", f"{attempt}questions/1/new-numbers/", {})
    machine.send("POST", f"{attempt}questions/1/open/", {})
    for path in (
        f"{quiz}marks/",
        f"{quiz}questions/",
        f"{quiz}extensions/",
        f"{course}gradebook/",
        f"{course}gradebook.csv",
        f"{course}people/",
    ):
        if machine.client.session.get("_auth_user_id"):  # a course's token may read some of them
            machine.get(path)


@every_problem
def test_nothing_tells_before_something_readable_is_checked(
    slug: str, course: Course, alice: User, caller: Client
) -> None:
    variant = given_to(alice, course, slug)
    names = [field.name for field in drawn(variant).fields]

    def ask() -> Sent:
        machine = Machine(caller)
        read(machine, variant)
        machine.save(variant, dict.fromkeys(names, "1"))
        submissions = f"/api/v1/variants/{variant.pk}/submissions/"
        machine.send("POST", submissions, {"answers": {}})
        machine.send("POST", submissions, {"answers": dict.fromkeys(names, UNREADABLE)})
        read(machine, variant)
        return machine.sent

    assert_same_whatever_is_right([variant], ask)


@every_problem
def test_exam_tells_nothing_before_its_close(slug: str, course: Course, alice: User, caller: Client) -> None:
    variant = given_to(alice, course, slug, **exam())
    typed, scores = right_texts(variant), []

    def ask() -> Sent:
        machine = Machine(caller)
        read(machine, variant)
        machine.save(variant, dict.fromkeys(typed, UNREADABLE))
        machine.save(variant, typed)
        machine.save(variant, {}, seen='"another"')
        read(machine, variant)
        ask_for_more(machine, variant)
        machine.send("POST", f"/api/v1/attempts/{variant.attempt_id}/submit/", {})
        read(machine, variant)
        ask_for_more(machine, variant)
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
    variant = given_to(alice, course, slug, **exam())
    actions.save_draft(again(variant), right_texts(variant), 1)
    variant.attempt.__class__.objects.update(started_at=timezone.now() - DAY)

    def ask() -> Sent:
        machine = Machine(caller)
        read(machine, variant)
        assert Submission.objects.count() == 1
        read(machine, variant)
        return machine.sent

    assert_same_whatever_is_right([variant], ask)


@every_problem
def test_earlier_numbers_tell_nothing_before_the_close(
    slug: str, course: Course, alice: User, caller: Client
) -> None:
    first = given_to(alice, course, slug, attempts_allowed=2, **exam())
    actions.save_draft(again(first), right_texts(first), 1)
    type(first.attempt).objects.update(submitted_at=timezone.now())
    second = actions.start_attempt(first.question.quiz, alice)
    newer = [hand_out(second, first.question, first.problem_version, first.record, n) for n in (1, 2)]
    typed = right_texts(first)

    def ask() -> Sent:
        machine = Machine(caller)
        marked_on(newer[0], typed)
        for variant in (first, *newer):
            read(machine, variant)
            ask_for_more(machine, variant)
        return machine.sent

    assert_same_whatever_is_right([first, *newer], ask)


@every_problem
def test_wrong_answer_in_a_homework_tells_no_more_than_that(
    slug: str, course: Course, alice: User, caller: Client
) -> None:
    variant = given_to(alice, course, slug, preset="homework", closes_at=timezone.now() + DAY)
    typed, verdicts = wrong_texts(variant), []

    def ask() -> Sent:
        machine = Machine(caller)
        machine.send("POST", f"/api/v1/variants/{variant.pk}/submissions/", {"answers": typed})
        read(machine, variant)
        machine.send("POST", f"/api/v1/variants/{variant.pk}/solution/", {})
        machine.send("POST", f"/api/v1/attempts/{variant.attempt_id}/questions/1/new-numbers/", {})
        parts = Submission.objects.get().marking
        verdicts.append({name: part["verdict"] for name, part in parts.items()})
        return machine.sent

    assert_same_whatever_is_right([variant], ask)
    assert verdicts[0] == verdicts[1]
    assert "wrong" in verdicts[0].values()


def test_data_that_is_released_does_depend_on_them(variant: Variant, caller: Client) -> None:
    """The tests above would pass if nothing were compared."""
    Quiz.objects.update(**actions.PRESETS["exam"], closes_at=timezone.now() - DAY)

    def ask() -> Sent:
        machine = Machine(caller)
        machine.get(f"/api/v1/variants/{variant.pk}/")
        return machine.sent

    with pytest.raises(AssertionError):
        assert_same_whatever_is_right([variant], ask)
