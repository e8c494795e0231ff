"""Slips that hide and what cures them, against problems that can be counted by hand."""

import pytest

from solvers.report.slips import Hiding
from tests.solvers.library import problem, shipped

PADDING = "n = integers(1, 99)\np = integers(0, 3)\ny = n + 2*p - 4\nask(y)"


def slips(program: str, count: int = 10_000) -> dict[str, Hiding]:
    return {slip.text: slip for slip in problem(program).report(count=count).hiding}


def test_slip_is_known_with_the_share_in_which_it_hides() -> None:
    slip = slips(PADDING)["The term $2 p$ was left out."]
    assert (slip.step, slip.declared, slip.cure) == ("y", False, "require(p != 0)")
    assert slip.drawn == slip.handed_out == pytest.approx(0.25, abs=0.02)


def test_declared_mistake_hides_in_draws_only() -> None:
    found = slips(f'{PADDING}\nmistake("No padding.", y=n - 4)')
    assert found["No padding."].drawn == pytest.approx(0.25, abs=0.02)
    assert (found["No padding."].handed_out, found["No padding."].declared) == (0, True)
    assert found["No padding."].cure == "require(p != 0)"
    assert found["The term $2 p$ was left out."].handed_out == 0


def test_certified_slip_counts_as_declared() -> None:
    program = "n = integers(20, 99)\np = integers(0, 3)\ny = conv_output(n, 5, p, 1)\nask(y)"
    assert not slips(program)["The padding was left out."].declared
    found = slips(f'{program}\ncertify("The padding was left out.")')["The padding was left out."]
    assert (found.declared, found.handed_out) == (True, 0)
    assert found.drawn == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize(
    ("program", "wrong", "cure"),
    [
        ("a = integers(0, 9)\nb = integers(1, 99)\ny = b + a", "y=b", "require(a != 0)"),
        ("a = integers(1, 9)\nb = integers(1, 99)\ny = b * a", "y=b", "require(a != 1)"),
        ("a = integers(1, 9)\nb = integers(1, 9)\ny = 10*a + b", "y=10*b + a", "require(a != b)"),
        ("v = integers(1, 9, size=3)\nb = integers(1, 99)\ny = b*min(v)", "y=b", "require(v != 1)"),
        ("v = integers(0, 9, size=2)\nb = integers(1, 99)\ny = b + v[0]*v[1]", "y=b", "require(v != 0)"),
        ("a = integers(0, 3)\nb = integers(1, 99)\ny = b + floor(a / 2)", "y=b", ""),  # 0 and 1: two lines
        ("a = pick(0, 1, 2)\nb = integers(1, 99)\ny = b + a*a", "y=b", "require(a != 0)"),
    ],
)
def test_cure_is_the_line_that_removes_the_hiding_and_keeps_most(program: str, wrong: str, cure: str) -> None:
    found = slips(f'{program}\nask(y)\nmistake("M", {wrong})')["M"]
    assert found.cure == cure


def test_cure_never_takes_a_label_away() -> None:
    program = (
        'a = integers(0, 3)\nb = integers(1, 99)\ny = b + a\nc = "none" if a == 0 else "some"\nask(y)\nask(c)'
    )
    assert slips(program)["The term $a$ was left out."].cure == ""


def test_cure_leaves_half_of_all_variants() -> None:
    program = "a = pick(0, 1, size=3)\nb = integers(1, 99)\ny = b + a[0]*a[1]*a[2]\nask(y)\n"
    assert slips(f'{program}mistake("M", y=b)')["M"].cure == ""


def test_slip_that_hides_often_and_has_a_cure_is_a_warning() -> None:
    [warning] = {
        warning for warning in problem(PADDING).report().warnings if "$2 p$ was left" in warning.text
    }
    assert warning.text.endswith("add require(p != 0).")
    assert not warning.serious


def test_declared_mistake_that_hides_in_more_than_half_is_serious() -> None:
    program = 'n = integers(1, 999)\np = pick(0, 1, 2)\ny = n + p*(p - 1)\nask(y)\nmistake("M", y=n)'
    [warning] = [warning for warning in problem(program).report().warnings if warning.serious]
    assert warning.text.startswith("'M' gets full marks in 6")
    assert warning.text.endswith("% of draws: ask for more places, or draw other numbers.")


def test_slip_within_the_accepted_range_hides() -> None:
    program = "x = integers(1, 99)\ns = pick(0.001, 0.5)\ny = 3*x + s\nask(y, places=2)"
    slip = slips(program)["The term $s$ was left out."]
    assert slip.drawn == pytest.approx(0.5, abs=0.02)
    assert slip.cure == ""  # only a condition on s == 0.001 would do


def test_labels_alone_hide_nothing() -> None:
    assert slips('x = integers(1, 999)\nc = "a" if x > 500 else "b"\nask(c)\nmistake("M", c="a")') == {}


def test_shipped_stride_is_cured_as_a_teacher_would() -> None:
    report = shipped("convolution-output").report()
    cures = {slip.text: slip.cure for slip in report.hiding if slip.declared}
    assert cures["The stride was ignored."] == "require(s != 1)"
