"""A course is copied with its rules and dates, without its people and what they did."""

from datetime import UTC, datetime

from django.forms.models import model_to_dict

from quizzes import actions
from quizzes.actions.copies import copy_course
from quizzes.models import Attempt, Course, Enrolment, Extension, Pool, Problem, Question, Quiz, User

OPENS = datetime(2026, 3, 20, 7, 0, tzinfo=UTC)  # eight o'clock in Vienna, before the clocks change


def test_times_of_day_stay_across_a_change_of_the_clocks(course: Course, quiz: Quiz) -> None:
    Course.objects.filter(pk=course.pk).update(time_zone="Europe/Vienna")
    Quiz.objects.filter(pk=quiz.pk).update(opens_at=OPENS)
    copied = copy_course(Course.objects.get(), "Next", 14)
    assert copied.time_zone == "Europe/Vienna"
    assert copied.quizzes.get().opens_at == datetime(2026, 4, 3, 6, 0, tzinfo=UTC)
    assert Quiz.objects.get(pk=quiz.pk).opens_at == OPENS


def test_rules_pools_and_questions_are_the_same(course: Course, problem: Problem) -> None:
    quiz = actions.create_quiz(course, "Exam", [problem, problem], preset="exam", published=False)
    pool = Pool.objects.create(quiz=quiz, title="One of them")
    quiz.questions.filter(position=2).update(pool=pool, points=7)
    copied = copy_course(course, "Next", 364).quizzes.get()
    own = {"id", "course", "quiz", "pool"}

    def rules(row: Quiz | Question) -> dict[str, object]:
        return {name: value for name, value in model_to_dict(row).items() if name not in own}

    assert rules(copied) == rules(Quiz.objects.get(pk=quiz.pk))
    assert [rules(one) for one in copied.questions.all()] == [rules(one) for one in quiz.questions.all()]
    assert [one.pool for one in copied.questions.all()] == [None, copied.pools.get()]
    assert (quiz.questions.count(), quiz.pools.get()) == (2, pool)


def test_people_and_their_work_stay_behind(quiz: Quiz, alice: User, ines: User, attempt: Attempt) -> None:
    Extension.objects.create(quiz=quiz, student=alice, extra_minutes=5)
    copied = copy_course(quiz.course, "Next", 0, ines)
    assert [(one.user, one.role) for one in copied.enrolments.all()] == [(ines, Enrolment.Role.INSTRUCTOR)]
    assert (copied.quizzes.get().attempts.count(), copied.quizzes.get().extensions.count()) == (0, 0)


def test_dropped_questions_stay_out(quiz: Quiz) -> None:
    quiz.questions.update(dropped=True)
    assert copy_course(quiz.course, "Next", 0).quizzes.get().questions.count() == 0
