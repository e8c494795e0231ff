"""Labels, options, branches and thresholds, against problems that can be counted by hand."""

import pytest

from solvers.report import Report
from tests.solvers.library import LONG, problem, shipped


def report(program: str, count: int = 10_000) -> Report:
    return problem(program).report(count=count)


def shares(program: str) -> dict[str, float]:
    return {share.what: share.handed_out for share in report(program).shares}


def close(share: float) -> object:
    return pytest.approx(share, abs=0.015)


def test_labels_are_counted_reached_or_not() -> None:
    program = 'x = integers(1, 100)\nc = "low" if x <= 30 else "high" if x <= 100 else "never"\nask(c)'
    assert shares(program) == {"c = 'low'": close(0.3), "c = 'high'": close(0.7), "c = 'never'": 0}
    [warning] = report(program).warnings
    assert warning == ("c = 'never' never comes up: widen the draws, or take it out.", True)


def test_rare_label_is_a_warning() -> None:
    [warning] = report('x = integers(1, 100)\nc = "a" if x == 7 else "b"\nask(c)').warnings
    assert not warning.serious
    assert warning.text.startswith("c = 'a' comes up in ")


@pytest.mark.parametrize(
    "step",
    [
        "0 if x <= 20 else x if x <= 50 else 3",
        "piecewise((0, x <= 20), (x, x <= 50), (3, True))",
        "5 + f(x)",
        "f(g(x))",
    ],
)
def test_branches_are_counted_where_they_are_taken(step: str) -> None:
    own = "f = lambda z: piecewise((0, z <= 20), (z, z <= 50), (3, True))\ng = lambda z: z + 0\n"
    assert shares(f"x = integers(1, 100)\n{own}y = {step}\nask(y)") == {
        "Branch 1 of 3 of y": close(0.2),
        "Branch 2 of 3 of y": close(0.3),
        "Branch 3 of 3 of y": close(0.5),
    }


def test_branch_that_is_never_taken_is_serious() -> None:
    [warning] = report("x = integers(1, 100)\ny = x if x > 0 else 0\nask(y)").warnings
    assert warning == ("Branch 2 of 2 of y never comes up: widen the draws, or take it out.", True)


def test_branch_of_a_function_that_is_applied_twice_counts_each_time() -> None:
    program = "x = integers(-50, 49)\nf = lambda z: z if z >= 0 else 2*z\ny = f(x) + f(x + 100)\nask(y)"
    assert list(shares(program).values()) == [close(0.5), close(0.5), 1.0, 0.0]


def test_options_are_counted_by_their_truth() -> None:
    program = 'x = integers(1, 100)\nchoice("Few", x <= 40)\nchoice("Many", x > 40)\nchoice("None", False)'
    assert shares(program) == {
        "Option 1 of choice": close(0.4),
        "Option 2 of choice": close(0.6),
        "Option 3 of choice": 0,
    }
    assert report(program).is_clean


def test_option_that_is_nearly_always_right_is_a_warning() -> None:
    [warning] = report('x = integers(1, 100)\nchoice("A", x <= 95)\nchoice("B", x > 95)').warnings
    assert warning.text.startswith("Option 1 of choice is right in 95 % of variants")


def test_option_that_is_always_right_is_the_authors_wish() -> None:
    assert report('x = integers(1, 100)\nchoice("A {{x}}", True)\nchoice("B", False)').is_clean


def test_options_of_a_pool_are_counted_by_being_shown() -> None:
    options = "\n".join(f'choice("Option {number}", True)' for number in range(5))
    found = shares(f'options(name="pool", several=True, show=2)\n{options}')
    assert found == {f"Option {number} of pool": close(0.4) for number in range(1, 6)}


def test_certification_shows_in_the_shares() -> None:
    program = 'n = integers(1, 99)\np = integers(0, 3)\ny = n + 2*p\nc = "some" if p > 1 else "few"\n'
    found = report(f'{program}ask(y)\nask(c)\nmistake("No padding.", y=n)').shares
    assert [(share.what, share.drawn, share.handed_out) for share in found] == [
        ("c = 'some'", close(0.5), close(0.667)),
        ("c = 'few'", close(0.5), close(0.333)),
    ]


@pytest.mark.parametrize(
    ("compared", "unit", "share"),
    [
        ("y >= 0.5", 0.01, 0.019),  # 0.491 … 0.499 and 0.501 … 0.509, not 0.5 itself: 18 of 1,000
        ("0.5 <= y", 0.01, 0.019),
        ("2*y > 1", 0.001, 0.0),  # not asked, so at three decimals
        ("x > 0.5", None, 0.0),  # given: never rounded
    ],
)
def test_closeness_counts_what_rounding_may_carry_over(
    compared: str, unit: float | None, share: float
) -> None:
    program = f'x = uniform(0.001, 1, step=0.001)\ny = x + 0\nc = "a" if {compared} else "b"\n'
    found = report(f"{program}ask(y, places=2)\nask(c)").closeness
    assert [(part.step, part.unit) for part in found] == ([("c", unit)] if unit else [])
    assert [part.share for part in found] == ([pytest.approx(share, abs=0.005)] if unit else [])


@pytest.mark.slow
def test_closeness_is_seen_inside_own_functions_and_options() -> None:
    program = "x = uniform(0.001, 1, step=0.001)\nz = x + 0\nf = lambda u: 0 if u < 0.5 else u\ny = f(z)\n"
    found = report(
        f'{program}ask(z, places=1)\nask(y)\nchoice("A", z < 0.2)\nchoice("B", z >= 0.2)'
    ).closeness
    assert [(part.step, part.share) for part in found] == [
        ("y", close(0.198)),
        ("choice", close(0.198)),
        ("choice", close(0.198)),
    ]


def test_closeness_is_a_warning() -> None:
    program = (
        'x = uniform(0.001, 1, step=0.001)\ny = x + 0\nc = "a" if y > 0.5 else "b"\nask(y, places=1)\nask(c)'
    )
    [warning] = report(program).warnings
    assert warning.text.endswith(
        "% of variants a value that c (line 8) compares lies within 0.1 of its threshold, where rounding "
        "decides: ask for more places, or keep it away with a 'require' line."
    )


@pytest.mark.parametrize("name", LONG)
def test_shares_agree_with_the_answers_of_shipped_problems(name: str) -> None:
    made = shipped(name)
    batch = made.draw(seed=1, count=300)
    found = {share.what: share.drawn for share in made.report(count=300, seed=1).shares}
    for definition in made.program.of_role("step"):
        if definition.node.kind.base == "text":
            texts = [variant.values[definition.name] for variant in batch]
            for text in set(texts):
                assert found[f"{definition.name} = '{text}'"] == pytest.approx(texts.count(text) / 300)
