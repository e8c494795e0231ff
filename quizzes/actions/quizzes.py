"""Makes quizzes, with the rules of the three kinds that teachers know."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from quizzes.actions.history import note
from quizzes.models import Course, Problem, ProblemVersion, Question, Quiz, User, When

# What each kind sets; dates are the teacher's. A rule not named here is that of a new quiz.
PRESETS: dict[str, dict[str, Any]] = {
    "practice": {
        "new_numbers": True,
        "solution_on_request": True,
        "feedback_when": When.AT_ONCE,
        "marks_when": When.AT_ONCE,
        "solutions_when": When.AT_ONCE,
    },
    "homework": {
        "tries": 5,
        "late_penalty": 10,
        "new_numbers": False,
        "solution_on_request": False,
        "feedback_when": When.AT_ONCE,
        "marks_when": When.AT_ONCE,
        "solutions_when": When.AFTER_CLOSE,
    },
    "exam": {
        "time_limit": 60,
        "new_numbers": False,
        "solution_on_request": False,
        "shuffle_questions": True,
        "shuffle_options": True,
        "feedback_when": When.AFTER_CLOSE,
        "marks_when": When.AFTER_CLOSE,
        "solutions_when": When.AFTER_CLOSE,
    },
}


def create_quiz(
    course: Course,
    title: str,
    problems: Iterable[Problem],
    published: bool = True,
    preset: str = "practice",
    **rules: Any,
) -> Quiz:
    """Make a quiz that asks the newest version of each of `problems`, in that order."""
    with transaction.atomic():
        rules = PRESETS[preset] | rules
        quiz = Quiz.objects.create(course=course, title=title, published=published, **rules)
        for position, problem in enumerate(problems, start=1):
            version = ProblemVersion.objects.filter(problem=problem).latest("number")
            Question.objects.create(
                quiz=quiz, position=position, problem_version=version, points=version.points
            )
    return quiz


def change_quiz(quiz: Quiz, **rules: Any) -> None:
    """Change what is told of the quiz and its rules."""
    for name, value in rules.items():
        setattr(quiz, name, value)
    quiz.save(update_fields=list(rules))


def note_asking(
    quiz: Quiz, before: ProblemVersion | None, after: ProblemVersion | None, by: User | None
) -> None:
    """Put into the problems' histories that a question of the quiz asks another version, or none."""
    where = {"quiz": quiz.title, "course": quiz.course.title}
    if before and after and before.problem_id == after.problem_id:
        if before.pk != after.pk:
            moved = _("Moved to version %(number)d in the quiz “%(quiz)s” of %(course)s.")
            note(after.problem, by, moved % (where | {"number": after.number}))
        return
    if before:
        note(before.problem, by, _("Taken out of the quiz “%(quiz)s” of %(course)s.") % where)
    if after:
        put_in = _("Put into the quiz “%(quiz)s” of %(course)s: version %(number)d.")
        note(after.problem, by, put_in % (where | {"number": after.number}))
