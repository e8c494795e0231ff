"""Where a formula within a line may go on in the next one: browsers break no formula themselves."""

import re

SHORT = 20  # characters: a formula that fits on any line
DISPLAY = r"\displaystyle "
NOTHING = "{}"  # to the left of an operator: without it, a minus is a sign

_TOKEN = re.compile(
    r"\\(?:left|right)(?![a-zA-Z])\s*(?:\\[a-zA-Z]+|\\.|.)"
    r"|\\(?:begin|end)\{[^{}]*\}"
    r"|\\[a-zA-Z]+|\\.|.",
    re.S,
)
_OPENS = re.compile(r"\{|\\left(?![a-zA-Z])|\\begin\{")
_CLOSES = re.compile(r"\}|\\right(?![a-zA-Z])|\\end\{")
_BRACKETS = {"(": 1, "[": 1, r"\{": 1, ")": -1, "]": -1, r"\}": -1}
_RELATIONS = {"=", "<", ">", r"\approx", r"\le", r"\leq", r"\ge", r"\geq", r"\Rightarrow", r"\to"}
_OPERATORS = {"+", "-", r"\times", r"\cdot"}
# A sign after one of these belongs to its number.
_NO_TERM = _RELATIONS | _OPERATORS | {"", ",", "^", "_", "/", "(", "[", r"\{", "|", r"\|", DISPLAY.strip()}
# These act on everything around them, so that no part of the formula stands alone.
_WHOLE = re.compile(
    r"\\(?:(?:textstyle|scriptstyle|color|rm|bf|it|tt|sf|cal|over|atop|choose|not|middle|\w*command|\w*def)(?![a-zA-Z])|\\)"
)


def pieces(latex: str) -> list[str]:
    """Return the formula in pieces; a line may end between them: before an operator, after a comma."""
    if len(latex) <= SHORT or _WHOLE.search(latex):
        return [latex]
    style = DISPLAY if latex.startswith(DISPLAY) else ""
    found, depth, brackets, last = [""], 0, 0, ""
    for token in _TOKEN.findall(latex):
        depth += bool(_OPENS.match(token)) - bool(_CLOSES.match(token))
        brackets += _BRACKETS.get(token, 0) if depth == 0 else 0
        if depth == 0 and brackets <= 0 and token in _RELATIONS | _OPERATORS and last not in _NO_TERM:
            found.append(style + NOTHING)
        elif depth == 0 and token.isspace() and last == ",":
            found.append(style)
        found[-1] += token
        last = last if token.isspace() else token
    return found
