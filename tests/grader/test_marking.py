"""Verdicts, credits and points for every kind of field, and what a marking keeps."""

import json

import pytest

from grader import Marking, mark
from grader.marking import Part
from solvers import Variant
from tests.solvers.library import problem, shipped

NEURON = {"w": [0.2, 0.3, 0.9], "x": [0.5, 0.6, 0.1], "b": 0.5}  # z = 0.87, y = 0.70474…


def neuron() -> Variant:
    return shipped("sigmoid-neuron").variant(**NEURON)


def made(program: str, **given: object) -> Variant:
    return problem(program).variant(**given)


def part(variant: Variant, name: str, text: str) -> Part:
    return mark(variant, {name: text}).parts[name]


def verdicts(marking: Marking) -> dict[str, str]:
    return {name: part.verdict for name, part in marking.parts.items()}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("0.705", "correct"),
        ("0.704", "correct"),  # cut
        ("0.7047", "correct"),
        (".705", "correct"),
        ("7.05e-1", "correct"),
        ("0,705", "correct"),
        ("0.7057", "correct"),
        ("0.706", "wrong"),  # 0.70574… is the upper end
        ("0.703", "wrong"),
        ("0.70", "imprecise"),
        ("0.7", "imprecise"),
        ("1", "imprecise"),
        ("0", "wrong"),  # no figure of it is given
        ("0.71", "wrong"),
        ("-0.705", "wrong"),
        ("70.5", "wrong"),
        ("", "blank"),
        ("  ", "blank"),
        ("abc", "unreadable"),
        ("1,234", "unreadable"),
        ("nan", "unreadable"),
        ("inf", "unreadable"),
        ("70.5%", "unreadable"),
        ("0.705 0.705", "unreadable"),
        ("9" * 400, "unreadable"),
    ],
)
def test_number_is_judged(text, verdict):
    assert part(neuron(), "y", text).verdict == verdict


@pytest.mark.parametrize(
    ("program", "field", "text", "verdict"),
    [
        # whole
        ("y = 3 * x\nask(y)", "y", "6", "correct"),
        ("y = 3 * x\nask(y)", "y", "6.0", "correct"),
        ("y = 3 * x\nask(y)", "y", "7", "wrong"),
        ("y = 54437 * x\nask(y)", "y", "108,874", "correct"),
        ("y = 3 * x\nask(y)", "y", "six", "unreadable"),
        # figures
        ("y = 1000 * x / 7\nask(y, figures=3)", "y", "286", "correct"),
        ("y = 1000 * x / 7\nask(y, figures=3)", "y", "285", "correct"),
        ("y = 1000 * x / 7\nask(y, figures=3)", "y", "288", "wrong"),
        # tolerance, relative, exact, a percentage
        ("y = x / 7\nask(y, tolerance=0.1)", "y", "0.38", "correct"),
        ("y = x / 7\nask(y, tolerance=0.1)", "y", "0.39", "wrong"),
        ("y = x / 7\nask(y, relative=0.1)", "y", "0.31", "correct"),
        ("y = x / 7\nask(y, relative=0.1)", "y", "0.32", "wrong"),
        ("y = x / 8\nask(y, exact=True)", "y", "0.25", "correct"),
        ("y = x / 8\nask(y, exact=True)", "y", "0.250001", "wrong"),
        ('y = 36.335 * x\nask(y, places=0, unit="%")', "y", "72", "correct"),
        ('y = 36.335 * x\nask(y, places=0, unit="%")', "y", "72.7", "correct"),
        ('y = 36.335 * x\nask(y, places=0, unit="%")', "y", "73 %", "correct"),
        ('y = 36.335 * x\nask(y, places=0, unit="%")', "y", "74", "wrong"),
        # shape
        ("s = (x, 25)\nask(s)", "s", "2x25", "correct"),
        ("s = (x, 25)\nask(s)", "s", "(2, 25)", "correct"),
        ("s = (x, 25)\nask(s)", "s", "25x2", "wrong"),
        ("s = (x, 25)\nask(s)", "s", "2x25x1", "wrong"),
        ("s = (x, 25)\nask(s)", "s", "2.5x25", "unreadable"),
        # label and truth value
        ('t = "hot" if x > 1 else "cold"\nask(t)', "t", "hot", "correct"),
        ('t = "hot" if x > 1 else "cold"\nask(t)', "t", "cold", "wrong"),
        ('t = "hot" if x > 1 else "cold"\nask(t)', "t", "warm", "unreadable"),
        ("t = x > 1\nask(t)", "t", "True", "correct"),
        ("t = x > 1\nask(t)", "t", "False", "wrong"),
        # formula
        ("f = lambda w: 2 * (w - x)\nask(f)", "f", "2(w-2)", "correct"),
        ("f = lambda w: 2 * (w - x)\nask(f)", "f", "2w - 4", "correct"),
        ("f = lambda w: 2 * (w - x)\nask(f)", "f", "2*w-4", "correct"),
        ("f = lambda w: 2 * (w - x)\nask(f)", "f", "2w - 3.999", "wrong"),
        ("f = lambda w: 2 * (w - x)\nask(f)", "f", "w^2", "wrong"),
        ("f = lambda w: 2 * (w - x)\nask(f)", "f", "2(w-a)", "unreadable"),
        ("f = lambda w: 2 * (w - x)\nask(f)", "f", "1/(w-w)", "wrong"),
        ("f = lambda w: log(w) / x\nask(f, domain=(0.5, 4))", "f", "log(w)/2", "correct"),
        ("f = lambda w: log(w) / x\nask(f, domain=(-4, 4))", "f", "log(w)/2", "correct"),
        ("f = lambda w: 1 / (w * w) / x\nask(f)", "f", "0.5/w^2", "correct"),
        ("f = lambda w: x * w\nask(f)", "f", "2*abs(w)", "wrong"),
    ],
)
def test_answer_is_judged(program, field, text, verdict):
    assert part(made(f"x = integers(1, 9)\n{program}", x=2), field, text).verdict == verdict


CHOICE = 'choice("a", x == 1)\nchoice("b", x == 2)\nchoice("c", x > 2)'
SEVERAL = "\n".join(
    ['options(name="t", several=True, points=4)']
    + [
        f'choice("{letter}", {truth})'
        for letter, truth in zip("abcd", ("x > 0", "x > 1", "False", "False"), strict=True)
    ]
)


@pytest.mark.parametrize(
    ("text", "verdict", "points"),
    [
        ("2", "correct", 1),
        ("1", "wrong", 0),
        ("4", "unreadable", 0),
        ("1,2", "unreadable", 0),
        ("", "blank", 0),
    ],
)
def test_choice_is_judged(text, verdict, points):
    found = part(made(f"x = integers(1, 9)\n{CHOICE}", x=2), "choice", text)
    assert (found.verdict, found.points, found.out_of) == (verdict, points, 1)


@pytest.mark.parametrize(
    ("text", "verdict", "credit"),
    [
        # options 1 and 2 of four are right; each of the four counts, right less wrong
        ("1,2", "correct", 1),
        ("2, 1", "correct", 1),
        ("1", "wrong", 0.5),  # three right, one wrong
        ("1,2,3", "wrong", 0.5),
        ("1,3", "wrong", 0),
        ("3", "wrong", 0),
        ("1,2,3,4", "wrong", 0),
        ("3,4", "wrong", 0),  # none right: never below none
        ("5", "unreadable", 0),
        ("", "blank", 0),
    ],
)
def test_each_of_several_options_counts(text, verdict, credit):
    found = part(made(f"x = integers(1, 9)\n{SEVERAL}", x=2), "t", text)
    assert (found.verdict, found.credit, found.points, found.out_of) == (verdict, credit, 4 * credit, 4)


def test_only_the_options_that_are_shown_count():
    pool = "\n".join(f'choice("o{number}", {number % 2 == 0})' for number in range(1, 9))
    variant = made(f'options(name="t", several=True, show=4)\n{pool}', t=[1, 2, 4, 7])
    assert [option.value for option in variant.fields[0].options] == ["1", "2", "4", "7"]
    assert part(variant, "t", "2,4").verdict == "correct"
    assert part(variant, "t", "2").credit == 0.5
    assert part(variant, "t", "2,4,6").verdict == "unreadable"


def test_points_are_shared_over_the_elements():
    variant = made("x = integers(1, 9)\nh = [x / 7, x / 9, x / 11, x / 13]\nask(h, points=6)", x=2)
    marking = mark(variant, {"h.1": "0.286", "h.2": "0.222", "h.3": "0.5", "h.4": ""})
    assert verdicts(marking) == {"h.1": "correct", "h.2": "correct", "h.3": "wrong", "h.4": "blank"}
    assert [found.out_of for found in marking.parts.values()] == [1.5] * 4
    assert (marking.score, marking.out_of, marking.complete) == (3, 6, False)


def test_matrix_is_marked_element_by_element():
    variant = made("x = integers(1, 9)\nG = [[x, 2 * x], [3 * x, 4 * x]]\nask(G, points=4)", x=2)
    marking = mark(variant, {"G.1.1": "2", "G.1.2": "4", "G.2.1": "6", "G.2.2": "9"})
    assert verdicts(marking) == {"G.1.1": "correct", "G.1.2": "correct", "G.2.1": "correct", "G.2.2": "wrong"}
    assert marking.score == 3


def test_points_are_those_of_the_ask():
    marking = mark(neuron(), {"z": "0.87", "y": "0.9"})
    assert [(found.points, found.out_of) for found in marking.parts.values()] == [(1, 1), (0, 2)]
    assert (marking.score, marking.out_of) == (1, 3)


def test_unknown_names_are_ignored_and_missing_ones_are_blank():
    marking = mark(neuron(), {"z": "0.87", "q": "1", "y.1": "1", "__class__": "1", "": "1"})
    assert verdicts(marking) == {"z": "correct", "y": "blank"}
    assert verdicts(mark(neuron(), {})) == {"z": "blank", "y": "blank"}


def test_unreadable_answer_says_why_and_earns_nothing():
    found = part(neuron(), "y", "1,234")
    assert (found.points, found.credit) == (0, 0)
    assert found.feedback != ""


def test_feedback_and_echo_tell_nothing_of_the_right_answer():
    found = part(neuron(), "y", "0.7")
    assert found.feedback == "Right as far as it goes: give three decimals."
    assert part(neuron(), "y", "0,705").read_as == "0.705"


def test_accepted_band_is_given_in_decimals():
    found = mark(neuron(), {})
    assert found.parts["z"].accepted == ("0.860", "0.880")
    assert found.parts["y"].accepted == ("0.7037", "0.7057")
    shape = made("x = integers(1, 9)\ns = (x, 2)\nask(s)", x=2)
    assert mark(shape, {}).parts["s"].accepted is None


@pytest.mark.parametrize(
    "typed", [{}, {"z": "0.87", "y": "0.705"}, {"z": "1.87", "y": "0.866"}, {"z": "x", "y": "0.7"}]
)
def test_marking_is_restored_from_json(typed):
    marking = mark(neuron(), typed)
    again = Marking.restore(json.loads(json.dumps(marking.record())))
    assert (again.parts, again.score, again.out_of, again.complete) == (
        marking.parts,
        marking.score,
        marking.out_of,
        marking.complete,
    )


def test_marking_a_restored_variant_is_marking_the_variant():
    variant = neuron()
    again = variant.problem.restore(json.loads(json.dumps(variant.record())))
    typed = {"z": "0.37", "y": "0.591"}
    assert mark(again, typed) == mark(variant, typed)


def test_values_are_judged_as_they_were_stored():
    """A later change of the code does not change the mark of a variant that was handed out."""
    record = neuron().record()
    record["bands"]["y"] = [0.9, 0.95, 0.001, False]
    assert part(neuron().problem.restore(record), "y", "0.92").verdict == "correct"


@pytest.mark.parametrize(
    ("z", "y", "expected"),
    [
        ("0.37", "0.591", "follows"),  # the bias was left out: σ(0.37) = 0.59146
        ("0.37", "0.592", "follows"),
        ("0.37", "0.595", "wrong"),
        ("0.37", "0.705", "correct"),
        ("-0.87", "0.295", "follows"),  # σ(−0.87) = 0.29525
        ("0", "0.5", "wrong"),  # nothing follows from 0, 1 and −1 …
        ("1", "0.731", "wrong"),
        ("-1", "0.269", "wrong"),
        ("", "0.591", "wrong"),  # … nor from nothing
        ("abc", "0.591", "wrong"),
    ],
)
def test_later_answer_follows_from_an_earlier_slip(z, y, expected):
    assert mark(neuron(), {"z": z, "y": y}).parts["y"].verdict == expected


def test_answer_that_follows_earns_its_points():
    marking = mark(neuron(), {"z": "0.37", "y": "0.591"})
    assert (marking.parts["z"].verdict, marking.parts["y"].points, marking.score) == ("wrong", 2, 2)


def test_nothing_follows_where_all_is_right():
    assert verdicts(mark(neuron(), {"z": "0.87", "y": "0.705"})) == {"z": "correct", "y": "correct"}


HOSTILE = ["9" * 100_000, "(" * 5000, "\x00", "\ud800", "1e999999999", "1e-999999999", "-" * 5000, "w" * 5000, "w^" * 2000 + "w",  # noqa: E501
           "2^2^2^2^2^2^2^2", "9^9^9^9^9^9", "99999999^99999999", "((((((w))))))" * 300, "exp(" * 300 + "w" + ")" * 300, "1/0", "0/0",  # noqa: E501
           "__import__('os')", "w.real", "lambda w: w", "{0}", "<script>", "\u202e1", "\U0001d7d8", "१", "∞", "½", "1" + "0" * 400 + "." + "1" * 400,  # noqa: E501
           "x".join(["9"] * 5000), ",".join(["1"] * 5000), ",".join(["9" * 5000] * 3)]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_answers_are_marked(text):
    program = """x = integers(1, 9)
y = x / 7
n = 3 * x
s = (x, 2)
t = "a" if x > 1 else "b"
f = lambda w: w * x
ask(y)
ask(n)
ask(s)
ask(t)
ask(f)
options(name="c")
choice("p", x > 1)
choice("q", x <= 1)
options(name="d", several=True)
choice("p", x > 1)
choice("q", x <= 1)"""
    variant = made(program, x=2)
    marking = mark(variant, {field.name: text for field in variant.fields})
    assert marking.out_of == 7
    assert json.loads(json.dumps(marking.record())).keys() == marking.parts.keys()


@pytest.mark.parametrize("typed", ["1e-30", "1e60", "0." + "0" * 40 + "1", "12345678." + "9" * 25, "0"])
@pytest.mark.parametrize("scale", ["10", "10.0**8", "10.0**60"])
def test_number_of_any_size_and_length_is_marked(typed: str, scale: str) -> None:
    third = problem(f"x = integers(2, 9)\ny = {scale} * x / 7\nask(y)").variant(x=3)
    assert mark(third, {"y": typed}).parts["y"].verdict == "wrong"
