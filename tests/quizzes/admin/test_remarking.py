"""The way of an instructor from a faulty question to mended marks, and what students then see."""

import pytest
from django.test import Client

from quizzes import actions
from quizzes.actions import remarking_steps as steps
from quizzes.admin import remarking as remarking_pages
from quizzes.models import AttemptQuestion, Course, Question, Remarking, User
from quizzes.queries.remarking_pages import Since
from tests.quizzes.builders import again
from tests.quizzes.remarking import BEFORE, answer, faulty_question, marks

REASON = "The formula had a factor 2 too many."


@pytest.fixture
def question(alice: User, bob: User, course: Course) -> Question:
    """A question on version 1, which is faulty; there is a version 2."""
    return faulty_question(course, alice, bob)


def page(client: Client, path: str) -> str:
    return client.get(f"/admin/quizzes/{path}").content.decode()


def start(client: Client, question: Question, policy: str = "raise") -> Remarking:
    path = f"/admin/quizzes/remarking/question/{question.pk}/"
    answered = client.post(path, {"policy": policy, "reason": REASON})
    assert answered.status_code == 302
    return Remarking.objects.get()


def test_quiz_page_says_which_version_is_used(question: Question, as_ines: Client) -> None:
    text = page(as_ines, f"quiz/{question.quiz_id}/change/")
    assert "version 1 of 2" in text
    assert f"/admin/quizzes/remarking/question/{question.pk}/" in text


def test_newest_version_is_compared_and_taken(question: Question, as_ines: Client) -> None:
    path = f"remarking/question/{question.pk}/"
    text = page(as_ines, path)
    assert ("<del>2 * </del>" in text, "Use version 2" in text) == (True, True)
    as_ines.post(f"/admin/quizzes/{path}", {"newest": "1"})
    question.refresh_from_db()
    assert (question.problem_version.number, "Use version" in page(as_ines, path)) == (2, False)


def test_marks_are_tried_out_changed_and_given_back(question: Question, as_ines: Client) -> None:
    actions.use_newest_version(question)
    remarking = start(as_ines, question)
    path = f"remarking/{remarking.pk}/"
    text = page(as_ines, path)
    assert "<code>y</code>: Not quite → Correct" in text
    assert marks() == BEFORE
    as_ines.post(f"/admin/quizzes/{path}", {"apply": "1"})
    page(as_ines, path)
    assert marks() == {"alice": (1.0, True), "bob": (1.0, True)}
    as_ines.post(f"/admin/quizzes/{path}", {"undo": "1"})
    page(as_ines, path)
    assert marks() == BEFORE


def test_nothing_is_offered_where_no_mark_would_change(question: Question, as_ines: Client) -> None:
    text = page(as_ines, f"remarking/{start(as_ines, question).pk}/")  # by the version that marked them
    assert ("No mark would change" in text, 'name="apply"' in text) == (True, False)


def test_list_leads_to_what_a_remarking_does(question: Question, as_ines: Client) -> None:
    remarking = start(as_ines, question)
    listed = page(as_ines, "remarking/")
    assert f'<a href="/admin/quizzes/remarking/{remarking.pk}/">' in listed


def test_reason_is_needed_and_nothing_typed_is_lost(question: Question, as_ines: Client) -> None:
    answered = as_ines.post(
        f"/admin/quizzes/remarking/question/{question.pk}/", {"policy": "full", "reason": " "}
    )
    chosen = answered.context["form"]["policy"].value()
    assert (answered.status_code, Remarking.objects.count(), chosen) == (200, 0, "full")


def test_student_sees_old_mark_new_mark_and_why(
    question: Question, as_ines: Client, as_alice: Client, alice: User
) -> None:
    actions.use_newest_version(question)
    remarking = start(as_ines, question)
    page(as_ines, f"remarking/{remarking.pk}/")
    as_ines.post(f"/admin/quizzes/remarking/{remarking.pk}/", {"apply": "1"})
    page(as_ines, f"remarking/{remarking.pk}/")
    attempt = alice.attempts.get()
    text = as_alice.get(f"/attempts/{attempt.pk}/").content.decode()
    assert [part in text for part in ("Your mark was changed", REASON, "y: Not quite → Correct")] == [
        True
    ] * 3


def test_mark_is_set_by_hand_and_withdrawn(question: Question, as_ines: Client, alice: User) -> None:
    place = AttemptQuestion.objects.get(attempt__student=alice)
    path = f"/admin/quizzes/remarking/mark/{place.pk}/"
    as_ines.post(path, {"points": "1.5", "reason": "Shown to me."})
    assert marks()["alice"] == (0.5, False)
    text = as_ines.get(path).content.decode()
    assert [part in text for part in ("set by hand", "Shown to me.")] == [True, True]
    as_ines.post(path, {"points": "1.5", "reason": "A mistake.", "release": "1"})
    assert marks()["alice"] == BEFORE["alice"]


def test_mark_by_hand_is_no_more_than_the_question_is_worth(
    question: Question, as_ines: Client, alice: User
) -> None:
    place = AttemptQuestion.objects.get(attempt__student=alice)
    answered = as_ines.post(
        f"/admin/quizzes/remarking/mark/{place.pk}/", {"points": "4", "reason": "Very good."}
    )
    assert "The question is worth 3 points: give no more." in answered.content.decode()
    assert marks()["alice"] == BEFORE["alice"]


def test_instructor_of_another_course_is_refused(
    question: Question, as_ines: Client, as_charlie: Client, charlie: User, alice: User
) -> None:
    history = charlie.enrolments.get().course
    actions.enrol(history, charlie, "instructor")
    remarking = start(as_ines, question)
    place = AttemptQuestion.objects.get(attempt__student=alice)
    paths = [f"question/{question.pk}/", f"{remarking.pk}/", f"mark/{place.pk}/"]
    asked = [as_charlie.get(f"/admin/quizzes/remarking/{path}").status_code for path in paths]
    told = [
        as_charlie.post(f"/admin/quizzes/remarking/{path}", {"reason": "x", "policy": "full", "points": "3"})
        for path in paths
    ]
    assert (asked, [one.status_code for one in told], marks()) == ([404] * 3, [404] * 3, BEFORE)


def test_attempt_leads_to_its_marks_and_a_version_to_the_one_before(
    question: Question, as_ines: Client, alice: User
) -> None:
    place = AttemptQuestion.objects.get(attempt__student=alice)
    text = page(as_ines, f"attempt/{place.attempt_id}/change/")
    assert (f"remarking/mark/{place.pk}/" in text, "1 of 3 points" in text) == (True, True)
    one, two = question.problem_version.problem.versions.order_by("number")
    path = f"remarking/compare/{one.pk}/{two.pk}/"
    assert path in page(as_ines, f"problem/{one.problem_id}/change/")
    assert "<del>2 * </del>" in page(as_ines, path)


def test_student_reads_why_a_question_was_dropped(
    question: Question, as_ines: Client, as_alice: Client, alice: User
) -> None:
    remarking = start(as_ines, question, "drop")
    as_ines.post(f"/admin/quizzes/remarking/{remarking.pk}/", {"apply": "1"})
    text = as_alice.get(f"/attempts/{alice.attempts.get().pk}/").content.decode()
    told = ("This question counts for nobody any more", REASON, "0 of 0 points")
    assert [part for part in told if part not in text] == []


def applied(client: Client, question: Question) -> Remarking:
    """Moved to the newest version, tried out and applied."""
    actions.use_newest_version(question)
    remarking = start(client, question)
    page(client, f"remarking/{remarking.pk}/")
    client.post(f"/admin/quizzes/remarking/{remarking.pk}/", {"apply": "1"})
    page(client, f"remarking/{remarking.pk}/")
    remarking.refresh_from_db()
    return remarking


def listed(client: Client, remarking: Remarking, query: str = "") -> list[tuple[str, float, float]]:
    marks = client.get(f"/admin/quizzes/remarking/{remarking.pk}/{query}").context["marks"]
    return [(row.place.attempt.student.username, before, after) for row, before, after in marks]


@pytest.mark.slow
def test_all_marks_are_paged_through(
    question: Question, as_ines: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remarking_pages, "MARKS_ON_A_PAGE", 1)
    actions.use_newest_version(question)
    remarking = start(as_ines, question, "replace")
    page(as_ines, f"remarking/{remarking.pk}/")
    up, down = ("alice", 1.0, 3.0), ("bob", 3.0, 1.0)
    queries = ("", "?page=2", "?show=up", "?show=down", "?show=faults")
    expected = [[up], [down], [up], [down], []]
    assert [listed(as_ines, remarking, query) for query in queries] == expected
    as_ines.post(f"/admin/quizzes/remarking/{remarking.pk}/", {"apply": "1"})
    page(as_ines, f"remarking/{remarking.pk}/")
    assert [listed(as_ines, remarking, query) for query in queries] == expected


def test_answers_sent_since_are_told_and_marked_again_by_one_click(
    question: Question, as_ines: Client, bob: User
) -> None:
    carol = User.objects.create_user("carol")
    actions.enrol(question.quiz.course, carol)
    answer(question, carol, {"z": "0.1", "y": "0.1"})
    remarking = applied(as_ines, question)
    place = AttemptQuestion.objects.get(attempt__student=carol)
    path = f"remarking/{remarking.pk}/"
    assert as_ines.get(f"/admin/quizzes/{path}").context["since"] == Since(sent=0, open=1)
    actions.submit(again(place.variant), {"z": "", "y": "0.705"}, "since")
    assert as_ines.get(f"/admin/quizzes/{path}").context["since"] == Since(sent=1, open=1)
    assert marks()["carol"] == (0.0, False)
    as_ines.post(f"/admin/quizzes/{path}", {"again": "1"})
    second = Remarking.objects.latest("pk")
    page(as_ines, f"remarking/{second.pk}/")
    second.refresh_from_db()
    assert (second.reason, second.policy, second.up) == (REASON, "raise", 1)
    as_ines.post(f"/admin/quizzes/remarking/{second.pk}/", {"apply": "1"})
    page(as_ines, f"remarking/{second.pk}/")
    assert marks()["carol"] == (0.667, False)


@pytest.mark.slow
def test_page_tells_how_far_it_is(
    question: Question, as_ines: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "AT_ONCE", 1)
    monkeypatch.setattr(remarking_pages, "A_LITTLE", 0)  # one step at each look
    actions.use_newest_version(question)
    remarking = start(as_ines, question, "replace")
    Remarking.objects.filter(pk=remarking.pk).update(stage="checking", cursor=0, up=0, down=0)
    remarking.findings.all().delete()
    looks = [page(as_ines, f"remarking/{remarking.pk}/") for _look in range(3)]
    assert [far(text) for text in looks] == [
        "1 of 2 marks are looked at (50 %)",
        "2 of 2 marks are looked at (100 %)",
        "",
    ]
    as_ines.post(f"/admin/quizzes/remarking/{remarking.pk}/", {"apply": "1"})
    for _look in range(3):
        page(as_ines, f"remarking/{remarking.pk}/")
    as_ines.post(f"/admin/quizzes/remarking/{remarking.pk}/", {"undo": "1"})
    looks = [page(as_ines, f"remarking/{remarking.pk}/") for _look in range(3)]
    assert [far(text) for text in looks] == [
        "1 of 2 marks are given back (50 %)",
        "2 of 2 marks are given back (100 %)",
        "",
    ]


def far(text: str) -> str:
    return text.split('<label for="done">')[1].split("…")[0] if '<label for="done">' in text else ""
