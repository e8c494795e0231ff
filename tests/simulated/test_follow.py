"""Later marks behind an earlier slip: all are earned that the rules allow, and none is bought."""

import pytest

from tests.simulated.follow import Following
from tests.simulated.sheets import SHEETS
from tests.solvers.library import shipped

COUNTS = [10, pytest.param(150, marks=pytest.mark.slow)]


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("slug", SHEETS)
def test_every_later_mark_is_earned_and_none_is_bought(slug: str, count: int) -> None:
    following = Following(shipped(slug), slug, seed=5)
    following.run(count)
    assert (following.denied[:3], following.bought[:3]) == ([], [])
