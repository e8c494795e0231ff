"""How far a student has come, question by question."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from quizzes.models import Attempt, AttemptQuestion, Course, Question, Quiz, User, Variant
from quizzes.queries.access import quizzes_of
from quizzes.queries.prepared import Prepared
from quizzes.queries.times import Release, Window, release, window

DONE = ("correct", "shown", "closed")


@dataclass(frozen=True)
class Step:
    """One question of an attempt and where the student stands with it.

    `state`: unseen, seen, saved, checked, correct, shown (the worked solution, on request) or closed (no try
    is left). `earned` is None before anything was marked, and where marks do not show yet.
    """

    place: AttemptQuestion
    title: str
    state: str
    earned: float | None

    @property
    def question(self) -> Question:
        """The question."""
        return self.place.question

    @property
    def number(self) -> int:
        """Its place in the attempt, from 1."""
        return self.place.position


class Size(NamedTuple):
    """How many questions a quiz asks, and for how many points."""

    questions: int
    points: float


@dataclass(frozen=True)
class Progress:
    """A quiz and where the student stands in the newest attempt, or before the first."""

    quiz: Quiz
    times: Window
    at: datetime
    size: Size
    attempts: list[Attempt]
    steps: list[Step]

    @property
    def attempt(self) -> Attempt | None:
        """The newest attempt."""
        return self.attempts[-1] if self.attempts else None

    @property
    def is_over(self) -> bool:
        """Whether the newest attempt takes no more answers."""
        return self.attempt is not None and self.times.is_over(self.attempt, self.at)

    @property
    def is_going_on(self) -> bool:
        """Whether there is an attempt that takes answers."""
        return self.attempt is not None and not self.is_over

    @property
    def may_start(self) -> bool:
        """Whether another attempt, or the first, may be started now."""
        left = self.times.attempts is None or len(self.attempts) < self.times.attempts
        return not self.is_going_on and left and self.times.is_open(self.at)

    @property
    def ends(self) -> datetime | None:
        """When the newest attempt's time is up."""
        return self.times.ends(self.attempt) if self.attempt else None

    @property
    def is_timed(self) -> bool:
        """Whether a clock belongs on the page: the attempt goes on, and ends within a day."""
        ends = self.ends
        return self.is_going_on and ends is not None and ends - self.at < timedelta(days=1)

    @property
    def time_left(self) -> timedelta | None:
        """How much time an attempt started now would have."""
        ends = self.times.ends(Attempt(started_at=self.at))
        return ends - self.at if ends else None

    @property
    def too_early(self) -> bool:
        """Whether the quiz is still to open."""
        return self.times.is_early(self.at)

    @property
    def minutes(self) -> int:
        """The time limit in whole minutes, extra time included; 0 without one."""
        return int(self.times.limit / timedelta(minutes=1)) if self.times.limit else 0

    @property
    def minutes_left(self) -> int:
        """How many whole minutes an attempt started now would have."""
        return int(self.time_left / timedelta(minutes=1)) if self.time_left else 0

    @property
    def is_cut_short(self) -> bool:
        """Whether the quiz closes before the time limit of an attempt started now."""
        return bool(self.times.limit and self.time_left and self.time_left < self.times.limit)

    @property
    def release(self) -> Release:
        """What may be seen of the newest attempt."""
        return self.release_of(self.attempt) if self.attempt else Release(False, False, False)

    def release_of(self, attempt: Attempt) -> Release:
        """What may be seen of one of the attempts."""
        return release(self.quiz, self.times, attempt, self.at)

    @property
    def correct(self) -> int:
        """How many questions are solved."""
        return sum(step.state == "correct" for step in self.steps)

    @property
    def answered(self) -> int:
        """How many questions have something typed."""
        return sum(step.place.answered for step in self.steps)

    @property
    def earned(self) -> float:
        """The points so far: of each question its best submission's."""
        return sum(step.earned or 0 for step in self.steps if not step.question.dropped)

    @property
    def points(self) -> float:
        """The points that can be had."""
        return sum(step.question.worth for step in self.steps) if self.steps else self.size.points

    @property
    def next_step(self) -> Step | None:
        """The first question that is not done, or None when all are."""
        done = DONE if self.quiz.checks_at_once else ("saved",)
        return next((step for step in self.steps if step.state not in done), None)

    def at_question(self, question_id: int) -> Step | None:
        """The step of that question."""
        return next((step for step in self.steps if step.question.pk == question_id), None)

    def beside(self, step: Step) -> tuple[Step | None, Step | None]:
        """The steps before and after `step`."""
        before = self.steps[step.number - 2] if step.number > 1 else None
        after = self.steps[step.number] if step.number < len(self.steps) else None
        return before, after


def progress(student: User, quizzes: Iterable[Quiz], at: datetime | None = None) -> list[Progress]:
    """Return where the student stands in each of `quizzes`, as fetched by `quizzes_of`.

    Three queries, however many and however long they are.
    """
    at = at or timezone.now()
    quizzes = list(quizzes)
    attempts: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in Attempt.objects.filter(student=student, quiz__in=quizzes).order_by("number"):
        attempts[attempt.quiz_id].append(attempt)
    newest = [found[-1] for found in attempts.values()]
    places: dict[int, list[AttemptQuestion]] = defaultdict(list)
    for place in places_with_titles(Q(attempt__in=newest)):
        places[place.attempt_id].append(place)
    sizes = sizes_of(quizzes)
    return [
        _progress(quiz, at, sizes[quiz.pk], attempts[quiz.pk], places[attempts[quiz.pk][-1].pk])
        if attempts[quiz.pk]
        else _progress(quiz, at, sizes[quiz.pk], [], [])
        for quiz in quizzes
    ]


def progress_around(attempt: Attempt, times: Window, at: datetime, shown: Release | None = None) -> Progress:
    """Return where the student stands in this attempt: one query. `shown`: not as the student sees it."""
    places = _places_of(attempt.pk)
    size = Size(len(places), sum(place.question.worth for place in places))
    steps = _steps(places, attempt.quiz, shown or release(attempt.quiz, times, attempt, at))
    return Progress(attempt.quiz, times, at, size, [attempt], steps)


def progress_at(variant: Variant, place: AttemptQuestion, times: Window, at: datetime) -> Progress:
    """Return the progress in an attempt of which only one question matters: without a query.

    The variant was fetched with its place.
    """
    attempt, question = variant.attempt, variant.question
    place.question = question
    shown = release(attempt.quiz, times, attempt, at)
    step = _step(place, variant.problem_version.title, attempt.quiz, shown)
    return Progress(attempt.quiz, times, at, Size(1, question.worth), [attempt], [step])


def courses_with_progress(student: User, at: datetime) -> list[tuple[Course, list[Progress]]]:
    """Return the student's courses, each with its quizzes and the progress in them."""
    courses = Course.objects.filter(enrolments__user=student)
    found = defaultdict(list)
    for item in progress(student, quizzes_of(student), at):
        found[item.quiz.course_id].append(item)
    return [(course, found[course.pk]) for course in courses]


def places_with_titles(chosen: Q) -> QuerySet[AttemptQuestion]:
    """The questions of attempts with their titles and points; documents and drafts are left out."""
    places = AttemptQuestion.objects.filter(chosen).select_related("question__problem_version__problem")
    return places.defer("draft", "question__problem_version__document").order_by("position", "pk")


_places_of = Prepared(lambda attempt_id: places_with_titles(Q(attempt=attempt_id)), 1)


def sizes_of(quizzes: list[Quiz]) -> dict[int, Size]:
    """Return for each quiz how much of it one attempt asks: of a pool, what it draws."""
    fixed: dict[int, list[float]] = {quiz.pk: [] for quiz in quizzes}
    pooled: dict[tuple[int, int], list[float]] = defaultdict(list)
    draws: dict[int, int] = {}
    questions = Question.objects.filter(quiz__in=quizzes).order_by("position", "pk")
    for question in questions.annotate(draw=F("pool__draw")).defer("problem_version"):
        if question.pool_id is None:
            fixed[question.quiz_id].append(question.worth)
        else:
            pooled[question.quiz_id, question.pool_id].append(question.worth)
            draws[question.pool_id] = question.draw
    for (quiz_id, pool_id), worth in pooled.items():
        fixed[quiz_id] += worth[: draws[pool_id]]  # those of a pool are worth the same
    return {quiz_id: Size(len(points), sum(points)) for quiz_id, points in fixed.items()}


def _progress(
    quiz: Quiz, at: datetime, size: Size, attempts: list[Attempt], places: list[AttemptQuestion]
) -> Progress:
    times = window(quiz, quiz)
    shown = release(quiz, times, attempts[-1], at) if attempts else Release(False, False, False)
    return Progress(quiz, times, at, size, attempts, _steps(places, quiz, shown))


def _steps(places: list[AttemptQuestion], quiz: Quiz, shown: Release) -> list[Step]:
    return [_step(place, place.question.problem_version.title, quiz, shown) for place in places]


def _step(place: AttemptQuestion, title: str, quiz: Quiz, shown: Release) -> Step:
    earned = place.share * place.question.points if shown.marks and place.share is not None else None
    return Step(place, title, _state(place, quiz, shown), earned)


def _state(place: AttemptQuestion, quiz: Quiz, shown: Release) -> str:
    if shown.feedback and place.solved:
        return "correct"
    if place.revealed:
        return "shown"
    if shown.feedback and place.share is not None:
        out_of_tries = quiz.tries is not None and place.tries_used >= quiz.tries
        return "closed" if out_of_tries else "checked"
    if place.answered:
        return "saved"
    return "seen" if place.variant_id else "unseen"
