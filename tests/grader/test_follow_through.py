"""Later answers that are right for an earlier slip; all numbers worked out by hand."""

import pytest

from grader import mark
from solvers import Variant
from tests.solvers.library import problem, shipped


@pytest.fixture
def sigmoid() -> Variant:
    """z = 0.87, y = 0.7047."""
    return shipped("sigmoid-neuron").variant(w=[0.2, 0.3, 0.9], x=[0.5, 0.6, 0.1], b=0.5)


def verdicts(variant: Variant, **typed: str) -> dict[str, str]:
    marking = mark(variant, typed)
    return {name: part.verdict for name, part in marking.parts.items() if part.verdict != "blank"}


@pytest.mark.parametrize(
    ("z", "y", "verdict"),
    [
        ("0.77", "0.684", "follows"),  # σ(0.77) = 0.68352
        ("0.77", "0.683", "follows"),  # cut
        ("0.77", "0.68", "wrong"),  # too coarse for three decimals
        ("0.77", "0.690", "wrong"),
        ("-0.93", "0.283", "follows"),  # σ(−0.93) = 0.28292
        ("-0.13", "0.468", "wrong"),  # σ(−0.13) = 0.46755, but σ(−0.143) would do as well
        ("0", "0.500", "wrong"),  # a stock answer
        ("1.00", "0.731", "wrong"),  # a stock answer
        ("-1.00", "0.269", "wrong"),
        ("abc", "0.684", "wrong"),
    ],
)
def test_output_follows_from_a_wrong_sum(sigmoid: Variant, z: str, y: str, verdict: str) -> None:
    assert mark(sigmoid, {"z": z, "y": y}).parts["y"].verdict == verdict


def test_nothing_follows_from_a_blank(sigmoid: Variant) -> None:
    assert verdicts(sigmoid, y="0.684") == {"y": "wrong"}


def test_following_answer_earns_its_points_and_says_from_what(sigmoid: Variant) -> None:
    part = mark(sigmoid, {"z": "0.77", "y": "0.684"}).parts["y"]
    assert (part.points, part.out_of) == (2.0, 2.0)
    assert part.feedback == "Follows from your $z = 0.77$."


@pytest.mark.parametrize(("share", "points"), [("", 1.0), (", follow=0.5", 0.5), (", follow=0", 0.0)])
def test_author_sets_the_share_of_what_follows(share: str, points: float) -> None:
    program = f"a = integers(2, 9)\nu = 3 * a\nv = 7 * u\nask(u)\nask(v{share})"
    marking = mark(problem(program).variant(a=4), {"u": "13", "v": "91"})
    assert (marking.parts["v"].verdict, marking.parts["v"].points) == ("follows", points)


def test_label_follows_from_a_wrong_output() -> None:
    medical = shipped("medical-diagnosis").variant(x=[0.6, 0.8], w=[0.5, -0.3], b=0.2)
    assert verdicts(medical, z="0.86", y="0.7396", patient="Class 1 (diabetes)") == {
        "z": "wrong",
        "y": "follows",  # 0.86² = 0.7396
        "patient": "follows",  # 0.7396 ≥ 0.5
    }


def test_updates_follow_from_a_wrong_gradient_formula() -> None:
    rates = shipped("learning-rate").variant(a=4, rate_a=0.1, rate_b=1.0, w0=0)
    # With dL/dw = w − 4: u₁ = 0 − 0.1 · (−4) = 0.4, u₂ = 0.4 − 0.1 · (−3.6) = 0.76, v₁ = 4.
    assert verdicts(rates, gradient="w-4", u1="0.4", u2="0.76", v1="4") == {
        "gradient": "wrong",
        "u1": "follows",
        "u2": "follows",
        "v1": "follows",
    }


def test_vector_follows_element_by_element() -> None:
    network = shipped("network-2-2-1").variant(w=[0.5, -0.5], b=0.2, x=[1, -1])
    # h = (0.9, 0.6): 0.5 · 0.9 − 0.5 · 0.6 + 0.2 = 0.35, σ(0.35) = 0.58662.
    assert verdicts(network, **{"h.1": "0.900", "h.2": "0.600", "o1": "0.587"}) == {
        "h.1": "wrong",
        "h.2": "wrong",
        "o1": "follows",
    }


def test_table_follows_cell_by_cell_and_names_the_first_fault() -> None:
    mnist = shipped("cnn-table-mnist").variant(k=5, n=16, m=32, d=128)
    typed = {
        "net.1.shape": "23x23x16",  # should be 24
        "net.2.shape": "11x11x16",
        "net.3.shape": "9x9x32",
        "net.4.shape": "4x4x32",
        "net.5.weights": "65536",  # 4 · 4 · 32 · 128
        "net.3.weights": "4608",  # does not depend on the sides
    }
    marking = mark(mnist, typed)
    found = {name: marking.parts[name].verdict for name in typed}
    assert found == dict.fromkeys(typed, "follows") | {"net.1.shape": "wrong", "net.3.weights": "correct"}
    assert marking.parts["net.2.shape"].feedback == (
        r"Follows from your $\text{CONV-5-16, feature map} = 23 \times 23 \times 16$."
    )


def test_answer_that_an_earlier_slip_would_hardly_change_does_not_follow() -> None:
    program = "a = integers(2, 9)\nz = 10.0 * a\ny = sigmoid(z)\nask(z)\nask(y)"
    marking = mark(problem(program).variant(a=2), {"z": "-33", "y": "0.000"})
    assert marking.parts["y"].verdict == "wrong"  # σ(−33) = 0.000, but so is σ(−36)


def test_band_stands_on_the_steps_that_the_student_went_through() -> None:
    network = shipped("network-2-2-1").variant(w=[-0.3, -0.3], b=0.2, x=[-1, -1])
    # h = (0.690, 0.609): z = −0.3897 + 0.2 = −0.1897, σ(−0.1897) = 0.45272; for h = (0.69, 0.69) it is 0.447.
    answers = {
        o1: verdicts(network, **{"h.1": "0.690", "h.2": "0.609", "o1": o1})["o1"] for o1 in ("0.453", "0.450")
    }
    assert answers == {"0.453": "follows", "0.450": "wrong"}


def test_nothing_follows_from_a_stock_map_or_formula() -> None:
    mnist = shipped("cnn-table-mnist").variant(k=5, n=16, m=32, d=128)
    assert verdicts(mnist, **{"net.5.shape": "1", "net.6.weights": "10"})["net.6.weights"] == "wrong"
    rates = shipped("learning-rate").variant(a=6, rate_a=0.7, rate_b=1.0, w0=2)
    assert verdicts(rates, gradient="1", v1="1")["v1"] == "wrong"  # 2 − 1 · 1


def test_label_follows_from_one_of_two_wrong_answers_alone() -> None:
    medical = shipped("medical-diagnosis").variant(x=[0.6, 0.8], w=[0.5, -0.3], b=0.2)  # z = 0.26, y = 0.0676
    marking = mark(
        medical, {"z": "0.86", "y": "0.3000", "patient": "Class 1 (diabetes)"}
    )  # 0.86² ≥ 0.5 > 0.3
    assert [part.verdict for part in marking.parts.values()] == ["wrong", "wrong", "follows"]
    assert marking.parts["patient"].feedback == "Follows from your $z = 0.86$."


LONG = "\n".join(
    [
        "a = integers(2, 9)",
        "z0 = 3 * a",
        *(f"z{n} = 2 * z{n - 1} - {n}" if n != 11 else "z11 = 99 / (z10 - 5)" for n in range(1, 14)),
        "n = 7 * z0",
        "ask(z0)",
        "ask(z2)",
        "ask(z10)",
        "ask(z13)",
        "ask(n)",
    ]
)


def test_answer_follows_over_many_steps_and_past_one_that_is_not_finite() -> None:
    long = problem(LONG).variant(a=2)
    # From z0 = 7: z1 = 13, z2 = 24, z3 = 45; from z10 = 5 nothing comes, as 99 / 0 is not finite.
    typed = {"z0": "7", "z2": "24", "z10": "5", "z13": "12.000", "n": "49"}
    found = {name: part.verdict for name, part in mark(long, typed).parts.items()}
    assert found == {"z0": "wrong", "z2": "follows", "z10": "wrong", "z13": "wrong", "n": "follows"}
    # Over steps that are not asked: z_n = 2ⁿ (z0 − 2) + n + 2, which is 5 · 1024 + 12 = 5132 at n = 10.
    assert mark(long, {"z0": "7", "z10": "5132"}).parts["z10"].verdict == "follows"


SIGN = """z = uniform(-2, 2, step=0.1)
positive: "Positive?" = z > 0
answer = "yes" if positive else "no"
y = 2 * z if positive else 0.1 * z
ask(positive)
ask(answer)
ask(y, places=2)"""


def test_answers_follow_from_a_wrong_label() -> None:
    marking = mark(problem(SIGN).variant(z=1.5), {"positive": "False", "answer": "no", "y": "0.15"})
    assert [part.verdict for part in marking.parts.values()] == ["wrong", "follows", "follows"]
    assert marking.parts["y"].feedback == r"Follows from your $\text{Positive?} = \text{False}$."


LINE = "a = integers(2, 9)\nu = 3 * a\nline = lambda w: u * w + 1\nask(u)\nask(line)"


@pytest.mark.parametrize(
    ("u", "line", "verdict"),
    [
        ("13", "13w + 1", "follows"),
        ("13", "1+w*13", "follows"),
        ("13", "14w + 1", "wrong"),
        ("0", "1", "wrong"),
    ],
)
def test_formula_follows_from_a_wrong_number(u: str, line: str, verdict: str) -> None:
    assert mark(problem(LINE).variant(a=4), {"u": u, "line": line}).parts["line"].verdict == verdict
