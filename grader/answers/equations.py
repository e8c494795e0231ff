"""Answers typed as an equation, such as `z = 0.705` or `dL/dw = 2(w-4)`: only the right side is read."""

import re

from grader.answers.characters import Clean

_SIGN = re.compile("[=≈]")
_LEFT = re.compile(
    r"(?: [^\W\d][\w\u0300-\u036f]* '* (?:\ ?[\[({] [\w.,+\- ]* [\])}])?"  # z, p_1, y'(x), f(2), p[1]
    r"  | [d∂]\ ?\w* \ ?/\ ? [d∂]\ ?\w+ )?",  # dL/dw
    re.VERBOSE,
)


def right_side(whole: Clean) -> Clean | None:
    """What stands after `name =`, `dL/dw =` or a bare `=`; None where another text stands before it."""
    found = _SIGN.search(whole.text)
    if not found:
        return whole
    right = whole.cut(found.end()).strip()
    left = whole.text[: found.start()].rstrip()
    return right if _LEFT.fullmatch(left) and not _SIGN.search(right.text) else None
