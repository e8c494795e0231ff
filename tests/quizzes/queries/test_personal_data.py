"""What is exported of a person: every kind of row that is theirs."""

from typing import Any

import pytest
from axes.models import AccessAttempt, AccessLog
from django.utils import timezone

from quizzes import actions
from quizzes.models import AttemptQuestion, Course, Enrolment, Extension, LateDraft, User, Variant
from quizzes.queries.personal_data import personal_data
from tests.quizzes.builders import again, token_of


def data(person: User) -> dict[str, Any]:
    return personal_data(User.objects.get(pk=person.pk), timezone.now())


@pytest.fixture
def marked(variant: Variant, ines: User) -> Variant:
    """Alice's numbers, submitted and contested, with a late draft and an extension."""
    actions.submit(variant, {"z": "0.87", "y": "0.9"}, "key")
    place = AttemptQuestion.objects.get(variant=variant)
    actions.answer_contest(actions.contest_mark(place, "Why?"), "So.", ines)
    LateDraft.objects.create(place=place, variant=variant, typed={"z": "late"})
    Extension.objects.create(
        quiz=variant.question.quiz, student=variant.created_for, reason="ill", created_by=ines
    )
    return again(variant)


def test_student_gets_every_kind_of_row(marked: Variant, alice: User) -> None:
    found = data(alice)
    question = found["attempts"][0]["questions"][0]
    assert [(one["reason"], one["granted_by"]) for one in found["extensions"]] == [("ill", "ines")]
    assert [one["answers"] for one in question["came_too_late"]] == [{"z": "late"}]
    contested = [(one["submission"], one["reason"], one["answer"]) for one in question["contested_marks"]]
    assert contested == [(1, "Why?", "So.")]
    assert question["saved_answers"] == {"z": "0.87", "y": "0.9"}
    assert "0.2" in question["numbers"][0]["statement"]


def test_teacher_gets_what_was_written_for_courses(marked: Variant, ines: User) -> None:
    actions.save_problem("sigmoid-neuron", marked.problem_version.document + "\nMore.\n", ines)
    written = data(ines)["written_for_courses"]
    assert [(one["problem"], one["version"]) for one in written["problem_templates"]] == [
        ("Sigmoid neuron", 2)
    ]
    assert [one["answer"] for one in written["answers_to_contested_marks"]] == ["So."]
    assert written["extensions_granted"] == 1


def test_tokens_are_told_without_their_secret(ines: User, alice: User, course: Course) -> None:
    secrets = [token_of(ines, ["marks:read"], name="Own"), token_of(course, name="Ours", created_by=ines)]
    token_of(alice, name="Hers")
    found = data(ines)["api_tokens"]
    assert [(one["name"], one["of_course"]) for one in found] == [("Ours", "Neural networks"), ("Own", None)]
    assert found[1]["scopes"] == ["marks:read"]
    assert [secret for secret in secrets if secret in str(found)] == []


@pytest.mark.parametrize("called", ["alice", "Alice@Example.edu"])
def test_log_of_signing_in_goes_by_name_or_address(called: str, course: Course) -> None:
    alice = User.objects.create_user("alice", email="alice@example.edu")
    actions.enrol(course, alice, Enrolment.Role.STUDENT)
    for name in (called, "alicia"):
        AccessLog.objects.create(username=name, ip_address="192.0.2.7")
        AccessAttempt.objects.create(username=name, ip_address="192.0.2.7", failures_since_start=2)
    found = data(alice)["signing_in"]
    assert [one["ip_address"] for one in found["done"]] == ["192.0.2.7"]
    assert [one["failures_since_start"] for one in found["failed_lately"]] == [2]
