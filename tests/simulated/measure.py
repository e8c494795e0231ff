"""How often simulated students' slips are named rightly, wrongly, or not at all."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from grader import Marking, mark
from solvers import Problem, Variant
from tests.simulated.hand import ROUNDINGS, Fault, Hand, Slip, carried, misread, swapped_digits
from tests.simulated.sheets import SHEETS, Sheet

MOST_WRONGLY = 0.01  # of all students with a slip
LEAST_RIGHTLY = 0.85  # of the known slips that can be told apart
MOST_RANDOM = 0.03  # of random wrong numbers
UNKNOWN = 0.2  # of all slips, those of a kind that nobody can know

Texts = Mapping[str, str]


def right(sheet: Sheet, variant: Variant) -> dict[str, str]:
    """What a student without a slip types."""
    return sheet.written(variant.givens, Hand(ROUNDINGS[0]))


def said(marking: Marking) -> list[str]:
    """Everything that is named."""
    return [part.diagnosis for part in marking.parts.values() if part.diagnosis]


def written_numbers(variant: Variant) -> list[str]:
    """The fields into which a number is typed, or several as the sides of a map."""
    return [field.name for field in variant.fields if field.kind in ("number", "whole", "shape")]


class Measure:
    """Sends students through one problem and counts."""

    def __init__(self, problem: Problem, slug: str, seed: int) -> None:
        self.problem, self.sheet = problem, SHEETS[slug]
        self.rng = random.Random(f"{slug}/{seed}")
        self.seed = seed
        self.counts: Counter[str] = Counter()
        self.missed: Counter[tuple[str, str, str]] = Counter()

    def run(self, count: int) -> Counter[str]:
        """Count what is said to so many students with a slip, and to as many random sheets."""
        variants = self.problem.certified(count + 1, seed=self.seed)
        for variant, other in pairwise(variants):
            if self.rng.random() < UNKNOWN:
                self.unknown(variant)
            else:
                self.known(variant)
            self.random(variant, right(self.sheet, other))
        return self.counts

    def known(self, variant: Variant) -> None:
        """A student who makes a slip that teachers meet."""
        slip = self.rng.choice(self.sheet.slips)
        at, rounding = self.rng.choice(slip.places), self.rng.choice(ROUNDINGS)
        typed = self.sheet.written(variant.givens, Hand(rounding, slip.name, at))
        marking = mark(variant, typed)
        self.counts["students"] += 1
        named = said(marking)
        if any(not slip.is_named_by(text) for text in named):
            found = "wrongly"
        elif marking.complete or self.sheet.is_choice or self.looks_like_another(variant, slip, typed):
            found = "alike"
        else:
            found = "rightly" if named else "silent"
        self.counts[found] += 1
        self.counts["known wrongly"] += found == "wrongly"
        if found in ("wrongly", "silent"):
            self.missed[found, f"{slip.name} {at}", " | ".join(named)] += 1

    def unknown(self, variant: Variant) -> None:
        """A student whose slip is of a kind that nobody can know."""
        hand = Hand(self.rng.choice(ROUNDINGS))
        givens = variant.givens
        how = self.rng.choice(["swapped", "carried", "misread"])
        if self.sheet.is_choice:
            return
        if how == "misread":
            givens = misread(givens, self.rng)
        else:
            change = swapped_digits if how == "swapped" else carried
            hand.fault = Fault(self.rng.choice(written_numbers(variant)), change)
        marking = mark(variant, self.sheet.written(givens, hand))
        if marking.complete:
            return
        self.counts["students"] += 1
        self.counts["unknown"] += 1
        if named := said(marking):
            self.counts["wrongly"] += 1
            self.missed["wrongly", how, " | ".join(named)] += 1

    def random(self, variant: Variant, typed: Texts) -> None:
        """Another variant's right answers: the whole sheet, or one number among right ones."""
        if self.sheet.is_choice:
            return
        if self.rng.random() < 0.5:
            name = self.rng.choice(written_numbers(variant))
            typed = {**right(self.sheet, variant), name: typed[name]}
        marking = mark(variant, typed)
        numbers = written_numbers(variant)
        wrong = [part for name, part in marking.parts.items() if part.verdict == "wrong" and name in numbers]
        self.counts["random"] += len(wrong)
        self.counts["hits"] += sum(1 for part in wrong if part.diagnosis)
        for part in wrong:
            if part.diagnosis:
                self.missed["random", part.name, part.diagnosis] += 1

    def looks_like_another(self, variant: Variant, made: Slip, typed: Texts) -> bool:
        """Whether another slip, of another name, gives the same texts, however it is rounded."""
        return any(
            self.sheet.written(variant.givens, Hand(rounding, slip.name, at)) == typed
            for slip, at in self.others(made)
            for rounding in ROUNDINGS
        )

    def others(self, made: Slip) -> Iterator[tuple[Slip, str]]:
        """The slips that are told in other words."""
        for slip in self.sheet.slips:
            if slip.said != made.said:
                for at in slip.places:
                    yield slip, at


WORDS = ("students", "rightly", "wrongly", "silent", "alike", "unknown")
HEAD = f"{'':<28}" + "".join(f"{word:>9}" for word in (*WORDS, "right %", "wrong %", "random %"))


def line(name: str, counts: Mapping[str, int]) -> str:
    """One line of the table."""
    numbers = "".join(f"{counts[word]:>9}" for word in WORDS)
    return f"{name:<28}{numbers}" + "".join(f"{share:>9.1%}" for share in shares(counts))


def shares(counts: Mapping[str, int]) -> tuple[float, float, float]:
    """Named rightly, of the known slips that can be told apart; named wrongly, of all; random hits."""
    known = counts["rightly"] + counts["silent"] + counts["known wrongly"]
    return (
        counts["rightly"] / max(1, known),
        counts["wrongly"] / max(1, counts["students"]),
        counts["hits"] / max(1, counts["random"]),
    )
