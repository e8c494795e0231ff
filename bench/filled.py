"""A course filled with submissions by bulk inserts: however many students, each at the same quizzes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from grader import Marking, mark
from quizzes import actions
from quizzes.models import (
    Attempt,
    AttemptQuestion,
    Course,
    Enrolment,
    ProblemVersion,
    Question,
    Quiz,
    Submission,
    User,
    Variant,
)
from quizzes.queries.problems import parsed
from solvers import Variant as DrawnVariant

QUIZZES = 25
QUESTIONS = 4
SUBMISSIONS = 5  # at each question
OF_A_STUDENT = QUIZZES * QUESTIONS * SUBMISSIONS
SLUG = "sigmoid-neuron"
FAULT = ('y: "Sigmoid output" = sigmoid(z)', 'y: "Sigmoid output" = sigmoid(-z)')
NUMBERS = 200  # different ones
AT_ONCE = 20  # students of one transaction: what is held in memory


@dataclass(frozen=True)
class Answered:
    """Numbers of a problem, and what a student made of them from the first submission to the last."""

    record: dict[str, Any]
    typed: list[dict[str, str]]
    markings: list[Marking]


class Filled:
    """A course to put students into."""

    def __init__(self) -> None:
        self.right = next(one for one in actions.import_library() if one.problem.slug == SLUG)
        self.course: Course = actions.create_course("Large")
        self.teacher = User.objects.create_user("teacher")
        actions.enrol(self.course, self.teacher, Enrolment.Role.INSTRUCTOR)
        self.begun = timezone.now() - timedelta(days=30)
        faulty = actions.save_problem(SLUG, self.right.document.replace(*FAULT), self.teacher)
        problems = [faulty.problem] * QUESTIONS
        self.quizzes: list[Quiz] = [
            actions.create_quiz(self.course, f"Week {week}", problems, preset="homework", late_penalty=0)
            for week in range(1, QUIZZES + 1)
        ]
        self.questions: list[Question] = [
            question for quiz in self.quizzes for question in quiz.questions.select_related("problem_version")
        ]
        self.answered = _answered(faulty, self.right)
        self.students = 0

    def fill(self, submissions: int) -> None:
        """Add students until there are so many submissions."""
        while self.students * OF_A_STUDENT < submissions:
            with transaction.atomic():
                self._add(min(AT_ONCE, submissions // OF_A_STUDENT - self.students))

    def _add(self, count: int) -> None:
        people = User.objects.bulk_create(
            [
                User(username=f"student{number}", last_name=f"Name {number}", password="!")
                for number in range(self.students, self.students + count)
            ]
        )
        self.students += count
        Enrolment.objects.bulk_create([Enrolment(course=self.course, user=user) for user in people])
        attempts = Attempt.objects.bulk_create(
            [
                Attempt(quiz=quiz, student=user, number=1, started_at=self.begun)
                for user in people
                for quiz in self.quizzes
            ]
        )
        places = [
            (attempt, question)
            for index, attempt in enumerate(attempts)
            for question in self.questions[index % QUIZZES * QUESTIONS :][:QUESTIONS]
        ]
        self._answer(places)

    def _answer(self, places: list[tuple[Attempt, Question]]) -> None:
        worked = [
            self.answered[(attempt.student_id * 7 + question.pk) % NUMBERS] for attempt, question in places
        ]
        variants = Variant.objects.bulk_create(
            [
                Variant(
                    problem_version_id=question.problem_version_id,
                    created_for_id=attempt.student_id,
                    attempt=attempt,
                    question=question,
                    record=answered.record,
                )
                for (attempt, question), answered in zip(places, worked, strict=True)
            ]
        )
        submissions = Submission.objects.bulk_create(
            [
                _submission(variant, number, answered, self.begun)
                for variant, answered in zip(variants, worked, strict=True)
                for number in range(SUBMISSIONS)
            ]
        )
        AttemptQuestion.objects.bulk_create(
            [
                _place(attempt, question, variants[at], submissions[at * SUBMISSIONS :][:SUBMISSIONS])
                for at, (attempt, question) in enumerate(places)
            ]
        )


def _answered(faulty: ProblemVersion, right: ProblemVersion) -> list[Answered]:
    """Students who are right by the problem as it should be, marked by the faulty one."""
    drawn = parsed(faulty.document).certified(count=NUMBERS, seed=1)
    as_it_should_be = [parsed(right.document).variant(**numbers.givens) for numbers in drawn]
    return [
        _worked(numbers, _right(true), lane)
        for lane, (numbers, true) in enumerate(zip(drawn, as_it_should_be, strict=True))
    ]


def _worked(numbers: DrawnVariant, right: dict[str, str], lane: int) -> Answered:
    """Submissions with more and more right; three students in four end with all of it."""
    last = len(right) if lane % 4 else len(right) - 1
    typed = []
    for number in range(SUBMISSIONS):
        known = last * number // (SUBMISSIONS - 1)
        texts = list(right.items())
        typed.append(
            {
                name: text if place < known else _wrong(text, lane + number)
                for place, (name, text) in enumerate(texts)
            }
        )
    return Answered(numbers.record(), typed, [mark(numbers, one) for one in typed])


def _right(numbers: DrawnVariant) -> dict[str, str]:
    """Right answers as a student types them, rounded to the decimals asked."""
    found = {}
    for field in numbers.fields:
        if field.kind == "shape":
            found[field.name] = " x ".join(f"{side:.0f}" for side in numbers.raw[field.asked])
        else:
            band = numbers.bands[field.name]
            found[field.name] = f"{(band.low + band.high) / 2:.{field.places or 0}f}"
    return found


def _wrong(text: str, number: int) -> str:
    if " x " in text:
        return f"{number + 2} x {number + 3}"
    return f"{float(text) + 1.07 + number:.3f}" if "." in text else str(int(text) + 3 + number)


def _submission(variant: Variant, number: int, answered: Answered, begun: datetime) -> Submission:
    marking = answered.markings[number]
    return Submission(
        variant=variant,
        number=number + 1,
        typed=answered.typed[number],
        marking=marking.record(),
        score=marking.score,
        out_of=marking.out_of,
        complete=marking.complete,
        counted=not marking.complete,
        key=f"bench:{number}",
        received_at=begun + timedelta(minutes=number),
    )


def _place(
    attempt: Attempt, question: Question, variant: Variant, submissions: list[Submission]
) -> AttemptQuestion:
    last = submissions[-1]
    return AttemptQuestion(
        attempt=attempt,
        question=question,
        position=question.position,
        variant=variant,
        draft=last.typed,
        answered=True,
        revision=SUBMISSIONS,
        saved_at=last.received_at,
        submissions=SUBMISSIONS,
        last_submission=last,
        tries_used=sum(one.counted for one in submissions),
        share=max(one.score / one.out_of for one in submissions),
        solved=last.complete,
    )
