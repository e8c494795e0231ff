"""The worked answers of the tutorial that the shipped problems come from: values, steps and marks."""

import math

import pytest

from grader import mark
from solvers import Variant
from tests.solvers.library import shipped


def neuron() -> Variant:
    return shipped("sigmoid-neuron").variant(w=[0.2, 0.3, 0.9], x=[0.5, 0.6, 0.1], b=0.5)


def relu() -> Variant:
    return shipped("relu-output-layer").variant(x=-2.5)


def diagnosis() -> Variant:
    return shipped("medical-diagnosis").variant(x=[0.6, 0.8], w=[0.5, -0.3], b=0.2)


def gaussian() -> Variant:
    return shipped("squashed-gaussian").variant(x=[-2, 3, 1], w=[0.5, -1.0, 2.0], b=-1.5, threshold=0.7)


def network() -> Variant:
    return shipped("network-2-2-1").variant(w=[0.5, -0.5], b=0.2, x=[1, -1])


def learning_rate() -> Variant:
    return shipped("learning-rate").variant(a=4, rate_a=0.1, rate_b=1.0, w0=0)


def convolution() -> Variant:
    return shipped("convolution-output").variant(H=125, W=49, f=5, p=2, s=2)


def steps(variant: Variant) -> dict[str, tuple[str, str, str, str]]:
    """Each worked step as (formula, numbers put in, relation, value)."""
    return {
        step.name: (step.formula, step.substituted, step.relation, step.value) for step in variant.solution
    }


@pytest.mark.parametrize(
    ("variant", "name", "value"),
    [
        (neuron, "z", 0.87),
        (neuron, "y", 1 / (1 + math.exp(-0.87))),
        (diagnosis, "z", 0.26),
        (diagnosis, "y", 0.0676),
        (gaussian, "z", -3.5),
        (gaussian, "f", (1 - math.exp(-12.25)) / (1 + math.exp(-12.25))),
        (network, "h", [1 / (1 + math.exp(-1.2))] * 2),
        (network, "o1", 1 / (1 + math.exp(-0.2))),
        (learning_rate, "u1", 0.8),
        (learning_rate, "u2", 1.44),
        (learning_rate, "u3", 1.952),
        (learning_rate, "v1", 8),
        (learning_rate, "v2", 0),
        (learning_rate, "v3", 8),
    ],
)
def test_number_is_that_of_the_document(variant, name, value):
    assert variant().answers[name] == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(
    ("variant", "name", "answer"),
    [
        (relu, "choice", [1]),
        (diagnosis, "patient", "Class 0 (no diabetes)"),
        (gaussian, "label", "Class 1"),
        (learning_rate, "gradient", "2(w - 4)"),
        (learning_rate, "behaviour_a", "converges smoothly"),
        (learning_rate, "behaviour_b", "oscillates without converging"),
        (convolution, "out", (63, 25)),
    ],
)
def test_answer_is_that_of_the_document(variant, name, answer):
    assert variant().answers[name] == answer


@pytest.mark.parametrize(
    ("variant", "typed", "out_of"),
    [
        (neuron, {"z": "0.87", "y": "0.705"}, 3),
        (relu, {"choice": "1"}, 1),
        (diagnosis, {"z": "0.26", "y": "0.0676", "patient": "Class 0 (no diabetes)"}, 3),
        (gaussian, {"z": "-3.5", "f": "0.99999", "label": "Class 1"}, 3),
        (network, {"h.1": "0.768", "h.2": "0.768", "o1": "0.550"}, 2),
        (network, {"h.1": "0.769", "h.2": "0.769", "o1": "0.55"}, 2),
        (
            learning_rate,
            {
                "gradient": "2(w - 4)",
                "u1": "0.8",
                "u2": "1.44",
                "u3": "1.952",
                "v1": "8",
                "v2": "0",
                "v3": "8",
                "behaviour_a": "converges smoothly",
                "behaviour_b": "oscillates without converging",
            },
            9,
        ),
        (convolution, {"out": "63 × 25"}, 2),
        (convolution, {"out": "63×25"}, 2),
    ],
)
def test_answers_of_the_document_earn_all_points(variant, typed, out_of):
    marking = mark(variant(), typed)
    assert {name: part.verdict for name, part in marking.parts.items()} == dict.fromkeys(typed, "correct")
    assert (marking.score, marking.out_of, marking.complete) == (out_of, out_of, True)


def test_neuron_is_worked_as_in_the_document():
    assert steps(neuron()) == {
        "z": (
            r"w \cdot x + b",
            r"(0.2 \times 0.5) + (0.3 \times 0.6) + (0.9 \times 0.1) + 0.5",
            "=",
            "0.87",
        ),
        "y": (r"\sigma(z)", r"\frac{1}{1 + e^{-0.87}}", r"\approx", "0.705"),
    }


def test_diagnosis_is_worked_as_in_the_document():
    variant = diagnosis()
    assert steps(variant) == {
        "z": (r"w \cdot x + b", r"(0.5 \times 0.6) + (-0.3 \times 0.8) + 0.2", "=", "0.26"),
        "y": (r"\mathrm{CustomSig}(z)", "0.26^{2}", "=", "0.0676"),
        "patient": ("", "", "=", r"\text{Class 0 (no diabetes)}"),
    }
    notes = {step.name: step.note for step in variant.solution}
    assert notes == {"z": "", "y": r"since $0 \le 0.26 \le 1$", "patient": "since $0.0676 < 0.5$"}
    assert next(step.symbol for step in variant.solution if step.name == "y") == r"y_{\text{pred}}"


def test_gaussian_is_worked_as_in_the_document():
    variant = gaussian()
    worked = steps(variant)
    assert worked["z"][1:] == (
        r"(-2 \times 0.5) + (3 \times (-1)) + (1 \times 2) + (-1.5)",
        "=",
        "-3.5",
    )
    assert worked["g"][1:] == (r"e^{-(-3.5)^{2}}", r"\approx", r"4.8 \times 10^{-6}")
    assert worked["f"][2:] == (r"\approx", "0.99999")
    assert variant.solution[-1].note == "since $0.99999 > 0.7$"
    assert worked["label"][3] == r"\text{Class 1}"


def test_network_is_worked_as_in_the_document():
    worked = steps(network())
    assert worked["z_hidden"] == (r"w \cdot x + b", r"(0.5 \times 1) + (-0.5 \times (-1)) + 0.2", "=", "1.2")
    assert worked["h"][1:3] == (r"[\frac{1}{1 + e^{-1.2}}, \frac{1}{1 + e^{-1.2}}]", r"\approx")
    assert worked["z_output"][2:] == ("=", "0.2")
    assert worked["o1"][1:] == (r"\frac{1}{1 + e^{-0.2}}", r"\approx", "0.550")


def test_learning_rates_are_worked_as_in_the_document():
    variant = learning_rate()
    worked = steps(variant)
    assert {name: worked[name][1:] for name in ("u1", "u2", "u3", "v1", "v2", "v3")} == {
        "u1": (r"0 - 0.1 \times 2 \times (0 - 4)", "=", "0.8"),
        "u2": (r"0.8 - 0.1 \times 2 \times (0.8 - 4)", "=", "1.44"),
        "u3": (r"1.44 - 0.1 \times 2 \times (1.44 - 4)", "=", "1.952"),
        "v1": (r"0 - 1 \times 2 \times (0 - 4)", "=", "8"),
        "v2": (r"8 - 1 \times 2 \times (8 - 4)", "=", "0"),
        "v3": (r"0 - 1 \times 2 \times (0 - 4)", "=", "8"),
    }
    assert worked["gradient"] == ("2(w - a)", "", "=", "2(w - 4)")


def test_convolution_is_worked_as_in_the_document():
    assert steps(convolution()) == {
        "height": (
            r"\left\lfloor \frac{H + 2 p - f}{s} \right\rfloor + 1",
            r"\left\lfloor \frac{125 + 2 \times 2 - 5}{2} \right\rfloor + 1",
            "=",
            "63",
        ),
        "width": (
            r"\left\lfloor \frac{W + 2 p - f}{s} \right\rfloor + 1",
            r"\left\lfloor \frac{49 + 2 \times 2 - 5}{2} \right\rfloor + 1",
            "=",
            "25",
        ),
        "out": (r"\mathrm{height} \times \mathrm{width}", "", "=", r"63 \times 25"),
    }


def test_relu_options_are_those_of_the_document():
    (field,) = relu().fields
    assert [(option.value, option.text) for option in field.options] == [
        ("1", "The output is 0, which might misclassify negative scores."),
        ("2", "The output remains −2.5."),
        ("3", "The ReLU activation ensures proper binary classification."),
        ("4", "None of the above."),
    ]


def test_network_with_opposite_weights_has_one_output_whatever_the_hidden_layer_gives():
    """Why drawn variants need w₁ + w₂ ≠ 0."""
    other = shipped("network-2-2-1").variant(w=[0.5, -0.5], b=0.2, x=[2, 1])
    assert other.answers["o1"] == pytest.approx(network().answers["o1"])
    assert other.answers["h"] != network().answers["h"]
