"""The published escapes of other sandboxes, written anew: none runs anything."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from solvers import Problem, ProblemError
from tests.solvers.library import document

DRAWN = "x = integers(1, 3)\n"

# Written after the published escapes of asteval (attributes of functions, __reduce__, str.format), simpleeval
# (functions of modules, names in disguise), numexpr (dunder names behind digits and Unicode), RestrictedPython  # noqa: E501
# (frames of generators, format_map, exceptions of try/except*) and the Jinja sandbox (format through other names).  # noqa: E501
ESCAPES = [
    "y = x.__class__",
    "y = ().__class__.__base__.__subclasses__()",
    "y = [].__class__.__mro__[1]",
    "y = sigmoid.__globals__",
    "y = sigmoid.__reduce__()",
    "y = (lambda z: z).__code__",
    "f = lambda z: z\ny = f.__globals__",
    'y = "{0.__class__}".format(x)',
    'y = "{0.__class__}".format_map(x)',
    'y = "{0.__class__}" % x',
    'y = "%c" % 95 + "_class__"',
    'y = f"{x.__class__}"',
    'y = getattr(x, "__class__")',
    'y = __import__("os").system("true")',
    'y = eval("1")',
    'y = exec("1")',
    'y = open("/etc/passwd")',
    'y = compile("1", "", "eval")',
    "y = globals()",
    "y = vars()",
    "y = type(x)",
    "y = print(x)",
    "y = breakpoint()",
    "y = __builtins__",
    "y = __name__",
    "y = v0",
    "y = run(x)",
    "y = checked(x)",
    "y = each(x)",
    "y = finite(x)",
    "y = chosen(x)",
    "y = k0",
    "y = f0(x)",
    "y = (c for c in (1,)).gi_frame.f_back",
    "y = [c for c in (1,)]",
    "y = (q := sigmoid)(x)",
    "y = x if (q := 1) else 2",
    "y = sigmoid(*x)",
    "y = sigmoid(**x)",
    "import os",
    "from os import system as sigmoid",
    "try:\n    y = 1 / 0\nexcept* Exception as group:\n    y = group.__traceback__",
    "class A: pass",
    "def f(z): return z",
    "@sigmoid\ndef f(z): return z",
    "async def f(): await x",
    "with x as y: pass",
    "match x:\n    case sigmoid(__globals__=y): pass",
    "y = x.__class__ if x else 1",
    "y = 1.__class__",
    "y = 0x1for x in (1,)",
    "y = 1_0 .real",
    "y = ｘ.__class__",
    "y = x._＿class_＿",
    "ｅｖａｌ = lambda z: z\ny = ｅｖａｌ(x).real",
    'y = ｅｖａｌ("1")',
    "y = \N{MATHEMATICAL BOLD SMALL E}val(x)",
    'y: __import__("os").system("true") = 1',
    'y: f"{x.__class__}" = 1',
    "global x",
    "del x",
    "x.y = 1",
    "x[0] = 1",
    "y = yield",
    "y = lambda: (yield)",
    "y = lambda z=x.__class__: z",
    "y = x[x.__class__]",
    "y = x[lambda: 1]",
    "y = [1, 2][x.real]",
    "ask(x.__class__)",
    "ask.x = 1",
    "require(x.__class__ == 1)",
    'choice(x.__class__, True)\nchoice("b", False)',
    'choice("{{x.__class__}}", True)\nchoice("b", False)',
    "options(name=x.__class__)",
    'options(name="__class__")\nchoice("a", True)\nchoice("b", False)',
    'mistake("m", x=x.__class__)',
    'n = cnn("9x9x1", "CONV-{{x.__class__}}-3")',
    'n = cnn("9x9x1", "CONV-{{__import__(1)}}-3")',
    'n = cnn(__import__("os"), "FC-1")',
]

FORBIDDEN = ("import", "open", "os.", "subprocess.", "socket.", "shutil.", "ctypes.", "sys._getframe", "pty.")
heard: list[str] = []
listening = False


def listen(event: str, arguments: tuple[object, ...]) -> None:
    if listening and event.startswith(FORBIDDEN):
        heard.append(f"{event} {arguments}")


@contextmanager
def nothing_runs() -> Iterator[None]:
    """Fail where Python's audit hook hears of an import, a file, a process or a socket."""
    global listening
    if not getattr(listen, "added", False):
        sys.addaudithook(listen)
        listen.added = True  # type: ignore[attr-defined]
        Problem.parse(document(f"{DRAWN}y = x + 1\nask(y)")).draw(seed=1)  # imports what is imported late
    heard.clear()
    listening = True
    try:
        yield
    finally:
        listening = False
    assert heard == []


@pytest.mark.parametrize("escape", ESCAPES)
def test_escape_runs_nothing_and_is_refused(escape):
    with nothing_runs(), pytest.raises(ProblemError) as refused:
        Problem.parse(document(f"{DRAWN}{escape}\nq = x + 1\nask(q)"))
    assert refused.value.message


@pytest.mark.parametrize(
    "name", ["x.__class__", "0.__class__", "x!r", "x:>10", "x[0]", "x|attr('y')", "x()", "%", "7*7", "self"]
)
def test_placeholder_is_a_name_and_nothing_else(name):
    with nothing_runs(), pytest.raises(ProblemError):
        Problem.parse(document(f"{DRAWN}y = x + 1\nask(y)", f"Is it {{{{{name}}}}}?"))


def test_text_is_text_wherever_it_stands():
    """Nothing of it is filled in, formatted or evaluated."""
    wanted = "{0.__class__} {x} %s ${x} <% x %> #{x} {% x %} `x` $(x) \\x41 \\N{DIGIT ONE}"
    with nothing_runs():
        made = Problem.parse(document(f'{DRAWN}t = "{wanted}" if x > 0 else "no"\nask(t)', f"A {wanted}"))
        variant = made.draw(seed=1)
        assert variant.statement == f"A {wanted}"
        assert variant.solution[0].name == "t"
    assert variant.answers == {"t": wanted}
