"""Drawing variants: what a seed means, what is drawn and how often, and what a record keeps."""

import json
from collections import Counter
from itertools import product

import pytest
from scipy.stats import chisquare

from solvers import Problem, Variant
from tests.solvers.library import NAMES, problem, shipped

COUNT = 1000

# For every shipped problem: what its text demands of the givens, written down anew.
DEMANDS = {
    "sigmoid-neuron": lambda g: g["b"] != 0,
    "relu-output-layer": lambda g: g["x"] != 0,
    "medical-diagnosis": lambda g: (
        g["w"][0] != 0
        and g["w"][1] != 0
        and g["b"] != 0
        and -0.5 < g["w"][0] * g["x"][0] + g["w"][1] * g["x"][1] + g["b"] < 1.5
    ),
    "squashed-gaussian": lambda g: (
        all(g["x"])
        and all(g["w"])
        and g["b"] != 0
        and 0.5 <= abs(sum(a * b for a, b in zip(g["x"], g["w"], strict=True)) + g["b"]) <= 3.5
    ),
    "network-2-2-1": lambda g: (
        abs(g["w"][0] + g["w"][1]) > 1e-9 and all(g["w"]) and all(g["x"]) and g["b"] != 0
    ),
    "learning-rate": lambda g: abs(g["w0"] - g["a"]) >= 2,
    "convolution-output": lambda g: g["H"] != g["W"],
}


def near(left: object, right: object) -> bool:
    """Whether two values, or all their elements, agree to 1e-9."""
    if isinstance(left, list | tuple):
        return len(left) == len(right) and all(near(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, float | int) and not isinstance(left, bool):
        return abs(left - right) <= 1e-9 * max(1.0, abs(left))
    return left == right


def facts(variant: Variant) -> dict[str, object]:
    return {**variant.givens, **variant.values, **variant.answers}


@pytest.mark.parametrize("name", sorted(DEMANDS))
def test_variants_meet_what_the_problem_requires(name):
    assert all(DEMANDS[name](variant.givens) for variant in shipped(name).draw(seed=11, count=COUNT))


@pytest.mark.parametrize("name", NAMES)
def test_draw_gives_the_same_variant_for_the_same_seed(name):
    first, again = shipped(name).draw(seed=5), shipped(name).draw(seed=5)
    assert (first.givens, first.statement, first.record()) == (again.givens, again.statement, again.record())


def test_draw_gives_other_variants_for_other_seeds():
    drawn = {str(shipped("sigmoid-neuron").draw(seed=seed).givens) for seed in range(200)}
    assert len(drawn) == 200


@pytest.mark.parametrize("seed", [0, -1, 2**64 + 3, 10**40])
def test_draw_takes_a_seed_of_any_size(seed):
    assert facts(shipped("sigmoid-neuron").draw(seed=seed)) == facts(
        shipped("sigmoid-neuron").draw(seed=seed, count=3)[0]
    )


@pytest.mark.parametrize("count", [100, pytest.param(COUNT, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", NAMES)
def test_batch_and_single_draws_agree_in_every_lane(name, count):
    made = shipped(name)
    batch = made.draw(seed=7, count=count)
    for lane in range(count):
        alone = Variant(made, made.sampler.one(7, lane))
        assert near(list(facts(alone).values()), list(facts(batch[lane]).values())), (name, lane)
    assert near(list(facts(made.draw(seed=7)).values()), list(facts(batch[0]).values()))


def test_batch_counts_and_indexes_as_a_sequence_does():
    batch = shipped("sigmoid-neuron").draw(seed=7, count=5)
    assert len(batch) == 5
    assert [variant.givens for variant in batch] == [batch[lane].givens for lane in range(5)]
    assert batch[-1].givens == batch[4].givens
    with pytest.raises(IndexError):
        batch[5]


def test_batch_of_more_than_a_block_agrees_with_single_draws():
    made = shipped("sigmoid-neuron")
    batch = made.draw(seed=7, count=40_000)
    for lane in (0, 16_383, 16_384, 32_768, 39_999):
        assert facts(Variant(made, made.sampler.one(7, lane))) == facts(batch[lane])


DRAWN = {
    "uniform(-1, 1, step=0.1)": [round(-1 + 0.1 * index, 1) for index in range(21)],
    "uniform(0.25, 1.5, step=0.25)": [0.25, 0.5, 0.75, 1.0, 1.25, 1.5],
    "integers(-3, 4)": list(range(-3, 5)),
    "pick(3, 5, 7)": [3, 5, 7],
    "pick(0.1, 2, -4)": [0.1, 2, -4],
}


@pytest.mark.parametrize(("draw", "values"), DRAWN.items())
def test_draw_reaches_every_value_as_often_as_the_others(draw, values):
    batch = problem(f"x = {draw}\ny = x + 1\nask(y)").draw(seed=3, count=20_000)
    counts = Counter(batch.values["x"].tolist())
    assert sorted(counts) == sorted(values)
    assert chisquare([counts[value] for value in values]).pvalue > 1e-4


def test_elements_of_one_draw_are_independent():
    batch = problem("x = integers(1, 4, size=2)\ny = x[0] + x[1]\nask(y)").draw(seed=3, count=16_000)
    counts = Counter(zip(*batch.values["x"].tolist(), strict=True))
    cells = [counts[pair] for pair in product((1, 2, 3, 4), repeat=2)]
    assert chisquare(cells).pvalue > 1e-4


def test_matrix_is_drawn_row_by_row():
    variant = problem("A = integers(1, 9, size=(2, 3))\ny = A[1, 2]\nask(y)").draw(seed=3)
    assert [len(row) for row in variant.givens["A"]] == [3, 3]
    assert variant.answers["y"] == variant.givens["A"][1][2]


def test_require_on_a_vector_holds_for_every_element():
    batch = problem("w = integers(-1, 1, size=4)\nrequire(w != 0)\ny = w[0] + w[1]\nask(y)").draw(1, 500)
    assert set(batch.values["w"].ravel().tolist()) == {-1.0, 1.0}


def test_value_that_is_not_finite_is_drawn_again():
    batch = problem("x = integers(-2, 2)\ny = 1 / x\nask(y)").draw(seed=1, count=300)
    assert set(batch.values["x"].tolist()) == {-2.0, -1.0, 1.0, 2.0}


def test_branch_not_taken_may_be_infinite():
    batch = problem("x = integers(-2, 2)\ny = 1 / x if x != 0 else 0\nask(y)").draw(seed=1, count=300)
    assert set(batch.values["x"].tolist()) == {-2.0, -1.0, 0.0, 1.0, 2.0}


def test_pool_shows_each_option_as_often_as_the_others():
    pool = "\n".join(f'choice("Option {number}", {number % 2 == 0})' for number in range(1, 9))
    # Six of eight always show a true one, so that no draw is repeated for want of one.
    made = problem(f'options(name="few", several=True, show=6)\n{pool}')
    shown = Counter(number for variant in made.draw(seed=2, count=4000) for number in variant.givens["few"])
    assert sorted(shown) == list(range(1, 9))
    assert chisquare([shown[number] for number in range(1, 9)]).pvalue > 1e-4


@pytest.mark.parametrize("name", NAMES)
def test_record_restores_the_same_variant_through_json(name):
    made = shipped(name)
    for variant in made.draw(seed=9, count=8):
        again = made.restore(json.loads(json.dumps(variant.record())))
        assert (again.givens, again.values, again.answers, again.bands) == (
            variant.givens,
            variant.values,
            variant.answers,
            variant.bands,
        )
        assert (again.statement, again.explanation, again.fields, again.solution) == (
            variant.statement,
            variant.explanation,
            variant.fields,
            variant.solution,
        )
        assert again.record() == variant.record()


EVERY_KIND = """x = pick("red", "green")
t = pick(True, False)
A = uniform(-1, 1, step=0.5, size=(2, 2))
n = integers(1, 3)
c = [1, 2.5]
label = "warm" if x == "red" else "cold"
size = (n, n + 1)
big = n > 2
y = A[0, 0] + n
f = lambda w: w * n
options(name="some", several=True, show=2)
choice("a", n > 1)
choice("b", n > 2)
choice("c", True)
ask(label)
ask(size)
ask(big)
ask(y)
ask(f)"""


def test_record_keeps_every_kind_of_value():
    made = problem(EVERY_KIND)
    for variant in made.draw(seed=4, count=30):
        again = made.restore(json.loads(json.dumps(variant.record())))
        assert facts(again) == facts(variant)
        assert again.fields == variant.fields
        assert again.solution == variant.solution


def test_record_is_not_computed_anew():
    record = shipped("sigmoid-neuron").draw(seed=1).record()
    record["values"]["z"] = 12.5
    assert shipped("sigmoid-neuron").restore(record).values["z"] == 12.5


def test_variant_needs_all_givens():
    with pytest.raises(ValueError, match=r"^Give values for x, b\.$"):
        shipped("sigmoid-neuron").variant(w=[0.2, 0.3, 0.9])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"q": 1}, "There is no given 'q': the givens are w, x, b."),
        ({"z": 1}, "There is no given 'z': the givens are w, x, b."),
        ({"w": [0.2, 0.3]}, "w: a vector of 3 is needed."),
        ({"w": 0.2}, "w: a vector of 3 is needed."),
        ({"b": [0.5]}, "b: a number is needed."),
        ({"b": "0.5"}, "b: a number is needed."),
        ({"b": True}, "b: a number is needed."),
        ({"b": float("nan")}, "b: a number is needed."),
        ({"b": float("inf")}, "b: a number is needed."),
        ({"b": 10**400}, "b: a number is needed."),
    ],
)
def test_variant_refuses_what_does_not_fit(given, message):
    with pytest.raises(ValueError) as refused:
        shipped("sigmoid-neuron").variant(**{"w": [0.2, 0.3, 0.9], "x": [0.5, 0.6, 0.1], "b": 0.5, **given})
    assert str(refused.value) == message


@pytest.mark.parametrize("height", [125.5, float("nan"), float("inf")])
def test_variant_refuses_a_broken_number_where_a_whole_one_is_needed(height):
    with pytest.raises(ValueError, match=r"^H: a whole number is needed\.$"):
        shipped("convolution-output").variant(H=height, W=49, f=5, p=2, s=2)


def test_variant_may_set_constants():
    made = problem("x = integers(1, 3)\nc = 2\ny = c * x\nask(y)")
    assert (made.variant(x=3).answers["y"], made.variant(x=3, c=5).answers["y"]) == (6, 15)


def test_variant_is_not_held_to_require():
    assert shipped("sigmoid-neuron").variant(w=[0, 0, 0], x=[0, 0, 0], b=0).answers == {"z": 0.0, "y": 0.5}


def test_variant_with_an_infinite_value_is_refused():
    with pytest.raises(ValueError, match=r"^With these numbers a value is infinite or not a number\.$"):
        problem("x = integers(-2, 2)\ny = 1 / x\nask(y)").variant(x=0)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_problem_has_variants_enough(name):
    """At least 500 distinct ones where the draws allow so many."""
    made: Problem = shipped(name)
    distinct = {str(variant.givens) for variant in made.draw(seed=1, count=8000)}
    few = {"relu-output-layer": 20, "trained-or-not": 100}
    assert len(distinct) >= few.get(name, 500)
