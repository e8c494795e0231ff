"""What a caller of the API may do with an attempt and see of it, during an exam."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes import actions
from quizzes.models import Attempt, Course, Quiz, Scope, User
from quizzes.queries.callers import Caller
from quizzes.queries.reach import attempts_read, quizzes_changed, quizzes_read, quizzes_taught, sight

ALL = frozenset(Scope.values)
NONE: frozenset[str] = frozenset()
MARKS, SOLUTIONS = frozenset({Scope.MARKS_READ.value}), frozenset({Scope.SOLUTIONS_READ.value})


@pytest.fixture
def exam(attempt: Attempt) -> Attempt:
    closes = timezone.now() + timedelta(days=1)
    Quiz.objects.update(**actions.PRESETS["exam"], closes_at=closes)
    return attempt


@pytest.mark.parametrize(
    ("who", "scopes", "acts", "marks", "solutions"),
    [
        ("alice", ALL, True, False, False),
        ("course", NONE, True, False, False),
        ("course", MARKS, True, True, False),
        ("course", SOLUTIONS, True, False, True),
        ("ines", NONE, False, False, False),
        ("ines", ALL, False, True, True),
    ],
)
def test_caller_acts_and_sees(
    who: str,
    scopes: frozenset[str],
    acts: bool,
    marks: bool,
    solutions: bool,
    exam: Attempt,
    course: Course,
    alice: User,
    ines: User,
) -> None:
    people = {"alice": alice, "ines": ines}
    caller = Caller(people.get(who), course if who == "course" else None, scopes)
    attempt = attempts_read(caller).get()
    seen = sight(caller, attempt, attempt, timezone.now())
    assert (seen.acts, seen.shown.marks, seen.shown.feedback, seen.solutions) == (
        acts,
        marks,
        marks,
        solutions,
    )
    assert not seen.shown.solutions  # to the student


def test_caller_reaches_quizzes_of_own_courses_by_role(
    quiz: Quiz, course: Course, alice: User, bob: User, ines: User, charlie: User
) -> None:
    actions.enrol(course, bob, "assistant")
    draft = actions.create_quiz(course, "Draft", [], published=False)
    both = {quiz.pk, draft.pk}
    for user, read, taught, changed in (
        (alice, {quiz.pk}, set(), set()),
        (bob, both, both, set()),
        (ines, both, both, both),
        (charlie, set(), set(), set()),
    ):
        caller = Caller(user, None, ALL)
        found = [set(of(caller).values_list("pk", flat=True)) for of in (quizzes_read, quizzes_taught)]
        assert [*found, set(quizzes_changed(caller).values_list("pk", flat=True))] == [read, taught, changed]


def test_who_left_the_course_has_no_attempts(exam: Attempt, course: Course, alice: User) -> None:
    alice.enrolments.get().delete()
    assert not attempts_read(Caller(alice, None, ALL)).exists()
    caller = Caller(None, course, ALL)
    attempt = attempts_read(caller).get()
    assert not sight(caller, attempt, attempt, timezone.now()).acts
