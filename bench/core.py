"""What the core costs beside the same work written by hand, as ratios taken in one run."""

import math
import os
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
import numpy as np

from grader import mark
from grader.patience import Patience
from solvers import Problem, Variant
from tests.grader import nasty

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "7"))
COLD_ROUNDS = min(3, ROUNDS)  # of what is done once only
MOST_HELD_UP = 0.2  # seconds
ANSWERS = (nasty.all_wrong, nasty.all_stock)
NEURONS = 1_000_000
TABLES = 1_000
LIBRARY = Path(__file__).parent.parent / "quizzes" / "library"


@dataclass(frozen=True)
class Row:
    """One line of the table: what was done, how long it took, and beside what."""

    what: str
    ours: float
    theirs: float
    limit: float

    def __str__(self) -> str:
        ratio = self.ours / self.theirs
        verdict = "ok" if ratio <= self.limit else "TOO MUCH"
        measured = f"{_shown(self.ours):>11}{_shown(self.theirs):>11}{ratio:>7.1f}"
        return f"{self.what:<66}{measured} ≤ {self.limit:<5g}{verdict}"


def main() -> None:
    """Print the table."""
    print(f"{'the core, median of ' + str(ROUNDS):<66}{'ours':>11}{'by hand':>11}  ratio")
    for measure in MEASURES:
        print(measure())


def _shown(value: float) -> str:
    if value > 1e4:
        return f"{value / 2**20:.1f} MB"
    return f"{value * 1e3:.2f} ms" if value >= 1e-3 else f"{value * 1e6:.2f} µs"


def compared(ours: Callable[[], Any], theirs: Callable[[], Any], repeat: int = 1) -> tuple[float, float]:
    """The median times of both, their rounds interleaved."""
    times: tuple[list[float], list[float]] = ([], [])
    ours()
    theirs()
    for _ in range(ROUNDS):
        for run, clock in zip((ours, theirs), times, strict=True):
            begun = time.perf_counter()
            for _ in range(repeat):
                run()
            clock.append((time.perf_counter() - begun) / repeat)
    return statistics.median(times[0]), statistics.median(times[1])


def problem(slug: str) -> Problem:
    """A problem of the library."""
    return Problem.parse((LIBRARY / f"{slug}.md").read_text(encoding="utf-8"))


def neurons_by_hand(count: int = NEURONS) -> dict[str, Any]:
    """The sigmoid neurons as one would write them with NumPy."""
    rng = np.random.default_rng(7)
    w = rng.integers(-10, 11, (3, count)) / 10
    x = rng.integers(0, 11, (3, count)) / 10
    b = rng.integers(-10, 11, count) / 10
    while (zero := b == 0).any():
        b[zero] = rng.integers(-10, 11, zero.sum()) / 10
    z = (w * x).sum(axis=0) + b
    return {"w": w, "x": x, "b": b, "z": z, "y": 1 / (1 + np.exp(-z))}


def neurons() -> Row:
    """A million sigmoid neurons, drawn and solved."""
    sigmoid = problem("sigmoid-neuron")
    ours, theirs = compared(lambda: sigmoid.draw(seed=7, count=NEURONS), neurons_by_hand)
    return Row(f"{NEURONS:,} sigmoid neurons drawn and solved", ours, theirs, 2)


def memory() -> Row:
    """The peak memory of drawing them, beside what the result takes."""
    sigmoid = problem("sigmoid-neuron")
    tracemalloc.start()
    batch = sigmoid.draw(seed=7, count=NEURONS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return Row(
        "their peak memory, beside the result's", peak, sum(v.nbytes for v in batch.values.values()), 2
    )


def marking_by_hand(w: list[float], x: list[float], b: float) -> Callable[[dict[str, str]], float]:
    """A closure that marks one neuron: float(), the arithmetic and the comparison."""

    def marked(typed: dict[str, str]) -> float:
        z = w[0] * x[0] + w[1] * x[1] + w[2] * x[2] + b
        y = 1 / (1 + math.exp(-z))
        return (abs(float(typed["z"]) - z) <= 0.01) + 2 * (abs(float(typed["y"]) - y) <= 0.001)

    return marked


def marking() -> Row:
    """One answer of two parts, read and marked."""
    variant = problem("sigmoid-neuron").variant(w=[0.2, 0.3, 0.9], x=[0.5, 0.6, 0.1], b=0.5)
    by_hand = marking_by_hand([0.2, 0.3, 0.9], [0.5, 0.6, 0.1], 0.5)
    typed = {"z": "0.87", "y": "0.705"}
    ours, theirs = compared(lambda: mark(variant, typed), lambda: by_hand(typed), repeat=5_000)
    return Row("an answer of two parts marked (no diagnosis)", ours, theirs, 25)


def diagnosis() -> Row:
    """A wrong answer of two parts, with follow-through and diagnosis, beside a right one."""
    variant = problem("sigmoid-neuron").variant(w=[0.2, 0.3, 0.9], x=[0.5, 0.6, 0.1], b=0.5)
    wrong, right = {"z": "0.77", "y": "0.612"}, {"z": "0.87", "y": "0.705"}
    ours, theirs = compared(lambda: mark(variant, wrong), lambda: mark(variant, right), repeat=500)
    return Row("a wrong answer of two parts diagnosed, beside a right one marked", ours, theirs, 30)


def table_diagnosis() -> Row:
    """A wrong MNIST table, every cell off by one, beside the right one."""
    variant = problem("cnn-table-mnist").variant(k=5, n=16, m=32, d=128)
    right = {name: _typed(value, 0) for name, value in variant.answers.items()}
    wrong = {name: _typed(value, 1) for name, value in variant.answers.items()}
    ours, theirs = compared(lambda: mark(variant, wrong), lambda: mark(variant, right), repeat=20)
    return Row("a wrong MNIST table diagnosed, beside a right one marked", ours, theirs, 100)


def _typed(value: Any, more: int) -> str:
    sides = value if isinstance(value, tuple) else (value,)
    return "x".join(str(side + more) for side in sides)


def hold_up() -> Row:
    """What diagnosis adds to a first marking, nothing being compiled yet, beside what it may add."""
    worst = max(_held_up(name, answers) for name in nasty.NASTY for answers in ANSWERS)
    what = f"a first mark held up by diagnosis, worst of {len(nasty.NASTY)} nasty programs"
    return Row(what, worst, MOST_HELD_UP, 1)


def _held_up(name: str, answers: Callable[[Variant], dict[str, str]]) -> float:
    """By the processor's clock: whatever else the machine does is no cost of ours."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(COLD_ROUNDS):
        for spent, clock in zip((0.0, math.inf), times, strict=True):
            variant = nasty.problem(name).draw(seed=3)
            typed = answers(variant)
            patience = Patience()
            patience.spent = spent  # no patience at all: marked without a diagnosis
            begun = time.thread_time()
            mark(variant, typed, patience)
            clock.append(time.thread_time() - begun)
    return min(times[0]) - min(times[1])


def certification() -> Row:
    """A thousand variants certified, beside drawing them; of all problems, the slowest."""
    rows = []
    for path in LIBRARY.glob("*.md"):
        made = problem(path.stem)
        values = made.sampler.blocks.many(5, TABLES)
        rows.append(
            compared(
                lambda made=made, values=values: made.certification.kept(values, TABLES),
                lambda made=made: made.draw(seed=5, count=TABLES),
            )
        )
    ours, theirs = max(rows, key=lambda row: row[0] / row[1])
    return Row("1,000 variants certified, beside drawing them (slowest problem)", ours, theirs, 20)


def rendering() -> Row:
    """One variant drawn and its question rendered to HTML, beside a Django template of the same size."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.template import engines

    from quizzes.text import render, render_inline, render_math

    sigmoid = problem("sigmoid-neuron")

    def rendered(variant: Variant) -> str:
        fields = (f"{render_inline(field.prompt)} {render_math(field.symbol)}" for field in variant.fields)
        return render(variant.statement) + "".join(fields)

    size = len(rendered(sigmoid.draw(seed=1)))
    piece = "<p>A neuron has weights {{ w }}, bias {{ b }} and input {{ x }}.</p>\n"
    template = engines["django"].from_string(piece * (size // len(piece) + 1))
    seeds = iter(range(10**9))

    def ours() -> str:
        return rendered(sigmoid.draw(seed=next(seeds)))

    def theirs() -> str:
        return template.render({"w": "0.2, 0.3, 0.9", "b": 0.5, "x": "0.5, 0.6, 0.1"})

    return Row(f"a variant drawn and rendered ({size:,} characters)", *compared(ours, theirs, repeat=200), 5)


def table_by_hand(seed: int = 7) -> tuple[list[tuple[int, int, tuple[int, ...]]], int]:
    """One MNIST table as one would write it in Python: four numbers drawn, then layer by layer."""
    rng = random.Random(seed)
    k, n = rng.choice((3, 5)), rng.choice((6, 8, 12, 16, 20, 24, 32))
    m, d = rng.choice((16, 24, 32, 48, 64)), rng.choice((32, 64, 84, 100, 120, 128, 256))
    rows: list[tuple[int, int, tuple[int, ...]]] = []
    shape: tuple[int, ...] = (28, 28, 1)
    for layer, size, filters in (("conv", k, n), ("pool", 2, 0), ("conv", 3, m), ("pool", 2, 0)):
        height, width, channels = shape
        if layer == "conv":
            shape = (height - size + 1, width - size + 1, filters)
            rows.append((size * size * channels * filters, filters, shape))
        else:
            shape = (height // size, width // size, channels)
            rows.append((0, 0, shape))
    for neurons_ in (d, 10):
        rows.append((math.prod(shape) * neurons_, neurons_, (neurons_,)))
        shape = (neurons_,)
    return rows, sum(weights + biases for weights, biases, _ in rows)


def tables() -> Row:
    """A thousand MNIST tables, drawn and solved."""
    mnist = problem("cnn-table-mnist")
    ours, theirs = compared(lambda: mnist.draw(seed=7, count=TABLES), table_by_hand)
    return Row(f"{TABLES:,} MNIST tables, beside one drawn and looped over by hand", ours, theirs, 50)


MEASURES = (
    neurons, memory, marking, diagnosis, table_diagnosis, hold_up, certification, rendering, tables,
)  # fmt: skip


if __name__ == "__main__":
    main()
