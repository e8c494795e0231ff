"""Where a formula within a line may go on in the next one: browsers break no formula themselves."""

import re
from itertools import pairwise

SHORT = 20  # characters: a formula that fits on any line
SIDE = 12  # symbols: one side of an equation that does
DISPLAY = r"\displaystyle "
NOTHING = "{}"  # to the left of an operator: without it, a minus is a sign

# A layer such as CONV-3-16: browsers would end a line after its hyphens.
_LAYER = re.compile(r"\b[A-Za-z]+(?:-\d+(?:\.\d+)?)+\b")
_TOKEN = re.compile(
    r"\\(?:left|right)(?![a-zA-Z])\s*(?:\\[a-zA-Z]+|\\.|.)"
    r"|\\(?:begin|end)\{[^{}]*\}"
    r"|\\[a-zA-Z]+|\\.|.",
    re.S,
)
_OPENS = re.compile(r"\{|\\left(?![a-zA-Z])|\\begin\{")
_CLOSES = re.compile(r"\}|\\right(?![a-zA-Z])|\\end\{")
_BRACKETS = {"(": 1, "[": 1, r"\{": 1, ")": -1, "]": -1, r"\}": -1}
_RELATIONS = {
    "=",
    "<",
    ">",
    r"\approx",
    r"\le",
    r"\leq",
    r"\ge",
    r"\geq",
    r"\Rightarrow",
    r"\to",
    r"\leftarrow",
}
_OPERATORS = {"+", "-", r"\times", r"\cdot"}
# A sign after one of these belongs to its number.
_NO_TERM = _RELATIONS | _OPERATORS | {"", ",", "^", "_", "/", "(", "[", r"\{", "|", r"\|", DISPLAY.strip()}
# These act on everything around them, so that no part of the formula stands alone.
_WHOLE = re.compile(
    r"\\(?:(?:textstyle|scriptstyle|color|rm|bf|it|tt|sf|cal|over|atop|choose|not|middle|\w*command|\w*def)(?![a-zA-Z])|\\)"
)


def keep_layers(html: str) -> str:
    """Return the text, escaped already, so that no line ends within the name of a layer."""
    return _LAYER.sub(r'<span class="unbroken">\g<0></span>', html)


def pieces(latex: str) -> list[str]:
    """Return the formula in pieces; a line may end between them: before an operator, after a comma."""
    if len(latex) <= SHORT or _WHOLE.search(latex):
        return [latex]
    style = DISPLAY if latex.startswith(DISPLAY) else ""
    found, depth, brackets, last = [""], 0, 0, ""
    tokens = _TOKEN.findall(latex)
    breaking = _breaking(tokens)
    for place, token in enumerate(tokens):
        depth += bool(_OPENS.match(token)) - bool(_CLOSES.match(token))
        brackets += _BRACKETS.get(token, 0) if depth == 0 else 0
        if depth == 0 and brackets <= 0 and place in breaking and last not in _NO_TERM:
            found.append(style + NOTHING)
        elif depth == 0 and token.isspace() and last == ",":
            found.append(style)
        found[-1] += token
        last = last if token.isspace() else token
    return found


def _breaking(tokens: list[str]) -> set[int]:
    """The places of the relations, and of the operators on sides too long for one line."""
    ends = [place for place, token in enumerate(tokens) if token in _RELATIONS]
    found = set(ends)
    for start, end in pairwise([-1, *ends, len(tokens)]):
        side = tokens[start + 1 : end]
        if sum(not part.isspace() and part not in "{}" for part in side) > SIDE:
            found.update(start + 1 + index for index, part in enumerate(side) if part in _OPERATORS)
    return found
