"""How the questions of a quiz went: how many were right, with how many tries, and what went wrong most."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Avg, Count, Max, Q

from quizzes.models import AttemptQuestion, ContestedMark, Question, Quiz, Submission

BINS = 10
READ = 1000  # submissions read at once
MOST = 20_000  # submissions looked through for slips: beyond that the newest tell enough
SHOWN = 5  # slips told of a question
SLIPS = ("wrong", "imprecise", "unreadable")


class Slip(NamedTuple):
    """What went wrong at an answer, and in how many attempts."""

    name: str
    said: str
    attempts: int


@dataclass(frozen=True)
class Facility:
    """One question: of `marked` attempts `solved` were right; `average` is of the points, from 0 to 1.

    `bins` counts the shares of the points by tenths; a full mark is in the last.
    """

    question: Question
    given: int = 0
    marked: int = 0
    solved: int = 0
    average: float = 0.0
    tries: float = 0.0
    most_tries: int = 0
    contested: int = 0
    bins: list[int] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    unexplained: int = 0

    @property
    def percent_right(self) -> float | None:
        """How many of the marked attempts were right."""
        return self.solved / self.marked * 100 if self.marked else None

    @property
    def percent_average(self) -> float | None:
        """What was earned on average."""
        return self.average * 100 if self.marked else None


@dataclass(frozen=True)
class Slips:
    """What the submissions of a quiz tell of slips, by question; `cut` where only the newest were read."""

    by_question: dict[int, list[Slip]]
    unexplained: dict[int, int]
    cut: bool


def facilities(quiz: Quiz) -> tuple[list[Facility], bool]:
    """Return the questions with their figures, and whether only the newest submissions tell of slips."""
    sums = {row.pop("question"): row for row in _sums(quiz)}
    contested = dict(
        ContestedMark.objects.filter(place__question__quiz=quiz, answered_at=None)
        .order_by()
        .values_list("place__question")
        .annotate(count=Count("pk"))
    )
    slips = _slips(quiz)
    questions = quiz.questions.select_related("problem_version__problem").order_by("position", "pk")
    found = []
    for question in questions.defer("problem_version__document"):
        told = sums.get(question.pk, {})
        bins = [told.pop(f"bin{number}", 0) for number in range(BINS)]
        found.append(
            Facility(
                question,
                bins=bins,
                contested=contested.get(question.pk, 0),
                slips=slips.by_question.get(question.pk, []),
                unexplained=slips.unexplained.get(question.pk, 0),
                **{name: value or 0 for name, value in told.items()},
            )
        )
    return found, slips.cut


def _sums(quiz: Quiz) -> Iterator[dict[str, Any]]:
    """The figures of each question, in one query."""
    marked = Q(share__isnull=False)
    bins = {f"bin{number}": Count("pk", filter=_within(number)) for number in range(BINS)}
    names = {
        "given": Count("pk"),
        "marked": Count("pk", filter=marked),
        "solved": Count("pk", filter=marked & Q(solved=True)),
        "average": Avg("share"),
        "tries": Avg("submissions", filter=marked),
        "most_tries": Max("submissions"),
    } | bins
    places = AttemptQuestion.objects.filter(question__quiz=quiz).order_by().values("question")
    for row in places.annotate(**names).values_list("question", *names):
        yield dict(zip(["question", *names], row, strict=True))


def _within(number: int) -> Q:
    low, high = number / BINS, (number + 1) / BINS
    found = Q(share__gte=low) if number else Q(share__isnull=False)
    return found if number == BINS - 1 else found & Q(share__lt=high)


def _slips(quiz: Quiz) -> Slips:
    """Look through what was submitted with something wrong in it, the newest first, a page at a time."""
    seen: dict[int, set[tuple[int, str, str]]] = defaultdict(set)
    unexplained: dict[int, set[int]] = defaultdict(set)
    count = 0
    for question, attempt, marking in _markings(quiz):
        count += 1
        for part in marking.values():
            if part["verdict"] not in SLIPS:
                continue
            said = part.get("diagnosis") or part.get("feedback")
            if said:
                seen[question].add((attempt, part["name"], said))
            else:
                unexplained[question].add(attempt)
    return Slips(
        {question: _commonest(told) for question, told in seen.items()},
        {question: len(attempts) for question, attempts in unexplained.items()},
        count >= MOST,
    )


def _commonest(told: set[tuple[int, str, str]]) -> list[Slip]:
    counts = Counter((name, said) for _attempt, name, said in told)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Slip(name, said, count) for (name, said), count in ranked[:SHOWN]]


def _markings(quiz: Quiz) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Question, attempt and marking of what is not all right: by key, so that each page is quick."""
    wrong = Submission.objects.filter(variant__question__quiz=quiz, complete=False).order_by("-pk")
    rows = wrong.values_list("pk", "variant__question", "variant__attempt", "marking")
    before, left = Q(), MOST
    while left > 0 and (page := list(rows.filter(before)[: min(READ, left)])):
        for _key, question, attempt, marking in page:
            yield question, attempt, marking
        left -= len(page)
        if len(page) < READ:
            return
        before = Q(pk__lt=page[-1][0])
