"""LaTeX to MathML, which browsers typeset themselves."""

import re
from functools import lru_cache
from html import escape
from itertools import chain

from math_core import LatexError, LatexToMathML

from quizzes.text.breaks import DISPLAY, NOTHING, keep_layers, pieces

# Macros that expand to themselves and very deep nesting end the process, not the call: so no macros,
# and no formula long enough to nest that deep.
LONGEST = 2_000
_converter = LatexToMathML(max_expansions=0, fancy_error=False)

_STYLE = re.compile(r'(<m[a-z]+)([^<>]*?) style="([^"<>]*)"')
# The policy forbids inline styles; what a table needs of them has a class in css/site.css.
_CLASS_OF_STYLE = {
    "text-align:left": "m-left",
    "text-align:right": "m-right",
    "padding-left:0": "m-join-left",
    "padding-right:0": "m-join-right",
    "padding-left:1em": "m-gap-left",
    "border-left:0.05emsolidcurrentcolor": "m-rule-left",
    "border-right:0.05emsolidcurrentcolor": "m-rule-right",
    "border-top:0.05emsolidcurrentcolor": "m-rule-top",
    "border-bottom:0.05emsolidcurrentcolor": "m-rule-bottom",
}
# What is drawn around or through a term: browsers without menclose draw nothing, and one that has it
# would draw it a second time.
_ENCLOSED = re.compile(r'<menclose notation="([a-z]+)">')
_STRIKE = re.compile(r'<mrow class="menclose-[a-z]+"></mrow>')
# The converter's own macros, spelt out.
_SPELT_OUT = {
    "ldots": r"\dots",
    "iff": r"\;\Longleftrightarrow\;",
    "implies": r"\;\Longrightarrow\;",
    "impliedby": r"\;\Longleftarrow\;",
    "mbox": r"\text",
    "bmod": r"\mathbin{\mathrm{mod}}",
}
# What is only words: a browser breaks them, which in a formula it does not.
_WORDS = re.compile(r"(?:\\displaystyle )?\\text\{([^{}\\$]*)\}\s*")
_MACRO = re.compile(rf"\\({'|'.join(_SPELT_OUT)})(?![A-Za-z])")
# 108{,}874 is one number, to a screen reader too.
_THOUSANDS = re.compile(r'</mn><mo rspace="0">,</mo><mn>(?=\d{3}\b)')


def to_html(latex: str, display: bool = False, before: str = "", after: str = "") -> str:
    """Return the formula as MathML, or its source where it cannot be read.

    `before` and `after` are brackets and full stops that stay on the line with a formula in running text.
    """
    if len(latex) > LONGEST:
        return _source(latex)
    if display:
        return f'<span class="math-display">{_to_mathml(latex, display=True) or _source(latex)}</span>'
    sources = pieces(latex)
    parts = [_words(piece) or _to_mathml(piece) for piece in sources]
    if "" in parts:
        sources, parts = [latex], [_to_mathml(latex) or _source(latex)]
    if len(parts) == 1:
        return _together(before, parts[0], after)
    parts[0] = _together(before, parts[0])
    parts[-1] = _together("", parts[-1], after)
    # The space after a comma would be lost at the end of a formula.
    ends = (" " if source.endswith(",") else "<wbr>" for source in sources)
    return "".join(chain(*zip(parts, ends, strict=True))).removesuffix("<wbr>")


@lru_cache(maxsize=2048)  # most formulas of a statement have no number of a student in them
def _to_mathml(latex: str, display: bool = False) -> str:
    """Return the MathML, or nothing where the formula cannot be read."""
    spelt_out = _MACRO.sub(lambda match: _SPELT_OUT[match[1]], latex)
    try:
        mathml = _converter.convert_with_local_state(spelt_out, displaystyle=display)
    except (LatexError, ValueError):
        return ""
    mathml = _STYLE.sub(_style_as_class, mathml)
    mathml = _THOUSANDS.sub(",", mathml)
    mathml = _ENCLOSED.sub(r'<mrow class="m-\1">', _STRIKE.sub("", mathml)).replace("</menclose>", "</mrow>")
    alternative = escape(" ".join(latex.removeprefix(DISPLAY).removeprefix(NOTHING).split()))
    return mathml.replace("<math", f'<math alttext="{alternative}"', 1)


def _words(latex: str) -> str:
    found = _WORDS.fullmatch(latex)
    return keep_layers(escape(found[1])) if found else ""


def _source(latex: str) -> str:
    return f'<code class="math-error">{escape(latex)}</code>'


def _together(before: str, formula: str, after: str = "") -> str:
    return f'<span class="unbroken">{before}{formula}{after}</span>' if before or after else formula


def _style_as_class(match: re.Match[str]) -> str:
    tag, others, style = match.groups()
    declarations = style.replace(" ", "").split(";") if tag == "<mtd" else ()
    names = " ".join(_CLASS_OF_STYLE[item] for item in declarations if item in _CLASS_OF_STYLE)
    return f'{tag}{others} class="{names}"' if names else tag + others
