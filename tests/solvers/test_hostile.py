"""Any text, however hostile, gives a problem or a ProblemError: soon, in little memory, and running nothing."""  # noqa: E501

import os
import resource
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader import mark
from solvers import Problem, ProblemError
from tests.solvers.library import NAMES, document, text

SECONDS = 1.0
MEGABYTES = 200
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "80"))
DRAWN = "x = integers(1, 3)\n"
VECTOR = "v = uniform(0, 1, step=0.1, size=4096)\n"


def lines(pattern: str, count: int, start: int = 0) -> str:
    """`pattern` once for each number, with {i} for the number and {j} for the one before."""
    numbers = range(start, start + count)
    return "\n".join(pattern.replace("{i}", str(i)).replace("{j}", str(i - 1)) for i in numbers)


def nested(opening: str, closing: str, depth: int) -> str:
    return f"{DRAWN}y = {opening * depth}x{closing * depth}\nask(y)"


PROGRAMS = {
    **{
        f"{depth} of {opening}": nested(opening, closing, depth)
        for opening, closing in [
            ("(", ")"),
            ("[", "]"),
            ("-", ""),
            ("not ", ""),
            ("sigmoid(", ")"),
            ("(x, ", ")"),
            ("x if x > 1 else ", ""),
            ("lambda a: ", ""),
            ("2 ** ", ""),
            ("piecewise((1, x>1), (", ",True))"),
            ("[", "][0]"),
            ("{", "}"),
            ("f(", ")"),
        ]
        for depth in (30, 60, 600)
    },
    **{
        f"{count} times {operator}": f"{DRAWN}y = {f' {operator} '.join(['x'] * count)}\nask(y)"
        for operator in ("+", "-", "*", "/", "//", "%", "**", "@", "<", "==", "and", "or", ",", "=")
        for count in (30, 3000)
    },
    "subscripts": f"{DRAWN}y = x{'[0]' * 3000}\nask(y)",
    "attributes": f"{DRAWN}y = x{'.a' * 3000}\nask(y)",
    "functions of functions": DRAWN
    + "f0 = lambda z: z + z\n"
    + lines("f{i} = lambda z: f{j}(z) + f{j}(z)", 390, 1)
    + "\ny = f390(x)\nask(y)",
    "a few functions of functions": DRAWN
    + "f0 = lambda z: z + z\n"
    + lines("f{i} = lambda z: f{j}(f{j}(z))", 9, 1)
    + "\ny = f9(x)\nask(y)",
    "functions in a row": DRAWN
    + "f0 = lambda z: z + 1\n"
    + lines("f{i} = lambda z: f{j}(z + 1)", 300, 1)
    + "\ny = f300(x)\nask(y)",
    "functions in a short row": DRAWN
    + "f0 = lambda z: z + 1\n"
    + lines("f{i} = lambda z: f{j}(z + 1)", 25, 1)
    + "\ny = f25(x)\nask(y)",
    "functions that print twice": DRAWN + "y = " + "tanh(" * 38 + "x" + ")" * 38 + "\nask(y)",
    "squares of squares": DRAWN + "y0 = x\n" + lines("y{i} = y{j} * y{j}", 390, 1) + "\nask(y390)",
    "power tower": DRAWN + "y = x ** 64 ** 64 ** 64\nask(y)",
    "power": DRAWN + "y = 999999999999999 ** 64 ** 3\nask(y)",
    "factorial": DRAWN + "y = " + " * ".join(["999999999999999"] * 35) + "\nask(y)",
    "long number": f"{DRAWN}y = {'9' * 4000}\nask(y)",
    "very long number": f"{DRAWN}y = {'9' * 19000}\nask(y)",
    "long hexadecimal number": f"{DRAWN}y = 0x{'f' * 19000}\nask(y)",
    "infinite": DRAWN + "y = 1e308 * 1e308 * x\nask(y)",
    "large draw": DRAWN + "y = uniform(0, 1, step=0.1, size=(4096, 4096))\nz = y + 1\nask(z)",
    "many large draws": lines("v{i} = uniform(0, 1, step=0.1, size=4096)", 390) + "\nz = v3[0] + 1\nask(z)",
    "many large steps": VECTOR + lines("y{i} = v * {i}", 390) + "\nz = y3[0]\nask(z)",
    "large answer": VECTOR + "y = v * v / 3\nask(y)",
    "chain of large steps": VECTOR + "y0 = v / 3\n" + lines("y{i} = y{j} * v", 6, 1) + "\nz = y6[0]\nask(z)",
    "many slices": VECTOR + lines("y{i} = v[::2]", 390) + "\nz = y3[0]\nask(z)",
    "long list": f"{DRAWN}v = [{','.join(['1'] * 4097)}]\ny = v[0] + x\nask(y)",
    "long list of lists": f"{DRAWN}v = [{','.join(['[1]'] * 3000)}]\ny = v[0] + x\nask(y)",
    "many lists": DRAWN + lines("v{i} = [x" + ",x" * 20 + "]", 380) + "\ny = v0[0] + x\nask(y)",
    "many values to pick": f"v = pick({','.join(map(str, range(3000)))})\ny = v + 1\nask(y)",
    "many vectors to pick": f"v = pick({','.join(f'[{i},{i}]' for i in range(900))})\ny = v[0] + 1\nask(y)",
    "many cases": f"{DRAWN}y = piecewise({','.join(f'({i}, x < {i})' for i in range(55))},(1,True))\nask(y)",
    "too many cases": f"{DRAWN}y = piecewise({','.join(f'({i}, x < {i})' for i in range(900))},(1,True))\nask(y)",  # noqa: E501
    "many options": DRAWN + lines('choice("o{i}", x == {i})', 390),
    "many groups": DRAWN + lines('options(name="g{i}")\nchoice("a", x > 1)\nchoice("b", x <= 1)', 130),
    "rare condition": "a = integers(1, 100000000)\nrequire(a == 77)\ny = a + 1\nask(y)",
    "long text": f'{DRAWN}y = "{"a" * 19000}"\nask(y)',
    "many texts": DRAWN + lines('t{i} = "a{i}" if x > 1 else "b{i}"', 390) + "\nask(t3)",
    "ladder of texts": DRAWN
    + 't0 = "a" if x > 1 else "b"\n'
    + lines("t{i} = t{j} if x > 1 else t{j}", 389, 1)
    + "\nask(t389)",
    "many answers": DRAWN + lines("y{i} = x / 7 + {i}", 190) + "\n" + lines("ask(y{i})", 190),
    "chain of answers": DRAWN
    + "y0 = x / 7\n"
    + lines("y{i} = y{j} / 1.1", 190, 1)
    + "\n"
    + lines("ask(y{i})", 190, 1),
    "short chain of answers": DRAWN
    + "y0 = x / 7\n"
    + lines("y{i} = y{j} / 1.1", 30, 1)
    + "\n"
    + lines("ask(y{i})", 30, 1),
    "many networks": DRAWN
    + lines('n{i} = cnn("9x9x1", "' + "FC-1 " * 30 + '")', 90)
    + "\ny = parameters(n3)\nask(y)",
    "huge layers": DRAWN
    + f'n = cnn("99999x99999x99999", "{"CONV-99999-99999 " * 40}")\ny = parameters(n)\nask(y)',
    "deep network": DRAWN + f'n = cnn("99x99x9", "{"CONV-3-99 " * 40}")\nask(n)',
    "very deep network": DRAWN + f'n = cnn("99x99x9", "{"CONV-3-9 " * 900}")\nask(n)',
    "unreadable network": DRAWN + f'n = cnn("9x9x9", "{"a" * 900}{"-" * 900}")\nask(n)',
    "network of dashes": DRAWN + f'n = cnn("9x9x9", "CONV{"-3" * 900}")\nask(n)',
    "network of brackets": DRAWN + f'n = cnn("9x9x9", "CONV-3-3{"[a" * 30}")\nask(n)',
    "many mistakes": DRAWN + "y = x + 1\nask(y)\n" + lines('mistake("m{i}", y=x + {i})', 390),
    "many statements": ";".join(f"a{i}=1" for i in range(2000)),
    "backslashes": DRAWN + 'y: "' + "\\" * 1900 + '" = x + 1\nask(y)',
    "dollars": DRAWN + 'y: "' + "$" * 1900 + '" = x + 1\nask(y)',
    "null byte": DRAWN + "y = x\x00\nask(y)",
    "surrogate": DRAWN + "y = '\ud800'\nask(y)",
    "long name": DRAWN + "a" * 19000 + " = 1",
    "line continued": DRAWN + "y = x + \\\n" * 900 + "1",
    "open string": DRAWN + 'y = "',
    "open brackets": DRAWN + "y = (((((((((",
    "tabs": DRAWN + "\t" * 9000 + "y = 1",
    "form feed": DRAWN + "\x0cy = 1",
    "unicode digits": DRAWN + "y = ١٢ + x\nask(y)",
}
DOCUMENTS = {
    **{name: document(program) for name, program in PROGRAMS.items()},
    "dollars in the statement": document(f"{DRAWN}y = x + 1\nask(y)", "$" * 39_000),
    "braces in the statement": document(f"{DRAWN}y = x + 1\nask(y)", "{{" * 19_000),
    "backslashes in the statement": document(f"{DRAWN}y = x + 1\nask(y)", "\\" * 39_000),
    "spaces in the statement": document(f"{DRAWN}y = x + 1\nask(y)", f"$ - {' ' * 39_000}{{{{x}}}}$"),
    "placeholders": document(f"{DRAWN}y = x + 1\nask(y)", "$x^{{x}}$" * 490),
    "large placeholders": document(f"{VECTOR}y = v[0] + 1\nask(y)", "${{v}}^2$" * 490),
    "title": f"---\ntitle: {'a' * 50_000}\n---\n",
    "headings": "---\n" + ":" * 50_000 + "\n---\n",
    "blocks": "---\ntitle: a\n---\n" + "```problem\n" * 5_000,
    "nothing": "",
    "long": "a" * 10_000_000,
    "lines": "\n" * 59_000,
    "returns": "\r" * 59_000,
}


def run(source: str) -> None:
    """Parse a document and use the problem as a student does, or see it refused in words and at a place."""
    try:
        problem = Problem.parse(source)
    except ProblemError as refused:
        fault = refused
    else:
        use(problem)
        return
    assert fault.message
    assert min(fault.line, fault.column) >= 1


def use(problem: Problem) -> None:
    """Draw, show, store and mark a variant."""
    variant = problem.draw(seed=1)
    assert isinstance(variant.statement + variant.explanation, str)
    assert variant.solution is not None
    assert problem.restore(variant.record()).answers == variant.answers
    assert mark(variant, {field.name: "1" for field in variant.fields[:4]}).out_of >= 0


@pytest.mark.slow
@pytest.mark.parametrize("name", DOCUMENTS)
def test_hostile_text_is_dealt_with_soon(name):
    before = time.process_time()
    with suppress(ProblemError):
        Problem.parse(DOCUMENTS[name])
    assert time.process_time() - before < SECONDS
    before = time.process_time()
    run(DOCUMENTS[name])
    assert time.process_time() - before < 5 * SECONDS


@pytest.mark.slow
def test_hostile_text_takes_little_memory():
    """Each in turn in one fresh process, so that the peak is that of the worst."""
    script = (
        "import resource; from tests.solvers.test_hostile import DOCUMENTS, run\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for source in DOCUMENTS.values(): run(source)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(found.stdout) / 1024 < MEGABYTES


WORDS = [
    *"()[]{}:;,.=+-*/%@<>!~^&|#\\'\"\n\t $_0123456789",
    "x",
    "y",
    "ask",
    "require",
    "choice",
    "lambda ",
    " if ",
    " else ",
    " and ",
    " or ",
    "not ",
    "uniform(",
    "integers(",
    "pick(",
    "size=",
    "step=",
    "sigmoid(",
    "dot(",
    "piecewise(",
    "**",
    "//",
    "==",
    "<=",
    "!=",
    "{{",
    "}}",
    "1e308",
    "0.1",
    "-1",
    "True",
    "None",
    "cnn(",
    "é",
    "\u2028",
    "\U0001d41e",
    "\x00",
    "\ud800",
    "```\n",
    "---\n",
    "ask(y)\n",
    "import os",
    "...",
]
FUZZ = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@FUZZ
@given(st.lists(st.sampled_from(WORDS), max_size=60).map("".join))
def test_random_programs_are_refused_or_run(program):
    run(document(f"{DRAWN}{program}\nq = x + 1\nask(q)"))


@FUZZ
@given(st.text(max_size=300))
def test_random_text_is_refused_or_runs(source):
    run(source)
    run(f"---\ntitle: t\n---\n{source}\n```problem\n{DRAWN}y = x + 1\nask(y)\n```\n{source}")


@pytest.mark.slow
@FUZZ
@given(
    st.sampled_from(NAMES),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from([*WORDS, ""])), min_size=1, max_size=4
    ),
)
def test_mutated_problems_are_refused_or_run(name, changes):
    source = text(name)
    for share, taken, put in changes:
        at = int(share * len(source))
        source = source[:at] + put + source[at + taken :]
    run(source)


def test_this_test_counts_memory_in_kilobytes():
    """ru_maxrss is in kilobytes on Linux; elsewhere the limit above would mean something else."""
    assert sys.platform != "linux" or 1_000 < resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 100_000_000
