"""Erasing a person leaves no name, address or typed word anywhere in the database, and keeps the marks."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from quizzes import actions
from quizzes.models import (
    ApiToken,
    AppendOnlyError,
    Attempt,
    AttemptQuestion,
    ContestedMark,
    Course,
    Enrolment,
    Extension,
    LateDraft,
    Quiz,
    Submission,
    User,
    Variant,
)
from tests.quizzes.builders import again, hand_out, token_of
from tests.server import ROOT

# Nothing but Alice puts any of these into the database.
HERS = [
    "alice",
    "Alíce",
    "alic\\u00ed",
    "Al\\u00edce",
    "Quartermaine",
    "0.8712",
    "0.70599",
    "gibberish",
    "flu",
]


def dump() -> Iterator[str]:
    """Every column of every row of every table, as text; sessions are unpacked."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    yield f"{table}.{column}: {value}"
    for session in Session.objects.all():
        yield f"session: {json.dumps(session.get_decoded(), ensure_ascii=False)}"


def found() -> list[str]:
    return [line for line in dump() if any(word.lower() in line.lower() for word in HERS)]


@pytest.fixture
def alice_at_work(variant: Variant, alice: User, course: Course, ines: User, mailoutbox: list) -> User:
    """Alice with something in every place that keeps what is hers."""
    User.objects.filter(pk=alice.pk).update(
        first_name="Alíce", last_name="Quartermaine", email="Alice.Q@example.edu"
    )
    alice.refresh_from_db()
    _typed(variant)
    _signed_in_and_out(alice, variant)
    _known_to_the_admin(alice, course, ines)
    return alice


def _typed(variant: Variant) -> None:
    """Submissions, a contested mark, and a second attempt with drafts, one too late."""
    quiz = variant.question.quiz
    Quiz.objects.update(attempts_allowed=2)
    actions.submit(variant, {"z": "0.8712", "y": "gibberish"}, "form")
    actions.submit(again(variant), {"z": "2.8712", "y": "0.705"}, "again")
    contest = actions.contest_mark(AttemptQuestion.objects.get(variant=variant), "I had the flu, Alíce")
    User.objects.filter(username="ines").update(email="")
    actions.answer_contest(contest, "Dear Alíce Quartermaine, no.", User.objects.get(username="ines"))
    actions.submit_attempt(variant.attempt)
    second = actions.start_attempt(quiz, variant.created_for)
    other = again(hand_out(second, variant.question, variant.problem_version, variant.record))
    actions.save_draft(other, {"z": "0.8712", "y": "0.70599"}, other.place.revision)
    LateDraft.objects.create(place=other.place, variant=other, typed={"z": "0.70599"})


def _signed_in_and_out(alice: User, variant: Variant) -> None:
    client = Client()
    client.force_login(alice)
    Client().post(f"/variants/{variant.pk}/check/", {"answer.z": "0.70599"})  # kept until she signs in
    token_of(alice, name="Quartermaine")
    token_of(actions.create_course("Other"), name="Sync of Alíce Quartermaine", created_by=alice)
    wrong = {"username": "alice.q@EXAMPLE.edu", "password": "wrong"}
    Client().post("/login/", wrong)
    AccessFailureLog.objects.create(username="alice", ip_address="192.0.2.7")
    AccessLog.objects.create(username="alice", ip_address="192.0.2.7")
    AccessAttempt.objects.create(
        username="alice.q@example.edu", ip_address="192.0.2.7", failures_since_start=1
    )


def _known_to_the_admin(alice: User, course: Course, ines: User) -> None:
    quiz = course.quizzes.get()
    Extension.objects.create(quiz=quiz, student=alice, reason="flu", created_by=ines)
    enrolment = alice.enrolments.get()
    for row, said in (
        (alice, '[{"changed": {"name": "person", "object": "Al\\u00edce Quartermaine"}}]'),
        (enrolment, "Let in again"),
        (quiz, '[{"added": {"name": "extension", "object": "Neurons: Al\\u00edce Quartermaine"}}]'),
    ):
        LogEntry.objects.log_actions(ines.pk, [row], 2, said, single_object=True)


def test_fixture_puts_hers_everywhere(alice_at_work: User) -> None:
    tables = {line.split(".")[0].split(":")[0] for line in found()}
    assert tables == {
        "axes_accessattempt",
        "axes_accessfailurelog",
        "axes_accesslog",
        "django_admin_log",
        "quizzes_attemptquestion",
        "quizzes_apitoken",
        "quizzes_contestedmark",
        "quizzes_extension",
        "quizzes_latedraft",
        "quizzes_submission",
        "quizzes_user",
        "session",
    }


def test_nothing_of_an_erased_person_is_left(alice_at_work: User, ines: User) -> None:
    sessions = Session.objects.count()
    assert sessions == 2
    alias = actions.erase_person(alice_at_work, ines)
    assert found() == []
    assert (Session.objects.count(), ApiToken.objects.count()) == (0, 1)
    erased = User.objects.get(pk=alice_at_work.pk)
    assert (erased.username, alias) == (f"erased-{erased.pk}",) * 2
    assert (erased.is_active, erased.has_usable_password(), str(erased)) == (False, False, alias)


def test_marks_of_an_erased_person_stay(alice_at_work: User) -> None:
    def marks() -> list[object]:
        verdicts = [
            {name: (part["verdict"], part["points"]) for name, part in submission.marking.items()}
            for submission in Submission.objects.order_by("pk")
        ]
        rows = Submission.objects.order_by("pk").values_list(
            "score", "out_of", "complete", "counted", "factor"
        )
        return [
            verdicts,
            list(rows),
            list(AttemptQuestion.objects.values_list("share", "solved", "tries_used")),
        ]

    before = marks()
    actions.erase_person(alice_at_work)
    assert marks() == before
    assert Submission.objects.count() == 2


def test_erasing_is_in_the_log_of_the_admin(alice_at_work: User, ines: User) -> None:
    actions.erase_person(alice_at_work, ines)
    entry = LogEntry.objects.get(change_message="Erased the person.")
    assert (entry.user, entry.object_id) == (ines, str(alice_at_work.pk))


def test_what_was_saved_in_time_is_marked_before_it_is_erased(
    variant: Variant, alice: User, attempt: Attempt
) -> None:
    closed = timezone.now() - timedelta(hours=1)
    AttemptQuestion.objects.update(draft={"z": "0.87", "y": "0.705"}, answered=True, saved_at=closed)
    Quiz.objects.update(**actions.PRESETS["exam"], closes_at=closed)
    actions.erase_person(alice)
    submission = Submission.objects.get()
    assert (submission.score, submission.typed) == (3, {})


def test_attempt_of_an_erased_person_is_over(variant: Variant, alice: User) -> None:
    actions.save_draft(variant, {"z": "0.87"}, variant.place.revision)
    actions.erase_person(alice)
    assert actions.settle(Attempt.objects.get())
    assert Submission.objects.count() == 0


def test_others_are_left_alone(alice_at_work: User, bob: User, quiz: Quiz) -> None:
    opened = actions.open_question(quiz.questions.get(), actions.start_attempt(quiz, bob))
    actions.submit(again(opened), {"z": "0.5"}, "key")
    token_of(bob)
    client = Client()
    client.force_login(bob)
    AccessLog.objects.create(username="bob", ip_address="192.0.2.8")
    actions.erase_person(alice_at_work)
    assert Submission.objects.filter(variant__created_for=bob).get().typed == {"z": "0.5", "y": ""}
    assert client.get("/").status_code == 200
    assert (bob.api_tokens.count(), AccessLog.objects.filter(username="bob").count()) == (1, 2)


def test_erasing_twice_changes_nothing(alice_at_work: User) -> None:
    assert actions.erase_person(alice_at_work) == actions.erase_person(User.objects.get(pk=alice_at_work.pk))
    assert found() == []


def test_administrator_is_not_erased(db: None) -> None:
    root = User.objects.create_superuser("root")
    with pytest.raises(actions.AdministratorError):
        actions.erase_person(root)
    assert User.objects.get().username == "root"


def test_only_instructor_is_not_erased_and_nothing_happens(ines: User) -> None:
    with pytest.raises(actions.OnlyInstructorError):
        actions.erase_person(ines)
    assert User.objects.get(pk=ines.pk).username == "ines"
    assert Enrolment.objects.filter(user=ines).count() == 1


def test_contest_that_an_erased_teacher_answered_stays(
    alice_at_work: User, course: Course, ines: User
) -> None:
    actions.enrol(course, User.objects.create_user("olga"), Enrolment.Role.INSTRUCTOR)
    actions.erase_person(ines)
    assert str(ContestedMark.objects.get().answered_by) == f"erased-{ines.pk}"


def test_only_typed_words_are_ever_erased(variant: Variant) -> None:
    actions.submit(variant, {"z": "0.87"}, "key")
    for model, change in ((Submission, {"score": 3.0}), (Variant, {"record": {}})):
        with pytest.raises(AppendOnlyError):
            model.objects.all().erase(**change)


def test_facts_are_overwritten_in_one_place_only() -> None:
    calls = [
        str(path.relative_to(ROOT))
        for path in sorted(Path(ROOT / "quizzes").rglob("*.py"))
        if ".erase(" in path.read_text(encoding="utf-8")
    ]
    assert calls == ["quizzes/actions/personal_data.py"]
