"""A formula that a student typed: checked by the problem language, printed and computed."""

import ast
import math
from collections.abc import Callable
from dataclasses import dataclass

from solvers.errors import ProblemError
from solvers.explain.printer import Printer
from solvers.language.emit import compiled
from solvers.language.expressions import Expressions
from solvers.language.kinds import NUMBER
from solvers.language.program import Program
from solvers.language.scalar import RUNTIME, ScalarEmitter
from solvers.language.scope import Scope
from solvers.language.syntax import Source, Where
from solvers.language.tree import Name

FUNCTIONS = ("exp", "log", "sqrt", "abs", "cos", "tanh", "sigmoid")
NOTHING = Program(definitions={}, asked=())


@dataclass(frozen=True)
class Formula:
    """`latex` prints it; `value` computes it, nan where it has no real value."""

    latex: str
    value: Callable[..., float]


def parse_formula(text: str, variables: tuple[str, ...]) -> Formula:
    """The formula of a text in the language's own notation, in these variables, or ProblemError."""
    try:
        expression = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ProblemError("This cannot be read as a formula.") from None
    parameters = {name: Name(NUMBER, Where(1, 1), f"formula:{name}") for name in variables}
    node = Expressions(Source(text, 1)).check(expression, Scope({}, {}, parameters))
    if node.kind.dims or not node.kind.is_number:
        raise ProblemError("A formula for one number is needed.")
    emitter = ScalarEmitter((), dict(RUNTIME))
    names = [emitter.local(parameter.name) for parameter in parameters.values()]
    body = emitter.expression(node)
    run = compiled(f"def run({', '.join(names)}):\n    return {body}", emitter.namespace, "formula")

    def value(*arguments: float) -> float:
        try:
            return float(run(*arguments))  # type: ignore[arg-type]
        except ArithmeticError:
            return math.nan

    return Formula(Printer(NOTHING).print(node).text, value)
