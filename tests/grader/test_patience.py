"""No diagnosis holds up a mark for long, whatever the author wrote: the test turns the clock."""

from itertools import count

import pytest

from grader import mark
from grader.diagnosis import diagnosis_of
from grader.patience import STOCK_SECONDS, Patience
from tests.grader.nasty import NASTY, all_wrong, problem
from tests.solvers.library import shipped


class Turned:
    """A clock that goes on by so much whenever it is asked."""

    def __init__(self, step: float) -> None:
        self.readings = (step * number for number in count())

    def __call__(self) -> float:
        return next(self.readings)


class Noted(Patience):
    """Notes for how long each piece of work was allowed, and how much was left for it."""

    def __init__(self, step: float) -> None:
        clock = Turned(step)
        super().__init__(clock, clock)
        self.begun: list[float] = []

    def allows(self, seconds: float = 0.0) -> bool:
        allowed = super().allows(seconds)
        if allowed:
            self.begun.append(seconds)
        return allowed


@pytest.mark.slow
@pytest.mark.parametrize("name", NASTY)
def test_nothing_is_begun_that_may_not_end_in_time(name: str) -> None:
    variant = problem(name).draw(seed=3)
    patience = Noted(step=0.01)  # more than a piece of work takes, whatever it was thought to take
    mark(variant, all_wrong(variant), patience)
    assert len(patience.begun) <= STOCK_SECONDS / 0.01
    assert all(seconds <= STOCK_SECONDS for seconds in patience.begun)


@pytest.mark.slow
@pytest.mark.parametrize("name", NASTY)
def test_nothing_is_prepared_when_patience_is_at_an_end(name: str) -> None:
    made = problem(name)
    variant = made.draw(seed=3)
    marking = mark(variant, all_wrong(variant), Noted(step=1.0))
    candidates = diagnosis_of(made).candidates(made.program.asks[0].name, ())
    assert (candidates.kept, {part.diagnosis for part in marking.parts.values()}) == ([], {None})


def test_next_marking_goes_on_where_the_last_one_stopped() -> None:
    made = shipped("sigmoid-neuron")
    at_once = diagnosis_of(made).candidates("z", ())
    at_once.prepare()
    diagnosis_of.cache_clear()
    piecewise = diagnosis_of(made).candidates("z", ())
    stops = 0
    while not piecewise.is_ready:
        with (patience := Noted(step=0.02)).spending():
            piecewise.prepare(patience)
        stops += 1
    assert stops > 1
    assert [slip.text for slip in piecewise.kept] == [slip.text for slip in at_once.kept]


@pytest.mark.parametrize(
    ("spent", "needed", "allowed"),
    [(0.0, 0.0, True), (0.0, 0.25, True), (0.0, 0.5, False), (0.25, 0.0, True), (0.5, 0.0, False)],
)
def test_piece_of_work_is_allowed_if_it_fits_into_what_is_left(
    spent: float, needed: float, allowed: bool
) -> None:
    patience = Patience(lambda: 5.0, lambda: 7.0)
    patience.spent = spent
    with patience.spending(0.5):
        assert patience.allows(needed) == allowed


def test_busy_machine_does_not_count() -> None:
    """The watch shows an hour more at each look, while the processor has hardly worked for this."""
    with (patience := Patience(Turned(1e-6), Turned(3600.0))).spending():
        assert all(patience.allows(0.05) for _ in range(100))


def test_time_outside_does_not_count() -> None:
    clock = iter([0.0, 1.0, 50.0, 50.5])
    patience = Patience(lambda: next(clock), lambda: 0.0)
    for _ in range(2):
        with patience.spending():
            pass
    assert patience.spent == 1.5
