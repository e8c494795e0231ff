"""What diagnosis and follow-through make of simulated students, problem by problem, against the limits."""

import sys
from collections import Counter

from tests.simulated.follow import Following
from tests.simulated.measure import HEAD, LEAST_RIGHTLY, MOST_RANDOM, MOST_WRONGLY, Measure, line, shares
from tests.simulated.sheets import SHEETS
from tests.solvers.library import shipped

STUDENTS = 300  # of each problem
SEED = 5


def main(count: int = STUDENTS) -> None:
    """Print the tables."""
    print(f"{count} simulated students of each problem, and as many random sheets")
    print(HEAD)
    total: Counter[str] = Counter()
    follows: Counter[str] = Counter()
    for slug in SHEETS:
        counts = Measure(shipped(slug), slug, SEED).run(count)
        print(line(slug, counts))
        if not SHEETS[slug].is_choice:  # nothing can be named there, rightly or wrongly
            total += counts
        follows += Following(shipped(slug), slug, SEED).run(count)
    print(line("all", total))
    rightly, wrongly, by_chance = shares(total)
    print(f"{'known slips named rightly':<44}{rightly:>7.1%} ≥ {LEAST_RIGHTLY:.0%}")
    print(f"{'slips named wrongly':<44}{wrongly:>7.1%} ≤ {MOST_WRONGLY:.0%}")
    print(f"{'random numbers named':<44}{by_chance:>7.1%} ≤ {MOST_RANDOM:.0%}")
    print(f"{'later marks earned behind an earlier slip':<44}{follows['earned']:,} of {follows['later']:,}")
    print(f"{'not to be earned by the rules':<44}{follows['ruled out']:,}")
    print(f"{'marks that stock answers buy':<44}{follows['bought']:,} of {follows['stock']:,}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
