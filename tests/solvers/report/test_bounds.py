"""However long a program is, its report comes within seconds."""

import time

import pytest

from tests.solvers.library import problem


@pytest.mark.slow
def test_long_program_is_reported_on_in_a_moment() -> None:
    steps = "\n".join(f"s{i} = s{i - 1} * 0.9 + x - {i} / 7" for i in range(1, 150))
    made = problem(f"x = integers(1, 9)\ns0 = x + 1.5\n{steps}\nask(s149)")
    begun = time.process_time()
    report = made.report()
    assert time.process_time() - begun < 40  # without bounds it takes 200
    assert report.hiding
