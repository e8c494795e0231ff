"""How far a student has come, question by question."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery

from quizzes.models import Attempt, Course, Question, Quiz, Reveal, Submission, User, Variant
from quizzes.queries.access import quizzes_of


@dataclass(frozen=True)
class Step:
    """One question of a quiz and where the student stands with it.

    `state`: unseen, seen, tried, shown (the worked solution, on request) or correct.
    """

    question: Question
    number: int
    attempt_id: int | None
    variant_id: int | None
    state: str
    earned: float | None

    @property
    def title(self) -> str:
        """The question's title."""
        return self.question.problem_version.problem.title


@dataclass(frozen=True)
class Progress:
    """A quiz and where the student stands with all its questions."""

    quiz: Quiz
    steps: list[Step]

    @property
    def started(self) -> bool:
        """Whether there is an attempt."""
        return any(step.attempt_id for step in self.steps)

    @property
    def correct(self) -> int:
        """How many questions are solved."""
        return sum(step.state == "correct" for step in self.steps)

    @property
    def earned(self) -> float:
        """The points so far: of each question its best submission's."""
        return sum(step.earned or 0 for step in self.steps)

    @property
    def points(self) -> float:
        """The points that can be had."""
        return sum(step.question.points for step in self.steps)

    @property
    def next_step(self) -> Step | None:
        """The first question that is not done, or None when all are."""
        return next((step for step in self.steps if step.state not in ("correct", "shown")), None)

    def at(self, question_id: int) -> Step:
        """The step of that question."""
        return next(step for step in self.steps if step.question.pk == question_id)

    def beside(self, step: Step) -> tuple[Step | None, Step | None]:
        """The steps before and after `step`."""
        before = self.steps[step.number - 2] if step.number > 1 else None
        after = self.steps[step.number] if step.number < len(self.steps) else None
        return before, after


def progress(student: User, quizzes: Iterable[Quiz]) -> list[Progress]:
    """Return where the student stands in each of `quizzes`: one query, however long they are."""
    quizzes = list(quizzes)
    steps: dict[int, list[Step]] = defaultdict(list)
    for question in _questions(student).filter(quiz__in=quizzes):
        steps[question.quiz_id].append(_step(question, number=len(steps[question.quiz_id]) + 1))
    return [Progress(quiz, steps[quiz.pk]) for quiz in quizzes]


def progress_around(student: User, question_id: int) -> Progress | None:
    """Return the progress in the quiz that this question is in, or None where the student may not see it."""
    seen = quizzes_of(student).filter(questions=question_id)
    questions = list(_questions(student).filter(quiz__in=seen))
    if not questions:
        return None
    steps = [_step(question, number) for number, question in enumerate(questions, start=1)]
    return Progress(questions[0].quiz, steps)


def courses_with_progress(student: User) -> list[tuple[Course, list[Progress]]]:
    """Return the student's courses, each with its quizzes and the progress in them."""
    courses = Course.objects.filter(enrolments__user=student)
    found = defaultdict(list)
    for item in progress(student, quizzes_of(student)):
        found[item.quiz.course_id].append(item)
    return [(course, found[course.pk]) for course in courses]


def _questions(student: User) -> QuerySet[Question]:
    """Questions with what the student did at them in the newest attempt, found by the attempt's index."""
    attempts = Attempt.objects.filter(student=student, quiz=OuterRef("quiz")).order_by("-number")
    variants = Variant.objects.filter(attempt=OuterRef("attempt"), question=OuterRef("pk"))
    submissions = Submission.objects.filter(
        variant__attempt=OuterRef("attempt"), variant__question=OuterRef("pk"), counted=True
    ).order_by()
    shares = submissions.values("variant__question").annotate(share=Max(F("score") / F("out_of")))
    return (
        Question.objects.select_related("quiz__course", "problem_version__problem")
        .defer("problem_version__document")
        .annotate(attempt=Subquery(attempts.values("pk")[:1]))
        .annotate(newest=Subquery(variants.order_by("-number").values("pk")[:1]))
        .annotate(
            share=Subquery(shares.values("share")),
            solved=Exists(submissions.filter(complete=True)),
            shown=Exists(Reveal.objects.filter(variant=OuterRef("newest"))),
        )
        .order_by("quiz_id", "position", "pk")
    )


def _step(question: Any, number: int) -> Step:
    earned = None if question.share is None else question.share * question.points
    if question.solved:
        state = "correct"
    elif question.shown:
        state = "shown"
    elif earned is not None:
        state = "tried"
    else:
        state = "seen" if question.newest else "unseen"
    return Step(
        question=question,
        number=number,
        attempt_id=question.attempt,
        variant_id=question.newest,
        state=state,
        earned=earned,
    )
