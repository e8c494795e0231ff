"""What counts in the gradebook, who is in it, and that it costs the same for one person and for many."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from quizzes import actions
from quizzes.models import Attempt, AttemptQuestion, Course, Enrolment, Problem, Question, Quiz, User, Variant
from quizzes.queries import gradebook
from quizzes.queries.gradebook import Points, Wanted

BY_NAME = Wanted()


def table(course: Course, wanted: Wanted = BY_NAME) -> list[gradebook.Row]:
    shown = gradebook.columns(course)
    return gradebook.rows(shown, list(gradebook.people(course, shown, wanted)), timezone.now())


def names(found: list[gradebook.Row]) -> list[str]:
    return [row.enrolment.user.username for row in found]


def give(quiz: Quiz, student: User, *shares: float | None) -> list[Attempt]:
    """Let the student take the quiz once for each share, ending all attempts but the last."""
    attempts = []
    for share in shares:
        attempts.append(actions.start_attempt(quiz, student))
        AttemptQuestion.objects.filter(attempt=attempts[-1]).update(share=share)
        if len(attempts) < len(shares):
            Attempt.objects.filter(pk=attempts[-1].pk).update(submitted_at=timezone.now())
    return attempts


@pytest.mark.parametrize(("counts", "earned"), [("best", 3.0), ("last", 1.5), ("average", 1.5)])
def test_cell_is_what_the_rule_counts(counts: str, earned: float, quiz: Quiz, alice: User) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(counts=counts, attempts_allowed=None)
    give(Quiz.objects.get(pk=quiz.pk), alice, 0.0, 1.0, 0.5)
    (row,) = table(quiz.course)
    assert row.cells == [gradebook.Cell(Points(earned, 3.0), 3, True)]
    assert row.total == Points(earned, 3.0)


def test_marks_are_there_before_students_see_them(quiz: Quiz, variant: Variant) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(marks_when="never")
    actions.submit(variant, {"z": "0.87", "y": "0.705"}, "key")
    assert table(quiz.course)[0].total == Points(3.0, 3.0)


def test_quiz_not_taken_counts_nothing_of_its_points(
    quiz: Quiz, course: Course, problem: Problem, alice: User
) -> None:
    actions.create_quiz(course, "Second", [problem])
    give(quiz, alice, 1.0)
    (row,) = table(course)
    assert [cell and cell.points for cell in row.cells] == [Points(3.0, 3.0), None]
    assert row.total == Points(3.0, 6.0)


def test_draft_quiz_shows_once_it_was_taken(course: Course, problem: Problem, alice: User) -> None:
    draft = actions.create_quiz(course, "Draft", [problem], published=False)
    assert gradebook.columns(course) == []
    give(draft, alice, None)
    assert [column.quiz for column in gradebook.columns(course)] == [draft]


def test_only_students_unless_everybody_is_wanted(quiz: Quiz, alice: User, bob: User, ines: User) -> None:
    assert names(table(quiz.course)) == ["alice", "bob"]
    assert names(table(quiz.course, Wanted(everybody=True))) == ["alice", "bob", "ines"]


def test_only_missing_leaves_out_who_took_all(quiz: Quiz, alice: User, bob: User) -> None:
    give(quiz, alice, None)
    assert names(table(quiz.course, Wanted(missing=True))) == ["bob"]


@pytest.mark.parametrize(("name", "found"), [("ali", ["alice"]), ("Ada LOVE", ["bob"]), ("%", [])])
def test_name_is_searched_word_by_word(
    name: str, found: list[str], quiz: Quiz, alice: User, bob: User
) -> None:
    User.objects.filter(pk=bob.pk).update(first_name="Ada", last_name="Lovelace")
    assert names(table(quiz.course, Wanted(name=name))) == found


def test_order_by_marks_puts_who_has_none_below(quiz: Quiz, alice: User, bob: User, ines: User) -> None:
    give(quiz, alice, 0.0)
    give(quiz, ines, 1.0)
    for sort, expected in (("total", ["ines", "alice", "bob"]), (str(quiz.pk), ["ines", "alice", "bob"])):
        wanted = Wanted(everybody=True, sort=sort, descending=True)
        found = table(quiz.course, wanted)
        assert names(gradebook.sorted_by_marks(found, gradebook.columns(quiz.course), wanted)) == expected


def test_stream_gives_all_by_name_however_many_pages(
    quiz: Quiz, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, last in enumerate(["B", "A", "A", "B", "A"]):
        user = User.objects.create_user(f"s{number}", last_name=last, first_name="ab"[number % 2])
        actions.enrol(quiz.course, user)
    shown = gradebook.columns(quiz.course)
    whole = list(gradebook.streamed(quiz.course, shown, Wanted(), timezone.now()))
    assert names(whole) == ["alice", "bob", "s2", "s4", "s1", "s0", "s3"]
    monkeypatch.setattr(gradebook, "STREAMED", 2)
    assert list(gradebook.streamed(quiz.course, shown, Wanted(), timezone.now())) == whole


@pytest.mark.parametrize("count", [1, 3])
def test_rows_take_two_queries(
    count: int, quiz: Quiz, course: Course, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        user = User.objects.create_user(f"s{number}")
        give(quiz, actions.enrol(course, user).user, 0.5)
    shown = gradebook.columns(course)
    enrolments = list(gradebook.people(course, shown, Wanted()))
    with django_assert_num_queries(2):
        assert len(gradebook.rows(shown, enrolments, timezone.now())) == count


def test_attempt_whose_time_is_up_is_not_going_on(quiz: Quiz, alice: User, question: Question) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(time_limit=10)
    (attempt,) = give(quiz, alice, 0.5)
    Attempt.objects.filter(pk=attempt.pk).update(started_at=timezone.now() - timedelta(minutes=11))
    cell = table(quiz.course)[0].cells[0]
    assert cell == gradebook.Cell(Points(1.5, 3.0), 1, False)
    Enrolment.objects.filter(user=alice).update(extra_time=50)
    assert table(quiz.course)[0].cells[0] == gradebook.Cell(Points(1.5, 3.0), 1, True)
