"""Why a text is not a number: the first pattern that is found names the reason."""

import re
from functools import reduce

from grader.answers.characters import Clean
from grader.answers.errors import AnswerError, Reason
from grader.answers.separators import split, written
from solvers.words import say

# In the order of how much each explains; group 1 is where the fault lies.
_FAULTS: tuple[tuple[Reason, str], ...] = (
    ("finite", r"[+-]? ?(nan|inf|infinity|∞)$"),
    ("hexadecimal", r"[+-]? ?(0[xbo][0-9a-f]+)$"),
    ("underscore", r".*?(_)"),
    ("fraction sign", r".*?([¼-¾⅐-⅞↉])"),
    ("not a number", r"([^\d]+)$"),
    ("signs", r".*?(?<![\d.])[+-] ?([+-])"),
    ("sign after", r".*[\d.] ?([+-])$"),
    ("exponent form", r"[+-]? ?[\d.,']+ ?(e ?[+-]{0,2} ?[\d.,]*)$"),
    ("unfinished", r".*?([*/^+-]) ?$"),
    ("arithmetic", r".*?([*/^+]|(?<=[\d ])x ?\d|(?<=\d) ?-)"),
    ("brackets", r".*?([()\[\]{}|])"),
    ("unfinished", r".*\d ?([,;'])$"),
    ("points", r"[+-]? ?\d*\.\d*(\.)[\d.]*$"),
    ("several", r"[^;]*(;)"),
    ("unit", r"[+-]? ?\d[\d.,' ]*([^\W\d][\w ./-]*|[°€$£¥%‰])$"),
    ("not a number", r"[+-]? ?([a-z]\w*)"),
    ("character", r".*?([^\d.,' +-])"),
)


def fault(number: Clean) -> AnswerError:
    """The error that explains why `number` cannot be read as one."""
    for reason, pattern in _FAULTS:
        if found := re.match(pattern, number.text, re.IGNORECASE):
            return AnswerError(number.origins[found.start(1)], reason, found=found[1].strip())
    return _spacing_fault(number)


def _spacing_fault(number: Clean) -> AnswerError:
    """Only digits, signs and separators are left: two numbers, or separators that fit no convention."""
    unsigned = number.text.lstrip("+- ")
    space = number.text.find(" ", len(number.text) - len(unsigned))
    if space < 0:
        return AnswerError(number.origins[0], "separators")
    pieces = [piece.rstrip(",") for piece in unsigned.split()]
    try:
        joined = split(unsigned.replace(" ", ""), 0)
    except AnswerError:
        joined = None
    if joined is None:
        return AnswerError(number.origins[space], "several")
    return AnswerError(number.origins[space], "space", first=written(joined), second=_several(pieces))


def _several(numbers: list[str]) -> str:
    return reduce(lambda items, last: say("{items} and {last}", items=items, last=last), numbers)
