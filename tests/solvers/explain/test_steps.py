"""Worked solutions: true when recomputed from the numbers as printed, and printed as people write numbers."""

import re
from decimal import Decimal

import pytest

from solvers import Variant
from solvers.explain.steps import Step
from tests.solvers.explain.latex import evaluate
from tests.solvers.library import LONG, NAMES, problem, shipped

COUNTS = [30, pytest.param(300, marks=pytest.mark.slow)]
DUST = re.compile(r"\d\.\d{10,}|\d{4,}\.\d{6,}|(?<![\d.}])\d{5,}(?![\d,{])")
NUMBER = re.compile(r"^-?[\d{},]+(\.\d+)?$")
POWER = re.compile(r"^(?P<digits>-?\d+(\.\d+)?) \\times 10\^\{(?P<exponent>-?\d+)\}$")


def half_a_unit(printed: str) -> tuple[float, float]:
    """A printed number and half a unit of its last place."""
    power = POWER.match(printed)
    if power:
        number = Decimal(power["digits"]).scaleb(int(power["exponent"]))
    else:
        number = Decimal(printed.replace("{,}", ""))
    return float(number), float(Decimal(5).scaleb(number.as_tuple().exponent - 1))


def disagreement(step: Step) -> str:
    """Why a step's line is not true as printed; empty where it is."""
    if not step.substituted or step.value.startswith(r"\text") or r"\begin" in step.value:
        return ""
    computed = evaluate(step.substituted)
    exact, *rounded = step.value.split(r" \approx ")
    if isinstance(computed, list):
        parts = exact.strip("[]").split(", ")
    else:
        computed, parts = [computed], [exact]
    if len(parts) == 1 and not (
        NUMBER.match(parts[0]) or POWER.match(parts[0])
    ):  # a shape, such as 24 × 24 × 16
        return "" if evaluate(parts[0]) == computed[0] else f"{step}: {computed}"
    for found, part in zip(computed, parts, strict=True):
        number, half = half_a_unit(part)
        reach = half * (1 + 1e-6) if step.relation == r"\approx" else 1e-9 * max(1.0, abs(number))
        if abs(found - number) > reach:
            return f"{step}: {found}"
    if rounded and abs(computed[0] - half_a_unit(rounded[0])[0]) > half_a_unit(rounded[0])[1] * (1 + 1e-6):
        return f"{step}: {rounded}"
    return ""


def falsehood(step: Step) -> str:
    """A note that does not hold as printed; empty where it does."""
    found = re.fullmatch(r"since \$(.*)\$", step.note)
    if not found or r"\text{" in found[1].replace(r"\text{ and }", "").replace(r"\text{not }", ""):
        return ""
    if not re.match(r"[-\d(\\]", found[1]) or found[1].startswith("\\eta"):  # a symbol, such as η = 1
        return ""
    return "" if evaluate(found[1]) is True else str(step)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", LONG)
def test_worked_solution_is_true_as_printed(name, count):
    for variant in shipped(name).draw(seed=21, count=count):
        assert [disagreement(step) for step in variant.solution] == [""] * len(variant.solution)
        assert [falsehood(step) for step in variant.solution] == [""] * len(variant.solution)


def texts(variant: Variant) -> str:
    steps = "\n".join(f"{s.formula} {s.substituted} {s.value} {s.note}" for s in variant.solution)
    options = "\n".join(option.text for field in variant.fields for option in field.options)
    return "\n".join([variant.statement, variant.explanation, steps, options])


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", LONG)
def test_no_binary_dust_is_printed(name, count):
    for variant in shipped(name).draw(seed=22, count=count):
        text = texts(variant)
        assert DUST.findall(text) == [], text
        assert not re.search(r"\bnan\b|\binf\b|\de[-+]?\d", text), text
        assert not re.search(r"(?<!e\^\{)-0(?![.\d])", text), text


@pytest.mark.parametrize("name", NAMES)
def test_no_placeholder_is_left(name):
    for variant in shipped(name).draw(seed=23, count=20):
        assert "{{" not in variant.statement + variant.explanation
        assert not any("{{" in option.text for field in variant.fields for option in field.options)


@pytest.mark.parametrize(
    ("source", "given", "substituted", "relation", "value"),
    [
        ("y = x / 3", {"x": 1}, r"\frac{1}{3}", r"\approx", "0.333"),
        ("y = x / 4", {"x": 1}, r"\frac{1}{4}", "=", "0.25"),
        ("y = x / 8", {"x": 1}, r"\frac{1}{8}", "=", "0.125"),
        ("y = x / 16", {"x": 1}, r"\frac{1}{16}", "=", r"0.0625 \approx 0.063"),
        ("y = 0.1 + 0.2 * x", {"x": 1}, r"0.1 + 0.2 \times 1", "=", "0.3"),
        ("y = x * 1.1", {"x": -3}, r"-3 \times 1.1", "=", "-3.3"),
        ("y = 2 - x", {"x": -3}, "2 - (-3)", "=", "5"),
        ("y = x ** 2 + 0.5", {"x": -3}, "(-3)^{2} + 0.5", "=", "9.5"),
        ("y = -x + 0.5", {"x": -3}, "-(-3) + 0.5", "=", "3.5"),
        ("y = exp(-x) / 1", {"x": 9}, r"\frac{e^{-9}}{1}", r"\approx", r"1.2 \times 10^{-4}"),
        ("y = 1234.5 * x", {"x": 1000}, r"1234.5 \times 1{,}000", "=", "1{,}234{,}500"),
    ],
)
def test_step_is_printed_as_people_write_it(source, given, substituted, relation, value):
    (step,) = problem(f"x = integers(-9, 1000)\n{source}\nask(y)").variant(**given).solution
    assert (step.substituted, step.relation, step.value) == (substituted, relation, value)


def test_step_that_is_not_asked_for_is_printed_with_guard_digits():
    first, second = (
        problem("x = integers(1, 9)\nr = x / 7\ny = 10 * r\nask(y, places=1)").variant(x=1).solution
    )
    assert (first.value, second.substituted, second.value) == ("0.143", r"10 \times 0.14286", "1.4")


def test_exact_value_of_a_rounded_step_is_said_to_be_near():
    _, second = problem("x = integers(1, 9)\nr = x / 7\ny = 7 * r + 0.5\nask(y)").variant(x=1).solution
    assert (second.substituted, second.relation, second.value) == (
        r"7 \times 0.1428571 + 0.5",
        r"\approx",
        "1.5",
    )


def test_sum_that_is_zero_prints_as_zero():
    first, second = (
        problem("x = integers(1, 9)\nz = 0.1 * x + 0.2 - 0.3\ny = z ** 2 + 0.5\nask(z)\nask(y)")
        .variant(x=1)
        .solution
    )
    assert (first.value, second.substituted, second.value) == ("0", "0^{2} + 0.5", "0.5")


def test_small_power_is_not_taken_for_zero():
    (step,) = problem("x = integers(1, 9)\ny = exp(-4 * x)\nask(y)").variant(x=8).solution
    assert (step.relation, step.value) == (r"\approx", r"1.3 \times 10^{-14}")


def test_long_argument_is_printed_as_its_value():
    """A function that prints its argument twice would otherwise double the text at every level."""
    nested = "tanh(" * 12 + "x" + ")" * 12
    (step,) = problem(f"x = integers(1, 9)\ny = {nested}\nask(y)").variant(x=1).solution
    assert len(step.substituted) < 2000


def test_solution_leaves_out_what_no_answer_needs():
    steps = problem("x = integers(1, 9)\nr = x / 7\ny = 10 * x\nask(y)").variant(x=1).solution
    assert [step.name for step in steps] == ["y"]
