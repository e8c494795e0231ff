"""Whether every later mark is earned behind an earlier slip, and none with answers typed from the shelf."""

import random
from collections import Counter
from decimal import Decimal

from grader import Marking, mark
from solvers import Problem, Variant
from tests.simulated.hand import ROUNDINGS, Fault, Hand, carried, swapped_digits
from tests.simulated.measure import written_numbers
from tests.simulated.sheets import SHEETS

STOCK = ("0", "1", "-1", "")
EARNED = ("correct", "follows")
WIDEST = 5  # units of the last place that a band can reach from its value


def further(text: str, unit: float) -> str:
    """A number, or the sides of a map, a tenth further from 0; whole ones by three at least."""
    if unit < 1:
        return str(Decimal(text) * Decimal("1.1"))
    return "x".join(str(int(side) + max(3, round(abs(int(side)) / 10))) for side in text.split("x"))


class Following:
    """Sends students through one problem who slip once, and go on rightly from what they wrote."""

    def __init__(self, problem: Problem, slug: str, seed: int) -> None:
        self.problem, self.sheet, self.seed = problem, SHEETS[slug], seed
        self.rng = random.Random(f"follow/{slug}/{seed}")
        self.counts: Counter[str] = Counter()
        self.denied: list[tuple[object, dict[str, str], str]] = []
        self.bought: list[tuple[object, dict[str, str], str]] = []

    def run(self, count: int) -> Counter[str]:
        """Count the later marks of so many students, and of as many sheets from the shelf."""
        if not self.sheet.is_choice:
            for variant in self.problem.certified(count, seed=self.seed + 1):
                self.honest(variant)
                self.from_the_shelf(variant)
        return self.counts

    def honest(self, variant: Variant) -> None:
        """A slip in one written number; everything after it is right for what was written."""
        rounding = self.rng.choice(ROUNDINGS)
        plain = self.sheet.written(variant.givens, Hand(rounding))
        at = self.rng.choice(written_numbers(variant))
        slipped = self.slip(variant, rounding, at)
        typed = self.sheet.written(
            variant.givens, Hand(rounding, fault=Fault(at, lambda text, unit: slipped))
        )
        marking = mark(variant, typed)
        if marking.parts[at].verdict in EARNED:
            return
        for name in list(typed)[list(typed).index(at) + 1 :]:
            if typed[name] == plain[name]:
                continue
            self.counts["later"] += 1
            if marking.parts[name].verdict in EARNED:
                self.counts["earned"] += 1
            elif self.is_ruled_out(variant, rounding, at, typed, name, marking):
                self.counts["ruled out"] += 1
            else:
                self.denied.append((variant.givens, typed, name))

    def slip(self, variant: Variant, rounding: str, at: str) -> str:
        """What is written wrongly: digits swapped, a carry, or what a known slip makes of it."""
        known = self.rng.choice(self.sheet.slips)
        made = Hand(rounding, known.name, self.rng.choice(known.places))
        by_hand = self.sheet.written(variant.givens, made)[at]
        plain = self.sheet.written(variant.givens, Hand(rounding))[at]
        if by_hand != plain:
            return by_hand
        unit = 0.1 if "." in plain else 1
        return self.rng.choice([swapped_digits, carried])(plain, unit)

    def is_ruled_out(
        self, variant: Variant, rounding: str, at: str, typed: dict[str, str], name: str, marking: Marking
    ) -> bool:
        """Whether nothing follows by the rules: from 0, 1 or −1, or where a tenth more would hardly show."""
        if "x" not in typed[at] and abs(float(typed[at])) in (0, 1) and not marking.parts[at].diagnosis:
            return True
        unit = 0.1 if "." in typed[at] else 1
        text = further(typed[at], unit)
        other = self.sheet.written(variant.givens, Hand(rounding, fault=Fault(at, lambda was, unit: text)))
        places = next(field.places for field in variant.fields if field.name == name)
        if places is None:
            return other[name] == typed[name]
        return abs(float(other[name]) - float(typed[name])) <= WIDEST * 10**-places

    def from_the_shelf(self, variant: Variant) -> None:
        """The same in all fields; and one stock number, from which all later answers are worked rightly."""
        for stock in STOCK:
            self.try_to_buy(variant, dict.fromkeys((field.name for field in variant.fields), stock), "")
        at, stock = self.rng.choice(written_numbers(variant)), self.rng.choice(STOCK[:3])
        if "x" in self.sheet.written(variant.givens, Hand(ROUNDINGS[0]))[at]:
            return
        fault = Fault(at, lambda text, unit: stock)
        try:
            typed = self.sheet.written(variant.givens, Hand(ROUNDINGS[0], fault=fault))
        except ZeroDivisionError:
            return  # nobody can go on from it
        self.try_to_buy(variant, typed, f"= {stock}$.")

    def try_to_buy(self, variant: Variant, typed: dict[str, str], source: str) -> None:
        """Count what follows from an answer, unless a known mistake explains it."""
        marking = mark(variant, typed)
        self.counts["stock"] += 1
        if any(part.diagnosis for part in marking.parts.values()):
            return
        for name, part in marking.parts.items():
            if part.verdict == "follows" and part.feedback.endswith(source):
                self.counts["bought"] += 1
                self.bought.append((variant.givens, typed, name))
