"""From the text of a program to its lines: Python's parser, then an allow-list of what may stay.

Nothing is ever executed. Strings are raw: a backslash is a backslash.
"""

import ast
import unicodedata
import warnings
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from solvers.errors import ProblemError
from solvers.language import limits

DECLARATIONS = frozenset({"require", "ask", "choice", "options", "mistake", "certify", "show"})

ALLOWED: tuple[type[ast.AST], ...] = (
    ast.Constant, ast.Name, ast.List, ast.Tuple, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp,
    ast.Call, ast.Subscript, ast.Slice, ast.Lambda, ast.arguments, ast.arg, ast.keyword, ast.Load,
    ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult,
    ast.UAdd, ast.USub, ast.Not, ast.And, ast.Or,
    ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE,
)  # fmt: skip

INSTEAD: dict[type[ast.AST], str] = {
    ast.Attribute: "Names have no parts behind a dot: call a function, such as sum(w), instead.",
    ast.ListComp: "There are no comprehensions: write the elements out, or use size= in a draw.",
    ast.GeneratorExp: "There are no comprehensions: write the elements out, or use size= in a draw.",
    ast.SetComp: "There are no comprehensions or sets: write a list, [a, b, c].",
    ast.DictComp: "There are no comprehensions or dictionaries: write a list, [a, b, c].",
    ast.Dict: "There are no dictionaries: give each value a name of its own.",
    ast.Set: "There are no sets: write a list, [a, b, c].",
    ast.Starred: "There is no '*' before an argument: write the arguments out.",
    ast.JoinedStr: "There are no f-strings: write {{name}} inside an ordinary string.",
    ast.NamedExpr: "There is no ':=': give the value a line of its own.",
    ast.Is: "Compare with == instead of 'is'.",
    ast.IsNot: "Compare with != instead of 'is not'.",
    ast.In: "There is no 'in': compare with ==, joined by 'or'.",
    ast.NotIn: "There is no 'not in': compare with !=, joined by 'and'.",
    ast.BitXor: "A power is written **, as in z**2.",
    ast.BitAnd: "Join conditions with 'and'.",
    ast.BitOr: "Join conditions with 'or'.",
    ast.Invert: "Turn a condition round with 'not'.",
}

STATEMENT_INSTEAD: dict[type[ast.AST], str] = {
    ast.Import: "Nothing is imported: the functions of the reference are there already.",
    ast.ImportFrom: "Nothing is imported: the functions of the reference are there already.",
    ast.For: "There are no loops: write the steps out, one line each.",
    ast.While: "There are no loops: write the steps out, one line each.",
    ast.FunctionDef: "Write a one-line function as name = lambda z: …",
    ast.If: "Write a choice of values as name = a if condition else b.",
    ast.AugAssign: "A name is given once: use a new name for the new value.",
    ast.Delete: "A name keeps its value: nothing is deleted.",
}


@dataclass(frozen=True)
class Where:
    """A place in the document, from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Assignment:
    """`name = expression` or `name: "label" = expression`."""

    name: str
    label: str
    expression: ast.expr
    where: Where


@dataclass(frozen=True)
class Declaration:
    """`ask(…)`, `require(…)` and their kin."""

    name: str
    arguments: tuple[ast.expr, ...]
    keywords: dict[str, ast.expr]
    where: Where


Line = Assignment | Declaration


class Source:
    """A program's text and the places in it."""

    def __init__(self, text: str, first_line: int) -> None:
        self.lines = text.split("\n")
        self.first_line = first_line
        self.offsets: dict[int, list[int]] = {}

    def where(self, node: ast.AST) -> Where:
        """The place of a node (or of the program's start, for nodes without one)."""
        return self.place(getattr(node, "lineno", 1), getattr(node, "col_offset", 0))

    def place(self, line: int, offset: int) -> Where:
        """The place in the document of a UTF-8 offset in a line in which backslashes are doubled."""
        return Where(line + self.first_line - 1, bisect_left(self._offsets(line), offset) + 1)

    def _offsets(self, line: int) -> list[int]:
        """The offset at which each character of a line begins; kept, as a line may hold many nodes."""
        if line not in self.offsets:
            original = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
            widths = [2 if letter == "\\" else len(letter.encode("utf-8", "replace")) for letter in original]
            self.offsets[line] = list(accumulate(widths, initial=0))
        return self.offsets[line]

    def character(self, line: int, offset: int) -> Where:
        """The place of an offset in characters, as the parser's own errors give it."""
        original = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        doubled = original.replace("\\", "\\\\")[:offset]
        return self.place(line, len(doubled.encode("utf-8", "replace")))

    def error(self, node: ast.AST, message: str) -> ProblemError:
        """A ProblemError at a node."""
        where = self.where(node)
        return ProblemError(message, where.line, where.column)


def parse(text: str, first_line: int) -> tuple[Source, list[Line]]:
    """Read a program that begins at `first_line` of its document, or raise ProblemError."""
    source = Source(text, first_line)
    _check_size(text, first_line)
    tree = _python_tree(text, source)
    if len(tree.body) > limits.MAX_LINES:
        raise source.error(tree.body[limits.MAX_LINES], f"A program has at most {limits.MAX_LINES} lines.")
    return source, [_line(statement, source) for statement in tree.body]


def _check_size(text: str, first_line: int) -> None:
    if len(text) > limits.MAX_PROGRAM:
        raise ProblemError(
            f"A program may have {limits.MAX_PROGRAM:,} characters; this one has {len(text):,}.", first_line
        )
    depth = 0
    for number, line in enumerate(text.split("\n"), start=first_line):
        for column, character in enumerate(line, start=1):
            depth += (character in "([{") - (character in ")]}")
            if depth > limits.MAX_NESTING:
                raise ProblemError("Too many brackets inside one another: use more lines.", number, column)


def _python_tree(text: str, source: Source) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text.replace("\\", "\\\\"))
    except SyntaxError as fault:
        where = source.character(fault.lineno or 1, max((fault.offset or 1) - 1, 0))
        raise ProblemError(_syntax_message(fault), where.line, where.column) from None
    except (MemoryError, RecursionError):
        raise ProblemError("The program is nested too deeply: use more lines.", source.first_line) from None
    except ValueError:
        raise ProblemError(
            "The program holds a character or a number that cannot be read.", source.first_line
        ) from None
    _check_depth(tree, source)
    return tree


def _syntax_message(fault: SyntaxError) -> str:
    reason = str(fault.msg or "").split(" (")[0].rstrip(".")
    known = {
        "invalid syntax": "This cannot be read here: "
        "a line is name = expression, or a declaration such as ask(z).",
        "unexpected indent": "Begin the line at the left edge.",
        "Exceeds the limit": "A number in a program is at most 10**15 in size.",
    }
    return known.get(reason, f"This cannot be read: {reason}.")


def _check_depth(tree: ast.Module, source: Source) -> None:
    level: list[ast.AST] = list(tree.body)
    for _ in range(limits.MAX_NESTING * 2):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return
    raise source.error(level[0], "This is nested too deeply: give parts of it a name on lines of their own.")


def _line(statement: ast.stmt, source: Source) -> Line:
    where = source.where(statement)
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        name = _target(statement.target, source)
        label = statement.annotation
        if not (isinstance(label, ast.Constant) and isinstance(label.value, str)):
            raise source.error(label, 'A label is text in quotation marks: z: "Weighted sum" = …')
        return Assignment(name, _checked_text(label, source), _allowed(statement.value, source), where)
    if isinstance(statement, ast.Assign):
        if len(statement.targets) > 1:
            raise source.error(statement, "Give one name to a line.")
        name = _target(statement.targets[0], source)
        return Assignment(name, "", _allowed(statement.value, source), where)
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        return _declaration(statement.value, source, where)
    message = STATEMENT_INSTEAD.get(
        type(statement), "A line is name = expression, or a declaration such as ask(z) or require(b != 0)."
    )
    raise source.error(statement, message)


def _target(target: ast.expr, source: Source) -> str:
    if not isinstance(target, ast.Name):
        raise source.error(target, "Left of '=' stands one name, such as z or w1.")
    return checked_name(target.id, target, source)


def checked_name(name: str, node: ast.AST, source: Source) -> str:
    """The name, if it may be an author's (ASCII or Greek letters, digits, underscores)."""
    plain = unicodedata.normalize("NFKC", name)
    if plain in DECLARATIONS:
        raise source.error(node, f"'{plain}' is a declaration and cannot be a name.")
    if len(plain) > limits.MAX_NAME:
        raise source.error(node, f"A name may have {limits.MAX_NAME} letters.")
    if plain.startswith("_") or not all(_is_name_character(character) for character in plain):
        raise source.error(
            node, "A name has Latin or Greek letters, digits and underscores, and begins with a letter."
        )
    return plain


def _is_name_character(character: str) -> bool:
    return (
        character == "_"
        or (character.isascii() and character.isalnum())
        or "α" <= character <= "ω"
        or "Α" <= character <= "Ω"
    )


def _declaration(call: ast.Call, source: Source, where: Where) -> Declaration:
    if not isinstance(call.func, ast.Name) or call.func.id not in DECLARATIONS:
        known = ", ".join(sorted(DECLARATIONS))
        raise source.error(call, f"A line that gives no name is one of: {known}.")
    keywords: dict[str, ast.expr] = {}
    for keyword in call.keywords:
        if keyword.arg is None:
            raise source.error(keyword.value, "There is no '**' before an argument: write the arguments out.")
        keywords[keyword.arg] = _allowed(keyword.value, source)
    arguments = tuple(_allowed(argument, source) for argument in call.args)
    return Declaration(call.func.id, arguments, keywords, where)


def _allowed(expression: ast.expr, source: Source) -> ast.expr:
    for node, place in _walk(expression):
        if not isinstance(node, ALLOWED):
            known = INSTEAD.get(type(node), "This is not part of the problem language: see its reference.")
            raise source.error(place, known)
        if isinstance(node, ast.Constant):
            _checked_constant(node, source)
        if isinstance(node, ast.Lambda):
            _check_parameters(node, source)
        if isinstance(node, ast.Call) and not isinstance(node.func, ast.Name | ast.Attribute):
            raise source.error(node, "A call is a name with brackets: sigmoid(z).")
    return expression


def _walk(node: ast.AST, place: ast.AST | None = None) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Every node below, with the nearest node that has a place."""
    here = node if hasattr(node, "lineno") else place or node
    yield node, here
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, here)


def _checked_constant(node: ast.Constant, source: Source) -> None:
    value = node.value
    if isinstance(value, str):
        _checked_text(node, source)
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | float):
        if not abs(value) <= limits.MAX_NUMBER:
            raise source.error(node, "A number in a program is at most 10**15 in size.")
        if value and abs(value) < 1e-15:
            raise source.error(node, "A number in a program is 0 or at least 10**-15 in size.")
    else:
        raise source.error(node, "Values are numbers, text in quotation marks, True and False.")


def _checked_text(node: ast.Constant, source: Source) -> str:
    value = str(node.value)
    if len(value) > limits.MAX_TEXT:
        raise source.error(node, f"A text may have {limits.MAX_TEXT:,} characters.")
    if any(
        0xD800 <= ord(character) < 0xE000
        or (unicodedata.category(character) == "Cc" and character not in "\n\t")
        for character in value
    ):
        raise source.error(node, "This text holds a control character: take it out.")
    return value


def _check_parameters(node: ast.Lambda, source: Source) -> None:
    given = node.args
    if given.vararg or given.kwarg or given.kwonlyargs or given.posonlyargs or given.defaults:
        raise source.error(node, "A one-line function has plain parameters: lambda w, b: …")
    if not 1 <= len(given.args) <= limits.MAX_PARAMETERS:
        raise source.error(node, f"A one-line function has 1 to {limits.MAX_PARAMETERS} parameters.")
    for parameter in given.args:
        checked_name(parameter.arg, parameter, source)
