"""Legal programs as heavy as the language lets them be, each in another way, and wrong answers to them."""

from solvers import Problem, Variant


def _document(program: str) -> str:
    return f"---\ntitle: Nasty\n---\nCompute.\n\n```problem\n{program}\n```\n"


def _lines(*lines: str) -> str:
    return "\n".join(lines)


def _slips(program: str, name: str, value: str, count: int) -> str:
    """The program with many mistakes of the author, as small as they come."""
    return _lines(
        program, *(f'mistake("Slip {n}.", {name}={value} + {n} / 1000)' for n in range(1, count + 1))
    )


def _chain(steps: int, term: str, asked: bool = True) -> str:
    made = [f"z{n} = {term.format(n=n, before=f'z{n - 1}')}" for n in range(1, steps + 1)]
    asks = [f"ask(z{n})" for n in range(1, steps + 1)] if asked else [f"ask(z{steps})"]
    return _lines("z0 = uniform(0.1, 0.9, step=0.1)", "a = uniform(0.1, 0.9, step=0.1)", *made, *asks)


def _matrices(side: int, times: int, drawn: str) -> str:
    made = [f"M{n} = M{n - 1} @ W" for n in range(1, times + 1)]
    size = f"size=({side}, {side})"
    return _lines(f"M0 = {drawn}{size})", f"W = {drawn}{size})", *made, f"s = sum(M{times})", "ask(s)")


def _vectors(length: int) -> str:
    return _lines(
        f"w = uniform(-1, 1, step=0.1, size={length})",
        f"x = uniform(-1, 1, step=0.1, size={length})",
        "b = uniform(-1, 1, step=0.1)",
        "products = w * x",
        "z = sum(products) + b",
        "m = mean(products)",
        "d = std(products)",
        "y = tanh(z)",
        "ask(z)",
        "ask(m)",
        "ask(d)",
        "ask(y)",
    )


def _layers(width: int, depth: int) -> str:
    """A network of neurons in which every output is asked."""
    made, asks = ["h0 = x"], []
    for n in range(1, depth + 1):
        made.append(f"h{n} = sigmoid(W{n} @ h{n - 1} + b)")
        asks.append(f"ask(h{n})")
    drawn = [f"W{n} = uniform(-1, 1, step=0.1, size=({width}, {width}))" for n in range(1, depth + 1)]
    return _lines(
        f"x = uniform(-1, 1, step=0.1, size={width})",
        f"b = uniform(-1, 1, step=0.1, size={width})",
        *drawn,
        *made,
        *asks,
    )


def _networks(count: int) -> str:
    made, asks = [], []
    for n in range(1, count + 1):
        layers = "CONV-3-{{n}} BN POOL-2 CONV-3-{{n}} BN POOL-2 CONV-3-{{n}} FC-{{d}} FC-{{d}} FC-10"
        made.append(f'net_{n} = cnn("64x64x3", "{layers}")')
        asks.append(f'ask(net_{n}, columns="weights, biases, shape, trainable, non_trainable")')
    made += [f"t{n} = parameters(net_{n})" for n in range(1, count + 1)]
    made.append("all_of = " + " + ".join(f"t{n}" for n in range(1, count + 1)))
    return _lines("n = pick(8, 16, 24, 32)", "d = pick(32, 64, 128)", *made, *asks, "ask(all_of)")


def _mistakes(count: int) -> str:
    made = [f"z{n} = z{n - 1} * a + {n}" for n in range(1, 21)]
    said = [f'mistake("Slip {n}.", z{n % 20 + 1}=z{n % 20} * a - {n})' for n in range(count)]
    return _lines(
        "z0 = uniform(0.1, 0.9, step=0.1)", "a = uniform(0.1, 0.9, step=0.1)", *made, "ask(z20)", *said
    )


def _long(terms: int) -> str:
    rows = range(1, terms // 18 + 1)
    made = [
        f"p{m} = " + " + ".join(f"sine({18 * m + n} * x) * y ** {n % 5 + 1}" for n in range(18)) for m in rows
    ]
    return _lines(
        "x = uniform(0.1, 3, step=0.01)",
        "y = uniform(0.1, 1, step=0.01)",
        "sine = lambda t: cos(t - pi / 2)",
        *made,
        "total = " + " + ".join(f"p{m}" for m in rows),
        "u = tanh(total)",
        "ask(total)",
        "ask(u)",
    )


FUNCTIONS = (
    "x = uniform(0.1, 0.9, step=0.01)",
    "f = lambda t: sigmoid(t) * (1 - sigmoid(t)) + t / (1 + t ** 2)",
    "g = lambda t: f(t) + f(2 * t) * f(3 * t) - f(t / 2)",
    "h = lambda t: g(t) * g(t + 1) - g(t - 1)",
)


def _own_functions() -> str:
    made = [f"y{n} = h({'x' if n == 1 else f'y{n - 1}'})" for n in range(1, 9)]
    return _lines(*FUNCTIONS, *made, *(f"ask(y{n})" for n in range(1, 9)))


def _one_step(times: int) -> str:
    added = " + ".join(f"h({n} * x)" for n in range(1, times + 1))
    return _lines(*FUNCTIONS, f"y = {added}", "ask(y)")


def _one_vector(length: int) -> str:
    items = ", ".join(f"f({n} * x)" for n in range(1, length + 1))
    return _lines(*FUNCTIONS[:2], f"y = [{items}]", "m = mean(y)", "ask(y)", "ask(m)")


def _hard_to_draw() -> str:
    made = [f"z{n} = tanh(z{n - 1} * a + {n} / 100)" for n in range(1, 201)]
    return _lines(
        "z0 = uniform(0, 1, step=0.001)",
        "a = uniform(0, 1, step=0.001)",
        "require(z0 < 0.17 and a > 0.83)",
        *made,
        "ask(z200)",
    )


def _convolution(side: int, kernel: int) -> str:
    return _lines(
        f"I = integers(0, 9, size=({side}, {side}))",
        f"K = uniform(-1, 1, step=0.1, size=({kernel}, {kernel}))",
        "b = uniform(-1, 1, step=0.1)",
        "M = conv2d(I, K) + b",
        "R = relu(M)",
        "P = max_pool(R, 2)",
        "s = sum(P)",
        "m = mean(P)",
        "ask(s)",
        "ask(m)",
    )


def _whole_chain(steps: int) -> str:
    made = [f"z{n} = z{n - 1} + {n % 7 + 1}" for n in range(1, steps + 1)]
    return _lines("z0 = integers(1, 9)", *made, *(f"ask(z{n})" for n in range(1, steps + 1)))


def _shape_chain(steps: int) -> str:
    made = [f"s{n} = (s{n - 1}[0] - 1, s{n - 1}[1] - 1)" for n in range(1, steps + 1)]
    return _lines(
        "H = integers(200, 256)", "s0 = (H, H)", *made, *(f"ask(s{n})" for n in range(1, steps + 1))
    )


def _deep_network(blocks: int) -> str:
    layers = " ".join(["CONV-3-{{n}}", "BN"] * blocks)
    totals = ("parameters", "trainable", "non_trainable")
    return _lines(
        "n = pick(8, 16)",
        f'net = cnn("256x256x3", "{layers}")',
        *(f"t{number} = {total}(net)" for number, total in enumerate(totals)),
        'ask(net, columns="weights, biases, shape, trainable, non_trainable")',
        *(f"ask(t{number})" for number in range(3)),
    )


NASTY: dict[str, str] = {
    "30 × 30 matrices of whole numbers": _matrices(30, 7, "integers(-2, 2, "),
    "20 × 20 matrices": _matrices(20, 3, "uniform(-1, 1, step=0.1, "),
    "vectors of 4,000 numbers": _vectors(4_000),
    "network of 13 × 5 asked neurons": _layers(13, 5),
    "network of 80 × 4 asked neurons": _layers(60, 4),
    "chain of 27 asked steps": _chain(27, "sigmoid(a * {before} + 0.1)"),
    "chain of 300 steps, the last asked": _chain(300, "tanh(a * {before}) + 0.1", asked=False),
    "networks of 400 cells": _networks(7),
    "convolution of a large map": _convolution(20, 3),
    "convolution, a large filter": _convolution(22, 9),
    "60 mistakes of the author": _mistakes(60),
    "60 mistakes in a chain of 300 steps": _slips(
        _chain(300, "tanh(a * {before}) + 0.1", asked=False), "z300", "tanh(a * z299)", 60
    ),
    "60 mistakes in 30 × 30 matrices": _slips(_matrices(30, 7, "integers(-2, 2, "), "M1", "M0 @ W", 60),
    "sum of 90 terms": _long(90),
    "one step of 5,000 nodes": _one_step(8),
    "one vector of 200 long elements": _one_vector(200),
    "200 steps, 3 % of draws": _hard_to_draw(),
    "own functions in own functions": _own_functions(),
    "chain of 198 asked whole numbers": _whole_chain(198),
    "chain of 197 asked maps": _shape_chain(197),
    "network of 40 layers, five columns": _deep_network(20),
}


def problem(name: str) -> Problem:
    """A nasty problem, checked anew."""
    return Problem.parse(_document(NASTY[name]))


def all_wrong(variant: Variant) -> dict[str, str]:
    """Every field answered, and none rightly."""
    typed = {}
    for field in variant.fields:
        if field.kind == "shape":
            typed[field.name] = "x".join(["17"] * (field.sides or 1))
        elif field.kind in ("number", "whole"):
            typed[field.name] = "12345" if field.kind == "whole" else "1234.567"
    return typed


def all_stock(variant: Variant) -> dict[str, str]:
    """Every field answered with 0, or a map of ones: whether anything follows hangs on each diagnosis."""
    return {
        field.name: "x".join(["1"] * (field.sides or 1)) if field.kind == "shape" else "0"
        for field in variant.fields
        if field.kind in ("shape", "number", "whole")
    }
