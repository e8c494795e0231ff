"""What the marks of a question come to when they are marked again by another version of its problem."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import QuerySet

from grader import Marking
from grader.remarking import remark
from quizzes.models import AttemptQuestion, Policy, Remarking, Submission, Variant
from quizzes.queries.problems import parsed
from solvers import Problem
from solvers import Variant as DrawnVariant

NEARLY = 1e-9  # shares that differ by less are one share
UNREAD = ("blank", "unreadable")


@dataclass(frozen=True)
class Outcome:
    """The mark of one question of an attempt, as it would be; `fault` says why it cannot be told.

    `verdicts`: of each answer whose verdict changes, the one before and the one after. `tries`: how many
    used tries are given back.
    """

    place: AttemptQuestion
    share: float | None
    solved: bool
    submission: int | None = None
    verdicts: dict[str, list[str]] = field(default_factory=dict)
    fault: str = ""
    tries: int = 0

    @property
    def is_change(self) -> bool:
        """Whether anything of the student's changes."""
        return not self.fault and (self.direction != 0 or self.tries != 0)

    @property
    def direction(self) -> int:
        """1 where the mark goes up, −1 where it goes down, 0 where it stays."""
        change = (self.share or 0.0) - (self.place.share or 0.0)
        return 0 if self.fault or abs(change) < NEARLY else 1 if change > 0 else -1


class Numbers(NamedTuple):
    """A variant, as much of it as marking needs."""

    pk: int
    problem_version_id: int
    record: dict[str, Any]


class Sent(NamedTuple):
    """A submission, as much of it as marking needs."""

    pk: int
    variant_id: int
    typed: dict[str, str]
    score: float
    out_of: float
    complete: bool
    counted: bool
    factor: float


class Again(NamedTuple):
    """A submission as it is marked now."""

    sent: Sent
    share: float
    complete: bool
    marking: Marking | None  # None where it was marked by this version already


class CannotRemarkError(Exception):
    """The new version does not have the numbers that the student was given."""


def places_of(remarking: Remarking) -> QuerySet[AttemptQuestion]:
    """The questions of attempts that a re-marking is about, by their keys."""
    places = AttemptQuestion.objects.filter(question=remarking.question_id).order_by("pk")
    return places.only("attempt", "question", "share", "solved", "by_hand", "submissions", "tries_used")


def outcomes(remarking: Remarking, places: Sequence[AttemptQuestion]) -> list[Outcome]:
    """Return what becomes of these marks: three queries, however many they are."""
    if remarking.policy == Policy.FULL:
        return [
            _kept(place) if _is_kept(remarking, place) else Outcome(place, 1.0, place.solved)
            for place in places
        ]
    open_to = [place for place in places if place.submissions and not _is_kept(remarking, place)]
    numbers, sent = _answers(remarking, open_to)
    program = parsed(remarking.version.document)
    marked = {
        place.pk: _outcome(remarking, program, place, numbers, sent[place.attempt_id]) for place in open_to
    }
    return _with_verdicts([marked.get(place.pk) or _kept(place) for place in places])


def _is_kept(remarking: Remarking, place: AttemptQuestion) -> bool:
    return place.by_hand and not remarking.by_hand_too


def _kept(place: AttemptQuestion, fault: str = "", tries: int = 0) -> Outcome:
    return Outcome(place, place.share, place.solved, fault=fault, tries=tries)


def _answers(
    remarking: Remarking, places: Iterable[AttemptQuestion]
) -> tuple[dict[int, Numbers], dict[int, list[Sent]]]:
    """The variants of these places, and of each attempt its submissions, first to last."""
    rows = Variant.objects.filter(
        question=remarking.question_id, attempt__in=[place.attempt_id for place in places]
    )
    attempts: dict[int, int | None] = {}
    numbers: dict[int, Numbers] = {}
    for pk, attempt, version, record in rows.order_by("pk").values_list(
        "pk", "attempt_id", "problem_version_id", "record"
    ):
        attempts[pk], numbers[pk] = attempt, Numbers(pk, version, record)
    sent: dict[int, list[Sent]] = defaultdict(list)
    submissions = Submission.objects.filter(variant__in=list(numbers)).order_by("variant_id", "number")
    for row in submissions.values_list(*Sent._fields):
        sent[attempts[row[1]] or 0].append(Sent(*row))
    return numbers, sent


def _outcome(
    remarking: Remarking,
    program: Problem,
    place: AttemptQuestion,
    numbers: dict[int, Numbers],
    sent: list[Sent],
) -> Outcome:
    """Mark the submissions of one place again."""
    answers = _Answers(remarking, program, numbers, sent)
    try:
        best = answers.best()
        is_right = best is not None and best.complete  # then no try is needed any more
        tries = 0 if is_right else answers.given_back(place.tries_used)
    except CannotRemarkError as fault:
        return _kept(place, str(fault))
    if best is None:
        return _kept(place, tries=tries)
    lower = best.share < (place.share or 0.0) - NEARLY
    same = abs(best.share - (place.share or 0.0)) < NEARLY
    if same or (lower and remarking.policy == Policy.RAISE):
        return _kept(place, tries=tries)
    verdicts = {name: part.verdict for name, part in best.marking.parts.items()} if best.marking else {}
    pairs: dict[str, list[str]] = {name: [new] for name, new in verdicts.items()}
    return Outcome(place, best.share, best.complete, best.sent.pk, pairs, tries=tries)


class _Answers:
    """The submissions of one place, first to last, each marked again when it is first asked for."""

    def __init__(
        self, remarking: Remarking, program: Problem, numbers: dict[int, Numbers], sent: list[Sent]
    ) -> None:
        self.program, self.version = program, remarking.version_id
        self.numbers, self.sent = numbers, sent
        self.penalty = remarking.question.quiz.try_penalty / 100
        self.tries_are_counted = remarking.question.quiz.tries is not None
        # The numbers of variants as the version has them, with the points of all their fields.
        self._drawn: dict[int, tuple[DrawnVariant, float]] = {}
        self._marked: dict[int, Again] = {}

    def best(self) -> Again | None:
        """The first of the submissions that give most; None where nothing in them could be read."""
        tries = _Tries(self.penalty)
        best: Again | None = None
        # Without penalties for tries the last are looked at first: once one has all, others need no marking.
        for one in self.sent if self.penalty else reversed(self.sent):
            if not self.penalty and best is not None and one.factor < best.share - NEARLY:
                continue
            again = self._again(one, above=-1.0 if best is None else best.share)
            factor = tries.factor(one, again)
            if factor is None:
                continue
            share = again.share * factor
            is_better = best is None or share > best.share + NEARLY
            if is_better or (not self.penalty and best is not None and share > best.share - NEARLY):
                best = again._replace(share=share)
            if not self.penalty and share > 1 - NEARLY:
                break
        return best

    def given_back(self, used: int) -> int:
        """How many of the used tries are not wrong by the version; none where none are counted."""
        if not self.tries_are_counted:
            return 0
        markings = [self._again(one).marking for one in self.sent if one.counted]
        wrong = sum(
            marking is None or any(part.verdict == "wrong" for part in marking.parts.values())
            for marking in markings
        )
        return max(0, used - wrong)

    def _again(self, one: Sent, above: float = -1.0) -> Again:
        """Mark a submission; where no verdicts are counted, a share of no more than `above` may be less."""
        if one.pk not in self._marked:
            exactly = self.penalty or self.tries_are_counted
            self._marked[one.pk] = self._mark(one, -1.0 if exactly else above)
        return self._marked[one.pk]

    def _mark(self, one: Sent, above: float) -> Again:
        numbers = self.numbers[one.variant_id]
        if numbers.problem_version_id == self.version:
            return Again(one, one.score / one.out_of, one.complete, None)
        if numbers.pk not in self._drawn:
            drawn = _by_version(self.program, numbers)
            self._drawn[numbers.pk] = drawn, sum(field.points for field in drawn.fields)
        drawn, points = self._drawn[numbers.pk]
        marking = remark(drawn, one.typed, (above - NEARLY) * points)
        return Again(one, marking.score / marking.out_of, marking.complete, marking)


@dataclass
class _Tries:
    """What penalties for tries leave: a try that was right by the new version costs nothing any more."""

    penalty: float
    used: int = 0
    used_before: int = 0

    def factor(self, one: Sent, again: Again) -> float | None:
        """What is left of the submission's score; None where nothing in it could be read."""
        verdicts = [part.verdict for part in again.marking.parts.values()] if again.marking else []
        if again.marking and not again.share and all(verdict in UNREAD for verdict in verdicts):
            return None
        if not self.penalty:
            return one.factor
        left, left_before = (max(0.0, 1 - used * self.penalty) for used in (self.used, self.used_before))
        self.used_before += one.counted
        self.used += ("wrong" in verdicts) if again.marking else one.counted
        return one.factor * left / left_before if left_before else one.factor


def _by_version(program: Problem, numbers: Numbers) -> DrawnVariant:
    """The student's numbers, with the answers that the version gives them."""
    givens = numbers.record["givens"]
    wanted = {*program.sampler.inputs, *(group.name for group in program.sampler.layout.pools)}
    wanted -= set(program.sampler.constants)
    if wanted != set(givens):
        raise CannotRemarkError(", ".join(sorted(wanted ^ set(givens))))
    try:
        return program.variant(**givens)
    except ValueError as fault:
        raise CannotRemarkError(str(fault)) from None


def _with_verdicts(found: list[Outcome]) -> list[Outcome]:
    """Put the verdicts before beside those after, of what changes; what is the same goes."""
    changed = {one.submission for one in found if one.verdicts and one.submission}
    markings = dict(Submission.objects.filter(pk__in=changed).values_list("pk", "marking"))
    for one in found:
        old = markings.get(one.submission or 0, {})
        pairs = {name: [old[name]["verdict"], new] for name, (new,) in one.verdicts.items() if name in old}
        one.verdicts.clear()
        one.verdicts.update({name: pair for name, pair in pairs.items() if pair[0] != pair[1]})
    return found
