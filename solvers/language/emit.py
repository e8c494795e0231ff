"""One tree, two compilers: from checked nodes to the source of a Python function, in one of two dialects.

The source holds mangled names, numbers and calls of the runtime only, nothing of the author's text, so that
what is compiled is ours however hostile the program.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from solvers.language.program import Definition
from solvers.language.tree import (
    Apply,
    Array,
    Call,
    Comparison,
    Conditional,
    Given,
    Index,
    Lambda,
    Logic,
    Name,
    Node,
    Number,
    Operation,
    Text,
    Truth,
)  # fmt: skip

COMPARISONS = {"==": "equal", "!=": "unequal", "<": "less", "<=": "at_most", ">": "greater", ">=": "at_least"}
ARITHMETIC = {
    "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "//": "floor_divide", "%": "remainder",
    "**": "power", "neg": "negative",
}  # fmt: skip


@dataclass
class Emitter:
    """Writes expressions; `namespace` collects what the source refers to. Subclasses are the dialects."""

    texts: tuple[str, ...]
    namespace: dict[str, Any] = field(default_factory=dict)
    locals: dict[str, str] = field(default_factory=dict)
    inlined: dict[str, str] = field(default_factory=dict)
    functions: frozenset[str] = frozenset()  # own functions that are handed in rather than written out
    _kept: dict[int, str] = field(default_factory=dict)

    def expression(self, node: Node) -> str:
        """The source of a node's value."""
        return WRITERS[type(node)](self, node)

    def keep(self, value: object, prefix: str = "k") -> str:
        """A name by which the source refers to a Python object."""
        name = self._kept.get(id(value))
        if name is None:
            name = self._kept[id(value)] = f"{prefix}{len(self.namespace)}"
            self.namespace[name] = value
        return name

    def local(self, name: str) -> str:
        """The local variable of a program's name."""
        return self.locals.setdefault(name, f"v{len(self.locals)}")

    def number(self, node: Number) -> str:
        raise NotImplementedError

    def text(self, node: Text) -> str:
        raise NotImplementedError

    def truth(self, node: Truth) -> str:
        raise NotImplementedError

    def name(self, node: Name) -> str:
        return self.inlined.get(node.name) or self.local(node.name)

    def array(self, node: Array) -> str:
        raise NotImplementedError

    def operation(self, node: Operation) -> str:
        raise NotImplementedError

    def comparison(self, node: Comparison) -> str:
        raise NotImplementedError

    def logic(self, node: Logic) -> str:
        raise NotImplementedError

    def conditional(self, node: Conditional) -> str:
        raise NotImplementedError

    def call(self, node: Call) -> str:
        raise NotImplementedError

    def index(self, node: Index) -> str:
        raise NotImplementedError

    def apply(self, node: Apply) -> str:
        """An own function's body, its arguments computed once; or a call of the function handed in."""
        if node.name in self.functions:
            return f"{self.local(node.name)}({', '.join(self.expression(part) for part in node.arguments)})"
        bindings = []
        before = dict(self.inlined)
        for parameter, argument in zip(node.parameters, node.arguments, strict=True):
            source = self.expression(argument)
            if isinstance(argument, Name | Number):
                self.inlined[parameter] = source
            else:
                fresh = f"p{len(self.namespace)}_{len(self.inlined)}"
                self.namespace[fresh] = None
                bindings.append(f"{fresh} := {source}")
                self.inlined[parameter] = fresh
        body = self.expression(node.body)
        self.inlined = before
        if not bindings:
            return body
        return f"({''.join(f'({binding}), ' for binding in bindings)}{body})[-1]"

    def inlined_function(self, node: Lambda) -> str:
        """A function of numbers as a value."""
        names = [f"a{index}" for index in range(len(node.parameters))]
        before = dict(self.inlined)
        self.inlined.update(zip(node.parameters, names, strict=True))
        body = self.expression(node.body)
        self.inlined = before
        return f"(lambda {', '.join(names)}: {body})"


def _refused(emitter: Emitter, node: Node) -> str:
    raise TypeError(f"{type(node).__name__} has no source")


WRITERS: dict[type[Node], Callable[[Emitter, Any], str]] = {
    Number: lambda emitter, node: emitter.number(node),
    Text: lambda emitter, node: emitter.text(node),
    Truth: lambda emitter, node: emitter.truth(node),
    Name: lambda emitter, node: emitter.name(node),
    Array: lambda emitter, node: emitter.array(node),
    Operation: lambda emitter, node: emitter.operation(node),
    Comparison: lambda emitter, node: emitter.comparison(node),
    Logic: lambda emitter, node: emitter.logic(node),
    Conditional: lambda emitter, node: emitter.conditional(node),
    Call: lambda emitter, node: emitter.call(node),
    Apply: lambda emitter, node: emitter.apply(node),
    Index: lambda emitter, node: emitter.index(node),
    Lambda: lambda emitter, node: emitter.inlined_function(node),
    Given: _refused,
}


SUMS = frozenset({"dot", "matmul", "sum", "mean", "conv2d", "avg_pool"})
DUST = 1e-12  # a sum nearer to 0 is 0: what is left of 0.1 + 0.2 - 0.3


def may_cancel(node: Node) -> bool:
    """Whether a value that is 0 may come out as a rounding error: a sum, and what passes it on."""
    if node.kind.whole:
        return False
    if isinstance(node, Operation):
        return node.operator in ("+", "-") or any(map(may_cancel, node.operands))
    if isinstance(node, Call):
        return node.function.name in SUMS
    if isinstance(node, Conditional):
        return may_cancel(node.then) or may_cancel(node.otherwise)
    if isinstance(node, Array):
        return any(map(may_cancel, node.items))
    return isinstance(node, Apply) and may_cancel(node.body)


def function_source(
    emitter: Emitter,
    inputs: Iterable[str],
    definitions: Iterable[Definition],
    wanted: Iterable[str],
    finish: str,
) -> str:
    """The source of `run(inputs…)`: it computes definitions in order and returns the wanted values."""
    parameters = [emitter.local(name) for name in inputs]
    lines = [f"def run({', '.join(parameters)}):"]
    lines += [
        f"    {emitter.local(definition.name)} = {finished(emitter, definition, finish)}"
        for definition in definitions
    ]
    results = "".join(f"{emitter.local(name)}, " for name in wanted)
    lines.append(f"    return ({results})")
    return "\n".join(lines)


def finished(emitter: Emitter, definition: Definition, finish: str) -> str:
    """The source of a definition's value; a number is handed to `finish`."""
    source = emitter.expression(definition.node)
    if definition.node.kind.base != "number":
        return source
    return finish.format(f"settled({source})" if may_cancel(definition.node) else source)


def compiled(source: str, namespace: dict[str, Any], name: str) -> Callable[..., tuple[Any, ...]]:
    """The function that a source of ours defines."""
    scope: dict[str, Any] = {"__builtins__": {}, **namespace}
    exec(compile(source, f"<{name}>", "exec"), scope)  # noqa: S102 (the source is written by the emitter alone)
    return scope["run"]  # type: ignore[no-any-return]
